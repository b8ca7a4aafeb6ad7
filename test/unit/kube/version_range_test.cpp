#include "kube/version_range.h"

#include <gtest/gtest.h>

namespace stackc::kube {
namespace {

VersionRange range(const char* text) {
    std::string error;
    std::optional<VersionRange> range = VersionRange::parse(text, error);
    EXPECT_TRUE(range) << text << ": " << error;
    return range.value_or(VersionRange());
}

std::string errorOf(const char* text) {
    std::string error;
    EXPECT_FALSE(VersionRange::parse(text, error)) << text;
    return error;
}

// What `helm template --kube-version` of 3.6 and 4 says to each version; `?` where they don't agree, which is only for
// prereleases.
TEST(VersionRange, AdmitsWhatHelmAdmits) {
    const char* versions[] = {"1.24.9", "1.25.0",         "1.25.3",      "1.25.4",         "1.27.0",
                              "1.27.3", "1.27.3-gke.100", "1.27.0-rc.1", "1.28.0-alpha.1", "1.28.2",
                              "1.29.0", "1.30.0",         "1.30.2",      "1.30.3",         "1.31.0"};
    const std::pair<const char*, const char*> cases[] = {
        {">=1.25.0-0", "nyyyyyyyyyyyyyy"},
        {">=1.25.0", "nyyyyy???yyyyyy"},
        {">=1.25", "nyyyyy???yyyyyy"},
        {">1.25", "nnnnyy???yyyyyy"},
        {">1.25.3", "nnnyyy???yyyyyy"},
        {"<1.30", "yyyyyy???yynnnn"},
        {"<1.30.0-0", "yyyyyyyyyyynnnn"},
        {"<=1.30", "yyyyyy???yyyyyn"},
        {"<=1.30.2", "yyyyyy???yyyynn"},
        {"~1.27", "nnnnyy??nnnnnnn"},
        {"~1.27.3", "nnnnny?nnnnnnnn"},
        {"^1.27", "nnnnyy???yyyyyy"},
        {"^1.27.3", "nnnnny?n?yyyyyy"},
        {"1.27.x", "nnnnyy??nnnnnnn"},
        {"1.27", "nnnnyy??nnnnnnn"},
        {"=1.27.3", "nnnnny?nnnnnnnn"},
        {"1.27.3", "nnnnny?nnnnnnnn"},
        {"!=1.27.x", "yyyynnnn?yyyyyy"},
        {"!=1.27.3", "yyyyyn?yyyyyyyy"},
        {"!=1.27", "yyyynnnn?yyyyyy"},
        {"1.25 - 1.28", "nyyyyy???ynnnnn"},
        {"1.25.1 - 1.28.2", "nnyyyy???ynnnnn"},
        {"*", "yyyyyy???yyyyyy"},
        {">=1.20.0-0 <1.28.0-0", "yyyyyyyynnnnnnn"},
        {">=1.25, <1.30", "nyyyyy???yynnnn"},
        {"1.25.x || >=1.30", "nyyynnnnnnnyyyy"},
        {"~>1.27", "nnnnyy??nnnnnnn"},
        {"=>1.25", "nyyyyy???yyyyyy"},
        {"x", "yyyyyy???yyyyyy"},
        {"~1", "yyyyyy???yyyyyy"},
        {"^1", "yyyyyy???yyyyyy"},
        {"~1.27.3-0", "nnnnnyynnnnnnnn"},
        {"v1.27.x", "nnnnyy??nnnnnnn"},
        {"1.x", "yyyyyy???yyyyyy"},
        {">=1.25.0-0, !=1.27.3", "nyyyyn?yyyyyyyy"},
        {"~0.0.0", "yyyyyy???yyyyyy"},
        {"<=1", "yyyyyy???yyyyyy"},
        {"1.27.0-rc.1", "nnnnnnn?nnnnnnn"},
        {"<=1.30-0", "yyyyyyyyyyyyyyn"},
        {"~*", "yyyyyy???yyyyyy"},
    };
    for (const auto& [text, expected] : cases)
        for (size_t i = 0; i < std::size(versions); ++i)
            if (expected[i] != '?') {
                EXPECT_EQ(range(text).admits(*Version::parse(versions[i])), expected[i] == 'y')
                    << text << "  " << versions[i];
            }
}

TEST(VersionRange, RefusesWhatIsNoRange) {
    for (const char* text : {"", " ", "latest", ">=", ">=1.25,", "1.25.0.1", ">= 1.25 || ", "1.25.0-0<1.33", "=>=1.2",
                             ">1.25 and <1.30", "1.25..0"})
        EXPECT_EQ(errorOf(text), "`" + std::string(text) + "`");
    EXPECT_EQ(errorOf(">=1.30 <1.28"), "no version of Kubernetes satisfies `>=1.30 <1.28`");
    errorOf("^2");
}

TEST(VersionRange, KnowsTheReleasesItAdmits) {
    EXPECT_EQ(range(">=1.25.0-0 <1.33.0-0").newest(), 32);
    EXPECT_EQ(range(">=1.25.0-0").newest(), newestRelease);
    EXPECT_EQ(range("1.29.3").newest(), 29);
    EXPECT_EQ(range("<=1.29").newest(), 29);
    EXPECT_EQ(range(">=1.50").newest(), 127);
    EXPECT_EQ(VersionRange().newest(), newestRelease);
}

TEST(VersionRange, HasATypicalVersion) {
    EXPECT_EQ(range(">=1.25.0-0").typical().text(), "1.25.0");
    EXPECT_EQ(range(">1.25.3").typical().text(), "1.25.4");
    EXPECT_EQ(range(">=1.30 || 1.27.x").typical().text(), "1.27.0");
    EXPECT_EQ(range("<1.33").typical().text(), "1.32.0");
    EXPECT_EQ(range(">=1.50").typical().text(), "1.50.0");
    EXPECT_EQ(range("1.29.0-rc.1").typical().text(), "1.29.0-rc.1");
    EXPECT_EQ(VersionRange().typical().text(), "1.36.0");
}

TEST(VersionRange, AdmitsVersionsOfClouds) {
    EXPECT_EQ(range(">=1.25").withPrereleases(), ">=1.25.0-0");
    EXPECT_EQ(range(">=1.25.0-0 <1.33").withPrereleases(), ">=1.25.0-0, <1.33.0-0");
    EXPECT_EQ(range("1.27.x || 1.30.2").withPrereleases(), ">=1.27.0-0, <1.28.0-0 || >=1.30.2-0, <1.30.3-0");
    EXPECT_EQ(range(">=1.25.0-0 !=1.27.3").withPrereleases(), ">=1.25.0-0, <1.27.3-0 || >=1.25.0-0, >=1.27.4-0");
    EXPECT_EQ(range("!=1.26").withPrereleases(), "<1.26.0-0 || >=1.27.0-0");
    EXPECT_EQ(range("!=1.28.1 !=1.26 !=1.26.3 !=1.27").withPrereleases(),
              "<1.26.0-0 || >=1.28.0-0, <1.28.1-0 || >=1.28.2-0");
    for (const char* text : {">=1.25", ">1.27", ">1.27.3", "<1.30", "<=1.30", "<=1.30.2", "=1.28", "1.28.4", "~1.28",
                             "~1.28.4", "~1", "^1.26", "^1.26.3", "1.x", "*", "1.25 - 1.31", "1.25.2 - 1.31.4",
                             ">=1.25 <1.28 || >=1.30", ">=1.25 !=1.28.4"}) {
        VersionRange plain = range(text);
        VersionRange wide = range(plain.withPrereleases().c_str());
        EXPECT_EQ(wide.withPrereleases(), "") << text;
        for (uint32_t minor = 24; minor < 34; ++minor)
            for (uint32_t patch = 0; patch < 6; ++patch) {
                Version version{1, minor, patch, ""};
                Version cloud{1, minor, patch, "eks-4096722"};
                EXPECT_EQ(wide.admits(version), plain.admits(version)) << text << " " << version.text();
                EXPECT_TRUE(!plain.admits(version) || wide.admits(cloud)) << text << " " << cloud.text();
            }
    }
}

TEST(VersionRange, FindsAReleaseWithoutSomething) {
    VersionRange some = range(">=1.25.0-0 <1.33.0-0");
    EXPECT_EQ(some.missing({}, {}), std::nullopt);
    EXPECT_EQ(some.missing({25, 0}, {}), std::nullopt);
    EXPECT_EQ(some.missing({29, 0}, {}), 25);
    EXPECT_EQ(some.missing({29, 0}, {27, 0}), 27);
    EXPECT_EQ(some.missing({29, 0}, {29, 0}), std::nullopt);
    EXPECT_EQ(some.missing({0, 27}, {}), 32);
    EXPECT_EQ(some.missing({0, 33}, {}), std::nullopt);
    EXPECT_EQ(some.missing({0, 27}, {0, 27}), std::nullopt);
    // without a lower bound the nearest one is told
    EXPECT_EQ(range("<1.33").missing({29, 0}, {}), 28);
    // without `kubeVersion` only what is gone counts
    EXPECT_EQ(VersionRange().missing({30, 0}, {}), std::nullopt);
    EXPECT_EQ(VersionRange().missing({0, 27}, {}), 36);
    EXPECT_EQ(VersionRange().missing({0, 27}, {0, 25}), std::nullopt);
}

} // namespace
} // namespace stackc::kube
