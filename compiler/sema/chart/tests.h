#pragma once
// Tests: what each is given, an environment that no other knows. What it expects is asked of what comes out.

#include "sema/checking.h"

namespace stackc::sema {

/// Reads the files of tests, which see what the chart's file sees.
std::vector<uint32_t> loadTests(Checking& in);
/// Elaborates what the tests of the chart's file and of these modules are given.
void tests(Checking& in, const std::vector<uint32_t>& modules);

} // namespace stackc::sema
