#include "driver/package.h"

#include "diag/working_on.h"
#include "driver/console.h"
#include "driver/diagnostics.h"
#include "driver/replace_file.h"
#include "session/package.h"
#include "support/subprocess.h"
#include "text/json_lookup.h"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

/// $SOURCE_DATE_EPOCH, or the beginning of time; see reproducible-builds.org. False: it is no number.
bool timeOf(int64_t& time) {
    constexpr int64_t most = (int64_t{1} << 33) - 1; // of tar
    time = 0;
    const char* text = std::getenv("SOURCE_DATE_EPOCH");
    if (text == nullptr || *text == '\0')
        return true;
    const char* end = text + std::strlen(text);
    auto [rest, error] = std::from_chars(text, end, time);
    return error == std::errc() && rest == end && time >= 0 && time <= most;
}

/// The text with the key's signature, or why it can't be signed.
support::Result<std::string> sign(const std::string& text, const std::string& key) {
    support::Finished made = support::run(
        {"gpg", "--batch", "--yes", "--clearsign", "--digest-algo", "SHA512", "--local-user", key, "--output", "-"},
        text);
    if (made.status == -ENOENT)
        return support::Failure{"`gpg` isn't installed, which makes signatures"};
    if (made.status < 0)
        return support::Failure{fmt::format("can't run `gpg`: {}", std::strerror(-made.status))};
    if (made.status != 0)
        return support::Failure{fmt::format("`gpg` can't sign with the key `{}`", key)};
    return std::move(made.output);
}

/// Takes away the signature of another package of that name, which Helm would push beside this one. Why not, if that
/// can't be.
std::optional<std::string> removeStale(const std::string& path, const std::string& digest, const Options& options) {
    std::error_code error;
    if (!fs::is_regular_file(path, error))
        return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    if (text.find("sha256:" + digest) != std::string::npos)
        return std::nullopt;
    if (!fs::remove(path, error) && error)
        return fmt::format("can't remove {}: {}", path, error.message());
    if (!options.json)
        tellNote(options.diagnostics, "{}: removed, it signed another package\n", path);
    return std::nullopt;
}

} // namespace

int package(session::Compilation& compilation, const Options& options) {
    const PackageOptions& wanted = options.package;
    int64_t time = 0;
    if (!timeOf(time))
        return tellFault("$SOURCE_DATE_EPOCH is no number of seconds since 1970");
    if (compilation.sink.hasErrors())
        return Exit::sourceErrors;
    std::optional<session::Packaged> packaged = session::package(compilation, time);
    if (!packaged)
        return Exit::sourceErrors;
    diag::WorkingOn place(wanted.folder);
    std::string signature;
    if (!wanted.key.empty()) {
        support::Result<std::string> made = sign(session::provenanceOf(*packaged), wanted.key);
        if (!made)
            return tellFault(made.error());
        signature = std::move(*made);
    }
    std::error_code error;
    fs::create_directories(wanted.folder, error);
    if (error)
        return tellFault(fmt::format("can't write to {}: {}", wanted.folder, error.message()));
    std::string path = (fs::path(wanted.folder) / packaged->file).string();
    if (auto failure = replaceFile(path, packaged->bytes))
        return tellFault(*failure);
    if (auto failure = signature.empty() ? removeStale(path + ".prov", packaged->digest, options)
                                         : replaceFile(path + ".prov", signature))
        return tellFault(*failure);
    if (options.json) {
        nlohmann::ordered_json json = {{"name", packaged->name}, {"version", packaged->version}, {"file", path}};
        json["digest"] = "sha256:" + packaged->digest;
        if (!signature.empty())
            json["provenance"] = path + ".prov";
        put(text::wholeJson(json));
        return Exit::ok;
    }
    tellNote(options.diagnostics, "{}: {} {}, sha256:{}\n", path, packaged->name, packaged->version, packaged->digest);
    if (!signature.empty())
        tellNote(options.diagnostics, "{}.prov: signed by {}\n", path, wanted.key);
    return Exit::ok;
}

} // namespace stackc::driver
