#include "sema/stdlib.h"

#include <gtest/gtest.h>

#include "syntax/dump.h"
#include "syntax/packed_tree.h"
#include "syntax/parser.h"
#include "text/patterns.h"

namespace stackc::sema {
namespace {

TEST(Stdlib, TreesAreThoseOfTheTexts) {
    for (std::string_view path : stdlibPaths()) {
        SCOPED_TRACE(path);
        source::SourceManager sources;
        diag::Sink sink;
        source::FileId file = sources.add(std::string(path), std::string(stdlibSource(path).value()));
        syntax::Module parsed = syntax::parse(sources, file, sink);
        EXPECT_TRUE(sink.empty());
        EXPECT_TRUE(stdlibPackedTree(path) == syntax::packTree(parsed));
        EXPECT_EQ(syntax::dump(*stdlibTree(path, file)), syntax::dump(parsed));
    }
}

// What is known of texts of these patterns is looked up by the pattern.
TEST(Stdlib, HasThePatternsOfLabels) {
    const std::string metadata(stdlibSource("std/metadata").value());
    for (std::string_view pattern : {text::labelKeyPattern, text::labelValuePattern})
        EXPECT_NE(metadata.find("r\"" + std::string(pattern) + "\""), std::string::npos) << pattern;
}

TEST(Stdlib, HasNoTreeOfWhatIsNotThere) { EXPECT_FALSE(stdlibPackedTree("std/nothing")); }

} // namespace
} // namespace stackc::sema
