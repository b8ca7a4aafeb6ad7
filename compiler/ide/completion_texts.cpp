#include "ide/completion_texts.h"

#include "ide/importable.h"
#include "ide/lexical.h"
#include "inspect/resource_names.h"
#include "session/each_chart.h"
#include "testing/test_kinds.h"
#include "text/characters.h"

#include <filesystem>
#include <set>

namespace stackc::ide {

namespace {

namespace fs = std::filesystem;
using Kind = CompletionItem::Kind;
using syntax::Token;
using syntax::TokenKind;

/// What stands between the quotes of a text that is these characters.
std::string betweenQuotes(std::string_view characters) {
    const std::string text = inQuotes(characters);
    return text.substr(1, text.size() - 2);
}

/// The last tokens before the text, the last one first.
class Before {
public:
    Before(std::string_view text, std::uint32_t begin) : text_(text.substr(0, begin)), tokens_(tokensOf(text_)) {
        std::erase_if(tokens_, [](const Token& token) { return token.kind == TokenKind::NL; });
    }

    TokenKind kind(std::size_t back) const { return back < tokens_.size() ? at(back).kind : TokenKind::END; }
    std::string_view word(std::size_t back) const {
        return back < tokens_.size() ? text_.substr(at(back).begin, at(back).end - at(back).begin) : std::string_view();
    }

private:
    const Token& at(std::size_t back) const { return tokens_[tokens_.size() - 1 - back]; }

    std::string_view text_;
    std::vector<Token> tokens_;
};

/// The files of the folder that the text names so far, as `file` reads them.
std::vector<CompletionItem> filesBeside(const Analysis& analysis, std::string_view written) {
    const session::Compilation& compilation = analysis.compilation();
    const std::string inner(written.substr(0, written.rfind('/') + 1));
    const fs::path folder = fs::path(compilation.folder.empty() ? "." : compilation.folder) / inner;
    const session::FileSystem& system = *compilation.files->system;
    std::vector<CompletionItem> items;
    const session::Names listed = system.list(folder);
    for (const std::string& name : listed ? *listed : std::vector<std::string>()) {
        const bool isFolder = system.kind(folder / name) != session::Kind::File;
        const std::string path = inner + name + (isFolder ? "/" : "");
        if (!name.starts_with('.'))
            items.push_back({.kind = Kind::Value, .label = path, .insert = betweenQuotes(path)});
    }
    return items;
}

} // namespace

std::optional<std::vector<CompletionItem>> namesInText(const Analysis& analysis, source::FileId file,
                                                       const ProbeText& text) {
    const std::string_view whole = analysis.sources().text(file);
    const Before before(whole, text.replaced.begin - 1);
    if (before.kind(0) == TokenKind::LPAREN && before.word(1) == "file")
        return filesBeside(analysis, analysis.sources().text(text.replaced));
    if (before.kind(0) != TokenKind::AS || before.kind(2) != TokenKind::INCLUDE)
        return std::nullopt;
    std::vector<CompletionItem> items;
    for (const IncludableChart& chart : includableCharts(analysis, file))
        if (chart.module == before.word(1))
            items.push_back({.kind = Kind::Value, .label = chart.name, .insert = betweenQuotes(chart.name)});
    return items;
}

std::vector<CompletionItem> resourcesInText(session::Compilation& checked, const ProbeText& probe) {
    std::vector<CompletionItem> items;
    const Before before(probe.text, probe.begin);
    const std::string kind(before.word(1));
    const bool isNamed = before.kind(0) == TokenKind::LPAREN && !checked.sink.hasErrors() &&
                         testing::TestKinds(checked).has(kind) && session::compileParts(checked);
    if (!isNamed)
        return items;
    std::set<std::string> found;
    session::eachChart(checked, [&](const inspect::LateChart& late, const session::Standing&, auto&) {
        inspect::ResourceNames names(late);
        for (const ir::Document& document : late.package->documents)
            if (text::lowerCase(names.kindOf(document)) == text::lowerCase(kind)) // tests write it in any case
                found.insert(names.nameOf(document));
    });
    for (const std::string& name : found)
        if (name.find('{') == std::string::npos) // else a part of it is late
            items.push_back({.kind = Kind::Value, .label = name, .insert = betweenQuotes(name)});
    return items;
}

std::vector<CompletionItem> inText(std::vector<CompletionItem> items) {
    std::erase_if(items,
                  [](const CompletionItem& item) { return item.kind != Kind::Field && item.kind != Kind::Case; });
    for (CompletionItem& item : items) {
        const bool isQuoted = item.label.size() > 1 && item.label.front() == '"';
        item.insert = isQuoted ? item.label.substr(1, item.label.size() - 2) : betweenQuotes(item.label);
        item.label = item.insert;
        item.isSnippet = false;
    }
    return items;
}

} // namespace stackc::ide
