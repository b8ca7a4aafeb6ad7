// What helps while writing.

#include "ide/completion.h"
#include "ide/inlay.h"
#include "ide/signature.h"
#include "lsp/features.h"
#include "lsp/shown.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

/// The protocol's numbers.
int kindOf(ide::CompletionItem::Kind kind) {
    using Kind = ide::CompletionItem::Kind;
    switch (kind) {
    case Kind::Keyword:
        return 14; // Keyword
    case Kind::Type:
        return 22; // Struct
    case Kind::Function:
        return 3; // Function
    case Kind::Value:
        return 21; // Constant
    case Kind::Service:
        return 8; // Interface
    case Kind::Component:
        return 7; // Class
    case Kind::Resource:
        return 18; // Reference
    case Kind::Variable:
        return 6; // Variable
    case Kind::Field:
        return 5; // Field
    case Kind::Case:
        return 20; // EnumMember
    case Kind::Module:
        return 9; // Module
    case Kind::Environment:
        return 10; // Property
    case Kind::Annotation:
        return 2; // Method
    }
    return 1; // Text
}

/// A snippet as the text that it is without anything filled in.
std::string plain(std::string_view snippet) {
    std::string text;
    std::size_t open = 0; // `${1:` whose default is being copied
    for (std::size_t i = 0; i < snippet.size(); ++i) {
        char c = snippet[i];
        if (c == '\\' && i + 1 < snippet.size()) {
            text += snippet[++i];
        } else if (c == '$') {
            bool isBraced = i + 1 < snippet.size() && snippet[i + 1] == '{';
            i += isBraced ? 1 : 0;
            while (i + 1 < snippet.size() && std::isdigit(static_cast<unsigned char>(snippet[i + 1])) != 0)
                ++i;
            if (isBraced && i + 1 < snippet.size() && snippet[i + 1] == ':')
                ++i;
            open += isBraced ? 1 : 0;
        } else if (c == '}' && open > 0) {
            --open;
        } else {
            text += c;
        }
    }
    return text;
}

Json shownItem(const ide::CompletionItem& item, const Json& range, std::size_t order, Shown& shown, bool withSnippets) {
    constexpr int snippet = 2;
    Json json{{"label", item.label},
              {"kind", kindOf(item.kind)},
              {"sortText", fmt::format("{:05}", order)},
              {"textEdit", {{"range", range}, {"newText", item.insert}}}};
    if (item.isSnippet && withSnippets)
        json["insertTextFormat"] = snippet;
    else if (item.isSnippet)
        json["textEdit"]["newText"] = plain(item.insert);
    if (!item.detail.empty())
        json["detail"] = item.detail;
    if (!item.doc.empty())
        json["documentation"] = {{"kind", "markdown"}, {"value", item.doc}};
    for (const ide::TextEdit& edit : item.edits)
        json["additionalTextEdits"].push_back({{"range", shown.range(edit.span)}, {"newText", edit.text}});
    return json;
}

std::uint32_t offsetOf(const Request& request, Shown& shown, source::FileId file, std::string_view where) {
    return static_cast<std::uint32_t>(shown.lines(file).offset(at(request.params, where)));
}

} // namespace

Json completion(const Request& request) {
    auto place = request.workspace().placeOf(request.uri());
    if (!place)
        return nullptr;
    request.check();
    Shown shown(*place->analysis, request.workspace());
    std::uint32_t offset = offsetOf(request, shown, place->file, "position");
    ide::Completions found = ide::completion(*place->analysis, place->file, offset);
    request.check();
    source::Span replaced = found.replaced.valid() ? found.replaced : source::Span{place->file, offset, offset};
    Json range = shown.range(replaced);
    Json items = Json::array();
    for (const ide::CompletionItem& item : found.items)
        items.push_back(shownItem(item, range, items.size(), shown, request.workspace().client().takesSnippets));
    return {{"isIncomplete", false}, {"items", std::move(items)}};
}

Json signatureHelp(const Request& request) {
    auto place = request.workspace().placeOf(request.uri());
    if (!place)
        return nullptr;
    Shown shown(*place->analysis, request.workspace());
    auto found = ide::signatureHelp(*place->analysis, place->file, offsetOf(request, shown, place->file, "position"));
    if (!found)
        return nullptr;
    const Lines label(found->label, Encoding::Utf16); // places in labels are always counted so
    Json params = Json::array();
    for (const ide::SignatureParam& param : found->params) {
        Json json{{"label", Json::array({label.lengthOf(0, param.begin), label.lengthOf(0, param.end)})}};
        if (!param.doc.empty())
            json["documentation"] = {{"kind", "markdown"}, {"value", param.doc}};
        params.push_back(std::move(json));
    }
    Json signature{{"label", found->label}, {"parameters", std::move(params)}};
    if (!found->doc.empty())
        signature["documentation"] = {{"kind", "markdown"}, {"value", found->doc}};
    Json help{{"signatures", Json::array({std::move(signature)})}, {"activeSignature", 0}};
    // Where an argument is none of the parameters', the first would be active by default.
    if (found->active)
        help["activeParameter"] = *found->active;
    else if (request.workspace().client().takesNoParameter)
        help["activeParameter"] = nullptr;
    else if (!found->params.empty())
        help["activeParameter"] = found->params.size() - 1;
    return help;
}

Json inlayHints(const Request& request) {
    constexpr int type = 1;
    auto place = request.workspace().placeOf(request.uri());
    if (!place)
        return nullptr;
    Shown shown(*place->analysis, request.workspace());
    source::Span range{place->file, offsetOf(request, shown, place->file, "range/start"),
                       offsetOf(request, shown, place->file, "range/end")};
    Json list = Json::array();
    const Lines& lines = shown.lines(place->file);
    for (const ide::InlayHint& hint : ide::inlayHints(*place->analysis, range))
        list.push_back({{"position", lines.position(hint.at.begin)}, {"label", hint.label}, {"kind", type}});
    if (request.workspace().client().showsValues)
        for (const ide::InlayHint& hint : ide::valueHints(*place->analysis, range))
            list.push_back({{"position", lines.position(hint.at.begin)}, {"label", hint.label}, {"paddingLeft", true}});
    return list;
}

} // namespace stackc::lsp
