#include "core/bindings.h"

#include <gtest/gtest.h>

namespace stackc::core {
namespace {

TEST(Bindings, AreTakenBackToAMark) {
    Bindings<int> bindings;
    bindings.set(1, 10);
    size_t outer = bindings.mark();
    bindings.set(1, 11);
    bindings.set(2, 20);
    size_t inner = bindings.mark();
    bindings.set(2, 21);
    bindings.set(2, 22);
    EXPECT_EQ(*bindings.find(2), 22);
    bindings.backTo(inner);
    EXPECT_EQ(*bindings.find(2), 20);
    EXPECT_EQ(*bindings.find(1), 11);
    bindings.backTo(outer);
    EXPECT_EQ(bindings.find(2), nullptr);
    EXPECT_EQ(*bindings.find(1), 10);
    EXPECT_EQ(bindings.mark(), outer);
}

} // namespace
} // namespace stackc::core
