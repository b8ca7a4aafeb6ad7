// The readers of values: YAML, JSON and `--set`, the merge of what they read, its decoding by types of all kinds, and
// the manifests of what is taken.

#include "diag/render.h"
#include "emit/manifests.h"
#include "fuzzing.h"
#include "session/compilation.h"
#include "session/resolve.h"
#include "text/yaml_reader.h"
#include "text/yaml_tree.h"
#include "values/merge.h"

#include <memory>
#include <nlohmann/json.hpp>

using namespace stackc;
using Json = nlohmann::ordered_json;

namespace {

constexpr const char* program = R"stack(chart fuzzed { version = "0.1.0" }

import std { Image }

enum Level { low, @key("HIGH") high }

variant Store by kind {
    memory
    disk { size: Quantity = 1Gi, path: String? = none }
    remote { url: Url }
}

variant Place { @fromText literal: String, port: Port }

type Queue {
    name: String(1..20)
    weight: Float = 1.5
    level: Level = low
    tags: [String: String] = {}
    retry: { times: Int(0..9) = 3 }? = off { times = 4 }
}

values {
    replicaCount: Int(0..100) = 2
    image: Image = { repository = "nginx" }
    store: Store = memory
    place: Place = port(80)
    queues: [Queue] = []
    limits: [DnsLabel: Quantity] = {}
    wait: Duration = 30s
    share: IntOrPercent = 1
    version: Semver = "1.2.3"
    host: DnsName? = none
    debug: Bool = false
    extra: Data = {}
}

resource settings: k8s.core.v1.ConfigMap {
    metadata { name = "settings", namespace = release.namespace }
    data {
        wait = values.wait
        image = "\(values.image.repository) \(values.replicaCount) \(values.version)"
        "queues.json" = jsonText(values.queues)
        "extra.yaml" = yamlText({ extra = values.extra, limits = values.limits, share = values.share })
        size = match values.store {
            memory => "none"
            disk(d) => d.size
            remote(r) => r.url
        }
        if let host = values.host { host = host }
    }
}
)stack";

std::unique_ptr<session::Compilation> compiled() {
    auto compilation = session::compileText("/nowhere/main.stack", program);
    fuzzing::require(!compilation->sink.hasErrors(), "the program of the fuzzer is right",
                     diag::renderText(compilation->sink.sorted(), compilation->sources));
    return compilation;
}

/// What a build with the values gives. Nodes are kept as long as the compilation, so it is made anew now and then.
void build(std::string_view text) {
    static std::unique_ptr<session::Compilation> compilation;
    static int uses = 0;
    if (compilation == nullptr || ++uses % 1000 == 0)
        compilation = compiled();
    compilation->sink = {};
    session::Inputs inputs;
    inputs.files = {{"values.yaml", std::string(text)}};
    session::Release release = session::resolve(*compilation, nullptr, inputs);
    if (!compilation->sink.hasErrors())
        emit::emitManifestStream(release.packages, {}, release.missing);
    diag::renderText(compilation->sink.sorted(), compilation->sources);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    std::string_view input = fuzzing::textOf(data, size);
    text::YamlError error;
    Json yaml, user = Json::object();
    if (text::readValues(input, yaml, error))
        user = values::mergeValues(yaml, values::mergeFiles(yaml, yaml));
    std::vector<text::YamlNode> documents;
    if (text::readJsonStream(input, documents, error))
        for (const text::YamlNode& document : documents)
            text::toJson(document);
    std::string fault;
    auto none = [](const std::string&, std::string&) { return std::nullopt; };
    for (values::SetKind kind : {values::SetKind::Typed, values::SetKind::Json, values::SetKind::Literal})
        values::applySet(user, input.substr(0, 200), kind, none, fault);
    user.dump(-1, ' ', false, Json::error_handler_t::replace);
    build(input);
    return 0;
}
