// What names stand for, and where else they stand.

#include "ide/call_hierarchy.h"
#include "ide/definition.h"
#include "ide/hover.h"
#include "lsp/cursor.h"
#include "lsp/once.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

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

/// The calls of several stacks: those of one declaration together, each place once.
class Calls {
public:
    explicit Calls(const char* end) : end_(end) {}

    void add(const std::vector<ide::CallEdge>& edges, Shown& shown) {
        for (const ide::CallEdge& edge : edges) {
            Json item = callItem(edge.item, shown);
            auto known = std::find_if(calls_.begin(), calls_.end(), [&](const auto& one) { return one.first == item; });
            if (known == calls_.end()) {
                calls_.emplace_back(std::move(item), Once());
                known = std::prev(calls_.end());
            }
            for (source::Span span : edge.at)
                known->second.add(shown.range(span));
        }
    }
    Json take() {
        Json list = Json::array();
        for (auto& [item, ranges] : calls_) {
            Json call{{"fromRanges", ranges.take()}};
            call[end_] = std::move(item);
            list.push_back(std::move(call));
        }
        return list;
    }

private:
    const char* end_; ///< `from` or `to`
    std::vector<std::pair<Json, Once>> calls_;
};

/// The item of a request, which the editor was told before.
Cursor itemIn(const Request& request) {
    const Json& item = at(request.params, "item");
    return Cursor(request, at(item, "selectionRange/start"), textAt(item, "uri"));
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

/// In all stacks that know the name: a module may be of several.
Json incomingCalls(const Request& request) {
    Cursor cursor = itemIn(request);
    cursor.goEverywhere(request);
    Calls calls("from");
    for (std::size_t i = 0; i < cursor.places.size(); ++i) {
        request.check();
        const Place& place = cursor.places[i];
        if (auto called = ide::callItem(*place.analysis, place.file, cursor.offset))
            calls.add(ide::incomingCalls(*place.analysis, *called), *cursor.shown[i]);
    }
    return calls.take();
}

Json outgoingCalls(const Request& request) {
    Cursor cursor = itemIn(request);
    Calls calls("to");
    if (!cursor.isNowhere())
        if (auto called = ide::callItem(cursor.analysis(), cursor.file(), cursor.offset))
            calls.add(ide::outgoingCalls(cursor.analysis(), *called), cursor.first());
    return calls.take();
}

} // namespace stackc::lsp
