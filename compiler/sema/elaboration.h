#pragma once
// Declarations are elaborated when they are first needed, each once.

#include "sema/checking.h"

namespace stackc::sema {

/// How a declaration that is being elaborated needs itself: `a → b → a`.
std::string chainTo(const Checking& in, SymbolIndex index);

/// A declaration is being elaborated for its lifetime, and has been then.
class Elaborating {
public:
    /// Reports a declaration that needs itself, and one at the end of a chain that is too long.
    Elaborating(Checking& in, SymbolIndex index, Span use);
    ~Elaborating();
    Elaborating(const Elaborating&) = delete;
    Elaborating& operator=(const Elaborating&) = delete;

    /// Or was it reported?
    bool began() const { return began_; }

private:
    Checking& in_;
    bool began_;
};

} // namespace stackc::sema
