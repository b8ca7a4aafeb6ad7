#include <gtest/gtest.h>

#include "text/inclusion.h"
#include "text/patterns.h"
#include "text/regex.h"

#include <string>
#include <vector>

namespace stackc::text {
namespace {

TEST(Inclusion, Decided) {
    EXPECT_TRUE(includes("", "^a$"));
    EXPECT_TRUE(includes("a", "^bab$"));
    EXPECT_FALSE(includes("^a", "a"));
    EXPECT_TRUE(includes("^[a-z]+$", "^(foo|bar)$"));
    EXPECT_FALSE(includes("^[a-z]+$", "^(foo|bar)?$"));
    EXPECT_TRUE(includes("^a*$", "^(aa|aaa)*$"));
    EXPECT_FALSE(includes("^(aa)*$", "^a*$"));
    EXPECT_TRUE(includes(R"(^\d{1,3}$)", "^[0-9][0-9]?$"));
    EXPECT_FALSE(includes(R"(^\d{1,3}$)", "^[0-9]{4}$"));
    EXPECT_TRUE(includes("^[^/]+$", "^[a-z\xc3\xa9]+$")) << "é is one character";
    EXPECT_FALSE(includes("^[!-~]+$", "^[^/]+$"));
    EXPECT_TRUE(includes("^(a|b)$|^c", "^a$|^cd$"));
    EXPECT_TRUE(includes("^x.y$", "^x[a-c]y$"));
    EXPECT_FALSE(includes("^x.y$", "^x[\\na]y$"));
    EXPECT_TRUE(includes("^a(?:bc)+?$", "^abc(bc){0,3}$"));
    EXPECT_TRUE(includes(R"(^[0-9]\s?$)", "^[0-9]$"));
    EXPECT_TRUE(includes(R"(^\S+$)", R"(^[\w.-]+$)"));
}

TEST(Inclusion, NamesAndQuantities) {
    EXPECT_TRUE(includes(dnsNamePattern, dnsLabelPattern));
    EXPECT_FALSE(includes(dnsLabelPattern, dnsNamePattern));
    EXPECT_FALSE(includes(dnsLabelPattern, "^[a-z]"));
    EXPECT_TRUE(includes(dnsLabelPattern, "^[a-z]([-a-z0-9]*[a-z0-9])?$"));
    EXPECT_FALSE(includes(quantityPattern, "Gi$"));
    EXPECT_TRUE(includes(quantityPattern, "^[0-9]+Gi$"));
    for (std::string_view pattern : {dnsLabelPattern, dnsNamePattern, quantityPattern, partPattern}) {
        std::string bare(pattern.substr(1, pattern.size() - 2));
        EXPECT_TRUE(includes(pattern, "^(" + bare + ")$")) << pattern;
        EXPECT_FALSE(includes(pattern, bare)) << "without its ends: " << pattern;
    }
}

TEST(Inclusion, NotDecided) {
    auto isUnknown = [](std::string_view wide, std::string_view narrow) {
        return inclusion(wide, narrow) == Inclusion::Unknown;
    };
    EXPECT_TRUE(isUnknown("^a$", "^(^a)$"));
    EXPECT_TRUE(isUnknown(R"(a\b)", R"(^a\b$)"));
    EXPECT_TRUE(isUnknown(R"(^[\d-z]$)", "^x$")) << "no range begins with a class";
    EXPECT_TRUE(isUnknown(R"(^\{2\}a$)", "^{2}a$")) << "`^` twice, to RE2";
    EXPECT_TRUE(isUnknown("^(a{100}){100}$", "^a{10000}$")) << "too many states";
    EXPECT_TRUE(isUnknown("^(a|b)*a(a|b){16}$", "^(b|a)*a(b|a){16}$")) << "too many sets of states";
    EXPECT_TRUE(isUnknown("^([^!]?[^a-q]?){400}$", "^([b-z]?[^a-r]?){400}$")) << "too many steps";
    EXPECT_EQ(inclusion("^[a-z]+$", "^[a-z]*$"), Inclusion::No);
}

/// What is said to be included is, for all short texts over a few characters.
TEST(Inclusion, HoldsForTexts) {
    std::vector<std::string> texts{""};
    for (size_t i = 0; texts.size() < 20000; ++i)
        for (char c : {'a', 'b', '-', '.', '0'})
            texts.push_back(texts[i] + c);
    const std::vector<std::string> patterns{"a",        "^a",           "b$",       "^(a|b)+$",  "^[ab.-]*$",
                                            "^a{2,3}$", "^(ab?){1,2}$", "^[^a]+$",  "a|^b$",     "^-?0+(0|a)$",
                                            "^.$",      "^(a|b|)a?$",   "0{2}",     "^a.b",      "^[a-]+[.]?$",
                                            R"(^\w+$)", R"(\.$)",       "^(a-)*a$", "^[-a]*a+$", "^a(b|0)?$",
                                            "^(a*)*$",  "^a??b$",       "",         "^$"};
    size_t included = 0, not_ = 0;
    for (const std::string& wide : patterns)
        for (const std::string& narrow : patterns) {
            bool holds = true;
            for (const std::string& text : texts)
                holds = holds && (!matches(narrow, text) || matches(wide, text));
            bool said = includes(wide, narrow);
            EXPECT_EQ(said, holds) << wide << " and " << narrow;
            ++(said ? included : not_);
        }
    EXPECT_GT(included, patterns.size());
    EXPECT_GT(not_, patterns.size());
}

} // namespace
} // namespace stackc::text
