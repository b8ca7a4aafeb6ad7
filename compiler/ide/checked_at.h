#pragma once
// The stack with a name at the cursor, checked for what is asked of that place.

#include "ide/probe_text.h"

namespace stackc::ide {

/// Null if the main file can't be read. The index has the probe, and what names stand for in that text.
std::unique_ptr<session::Compilation> checkedAt(const Analysis& analysis, source::FileId file, const ProbeText& text);

/// The trees of the files of such a check, which keeps those alone in which nothing is wrong.
class CheckedTrees {
public:
    explicit CheckedTrees(const session::Files& files) : files_(files) {}
    const syntax::Module& operator()(source::FileId file);

private:
    const session::Files& files_;
    std::map<source::FileId, std::unique_ptr<const syntax::Module>> parsed_;
};

} // namespace stackc::ide
