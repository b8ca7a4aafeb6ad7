// What is asked of a text: its layout, its parts.

#include "ide/formatting.h"
#include "ide/lexical.h"
#include "ide/selection.h"
#include "lsp/features.h"
#include "lsp/shown.h"

#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

/// A document by itself, as the formatter takes it.
struct Sheet {
    explicit Sheet(const Request& request) : document(request.workspace().document(request.uri())) {
        if (document == nullptr)
            throw Refusal{InvalidParams, "the document is not open"};
        file = sources.add(document->uri, document->text);
        lines.emplace(sources.text(file), request.workspace().client().encoding);
    }

    Json shown(const std::vector<ide::TextEdit>& edits) const {
        Json list = Json::array();
        for (const ide::TextEdit& edit : edits)
            list.push_back({{"range", lines->range(edit.span)}, {"newText", edit.text}});
        return list;
    }
    std::uint32_t offset(const Json& position) const { return static_cast<std::uint32_t>(lines->offset(position)); }

    const Document* document;
    source::SourceManager sources;
    source::FileId file;
    std::optional<Lines> lines;
};

/// A file with errors stays as it is, which is no failure: it is told as diagnostics.
Json shownOrNothing(const Sheet& sheet, const std::optional<std::vector<ide::TextEdit>>& edits) {
    return edits ? sheet.shown(*edits) : Json(nullptr);
}

} // namespace

Json formatDocument(const Request& request) {
    Sheet sheet(request);
    return shownOrNothing(sheet, ide::formatted(sheet.sources, sheet.file));
}

Json formatRange(const Request& request) {
    Sheet sheet(request);
    std::uint32_t begin = sheet.offset(at(request.params, "range/start"));
    std::uint32_t end = sheet.offset(at(request.params, "range/end"));
    return shownOrNothing(sheet, ide::formattedRange(sheet.sources, sheet.file, begin, end));
}

Json formatOnType(const Request& request) {
    Sheet sheet(request);
    std::uint32_t offset = sheet.offset(at(request.params, "position"));
    if (textAt(request.params, "ch") == "}")
        return sheet.shown(ide::formattedBlock(sheet.sources, sheet.file, offset));
    return sheet.shown(ide::indentedLine(sheet.sources, sheet.file, offset));
}

Json foldingRanges(const Request& request) {
    Json list = Json::array();
    if (request.workspace().document(request.uri()) == nullptr)
        return list;
    Sheet sheet(request);
    for (const ide::Fold& fold : ide::foldsOf(sheet.sources.text(sheet.file))) {
        std::uint32_t first = sheet.lines->lineOf(fold.begin);
        std::uint32_t last = sheet.lines->lineOf(fold.end);
        // The line of a closing bracket stays.
        last -= fold.kind == ide::Fold::Kind::Block ? 1 : 0;
        if (last <= first)
            continue;
        Json range{{"startLine", first}, {"endLine", last}};
        if (fold.kind != ide::Fold::Kind::Block)
            range["kind"] = fold.kind == ide::Fold::Kind::Comment ? "comment" : "imports";
        list.push_back(std::move(range));
    }
    return list;
}

Json selectionRanges(const Request& request) {
    auto place = request.workspace().placeOf(request.uri());
    if (!place)
        return nullptr;
    Shown shown(*place->analysis, request.workspace());
    std::string_view text = place->analysis->sources().text(place->file);
    Json list = Json::array();
    const Json& positions = at(request.params, "positions");
    for (const Json& position : positions.is_array() ? positions : Json::array()) {
        request.check();
        auto offset = static_cast<std::uint32_t>(shown.lines(place->file).offset(position));
        auto spans = ide::spansAround(place->analysis->tree(place->file), text, offset);
        Json range = nullptr;
        for (auto span = spans.rbegin(); span != spans.rend(); ++span) {
            Json inner{{"range", shown.range(*span)}};
            if (!range.is_null())
                inner["parent"] = std::move(range);
            range = std::move(inner);
        }
        list.push_back(std::move(range));
    }
    return list;
}

} // namespace stackc::lsp
