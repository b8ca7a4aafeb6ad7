// Other names for what names stand for: in the stacks that know them, and in their values files.

#include "ide/rename.h"
#include "ide/rename_values.h"
#include "lsp/cursor.h"
#include "lsp/edits.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

/// The key stays if it does in any stack.
ide::Key keyAfterRename(const Cursor& cursor) {
    bool stays = std::any_of(cursor.places.begin(), cursor.places.end(), [&](const Place& place) {
        return ide::keyAfterRename(*place.analysis, place.file, cursor.offset) == ide::Key::Stays;
    });
    return stays ? ide::Key::Stays : ide::Key::Follows;
}

void addSources(const Request& request, Cursor& cursor, const std::string& name, ide::Key key, Edits& changes) {
    ide::Edited edited;
    for (std::size_t i = 0; i < cursor.places.size(); ++i) {
        request.check();
        const Place& place = cursor.places[i];
        auto made = ide::rename(*place.analysis, place.file, cursor.offset, name, key);
        if (!made)
            throw Refusal{RequestFailed, made.error()};
        for (const ide::TextEdit& edit : *made) {
            changes[cursor.shown[i]->uri(edit.span.file)].add(
                {{"range", cursor.shown[i]->range(edit.span)}, {"newText", edit.text}});
            edited.add(place.analysis->sources(), edit);
        }
    }
    for (const Place& place : cursor.places) {
        request.check();
        std::string why =
            ide::whyNotRenamed(*place.analysis, place.file, cursor.offset, name, edited, request.isCancelled);
        request.check();
        if (!why.empty())
            throw Refusal{RequestFailed, std::move(why)};
    }
}

/// Of all stacks with the file that declares it, also of those that include its chart.
void addValues(const Request& request, const Cursor& cursor, const std::string& name, Edits& changes) {
    const sema::NameUse* use = cursor.analysis().index().nameAt(cursor.file(), cursor.offset);
    bool isOfValues = use != nullptr && use->entity.declared.valid() &&
                      (use->entity.kind == sema::EntityKind::Field || use->entity.kind == sema::EntityKind::Case);
    if (!isOfValues)
        return;
    const source::Span declared = use->entity.declared;
    const std::string uri = request.workspace().uriOf(cursor.analysis().sources(), declared.file);
    for (const Place& place : request.workspace().placesWith(uri)) {
        request.check();
        auto made = ide::renameInValues(*place.analysis, {place.file, declared.begin, declared.end}, name);
        if (!made)
            throw Refusal{RequestFailed, made.error()};
        for (const ide::ValuesEdits& file : *made) {
            const Lines lines(file.text, request.workspace().client().encoding);
            for (const ide::ValuesEdits::Edit& edit : file.edits)
                changes[request.workspace().uriOf(file.path)].add(
                    {{"range", lines.range(edit.begin, edit.end)}, {"newText", edit.text}});
        }
    }
}

} // namespace

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
    Edits changes;
    if (!cursor.isNowhere()) {
        if (auto known = ide::prepareRename(cursor.analysis(), cursor.file(), cursor.offset); !known)
            throw Refusal{RequestFailed, known.error()};
        cursor.goEverywhere(request);
        const std::string name = textAt(request.params, "newName");
        const ide::Key key = keyAfterRename(cursor);
        addSources(request, cursor, name, key, changes);
        if (!changes.empty() && key == ide::Key::Follows)
            addValues(request, cursor, name, changes);
    }
    return workspaceEdit(request.workspace(), std::move(changes));
}

} // namespace stackc::lsp
