#include "testing/render.h"

#include "testing/xml.h"
#include "text/characters.h"
#include "values/yaml_text.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace stackc::testing {

namespace {

using Json = nlohmann::ordered_json;

std::string placeOf(const source::SourceManager& sources, source::Span span) {
    source::Position at = sources.position(span.file, span.begin);
    return fmt::format("{}:{}:{}", sources.path(span.file), at.line, at.column);
}

/// Each line behind the prefix; an empty one is the prefix without blanks at its end.
std::string indented(std::string_view text, std::string_view prefix) {
    std::string out;
    while (!text.empty()) {
        size_t end = std::min(text.find('\n'), text.size());
        out += prefix;
        out += text::shownLine(text.substr(0, end));
        out.erase(out.find_last_not_of(' ') + 1);
        out += '\n';
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

/// A description ends where a directive begins.
std::string tapName(std::string_view name) {
    std::string out;
    for (char c : name) {
        if (c == '#' || c == '\\')
            out += '\\';
        out += c;
    }
    return out;
}

Json failureJson(const source::SourceManager& sources, const Failure& failure) {
    source::Position at = sources.position(failure.span.file, failure.span.begin);
    return {{"file", sources.path(failure.span.file)},
            {"line", at.line},
            {"column", at.column},
            {"message", failure.message},
            {"detail", failure.detail}};
}

} // namespace

std::string renderText(const source::SourceManager& sources, const Results& results) {
    std::string out;
    source::FileId file;
    for (const Result& one : results.cases) {
        if (file != one.span.file)
            out += fmt::format("{}{}\n", out.empty() ? "" : "\n", sources.path(one.span.file));
        file = one.span.file;
        out += fmt::format("  {}  {}\n", one.hasPassed() ? "ok  " : "FAIL", text::shownLine(one.name));
        for (const std::string& note : one.notes)
            out += fmt::format("        {}\n", text::shownLine(note));
        for (const Failure& failure : one.failures) {
            out += fmt::format("\n        {}: {}\n", placeOf(sources, failure.span), text::shownLine(failure.message));
            out += indented(failure.detail, "        ");
        }
        out += one.hasPassed() ? "" : "\n";
    }
    for (const std::string& path : results.obsolete)
        out += fmt::format("\n{} is of no test; `--update` removes it\n", path);
    for (const std::string& path : results.removed)
        out += fmt::format("\nremoved {}, which was of no test\n", path);
    size_t failed = results.failed();
    if (results.cases.empty())
        return out + "no tests\n";
    out += fmt::format("\n{} passed", results.cases.size() - failed);
    return out + (failed == 0 ? "\n" : fmt::format(", {} failed\n", failed));
}

std::string renderJson(const source::SourceManager& sources, const Results& results) {
    Json tests = Json::array();
    for (const Result& one : results.cases) {
        Json failures = Json::array();
        for (const Failure& failure : one.failures)
            failures.push_back(failureJson(sources, failure));
        tests.push_back({{"name", one.name},
                         {"file", sources.path(one.span.file)},
                         {"line", sources.position(one.span.file, one.span.begin).line},
                         {"passed", one.hasPassed()},
                         {"given", *one.given.data},
                         {"refused", one.refusals},
                         {"failures", std::move(failures)},
                         {"notes", one.notes}});
    }
    Json all = {{"tests", std::move(tests)},
                {"passed", results.cases.size() - results.failed()},
                {"failed", results.failed()},
                {"obsolete", results.obsolete},
                {"removed", results.removed}};
    return all.dump(2) + "\n";
}

std::string renderJunit(const source::SourceManager& sources, const Results& results) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    out += fmt::format("<testsuites tests=\"{}\" failures=\"{}\">\n", results.cases.size(), results.failed());
    for (size_t i = 0; i < results.cases.size();) {
        source::FileId file = results.cases[i].span.file;
        size_t end = i, failed = 0;
        for (; end < results.cases.size() && results.cases[end].span.file == file; ++end)
            failed += results.cases[end].hasPassed() ? 0 : 1;
        const std::string path = xmlText(sources.path(file));
        out += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\">\n", path, end - i, failed);
        for (; i < end; ++i) {
            const Result& one = results.cases[i];
            uint32_t line = sources.position(file, one.span.begin).line;
            out += fmt::format("    <testcase name=\"{}\" classname=\"{}\" file=\"{}\" line=\"{}\"", xmlText(one.name),
                               path, path, line);
            if (one.hasPassed() && one.notes.empty()) {
                out += "/>\n";
                continue;
            }
            out += ">\n";
            for (const Failure& failure : one.failures)
                out += fmt::format("      <failure message=\"{}\">{}\n{}</failure>\n", xmlText(failure.message),
                                   xmlText(placeOf(sources, failure.span)), xmlText(failure.detail));
            if (!one.notes.empty())
                out += fmt::format("      <system-out>{}</system-out>\n",
                                   xmlText(fmt::format("{}", fmt::join(one.notes, "\n"))));
            out += "    </testcase>\n";
        }
        out += "  </testsuite>\n";
    }
    return out + "</testsuites>\n";
}

std::string renderJunit(const source::SourceManager& sources, const diag::Sink& errors) {
    std::string found;
    size_t count = 0;
    for (const diag::Diagnostic& one : errors.sorted())
        if (one.severity == diag::Severity::error) {
            const std::string text = fmt::format("{}: {}", diag::codeName(one.code), one.message);
            found += fmt::format(
                "    <testcase name=\"{}\">\n      <error message=\"{}\">{}</error>\n    </testcase>\n",
                diag::codeName(one.code), xmlText(text), xmlText(one.span.valid() ? placeOf(sources, one.span) : ""));
            ++count;
        }
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"{0}\" errors=\"{0}\">\n"
                       "  <testsuite name=\"stackc\" tests=\"{0}\" errors=\"{0}\">\n{1}  </testsuite>\n</testsuites>\n",
                       count, found);
}

std::string renderTap(const source::SourceManager& sources, const Results& results) {
    std::string out = fmt::format("TAP version 14\n1..{}\n", results.cases.size());
    size_t number = 0;
    for (const Result& one : results.cases) {
        out += fmt::format("{} {} - {}\n", one.hasPassed() ? "ok" : "not ok", ++number,
                           tapName(text::shownLine(one.name)));
        for (const std::string& note : one.notes)
            out += fmt::format("# {}\n", text::shownLine(note));
        if (one.hasPassed())
            continue;
        Json failures = Json::array();
        for (const Failure& failure : one.failures)
            failures.push_back(failureJson(sources, failure));
        out += "  ---\n" + values::writeYaml({{"failures", std::move(failures)}}, {.indent = 2}) + "  ...\n";
    }
    return out;
}

} // namespace stackc::testing
