#include "driver/init.h"

#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/quoted.h"
#include "driver/replace_file.h"
#include "manifest/names.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

constexpr const char* start = R"(/// {name} in a cluster
chart {id} {{
    name = "{name}"
    version = "0.1.0"
    appVersion = "1.0.0"
}}

import std {{ Image, Ingress }}

values {{
    /// Image of the container; its tag is the chart's `appVersion` unless it is given
    image: Image = {{ repository = "ghcr.io/example/{name}" }}
    /// Number of pods
    replicas: Int(0..100) = 1
    /// Access from outside
    ingress: Ingress? = none
}}

service {id} "{service}" {{
    image = values.image
    replicas = values.replicas
    ports {{ http = 8080 }}
    readiness = http {{ path = "/", port = "http" }}
    resources {{
        requests {{ cpu = 100m, memory = 128Mi }}
        limits {{ memory = 256Mi }}
    }}
    ingress = values.ingress
}}

environment production {{
    values {{
        replicas = 3
        ingress = {{ hosts = [{{ host = "{name}.example.org" }}] }}
    }}
}}
)";

/// The chart's name for what the language calls a part of a name.
std::string partName(const std::string& name) {
    constexpr size_t longest = 40;
    std::string part = name.substr(0, longest);
    return part.substr(0, part.find_last_not_of('-') + 1);
}

/// As shells take it for one argument.
std::string asArgument(const std::string& text) {
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./+:@%=,-";
    auto isPlain = [&](char c) { return static_cast<unsigned char>(c) >= 0x80 || plain.find(c) != plain.npos; };
    return std::all_of(text.begin(), text.end(), isPlain) ? text : quoted(text);
}

} // namespace

std::string initTarget(const Options& options) {
    return (fs::path(options.folder) / "main.stack").lexically_normal().string();
}

int init(const Options& options) {
    fs::path target = initTarget(options);
    std::string folder = fs::absolute(options.folder).lexically_normal().filename().string();
    if (folder.empty()) // a path that ends in a slash
        folder = fs::absolute(options.folder).lexically_normal().parent_path().filename().string();
    std::string name =
        manifest::letterFirst(manifest::dnsLabel(options.importName.empty() ? folder : options.importName));
    if (name.empty()) {
        complain("stackc: nothing of the folder's name can be that of a chart: --name gives one\n");
        return Exit::usageError;
    }
    std::error_code error;
    fs::create_directories(options.folder, error);
    if (error)
        return tellFault(fmt::format("can't write to {}: {}", options.folder, error.message()));
    std::string id = manifest::camelCase(name, "chart");
    if (auto failure =
            replaceFile(target.string(), fmt::format(fmt::runtime(start), fmt::arg("name", name), fmt::arg("id", id),
                                                     fmt::arg("service", partName(name)))))
        return tellFault(*failure);
    const std::string argument = asArgument(options.folder);
    tellNote(options.diagnostics,
             "{}: a service with an Ingress. What may follow:\n  stackc check {}\n  stackc build {}\n", target.string(),
             argument, argument);
    const nlohmann::ordered_json result{{"files", {target.string()}}};
    tellWith(options.diagnostics, source::SourceManager(), diag::Sink(), &result);
    return Exit::ok;
}

} // namespace stackc::driver
