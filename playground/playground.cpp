// The compiler as one function, for the page: what a build is made of comes as JSON, and so does what it makes.

#include "diag/render.h"
#include "session/build.h"
#include "testing/check_tests.h"

#include <emscripten.h>
#include <nlohmann/json.hpp>

namespace stackc::playground {

namespace {

using Json = nlohmann::ordered_json;

session::Target targetOf(const std::string& name) {
    if (name == "helm")
        return session::Target::Helm;
    return name == "manifests" ? session::Target::Manifests : session::Target::All;
}

session::Request requestOf(const Json& asked) {
    session::Request request;
    request.target = targetOf(asked.value("target", ""));
    if (std::string environment = asked.value("environment", ""); !environment.empty())
        request.environments.push_back(environment);
    return request;
}

/// What `stackc build` says and writes.
Json build(const Json& asked) {
    auto texts = std::make_shared<session::Overlay>();
    for (const auto& [path, text] : asked.at("files").items())
        texts->set(path, text.get<std::string>());
    auto compiled = session::compile("main.stack", std::make_shared<session::Files>(texts));
    if (!compiled)
        return {{"error", compiled.error()}};
    session::Compilation& compilation = **compiled;
    if (!compilation.sink.hasErrors())
        testing::checkTests(compilation);
    session::Built built = session::build(compilation, requestOf(asked));
    Json answer = Json::parse(diag::renderJson(compilation.sink.sorted(), compilation.sources));
    answer["files"] = Json::object();
    if (!compilation.sink.hasErrors())
        for (auto& [path, bytes] : built.files)
            answer["files"][path] = std::move(bytes);
    answer["missing"] = built.missing;
    answer["environments"] = Json::array();
    for (const core::Environment& environment : compilation.program.environments)
        answer["environments"].push_back(environment.name);
    return answer;
}

std::string answerTo(const char* request) {
    try {
        return build(Json::parse(request)).dump();
    } catch (const std::exception& fault) {
        return Json{{"fault", fault.what()}}.dump();
    }
}

} // namespace

} // namespace stackc::playground

/// `{"files": {path: text}, "target": "all" | "helm" | "manifests", "environment": name}`, with a `main.stack` among
/// the files, gives `{"diagnostics": […], "files": {path: text}, "missing": why there are no manifests of something,
/// "environments": [name]}`; `{"error": why}` if there is nothing to compile, and `{"fault": what}` if the compiler is
/// at fault. The answer stays until the next call.
extern "C" EMSCRIPTEN_KEEPALIVE const char* stackc_build(const char* request) {
    static std::string answer;
    answer = stackc::playground::answerTo(request);
    return answer.c_str();
}
