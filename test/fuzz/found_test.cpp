// The fuzzers as ordinary tests: of what they once found, and of the smallest inputs.

#include "driver/faults.h"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <iterator>
#include <vector>

#define FUZZER(name) extern "C" int fuzz_##name(const uint8_t* data, size_t size);
FUZZERS
#undef FUZZER

namespace {

namespace fs = std::filesystem;

struct Fuzzer {
    const char* name;
    int (*run)(const uint8_t*, size_t);
};

#define FUZZER(name) {#name, fuzz_##name},
const Fuzzer fuzzers[] = {FUZZERS};
#undef FUZZER

class Found : public testing::TestWithParam<Fuzzer> {
protected:
    static void give(const std::string& bytes) {
        // A copy without anything behind it, where a sanitizer sees what reads on.
        std::vector<uint8_t> input(bytes.begin(), bytes.end());
        // As the program itself runs, with its stack.
        EXPECT_EQ(stackc::driver::guarded([&] { return GetParam().run(input.data(), input.size()); }), 0);
    }
};

TEST_P(Found, SmallestInputs) {
    for (const std::string& input :
         {std::string(), std::string(1, '\0'), std::string("\n"), std::string("{"), std::string("\xff")})
        give(input);
}

TEST_P(Found, WhatWasFound) {
    fs::path folder = fs::path(STACKC_SOURCE_DIR) / "test/fuzz/found" / GetParam().name;
    if (!fs::exists(folder)) // nothing was found
        return;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        SCOPED_TRACE(entry.path().string());
        std::ifstream in(entry.path(), std::ios::binary);
        give({std::istreambuf_iterator<char>(in), {}});
    }
}

INSTANTIATE_TEST_SUITE_P(Fuzzers, Found, testing::ValuesIn(fuzzers),
                         [](const testing::TestParamInfo<Fuzzer>& tested) { return std::string(tested.param.name); });

} // namespace
