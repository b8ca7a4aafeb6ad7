#include <nlohmann/json.hpp>

#include "diag/fixes.h"
#include "diag/render.h"
#include "text/json_lookup.h"

namespace stackc::diag {

namespace {

using Json = nlohmann::ordered_json;

void addPlace(Json& json, source::Span span, const source::SourceManager& sources) {
    if (!span.valid())
        return;
    source::Position begin = sources.position(span.file, span.begin);
    source::Position end = sources.position(span.file, span.end);
    json["file"] = sources.path(span.file);
    json["line"] = begin.line;
    json["column"] = begin.column;
    json["endLine"] = end.line;
    json["endColumn"] = end.column;
}

Json notesToJson(const std::vector<Note>& notes, const source::SourceManager& sources) {
    Json list = Json::array();
    for (const Note& note : notes) {
        Json json;
        json["message"] = note.message;
        addPlace(json, note.span, sources);
        list.push_back(std::move(json));
    }
    return list;
}

Json toJson(const Diagnostic& diagnostic, const source::SourceManager& sources) {
    Json json;
    json["code"] = codeName(diagnostic.code);
    json["severity"] = severityName(diagnostic.severity);
    json["message"] = diagnostic.message;
    addPlace(json, diagnostic.span, sources);
    if (!diagnostic.labels.empty())
        json["labels"] = notesToJson(diagnostic.labels, sources);
    json["notes"] = notesToJson(diagnostic.notes, sources);
    if (!diagnostic.suggestion.empty())
        json["suggestion"] = diagnostic.suggestion;
    for (const Fix& fix : fixesOf(diagnostic, sources)) {
        Json change;
        change["title"] = fix.title;
        addPlace(change, fix.span, sources);
        change["replacement"] = fix.replacement;
        change["preferred"] = fix.isPreferred;
        json["fixes"].push_back(std::move(change));
    }
    return json;
}

} // namespace

std::string renderJson(const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources,
                       const nlohmann::ordered_json* result) {
    Json list = Json::array();
    for (const Diagnostic& diagnostic : diagnostics)
        list.push_back(toJson(diagnostic, sources));
    Json whole;
    whole["diagnostics"] = std::move(list);
    if (result != nullptr && !result->is_null())
        whole["result"] = *result;
    return text::wholeJson(whole);
}

} // namespace stackc::diag
