#include "emit/file_set.h"

#include <gtest/gtest.h>

namespace stackc::emit {
namespace {

TEST(FileSet, PathsLeadNowhereElse) {
    for (const char* fine : {"Chart.yaml", "templates/_helpers.tpl", "templates/demo/configmap.yaml", ".helmignore"})
        EXPECT_TRUE(isOutputPath(fine)) << fine;
    for (const char* other :
         {"", "/", "/etc/x", "a//b", "a/", "../x", "a/../b", "./a", "a\nb", "a b", "a\\b", "C:x", "ä", "a\u2028b"})
        EXPECT_FALSE(isOutputPath(other)) << other;
}

TEST(FileSetDeathTest, AnotherPathIsAFaultOfOurs) {
    FileSet files;
    files["a/b.yaml"] = "x";
    EXPECT_EQ(files.size(), 1U);
    EXPECT_DEATH(files["../escaped"], "fault of the compiler");
}

} // namespace
} // namespace stackc::emit
