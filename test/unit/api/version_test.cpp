#include "api/version.h"

#include <gtest/gtest.h>

namespace stackc::api {
namespace {

std::string least(const char* former, Step change) { return dueFor(former, former, change).least; }
bool isMet(const char* former, const char* fresh, Step change) { return dueFor(former, fresh, change).isMet; }

TEST(Version, EachStepPutsBackWhatIsBehindIt) {
    EXPECT_EQ(least("1.2.3", Step::Major), "2.0.0");
    EXPECT_EQ(least("1.2.3", Step::Minor), "1.3.0");
    EXPECT_EQ(least("1.2.3", Step::Patch), "1.2.4");
    EXPECT_EQ(least("1.2.3", Step::None), "1.2.3");
}

TEST(Version, BeforeTheFirstReleaseAMinorStepBreaks) {
    EXPECT_EQ(least("0.2.3", Step::Major), "0.3.0");
    EXPECT_EQ(least("0.2.3", Step::Minor), "0.2.4");
    EXPECT_EQ(dueFor("0.2.3", "0.2.3", Step::Major).change, Step::Major);
}

TEST(Version, WhatIsLaterDoesAsWell) {
    EXPECT_FALSE(isMet("1.2.3", "1.3.0", Step::Major));
    EXPECT_TRUE(isMet("1.2.3", "2.0.0", Step::Major));
    EXPECT_TRUE(isMet("1.2.3", "2.0.0", Step::Patch));
    EXPECT_TRUE(isMet("0.2.3", "1.0.0", Step::Major));
    EXPECT_FALSE(isMet("1.9.0", "1.9.9", Step::Minor));
    EXPECT_TRUE(isMet("1.9.0", "1.10.0", Step::Minor));
    EXPECT_FALSE(isMet("1.2.3", "1.2.3", Step::Patch));
    EXPECT_TRUE(isMet("1.2.3", "1.2.3", Step::None));
}

TEST(Version, PrereleasesAndBuildsCountAsSemverHasThem) {
    EXPECT_TRUE(isMet("1.2.3", "2.0.0-rc.1", Step::Major));
    EXPECT_TRUE(isMet("2.0.0-rc.1", "2.0.0-rc.2", Step::Major));
    EXPECT_TRUE(isMet("2.0.0-rc.9", "2.0.0-rc.10", Step::Major));
    EXPECT_TRUE(isMet("2.0.0-rc.1", "2.0.0", Step::Major));
    EXPECT_FALSE(isMet("2.0.0-rc.1", "2.0.0-rc.1", Step::Major));
    EXPECT_FALSE(isMet("2.0.0-rc.1", "2.0.0-beta", Step::Patch));
    EXPECT_FALSE(isMet("2.0.0-rc.1", "2.0.0-1", Step::Patch)) << "numbers come before texts";
    EXPECT_TRUE(isMet("1.2.3+a", "1.2.4+b", Step::Patch));
    EXPECT_FALSE(isMet("1.2.3+a", "1.2.3+b", Step::Patch)) << "builds have no order";
}

} // namespace
} // namespace stackc::api
