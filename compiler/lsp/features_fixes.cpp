// Suggestions as code actions.

#include "ide/fixes.h"
#include "lsp/edits.h"
#include "lsp/features.h"
#include "lsp/shown.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

/// Is a kind of actions asked for? Without a list all are.
bool isWanted(const Request& request, std::string_view kind) {
    const Json& only = at(request.params, "context/only");
    if (!only.is_array())
        return true;
    return std::any_of(only.begin(), only.end(), [&](const Json& one) {
        std::string wanted = one.is_string() ? one.get<std::string>() : std::string();
        return kind == wanted || kind.starts_with(wanted + ".");
    });
}

Json edit(const Request& request, const std::vector<diag::Fix>& fixes, Shown& shown) {
    Edits edits;
    for (const diag::Fix& fix : fixes)
        edits[shown.uri(fix.span.file)].add({{"range", shown.range(fix.span)}, {"newText", fix.replacement}});
    return workspaceEdit(request.workspace(), std::move(edits));
}

} // namespace

Json codeActions(const Request& request) {
    auto place = request.workspace().placeOf(request.uri());
    if (!place || !request.workspace().client().takesActionLiterals)
        return nullptr;
    place->analysis->finish(nullptr, request.isCancelled);
    request.check();
    Shown shown(*place->analysis, request.workspace());
    const Lines& lines = shown.lines(place->file);
    source::Span span{place->file, static_cast<std::uint32_t>(lines.offset(at(request.params, "range/start"))),
                      static_cast<std::uint32_t>(lines.offset(at(request.params, "range/end")))};
    Json actions = Json::array();
    if (isWanted(request, "quickfix"))
        for (const ide::FixOf& one : ide::fixesIn(*place->analysis, span))
            actions.push_back({{"title", one.fix.title},
                               {"kind", "quickfix"},
                               {"isPreferred", one.fix.isPreferred},
                               {"diagnostics", Json::array({shown.diagnostic(one.diagnostic)})},
                               {"edit", edit(request, {one.fix}, shown)}});
    std::vector<diag::Fix> all = ide::allFixes(*place->analysis, place->file);
    if (!all.empty() && isWanted(request, "source.fixAll"))
        actions.push_back({{"title", "follow all suggestions in this file"},
                           {"kind", "source.fixAll"},
                           {"edit", edit(request, all, shown)}});
    if (!request.workspace().client().takesLenses && !at(request.params, "context/only").is_array())
        addLensActions(request, *place, span, shown, actions);
    return actions;
}

} // namespace stackc::lsp
