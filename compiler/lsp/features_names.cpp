// What names stand for, where else they stand, and other names for them.

#include "ide/call_hierarchy.h"
#include "ide/definition.h"
#include "ide/hover.h"
#include "ide/rename.h"
#include "lsp/features.h"
#include "lsp/shown.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

/// A place of a document in the stack that knows it, and where that is asked for in all others.
struct Cursor {
    explicit Cursor(const Request& request, const Json& position, const std::string& uri) {
        auto place = request.workspace().placeOf(uri);
        request.check();
        if (!place)
            return;
        add(request, std::move(*place));
        offset = static_cast<std::uint32_t>(shown[0]->lines(places[0].file).offset(position));
    }
    explicit Cursor(const Request& request) : Cursor(request, at(request.params, "position"), request.uri()) {}

    void add(const Request& request, Place place) {
        shown.push_back(std::make_unique<Shown>(*place.analysis, request.workspace()));
        places.push_back(std::move(place));
    }

    /// To all stacks that know the name here: to where it is declared, as far as that is in a source.
    void goEverywhere(const Request& request) {
        const sema::NameUse* use = isNowhere() ? nullptr : analysis().index().nameAt(file(), offset);
        if (use == nullptr)
            return;
        const sema::Entity entity = use->entity;
        source::FileId at = file();
        bool isAuthors = entity.declared.valid() && analysis().program().isAuthors(entity.declared);
        const sema::NameUse* declared =
            isAuthors ? analysis().index().nameAt(entity.declared.file, entity.declared.begin) : nullptr;
        if (declared != nullptr && declared->entity.isSame(entity)) {
            at = entity.declared.file;
            offset = entity.declared.begin;
        }
        std::vector<Place> found = request.workspace().placesOf(first().uri(at));
        places.clear();
        shown.clear();
        for (Place& place : found)
            if (place.analysis->index().nameAt(place.file, offset) != nullptr)
                add(request, std::move(place));
    }

    bool isNowhere() const { return places.empty(); }
    const ide::Analysis& analysis() const { return *places[0].analysis; }
    source::FileId file() const { return places[0].file; }
    Shown& first() { return *shown[0]; }

    std::vector<Place> places;
    std::vector<std::unique_ptr<Shown>> shown;
    std::uint32_t offset = 0;
};

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

void addOnce(Json& list, Json element) {
    if (std::find(list.begin(), list.end(), element) == list.end())
        list.push_back(std::move(element));
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
    Json list = Json::array();
    for (std::size_t i = 0; i < cursor.places.size(); ++i) {
        request.check();
        const Place& place = cursor.places[i];
        for (source::Span span : ide::references(*place.analysis, place.file, cursor.offset, withDeclaration))
            addOnce(list, cursor.shown[i]->location(span));
    }
    return list;
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

Json prepareRename(const Request& request) {
    Cursor cursor(request);
    if (cursor.isNowhere())
        return nullptr;
    auto span = ide::prepareRename(cursor.analysis(), cursor.file(), cursor.offset);
    if (!span)
        throw Refusal{RequestFailed, span.error()};
    return {{"range", cursor.first().range(*span)}, {"placeholder", cursor.analysis().sources().text(*span)}};
}

/// In all stacks that know the name: none may refuse it.
Json rename(const Request& request) {
    Cursor cursor(request);
    std::map<std::string, Json> changes;
    if (cursor.isNowhere())
        return {{"changes", std::move(changes)}};
    if (auto known = ide::prepareRename(cursor.analysis(), cursor.file(), cursor.offset); !known)
        throw Refusal{RequestFailed, known.error()};
    cursor.goEverywhere(request);
    const std::string name = textAt(request.params, "newName");
    std::vector<std::vector<ide::TextEdit>> edits;
    ide::Edited edited;
    for (std::size_t i = 0; i < cursor.places.size(); ++i) {
        request.check();
        const Place& place = cursor.places[i];
        auto made = ide::rename(*place.analysis, place.file, cursor.offset, name);
        if (!made)
            throw Refusal{RequestFailed, made.error()};
        for (const ide::TextEdit& edit : *made) {
            Json& list = changes.try_emplace(cursor.shown[i]->uri(edit.span.file), Json::array()).first->second;
            addOnce(list, {{"range", cursor.shown[i]->range(edit.span)}, {"newText", edit.text}});
            edited.add(place.analysis->sources(), edit);
        }
        edits.push_back(std::move(*made));
    }
    for (std::size_t i = 0; i < cursor.places.size(); ++i) {
        request.check();
        const Place& place = cursor.places[i];
        std::string why =
            ide::whyNotRenamed(*place.analysis, place.file, cursor.offset, edits[i], edited, request.isCancelled);
        request.check();
        if (!why.empty())
            throw Refusal{RequestFailed, std::move(why)};
    }
    return {{"changes", std::move(changes)}};
}

Json prepareCalls(const Request& request) {
    Cursor cursor(request);
    auto item = cursor.isNowhere() ? std::nullopt : ide::callItem(cursor.analysis(), cursor.file(), cursor.offset);
    return item ? Json::array({callItem(*item, cursor.first())}) : Json(nullptr);
}

Json incomingCalls(const Request& request) { return calls(request, ide::incomingCalls, "from"); }

Json outgoingCalls(const Request& request) { return calls(request, ide::outgoingCalls, "to"); }

} // namespace stackc::lsp
