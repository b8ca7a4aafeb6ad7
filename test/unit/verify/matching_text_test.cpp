#include "verify/matching_text.h"

#include "text/patterns.h"
#include "text/regex.h"

#include <gtest/gtest.h>

namespace stackc::verify {

TEST(MatchingText, MatchesThePattern) {
    Random random(1);
    for (std::string pattern : {std::string("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"), std::string("^(a|bc|(?:d|e)+)x{2,3}$"),
                                std::string(R"(^\d+(\.\d+)?[KMG]?$)"), std::string(R"(^[^/\s]+/[\w.-]*$)"),
                                std::string("^v[0-9]{1,2}$"), std::string(text::dnsLabelPattern)})
        for (int i = 0; i < 50; ++i) {
            std::string text = matchingText(pattern, random);
            EXPECT_TRUE(text::matches(pattern, text)) << pattern << " and " << text;
        }
}

TEST(MatchingText, WhatIsNotUnderstoodGivesNothing) {
    Random random(1);
    for (const char* pattern : {"(", "[a", "a{", "(?i)a", "\\", "a)", "\\p{L}"})
        EXPECT_EQ(matchingText(pattern, random), "") << pattern;
    EXPECT_EQ(matchingText(std::string(200, '(') + std::string(200, ')'), random), "");
}

} // namespace stackc::verify
