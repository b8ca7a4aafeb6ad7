#include "fixture.h"

#include "session/check.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace stackc::api {

namespace {

std::unique_ptr<session::Compilation> compiled(const std::string& source) {
    auto compilation = session::compileText("main.stack", source);
    if (session::isSound(*compilation))
        session::compileParts(*compilation);
    for (const diag::Diagnostic& fault : compilation->sink.diagnostics())
        if (fault.severity == diag::Severity::error)
            ADD_FAILURE() << fault.message << "\n" << source;
    return compilation;
}

std::string chartOf(const std::string& values) { return "chart shop { version = \"1.0.0\" }\n" + values + "\n"; }

} // namespace

Report between(const std::string& before, const std::string& after) {
    auto former = compiled(before), fresh = compiled(after);
    return compared(*former, *fresh, false, [](const std::string&) {});
}

Report ofValues(const std::string& before, const std::string& after) {
    return between(chartOf(before), chartOf(after));
}

std::string told(const Report& report) {
    std::string text;
    for (const Change& change : report.changes) {
        text += fmt::format("{}: {}", nameOf(change.verdict), sentenceOf(change));
        if (change.witness)
            text += " with " + (change.witness->kubeVersion.empty() ? change.witness->values->dump()
                                                                    : change.witness->kubeVersion);
        text += "\n";
    }
    return text;
}

} // namespace stackc::api
