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
    void check(core::TypeId id, NodeRef node);
    void checkAt(const std::string& key, core::TypeId id, NodeRef node);
    void runChecks(const std::vector<core::TypeCheck>& checks, NodeRef self);

    Evaluation& in_;
    Scopes scopes_;
    std::string path_; ///< where the values stand whose type is being checked
    std::unordered_map<uint32_t, bool> has_;
};

} // namespace stackc::eval
