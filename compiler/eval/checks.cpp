#include "eval/checks.h"

#include "eval/keys.h"

namespace stackc::eval {

Checks::Key Checks::keyOf(const ir::Check& check) {
    std::vector<std::pair<ir::NodeRef, const ir::Loop*>> scopes;
    for (const ir::Scope& scope : check.scopes)
        scopes.emplace_back(scope.guard, scope.loop);
    return {check.keys, check.span, std::move(scopes)};
}

void Checks::add(ir::Check check) {
    if (keys_.insert(keyOf(check)).second)
        list_.push_back(std::move(check));
}

void Checks::state(ir::Check check) {
    keys_.insert(keyOf(check));
    list_.push_back(std::move(check));
}

} // namespace stackc::eval
