#include "lsp/shown.h"

#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

/// As the protocol counts them: 1 is an error.
int severityOf(diag::Severity severity) {
    return severity == diag::Severity::error ? 1 : severity == diag::Severity::warning ? 2 : 3;
}

/// Editors grey out what is not needed, and strike out what has another name now.
Json tagsOf(diag::Code code) {
    constexpr int unnecessary = 1;
    constexpr int deprecated = 2;
    switch (code) {
    case diag::Code::W2020:
    case diag::Code::W2029:
        return Json::array({unnecessary});
    case diag::Code::W2028:
        return Json::array({deprecated});
    default:
        return nullptr;
    }
}

/// The message with those remarks that have no place of their own, or all where places aren't shown.
std::string messageOf(const diag::Diagnostic& diagnostic, bool withPlaces) {
    std::string message = diagnostic.message;
    for (const diag::Note& note : diagnostic.notes)
        if (!note.span.valid() || !withPlaces)
            message += "\n" + note.message;
    for (const diag::Note& label : diagnostic.labels)
        if (label.span == diagnostic.span || !withPlaces)
            message += "\n" + label.message;
    if (!diagnostic.suggestion.empty())
        message += "\n" + diagnostic.suggestion;
    return message;
}

} // namespace

const Lines& Shown::lines(source::FileId file) {
    auto found = lines_.find(file);
    if (found == lines_.end())
        found = lines_.emplace(file, Lines(analysis_.sources().text(file), workspace_.client().encoding)).first;
    return found->second;
}

Json Shown::range(source::Span span) { return lines(span.file).range(span); }

Json Shown::location(source::Span span) { return {{"uri", uri(span.file)}, {"range", range(span)}}; }

Json Shown::related(const diag::Diagnostic& diagnostic) {
    Json list = Json::array();
    for (const auto* notes : {&diagnostic.labels, &diagnostic.notes})
        for (const diag::Note& note : *notes)
            if (note.span.valid() && note.span != diagnostic.span)
                list.push_back({{"location", location(note.span)}, {"message", note.message}});
    return list;
}

Json Shown::diagnostic(const diag::Diagnostic& diagnostic) {
    constexpr std::uint32_t begin = 0; // what has no place is shown at the begin of the main file
    Json json{{"source", "stackc"},
              {"code", diag::codeName(diagnostic.code)},
              {"severity", severityOf(diagnostic.severity)},
              {"message", messageOf(diagnostic, workspace_.client().takesRelated)}};
    source::Span main{*analysis_.fileOf(analysis_.path()), begin, begin};
    json["range"] = range(diagnostic.span.valid() ? diagnostic.span : main);
    if (Json list = related(diagnostic); workspace_.client().takesRelated && !list.empty())
        json["relatedInformation"] = std::move(list);
    if (Json tags = tagsOf(diagnostic.code); !tags.is_null())
        json["tags"] = std::move(tags);
    return json;
}

} // namespace stackc::lsp
