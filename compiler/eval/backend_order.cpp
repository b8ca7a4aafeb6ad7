#include "eval/backend_order.h"

#include <set>

#include "core/children.h"

namespace stackc::eval {

namespace {

class Walk {
public:
    Walk(const core::Program& program, const std::string& field) : program_(program), field_(field) {}

    std::vector<std::string> names;

    void in(core::ExprId id) {
        if (!id.valid() || !seen_.insert(id.value).second)
            return;
        const core::ExprNode& node = program_[id].node;
        if (const auto* ref = std::get_if<core::LetRef>(&node))
            return let(program_[ref->let]);
        if (const auto* record = std::get_if<core::RecordExpr>(&node)) {
            in(record->base);
            return entries(record->entries);
        }
        core::eachChild(node, [this](core::ExprId child) { in(child); });
        if (const auto* call = std::get_if<core::CallExpr>(&node))
            in(program_[call->fn].body);
    }

private:
    void let(const core::Let& let) {
        in(let.value);
        if (let.type == program_.backendType && named_.insert(let.name).second)
            names.push_back(let.name);
    }

    void entries(const std::vector<core::Entry>& all) {
        for (const core::Entry& entry : all) {
            bool isAsked = entry.kind != core::EntryKind::Set || entry.key == field_ || entry.key == "gives";
            if (isAsked)
                in(entry.value);
            entries(entry.body);
            entries(entry.orElse);
        }
    }

    const core::Program& program_;
    const std::string& field_;
    std::set<uint32_t> seen_;
    std::set<std::string> named_;
};

} // namespace

std::vector<std::string> backendOrder(const core::Program& program, core::ExprId user, const std::string& field) {
    Walk walk(program, field);
    walk.in(user);
    return std::move(walk.names);
}

} // namespace stackc::eval
