#pragma once
// Checks that the program states: in statements, and in the types of the values.

#include "eval/scopes.h"

#include <string>

namespace stackc::eval {

/// Decided now, it is an error (E4001) or nothing; else the chart's `validate` template decides it.
void check(Evaluation& in, const Scopes& scopes, NodeRef condition, NodeRef message, core::Span span);

class TypeChecks {
public:
    explicit TypeChecks(Evaluation& in) : in_(in) {}

    /// The rules of the values' types.
    void run();

private:
    bool has(core::TypeId id);
    /// `path`: where the values stand whose type is checked.
    void check(core::TypeId id, NodeRef node, const std::string& path);
    void runChecks(const std::vector<core::TypeCheck>& checks, NodeRef self, const std::string& path);

    Evaluation& in_;
    Scopes scopes_;
    std::unordered_map<uint32_t, bool> has_;
};

} // namespace stackc::eval
