#include "values/amount.h"

#include <gtest/gtest.h>
#include <string>

namespace stackc::values {
namespace {

TEST(Amount, DigitsTimesSuffix) {
    EXPECT_EQ(amountOf("2"), 2);
    EXPECT_EQ(amountOf("500m"), 0.5);
    EXPECT_EQ(amountOf("1Ki"), 1024);
    EXPECT_EQ(amountOf("1.5Gi"), 1610612736);
    EXPECT_EQ(amountOf("1e3"), 1000);
    EXPECT_EQ(amountOf("1E3"), 1000);
    EXPECT_EQ(amountOf("1E"), 1e18);
    EXPECT_EQ(amountOf("1Ei"), 0x1p60);
    EXPECT_EQ(amountOf("-1k"), -1000);
    EXPECT_EQ(amountOf("+.5"), 0.5);
}

TEST(Amount, OneAmountInSeveralSpellings) {
    EXPECT_EQ(amountOf("0.1"), amountOf("100m"));
    EXPECT_EQ(amountOf("1.1Gi"), amountOf("1181116006400m"));
    EXPECT_EQ(amountOf("0.3"), amountOf("300000000n"));
    EXPECT_EQ(amountOf("1k"), amountOf("1000.0"));
    EXPECT_EQ(amountOf("0Ki"), amountOf("0"));
}

TEST(Amount, NothingThatIsNoQuantity) {
    for (const char* text : {"", "m", "1.2.3", "1x", "1e2.5", "1 ", "."})
        EXPECT_EQ(amountOf(text), 0) << text;
    EXPECT_EQ(amountOf("1e-400"), 0);
}

TEST(Amount, BeyondADoubleIsAboveAllOthers) {
    for (const std::string& text :
         {std::string("1e400"), std::string("1e100"), std::string("3E+0999"), std::string(101, '1')})
        EXPECT_EQ(amountOf(text), 1e100) << text;
    EXPECT_EQ(amountOf("1e99"), 1e99);
    EXPECT_EQ(amountOf("1e0010"), 1e10);
    for (const std::string& text : {std::string("0e200"), std::string("0.0e150"), std::string(120, '0')})
        EXPECT_EQ(amountOf(text), 0) << text;
    EXPECT_EQ(amountOf("0." + std::string(120, '1')), 0.1111111111111111);
}

} // namespace
} // namespace stackc::values
