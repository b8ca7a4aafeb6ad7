#include "driver/faults.h"

#include "diag/working_on.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <new>
#include <stdexcept>

namespace stackc::driver {
namespace {

using testing::ExitedWithCode;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool handlesSignals = false; // the sanitizer shows them
#else
constexpr bool handlesSignals = true;
#endif

int deeper(volatile int* depth) {
    volatile char frame[1024] = {};
    *depth = *depth + 1 + frame[0];
    return *depth < 0 ? 0 : deeper(depth) + frame[1];
}

TEST(Faults, WhatTheWorkReturnsIsReturned) {
    EXPECT_EQ(guarded([] { return 2; }), 2);
}

TEST(FaultsDeathTest, ExceptionsAreTold) {
    EXPECT_EXIT(guarded([]() -> int {
                    diag::WorkingOn file("shop/main.stack");
                    diag::WorkingOn part("the chart");
                    throw std::runtime_error("no such key");
                }),
                ExitedWithCode(3),
                "a fault of stackc, not of what it was given: no such key\n"
                "  while working on shop/main.stack, the chart\n"
                "  please report it");
    EXPECT_EXIT(guarded([]() -> int { throw 1; }), ExitedWithCode(3), "an unknown exception");
}

TEST(FaultsDeathTest, APlaceThatWasLeftIsNotTold) {
    EXPECT_EXIT(guarded([]() -> int {
                    { diag::WorkingOn left("left.stack"); }
                    diag::WorkingOn here("here.stack");
                    throw std::runtime_error("x");
                }),
                ExitedWithCode(3), "working on here.stack\n");
}

TEST(FaultsDeathTest, MemoryThatEndsIsNoFault) {
    EXPECT_EXIT(guarded([]() -> int { throw std::bad_alloc(); }), ExitedWithCode(3), "stackc: out of memory\n");
}

TEST(FaultsDeathTest, FailedAssertionsAreTold) {
    if (!handlesSignals)
        GTEST_SKIP();
    EXPECT_EXIT(guarded([]() -> int { std::abort(); }), ExitedWithCode(3), "an assertion failed");
}

TEST(FaultsDeathTest, CrashesAreTold) {
    if (!handlesSignals)
        GTEST_SKIP();
    EXPECT_EXIT(guarded([]() -> int { return *reinterpret_cast<volatile int*>(64); }), ExitedWithCode(3),
                "memory that isn't there");
}

TEST(FaultsDeathTest, AFullStackIsTold) {
    if (!handlesSignals)
        GTEST_SKIP();
    EXPECT_EXIT(guarded([] {
                    diag::WorkingOn file("deep.stack");
                    volatile int depth = 0;
                    return deeper(&depth);
                }),
                ExitedWithCode(3), "stackc: the stack is full.*\n  while working on deep.stack");
}

} // namespace
} // namespace stackc::driver
