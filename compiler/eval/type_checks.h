#pragma once
// Checks that the program states: in statements, and in the types of the values.

#include "eval/scopes.h"

#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stackc::eval {

/// Decided now, it is an error (E4001) or nothing; else the chart's `validate` template decides it.
void check(Evaluation& in, const Scopes& scopes, NodeRef condition, NodeRef message, core::Span span);

/// The rules of types. Of what the source makes of parts of the values nothing is asked that has been asked there.
class TypeChecks {
public:
    /// `scopes`: those of the statement that is being run.
    TypeChecks(Evaluation& in, Scopes& scopes) : in_(in), scopes_(scopes) {}

    /// Asks the values, before any statement is run.
    void values();
    /// Asks what the source makes for a parameter of a component.
    void made(core::TypeId type, NodeRef value) { check(type, value, {Asked::Made, ""}); }

private:
    enum class Asked : uint8_t { Values, Made };
    /// What is asked, and where in it; empty at its top.
    struct At {
        Asked asked;
        std::string path;
        /// A key further; the same where what follows has none.
        At below(const std::string& key) const;
    };

    bool has(core::TypeId id);
    void check(core::TypeId id, NodeRef node, const At& at);
    void checkFields(const core::Type& record, NodeRef node, const At& at);
    void checkElement(const Entry& entry, core::TypeId collection, const At& at);
    template <typename Check> void under(NodeRef guard, const Check& check);
    void runChecks(const std::vector<core::TypeCheck>& checks, NodeRef self, const At& at);

    Evaluation& in_;
    Scopes& scopes_;
    std::unordered_map<uint32_t, bool> has_;
    std::set<std::pair<NodeRef, core::Span>> askedOfValues_; ///< rules, as conditions
};

} // namespace stackc::eval
