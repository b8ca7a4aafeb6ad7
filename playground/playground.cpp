// The compiler as one function, for the page: what a build is made of comes as JSON, and so does what it makes.

#include "diag/render.h"
#include "session/build.h"
#include "testing/check_tests.h"

#include <emscripten.h>
#include <nlohmann/json.hpp>

namespace stackc::playground {

namespace {

using Json = nlohmann::ordered_json;

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
    session::Built built = session::build(compilation, {});
    Json answer = Json::parse(diag::renderJson(compilation.sink.sorted(), compilation.sources));
    answer["files"] = Json::object();
    if (!compilation.sink.hasErrors())
        for (auto& [path, bytes] : built.files)
            answer["files"][path] = std::move(bytes);
    answer["missing"] = built.missing;
    return answer;
}

/// Bytes that are no UTF-8 are replaced.
std::string textOf(const Json& answer) { return answer.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string answerTo(const char* request) {
    try {
        return textOf(build(Json::parse(request)));
    } catch (const std::exception& fault) {
        return textOf(Json{{"fault", fault.what()}});
    }
}

} // namespace

} // namespace stackc::playground

/// `{"files": {path: text}}`, with a `main.stack` among the files, gives `{"diagnostics": […], "files": {path: text},
/// "missing": why there are no manifests of something}`; `{"error": why}` if there is nothing to compile, and
/// `{"fault": what}` if the compiler is at fault. The answer stays until the next call.
extern "C" EMSCRIPTEN_KEEPALIVE const char* stackc_build(const char* request) {
    static std::string answer;
    answer = stackc::playground::answerTo(request);
    return answer.c_str();
}
