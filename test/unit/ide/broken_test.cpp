// Texts that are no programs: what is asked of them is answered, whatever is known.
#include "ide/call_hierarchy.h"
#include "ide/completion.h"
#include "ide/definition.h"
#include "ide/hover.h"
#include "ide/inlay.h"
#include "ide/rename.h"
#include "ide/signature.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

namespace stackc::ide {
namespace {

std::string exampleText() {
    std::ifstream in(STACKC_SOURCE_DIR "/examples/xerv/main.stack");
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Asks everything at an offset; how many answers there were.
std::size_t askAll(const std::string& text, std::size_t at) {
    const std::string path = "/no-such-folder/main.stack";
    auto made = Analysis::make(path, {{path, text}});
    if (!made)
        return 0;
    const Analysis& analysis = **made;
    source::FileId file = *analysis.fileOf(path);
    auto offset = static_cast<std::uint32_t>(at);
    std::size_t answers = completion(analysis, file, offset).items.size();
    answers += hover(analysis, file, offset) ? 1 : 0;
    answers += signatureHelp(analysis, file, offset) ? 1 : 0;
    answers += definition(analysis, file, offset).size() + typeDefinition(analysis, file, offset).size();
    answers += highlights(analysis, file, offset).size();
    if (auto edits = rename(analysis, file, offset, "other", keyAfterRename(analysis, file, offset)))
        answers += edits->size();
    if (auto item = callItem(analysis, file, offset))
        answers += incomingCalls(analysis, *item).size() + outgoingCalls(analysis, *item).size();
    answers += inlayHints(analysis, {file, 0, static_cast<std::uint32_t>(text.size())}).size();
    return answers;
}

TEST(Broken, TextsThatEndAnywhere) {
    const std::string text = exampleText();
    std::size_t answers = 0;
    for (std::size_t end = 100; end < text.size(); end += text.size() / 40)
        answers += askAll(text.substr(0, end), end);
    EXPECT_GT(answers, 500U);
}

TEST(Broken, TextsWithoutAPart) {
    const std::string text = exampleText();
    std::mt19937 random(7); // the same texts in each run
    std::size_t answers = 0;
    for (int i = 0; i < 40; ++i) {
        std::size_t begin = random() % text.size();
        std::size_t length = 1 + random() % (i % 2 == 0 ? 5 : 400);
        std::string without = text;
        answers += askAll(without.erase(begin, length), begin);
    }
    EXPECT_GT(answers, 500U);
}

} // namespace
} // namespace stackc::ide
