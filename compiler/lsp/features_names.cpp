// What names stand for, and where else they stand.

#include "ide/call_hierarchy.h"
#include "ide/definition.h"
#include "ide/hover.h"
#include "lsp/cursor.h"
#include "lsp/once.h"

#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

using Find = std::vector<ide::Place> (*)(const ide::Analysis&, source::FileId, std::uint32_t);

Json locations(const Request& request, Find find) {
    Cursor cursor(request);
    Json list = Json::array();
    if (!cursor.isNowhere())
        for (const ide::Place& place : find(cursor.analysis(), cursor.file(), cursor.offset))
            list.push_back(cursor.first().location(place.name));
    return list;
}

/// The code first, as code.
std::string markdown(const ide::Hover& hover) {
    std::string text = hover.code.empty() ? "" : "```stack\n" + hover.code + "\n```";
    return text + (text.empty() || hover.text.empty() ? "" : "\n\n") + hover.text;
}

Json callItem(const ide::CallItem& item, Shown& shown) {
    constexpr int function = 12;
    constexpr int component = 5;
    return {{"name", item.name},
            {"kind", item.kind == sema::EntityKind::Function ? function : component},
            {"uri", shown.uri(item.span.file)},
            {"range", shown.range(item.whole)},
            {"selectionRange", shown.range(item.span)}};
}

using Follow = std::vector<ide::CallEdge> (*)(const ide::Analysis&, const ide::CallItem&);

/// The calls from or to an item that the editor was told before.
Json calls(const Request& request, Follow follow, const char* end) {
    const Json& item = at(request.params, "item");
    Cursor cursor(request, at(item, "selectionRange/start"), textAt(item, "uri"));
    if (cursor.isNowhere())
        return nullptr;
    auto called = ide::callItem(cursor.analysis(), cursor.file(), cursor.offset);
    if (!called)
        return nullptr;
    Json list = Json::array();
    for (const ide::CallEdge& edge : follow(cursor.analysis(), *called)) {
        Json ranges = Json::array();
        for (source::Span span : edge.at)
            ranges.push_back(cursor.first().range(span));
        Json call{{"fromRanges", std::move(ranges)}};
        call[end] = callItem(edge.item, cursor.first());
        list.push_back(std::move(call));
    }
    return list;
}

} // namespace

Json hover(const Request& request) {
    Cursor cursor(request);
    if (cursor.isNowhere())
        return nullptr;
    auto found = ide::hover(cursor.analysis(), cursor.file(), cursor.offset);
    if (!found)
        return nullptr;
    return {{"contents", {{"kind", "markdown"}, {"value", markdown(*found)}}},
            {"range", cursor.first().range(found->span)}};
}

Json definition(const Request& request) { return locations(request, ide::definition); }

Json typeDefinition(const Request& request) { return locations(request, ide::typeDefinition); }

Json references(const Request& request) {
    Cursor cursor(request);
    cursor.goEverywhere(request);
    const Json& declared = at(request.params, "context/includeDeclaration");
    bool withDeclaration = !declared.is_boolean() || declared.get<bool>();
    Once list;
    for (std::size_t i = 0; i < cursor.places.size(); ++i) {
        request.check();
        const Place& place = cursor.places[i];
        for (source::Span span : ide::references(*place.analysis, place.file, cursor.offset, withDeclaration))
            list.add(cursor.shown[i]->location(span));
    }
    return list.take();
}

Json documentHighlights(const Request& request) {
    constexpr int read = 2;
    constexpr int write = 3;
    Cursor cursor(request);
    Json list = Json::array();
    if (!cursor.isNowhere())
        for (const ide::Highlight& one : ide::highlights(cursor.analysis(), cursor.file(), cursor.offset))
            list.push_back({{"range", cursor.first().range(one.span)}, {"kind", one.isWrite ? write : read}});
    return list;
}

Json prepareCalls(const Request& request) {
    Cursor cursor(request);
    auto item = cursor.isNowhere() ? std::nullopt : ide::callItem(cursor.analysis(), cursor.file(), cursor.offset);
    return item ? Json::array({callItem(*item, cursor.first())}) : Json(nullptr);
}

Json incomingCalls(const Request& request) { return calls(request, ide::incomingCalls, "from"); }

Json outgoingCalls(const Request& request) { return calls(request, ide::outgoingCalls, "to"); }

} // namespace stackc::lsp
