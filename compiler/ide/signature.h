#pragma once
// What the call around the cursor takes.

#include "ide/analysis.h"

namespace stackc::ide {

struct SignatureParam {
    std::uint32_t begin = 0, end = 0; ///< in the label
    std::string doc;
};

struct Signature {
    std::string label; ///< `peer(service: String, index: Int): String`
    std::string doc;   ///< Markdown; empty: none
    std::vector<SignatureParam> params;
    std::optional<std::size_t> active; ///< the parameter that the cursor is at
};

/// Nothing outside of calls, and of what is not known.
std::optional<Signature> signatureHelp(const Analysis& analysis, source::FileId file, std::uint32_t offset);

} // namespace stackc::ide
