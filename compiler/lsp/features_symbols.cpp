// What files declare and what they name.

#include "ide/links.h"
#include "ide/outline.h"
#include "lsp/features.h"
#include "lsp/shown.h"
#include "text/characters.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

namespace stackc::lsp {

namespace {

/// The protocol's numbers.
int kindOf(ide::SymbolKind kind) {
    switch (kind) {
    case ide::SymbolKind::Chart:
        return 4; // Package
    case ide::SymbolKind::Type:
        return 23; // Struct
    case ide::SymbolKind::Field:
        return 8; // Field
    case ide::SymbolKind::Variant:
    case ide::SymbolKind::Enum:
        return 10; // Enum
    case ide::SymbolKind::Case:
        return 22; // EnumMember
    case ide::SymbolKind::Function:
        return 12; // Function
    case ide::SymbolKind::Constant:
        return 14; // Constant
    case ide::SymbolKind::Values:
        return 11; // Interface
    case ide::SymbolKind::Backend:
    case ide::SymbolKind::Service:
    case ide::SymbolKind::Resource:
    case ide::SymbolKind::Instance:
    case ide::SymbolKind::External:
        return 19; // Object
    case ide::SymbolKind::Patch:
        return 25; // Operator
    case ide::SymbolKind::Include:
        return 2; // Module
    case ide::SymbolKind::Environment:
        return 3; // Namespace
    case ide::SymbolKind::Component:
        return 5; // Class
    case ide::SymbolKind::Test:
        return 6; // Method
    }
    return 13; // Variable
}

Json tree(const Request& request, const std::vector<ide::Symbol>& symbols, Shown& shown) {
    Json list = Json::array();
    for (const ide::Symbol& symbol : symbols) {
        request.check();
        Json json{{"name", symbol.name},
                  {"kind", kindOf(symbol.kind)},
                  {"range", shown.range(symbol.whole)},
                  {"selectionRange", shown.range(symbol.place)}};
        if (!symbol.detail.empty())
            json["detail"] = symbol.detail;
        if (!symbol.children.empty())
            json["children"] = tree(request, symbol.children, shown);
        list.push_back(std::move(json));
    }
    return list;
}

/// All letters of the query, in order.
bool matches(std::string_view name, std::string_view query) {
    std::string lower = text::lowerCase(name);
    std::size_t at = 0;
    for (char letter : text::lowerCase(query)) {
        at = lower.find(letter, at);
        if (at == std::string::npos)
            return false;
        ++at;
    }
    return true;
}

/// One after another, each with the name of what it stands in.
void flatten(const Request& request, Json& list, const std::vector<ide::Symbol>& symbols, const std::string& around,
             std::string_view query, Shown& shown) {
    constexpr std::size_t most = 1000;
    for (const ide::Symbol& symbol : symbols) {
        if (list.size() >= most)
            return;
        request.check();
        if (matches(symbol.name, query)) {
            Json json{{"name", symbol.name}, {"kind", kindOf(symbol.kind)}, {"location", shown.location(symbol.place)}};
            if (!around.empty())
                json["containerName"] = around;
            if (std::find(list.begin(), list.end(), json) == list.end())
                list.push_back(std::move(json));
        }
        flatten(request, list, symbol.children, symbol.name, query, shown);
    }
}

std::vector<ide::Symbol> outline(const ide::Analysis& analysis, source::FileId file) {
    return ide::outlineOf(analysis.tree(file), analysis.sources().text(file));
}

} // namespace

Json documentSymbols(const Request& request) {
    auto place = request.workspace().placeOf(request.uri());
    if (!place)
        return nullptr;
    Shown shown(*place->analysis, request.workspace());
    std::vector<ide::Symbol> symbols = outline(*place->analysis, place->file);
    if (request.workspace().client().takesTree)
        return tree(request, symbols, shown);
    Json list = Json::array();
    flatten(request, list, symbols, {}, {}, shown);
    return list;
}

Json workspaceSymbols(const Request& request) {
    Json list = Json::array();
    std::string query = textAt(request.params, "query");
    std::set<std::string, std::less<>> seen; // files, which several stacks have
    for (const auto& analysis : request.workspace().stacks()) {
        request.check();
        Shown shown(*analysis, request.workspace());
        const source::SourceManager& sources = analysis->sources();
        for (std::size_t i = 0; i < sources.fileCount(); ++i)
            if (source::FileId file(i);
                sources.writer(file) == source::Writer::Author && seen.emplace(sources.path(file)).second)
                flatten(request, list, outline(*analysis, file), {}, query, shown);
    }
    return list;
}

Json documentLinks(const Request& request) {
    auto place = request.workspace().placeOf(request.uri());
    if (!place)
        return nullptr;
    Shown shown(*place->analysis, request.workspace());
    Json list = Json::array();
    for (const ide::Link& link : ide::linksOf(*place->analysis, place->file)) {
        auto file = place->analysis->fileOf(link.path);
        std::string target = file ? shown.uri(*file) : request.workspace().uriOf(link.path);
        list.push_back({{"range", shown.range(link.span)}, {"target", std::move(target)}});
    }
    return list;
}

} // namespace stackc::lsp
