#include "eval/scopes.h"

namespace stackc::eval {

std::vector<ir::Scope> Scopes::merged(Guards& guards) const {
    std::vector<ir::Scope> out;
    for (const ir::Scope& scope : all_) {
        if (!out.empty() && out.back().loop == nullptr)
            out.back() = {guards.both(out.back().guard, scope.guard), scope.loop};
        else if (scope.loop != nullptr || !scope.guard->isTrue())
            out.push_back(scope);
    }
    return out;
}

} // namespace stackc::eval
