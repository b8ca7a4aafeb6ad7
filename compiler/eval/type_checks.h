#pragma once
// Checks that the program states: in statements, and in the types of the values.

#include "core/path.h"
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
    /// Asks what a statement says. A fault in what the rule of a type refuses that the source makes is no news.
    void stated(NodeRef condition, NodeRef message, core::Span span);
    /// Asks what the source makes for a parameter of a component by the expression.
    void made(core::TypeId type, NodeRef value, core::ExprId by) {
        by_ = by;
        check(type, value, {Asked::Made, "", {}});
    }

private:
    enum class Asked : uint8_t { Values, Made };
    /// What is asked, and where in it; empty at its top.
    struct At {
        Asked asked;
        std::string path;
        core::Path fields; ///< the same by the names of the source, of which a case of a variant is none
        /// A key further; the same where what follows has none.
        At below(const std::string& key, const std::string& name) const;
    };

    bool has(core::TypeId id);
    void check(core::TypeId id, NodeRef node, const At& at);
    void checkFields(const core::Type& record, NodeRef node, const At& at);
    void checkElement(const Entry& entry, core::TypeId collection, const At& at);
    template <typename Check> void under(NodeRef guard, const Check& check);
    NodeRef isOn(const std::string& alias);
    core::Span placeOf(const core::TypeCheck& rule, const At& at) const;
    void runChecks(const std::vector<core::TypeCheck>& checks, NodeRef self, const At& at);

    Evaluation& in_;
    Scopes& scopes_;
    core::ExprId by_;                 ///< what makes that which is asked
    std::vector<core::Span> refused_; ///< of what the source makes
    std::unordered_map<uint32_t, bool> has_;
    std::set<std::pair<NodeRef, core::Span>> askedOfValues_; ///< rules, as conditions
};

} // namespace stackc::eval
