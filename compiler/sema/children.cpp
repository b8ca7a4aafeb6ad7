#include "sema/children.h"

namespace stackc::sema {

using core::ExprId;

namespace {

class Children {
public:
    explicit Children(const std::function<void(ExprId)>& visit) : visit_(visit) {}

    void operator()(const core::OptionalLit& n) { one(n.payload); }
    void operator()(const core::FieldAccess& n) { one(n.base); }
    void operator()(const core::RecordExpr& n) {
        one(n.base);
        entries(n.entries);
    }
    void operator()(const core::ListExpr& n) { entries(n.items); }
    void operator()(const core::VariantExpr& n) { one(n.payload); }
    void operator()(const core::IfExpr& n) { all({n.condition, n.then, n.otherwise}); }
    void operator()(const core::IfLetExpr& n) { all({n.optional, n.then, n.otherwise}); }
    void operator()(const core::MatchExpr& n) {
        one(n.subject);
        for (const core::MatchArm& arm : n.arms)
            one(arm.body);
    }
    void operator()(const core::LetExpr& n) { all({n.value, n.body}); }
    void operator()(const core::CallExpr& n) { all(n.args); }
    void operator()(const core::PrimExpr& n) { all(n.args); }
    void operator()(const core::IsCase& n) { one(n.subject); }
    void operator()(const core::IsSome& n) { one(n.subject); }
    void operator()(const core::Coalesce& n) { all({n.optional, n.otherwise}); }
    void operator()(const core::TagOf& n) { one(n.subject); }
    void operator()(const core::TextExpr& n) { one(n.data); }
    void operator()(const core::MergeExpr& n) { all({n.own, n.defaults}); }
    void operator()(const core::FirstExpr& n) { one(n.list); }
    void operator()(const core::AttributesExpr& n) { one(n.merge); }
    void operator()(const core::AmendElements& n) { all({n.list, n.wanted, n.value}); }
    template <typename Other> void operator()(const Other&) {}

private:
    void one(ExprId id) {
        if (id.valid())
            visit_(id);
    }
    void all(const std::vector<ExprId>& ids) {
        for (ExprId id : ids)
            one(id);
    }
    void entries(const std::vector<core::Entry>& list) {
        for (const core::Entry& entry : list) {
            all({entry.keyExpr, entry.value, entry.filter, entry.otherwise});
            entries(entry.body);
            entries(entry.orElse);
        }
    }

    const std::function<void(ExprId)>& visit_;
};

} // namespace

void eachChild(const core::ExprNode& node, const std::function<void(ExprId)>& visit) {
    std::visit(Children(visit), node);
}

} // namespace stackc::sema
