// Of the names of the examples: for how many does a completion in their place offer them?
#include "ide/completion.h"
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

/// Each `step`th name of the file is taken away, and asked for.
void count(const fs::path& path, std::size_t step, Counted& counted) {
    const std::string text = read(path);
    auto whole = Analysis::make(path.string(), {});
    ASSERT_TRUE(static_cast<bool>(whole)) << path;
    source::FileId file = *(*whole)->fileOf(path.string());
    std::vector<source::Span> names = namesIn(**whole, file);
    for (std::size_t i = step / 2; i < names.size(); i += step) {
        std::string name(text.substr(names[i].begin, names[i].size()));
        std::string without = text.substr(0, names[i].begin) + text.substr(names[i].end);
        auto edited = Analysis::make(path.string(), {{path.string(), without}});
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
            counted.missing.push_back(path.parent_path().filename().string() + ":" + std::to_string(at.line) + ":" +
                                      std::to_string(at.column) + " " + name);
    }
}

TEST(Share, CompletionOffersWhatStoodThere) {
    const char* every = std::getenv("STACKC_COMPLETION_STEP");
    const std::size_t step = every != nullptr ? std::strtoul(every, nullptr, 10) : 29;
    Counted counted;
    for (const auto& entry : fs::directory_iterator(fs::path(STACKC_SOURCE_DIR) / "examples"))
        if (fs::exists(entry.path() / "main.stack"))
            count(entry.path() / "main.stack", step, counted);
    std::sort(counted.milliseconds.begin(), counted.milliseconds.end());
    ASSERT_GT(counted.asked, 50U);
    std::cout << counted.offered << " of " << counted.asked << " names are offered, 95 of 100 within "
              << counted.milliseconds[counted.milliseconds.size() * 95 / 100] << " ms of processor time\n";
    for (const std::string& one : counted.missing)
        std::cout << "  not " << one << "\n";
    EXPECT_GE(static_cast<double>(counted.offered), 0.99 * static_cast<double>(counted.asked));
}

} // namespace
} // namespace stackc::ide
