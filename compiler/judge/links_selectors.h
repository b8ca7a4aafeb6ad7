#pragma once
// Selectors that select nothing of what the program makes.

#include "judge/linking.h"

namespace stackc::judge {

class SelectorLinks {
public:
    explicit SelectorLinks(Linking& linking);
    void check(const ir::Document& document);

private:
    /// A warning where none of what has these labels can be selected; `what` they are called.
    void any(const ir::Document& document, const Object& selector, const std::vector<Object>& all, const char* what);
    bool mayBe(const Object& labels, const Part& wanted) const;

    Linking& linking_;
    View& view_;
    std::vector<Object> pods_, services_; ///< the labels of each
};

} // namespace stackc::judge
