#include "core/children.h"

namespace stackc::core {

namespace {

class Children {
public:
    explicit Children(const std::function<void(ExprId)>& visit) : visit_(visit) {}

    void operator()(const OptionalLit& n) { one(n.payload); }
    void operator()(const FieldAccess& n) { one(n.base); }
    void operator()(const RecordExpr& n) {
        one(n.base);
        entries(n.entries);
    }
    void operator()(const ListExpr& n) { entries(n.items); }
    void operator()(const VariantExpr& n) { one(n.payload); }
    void operator()(const IfExpr& n) { all({n.condition, n.then, n.otherwise}); }
    void operator()(const IfLetExpr& n) { all({n.optional, n.then, n.otherwise}); }
    void operator()(const MatchExpr& n) {
        one(n.subject);
        for (const MatchArm& arm : n.arms)
            one(arm.body);
    }
    void operator()(const LetExpr& n) { all({n.value, n.body}); }
    void operator()(const CallExpr& n) { all(n.args); }
    void operator()(const PrimExpr& n) { all(n.args); }
    void operator()(const IsCase& n) { one(n.subject); }
    void operator()(const IsSome& n) { one(n.subject); }
    void operator()(const Coalesce& n) { all({n.optional, n.otherwise}); }
    void operator()(const TagOf& n) { one(n.subject); }
    void operator()(const TextExpr& n) { one(n.data); }
    void operator()(const MergeExpr& n) { all({n.own, n.defaults}); }
    void operator()(const FirstExpr& n) { one(n.list); }
    void operator()(const AttributesExpr& n) { one(n.merge); }
    void operator()(const AmendElements& n) { all({n.list, n.wanted, n.value}); }
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
    void entries(const std::vector<Entry>& list) {
        for (const Entry& entry : list) {
            all({entry.keyExpr, entry.value, entry.filter, entry.otherwise});
            entries(entry.body);
            entries(entry.orElse);
        }
    }

    const std::function<void(ExprId)>& visit_;
};

} // namespace

void eachChild(const ExprNode& node, const std::function<void(ExprId)>& visit) { std::visit(Children(visit), node); }

} // namespace stackc::core
