// Of the names and the words of the examples: for how many does a completion in their place offer them?
#include "ide/completion.h"
#include "ide/lexical.h"
#include "syntax/lexing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

namespace stackc::ide {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

using Find = std::vector<source::Span> (*)(const Analysis& analysis, source::FileId file);

struct Counted {
    std::size_t asked = 0, offered = 0;
    std::vector<double> milliseconds;
    std::vector<std::string> missing;
};

/// The names of a file that stand for something and don't declare it.
std::vector<source::Span> namesIn(const Analysis& analysis, source::FileId file) {
    std::vector<source::Span> names;
    diag::Sink told;
    for (const syntax::Token& token : syntax::lex(analysis.sources(), file, told)) {
        source::Span span{file, token.begin, token.end};
        const sema::NameUse* use = syntax::isName(token.kind) ? analysis.index().nameAt(file, token.begin) : nullptr;
        if (use != nullptr && use->span == span && !use->isDeclaration())
            names.push_back(span);
    }
    return names;
}

/// The words of the language in a file, but for those that are names there.
std::vector<source::Span> wordsIn(const Analysis& analysis, source::FileId file) {
    std::vector<source::Span> words;
    std::vector<syntax::Token> tokens = tokensOf(analysis.sources().text(file));
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const syntax::Token& token = tokens[i];
        bool isWord = syntax::isSoftKeyword(token.kind) || syntax::isHardKeyword(token.kind);
        syntax::TokenKind next = i + 1 < tokens.size() ? tokens[i + 1].kind : syntax::TokenKind::END;
        bool isKey = next == syntax::TokenKind::ASSIGN || next == syntax::TokenKind::COLON ||
                     next == syntax::TokenKind::DOT || (i > 0 && tokens[i - 1].kind == syntax::TokenKind::DOT);
        const sema::NameUse* use = isWord ? analysis.index().nameAt(file, token.begin) : nullptr;
        if (isWord && !isKey && (use == nullptr || use->span.begin != token.begin))
            words.push_back({file, token.begin, token.end});
    }
    return words;
}

/// All names and words of a file that declare nothing, whether they are known to stand for something or not. A key that
/// isn't, `GIN_MODE = "release"`, is the author's own.
std::vector<source::Span> tokensIn(const Analysis& analysis, source::FileId file) {
    std::vector<source::Span> found;
    const std::vector<syntax::Token> tokens = tokensOf(analysis.sources().text(file));
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const syntax::Token& token = tokens[i];
        const bool isWord =
            syntax::isName(token.kind) || syntax::isSoftKeyword(token.kind) || syntax::isHardKeyword(token.kind);
        const bool isKey = i + 1 < tokens.size() && tokens[i + 1].kind == syntax::TokenKind::ASSIGN;
        const sema::NameUse* use = isWord ? analysis.index().nameAt(file, token.begin) : nullptr;
        const bool isOwn = use != nullptr ? use->isDeclaration() : isKey;
        if (isWord && !isOwn)
            found.push_back({file, token.begin, token.end});
    }
    return found;
}

/// Each `step`th name of the file is taken away, and asked for.
void count(const fs::path& main, const fs::path& path, std::size_t step, Find find, Counted& counted) {
    const std::string text = read(path);
    auto whole = Analysis::make(main.string(), {});
    ASSERT_TRUE(static_cast<bool>(whole)) << main;
    auto known = (*whole)->fileOf(path.string());
    if (!known)
        return;
    source::FileId file = *known;
    std::vector<source::Span> names = find(**whole, file);
    for (std::size_t i = step / 2; i < names.size(); i += step) {
        std::string name(text.substr(names[i].begin, names[i].size()));
        std::string without = text.substr(0, names[i].begin) + text.substr(names[i].end);
        auto edited = Analysis::make(main.string(), {{path.string(), without}});
        ASSERT_TRUE(static_cast<bool>(edited));
        std::clock_t begin = std::clock();
        std::vector<CompletionItem> items =
            completion(**edited, *(*edited)->fileOf(path.string()), names[i].begin).items;
        counted.milliseconds.push_back(1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
        ++counted.asked;
        bool isThere =
            std::any_of(items.begin(), items.end(), [&](const CompletionItem& item) { return item.label == name; });
        counted.offered += isThere ? 1 : 0;
        source::Position at = (*whole)->sources().position(file, names[i].begin);
        if (!isThere)
            counted.missing.push_back(path.parent_path().filename().string() + "/" + path.filename().string() + ":" +
                                      std::to_string(at.line) + ":" + std::to_string(at.column) + " " + name);
    }
}

/// A chart that another includes is asked as a stack of its own, as the language server does, and so are its tests.
fs::path mainOf(const fs::path& file, const fs::path& main) {
    const std::string stem = file.stem().string();
    const fs::path tested = file.parent_path() / (stem.substr(0, stem.find('.')) + ".stack");
    return fs::exists(tested) && read(tested).find("\nchart ") != std::string::npos ? tested : main;
}

/// In the main files of the examples, or in all their files.
Counted counted(Find find, std::size_t usualStep, bool inAll) {
    const char* every = std::getenv("STACKC_COMPLETION_STEP");
    const std::size_t step = every != nullptr ? std::strtoul(every, nullptr, 10) : usualStep;
    Counted counted;
    for (const auto& example : fs::directory_iterator(fs::path(STACKC_SOURCE_DIR) / "examples")) {
        const fs::path main = example.path() / "main.stack";
        if (!fs::exists(main))
            continue;
        for (const auto& file : fs::directory_iterator(example.path()))
            if (file.path() == main || (inAll && file.path().extension() == ".stack"))
                count(mainOf(file.path(), main), file.path(), step, find, counted);
    }
    std::sort(counted.milliseconds.begin(), counted.milliseconds.end());
    return counted;
}

void tell(const Counted& counted, const char* what) {
    std::cout << counted.offered << " of " << counted.asked << " " << what << " are offered, 95 of 100 within "
              << counted.milliseconds[counted.milliseconds.size() * 95 / 100] << " ms of processor time\n";
    for (const std::string& one : counted.missing)
        std::cout << "  not " << one << "\n";
}

TEST(Share, CompletionOffersWhatStoodThere) {
    const Counted names = counted(namesIn, 29, false);
    ASSERT_GT(names.asked, 50U);
    tell(names, "names");
    EXPECT_GE(static_cast<double>(names.offered), 0.99 * static_cast<double>(names.asked));
}

TEST(Share, CompletionOffersNamesOfModulesAndTests) {
    const Counted names = counted(namesIn, 97, true);
    ASSERT_GT(names.asked, 50U);
    tell(names, "names");
    EXPECT_GE(static_cast<double>(names.offered), 0.95 * static_cast<double>(names.asked));
}

TEST(Share, CompletionOffersWords) {
    const Counted words = counted(wordsIn, 13, true);
    ASSERT_GT(words.asked, 50U);
    tell(words, "words");
    EXPECT_GE(static_cast<double>(words.offered), 0.95 * static_cast<double>(words.asked));
}

TEST(Share, CompletionOffersTokens) {
    const Counted tokens = counted(tokensIn, 61, true);
    ASSERT_GT(tokens.asked, 50U);
    tell(tokens, "names and words");
    EXPECT_GE(static_cast<double>(tokens.offered), 0.95 * static_cast<double>(tokens.asked));
}

} // namespace
} // namespace stackc::ide
