#include "values/amount.h"

#include <gtest/gtest.h>

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
    for (const char* text : {"", "m", "1.2.3", "1x", "1e400", "1e2.5", "1 ", "."})
        EXPECT_EQ(amountOf(text), 0) << text;
    EXPECT_EQ(amountOf("1e-400"), 0);
}

} // namespace
} // namespace stackc::values
