#pragma once
// What a program compares its values with: numbers, texts, APIs and versions that stand in it.

#include "coverage/branches.h"
#include "session/compilation.h"
#include "verify/random.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stackc::verify {

struct Words {
    std::vector<std::string> texts;
    std::vector<int64_t> numbers;
    std::vector<std::string> apis; ///< that the cluster may have
    std::vector<std::string>
        kubeVersions; ///< within the chart's range: its lowest, and those at which something changes
};

/// Of texts and numbers those of the author; sorted, each once. Texts that nobody may see are none of them.
Words wordsOf(session::Compilation& compilation);

/// Texts with which the library decides between these branches of the program, each once: what values are compared
/// with, keys that are asked for, and what the patterns match.
std::vector<std::string> decidingTexts(const core::Program& program, const std::vector<coverage::Branch>& branches,
                                       Random& random);

} // namespace stackc::verify
