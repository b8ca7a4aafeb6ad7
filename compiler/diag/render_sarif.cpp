#include "diag/render.h"
#include "diag/sarif.h"

#include <map>
#include <nlohmann/json.hpp>

namespace stackc::diag {

namespace {

using Json = nlohmann::ordered_json;

Json placeOf(source::Span span, const source::SourceManager& sources) {
    source::Position begin = sources.position(span.file, span.begin);
    source::Position end = sources.position(span.file, span.end);
    Json region = {{"startLine", begin.line}, {"startColumn", begin.column}, {"endLine", end.line}};
    region["endColumn"] = end.column;
    Json file = {{"uri", sarifUri(sources.path(span.file))}};
    return {{"physicalLocation", {{"artifactLocation", std::move(file)}, {"region", std::move(region)}}}};
}

/// What is said of other places.
Json related(const Diagnostic& diagnostic, const source::SourceManager& sources) {
    Json list = Json::array();
    for (const std::vector<Note>* notes : {&diagnostic.labels, &diagnostic.notes})
        for (const Note& note : *notes) {
            if (!note.span.valid())
                continue;
            Json place = placeOf(note.span, sources);
            if (!note.message.empty())
                place["message"] = {{"text", note.message}};
            list.push_back(std::move(place));
        }
    return list;
}

/// The message of a rule, with an ellipsis for what each result puts there, as its page has it.
std::string titleOf(Code code) {
    constexpr std::string_view gap = "{}", ellipsis = "…";
    std::string title(messageFormat(code));
    for (size_t at = title.find(gap); at != std::string::npos; at = title.find(gap, at + ellipsis.size()))
        title.replace(at, gap.size(), ellipsis);
    return title;
}

Json resultOf(const Diagnostic& diagnostic, size_t rule, const source::SourceManager& sources) {
    Json result = {{"ruleId", codeName(diagnostic.code)}, {"ruleIndex", rule}};
    result["level"] = severityName(diagnostic.severity);
    result["message"] = {{"text", wholeMessage(diagnostic)}};
    if (diagnostic.span.valid())
        result["locations"] = Json::array({placeOf(diagnostic.span, sources)});
    if (Json places = related(diagnostic, sources); !places.empty())
        result["relatedLocations"] = std::move(places);
    return result;
}

} // namespace

std::string renderSarif(const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources,
                        const std::string& version) {
    Json rules = Json::array(), results = Json::array();
    std::map<Code, size_t> numbers;
    for (const Diagnostic& diagnostic : diagnostics) {
        auto [number, isNew] = numbers.try_emplace(diagnostic.code, rules.size());
        if (isNew) {
            std::string code(codeName(diagnostic.code));
            Json rule = {{"id", code}, {"shortDescription", {{"text", titleOf(diagnostic.code)}}}};
            rule["help"] = {{"text", "`stackc explain " + code + "` tells more"}};
            rules.push_back(std::move(rule));
        }
        results.push_back(resultOf(diagnostic, number->second, sources));
    }
    return sarifLog(std::move(rules), std::move(results), version);
}

} // namespace stackc::diag
