#pragma once
// What services tell of each other, before they are made. Of their attributes only those are evaluated that are told:
// the others may ask for `services` themselves.

#include "eval/evaluation.h"

#include <optional>
#include <string>

namespace stackc::eval {

class Evaluator;

class Services {
public:
    explicit Services(Evaluator& in) : in_(in) {}

    /// The value of `services`, made where it is asked for first. E2024 where that asks for it itself.
    NodeRef value(const core::Expr& use);
    /// What services tell, of the merge in `attributes`.
    NodeRef attributes(const core::AttributesExpr& attributes, const core::Expr& expr);
    /// A variable that nothing has set: of a use that was not made, or comes later. E2024 while services are told of.
    NodeRef unbound(const core::VarRef& ref, const core::Expr& expr);

    /// Are all attributes of contributions wanted?
    bool wantsAll() const { return !wanted_; }
    bool wants(const std::string& attribute) const { return !wanted_ || wanted_->attributes.contains(attribute); }
    /// Of a contribution's entries those that set a wanted attribute.
    std::vector<core::Entry> wantedEntries(const std::vector<core::Entry>& entries) const;
    /// Is a parameter, or what `let` names, for attributes only that are not wanted?
    bool isLeftOut(core::VarId var, core::ExprId body);

private:
    bool mayRead(core::ExprId id, core::VarId var);

    struct Wanted {
        std::set<std::string> attributes;
        std::map<std::pair<uint32_t, uint32_t>, bool> reads; ///< do these need that expression's variable?
    };
    Evaluator& in_;
    bool isTelling_ = false; ///< what `services` are is being found out
    std::optional<Wanted> wanted_;
};

} // namespace stackc::eval
