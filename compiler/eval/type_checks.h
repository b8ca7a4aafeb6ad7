#pragma once
// Checks that the program states: in statements, and in the types of the values.

#include "core/path.h"
#include "eval/scopes.h"

#include <map>
#include <set>
#include <string>
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
        check(type, value, {Asked::Made, nullptr, {}, false});
    }

private:
    enum class Asked : uint8_t { Values, Made };
    /// What is asked, and where in it.
    struct At {
        Asked asked;
        NodeRef path;      ///< a text, late where keys and numbers of elements are; null at the top
        core::Path fields; ///< by the names of the source, of which cases of variants and elements are none
        bool inPlace;      ///< below a place of the values, whose parts have the types that are asked
        At at(NodeRef place) const { return {asked, place, fields, inPlace}; }
    };
    enum class Rules : uint8_t { Any, OfLibrary };

    At below(const At& at, const std::string& key, const std::string& name) const;
    At atEntry(const At& at, NodeRef key) const;
    At atIndex(const At& at, NodeRef index) const;
    bool has(core::TypeId id, Rules rules = Rules::Any);
    core::TypeId declared(NodeRef place) const;
    bool isAsked(core::TypeId id, NodeRef node) const;
    void check(core::TypeId id, NodeRef node, const At& outer);
    void checkFields(const core::Type& record, NodeRef node, const At& at);
    void checkElement(const Entry& entry, size_t index, core::TypeId collection, const At& at);
    void checkLate(NodeRef collection, core::TypeId id, const At& at);
    template <typename Check> void under(NodeRef guard, const Check& check);
    NodeRef isOn(const std::string& alias);
    core::Span placeOf(const core::TypeCheck& rule, const At& at) const;
    std::string joint(const core::TypeCheck& rule, const core::Type& type) const;
    void runChecks(const std::vector<core::TypeCheck>& checks, const core::Type& type, NodeRef self, const At& at);

    Evaluation& in_;
    Scopes& scopes_;
    core::ExprId by_;                 ///< what makes that which is asked
    std::vector<core::Span> refused_; ///< of what the source makes
    std::map<std::pair<uint32_t, Rules>, bool> has_;
    std::set<std::pair<NodeRef, core::Span>> askedOfValues_; ///< rules, as conditions
};

} // namespace stackc::eval
