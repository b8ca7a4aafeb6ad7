#include "eval/place.h"

#include <algorithm>

namespace stackc::eval {

bool Place::isAround(const ir::Loop* loop) const {
    return std::any_of(rounds_.begin(), rounds_.end(), [&](const Round& round) { return round.loop == loop; });
}

std::vector<ir::Scope> Place::scopes() const {
    std::vector<ir::Scope> out;
    for (const Round& round : rounds_)
        out.push_back({round.context, round.loop});
    out.push_back({context_, nullptr});
    return out;
}

} // namespace stackc::eval
