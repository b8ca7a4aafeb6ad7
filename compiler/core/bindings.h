#pragma once
// What variables stand for where something is followed.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace stackc::core {

/// A map from variables, which can be taken back to what it was at a mark.
template <typename Bound> class Bindings {
public:
    /// Null where the variable stands for nothing.
    const Bound* find(uint32_t variable) const {
        auto found = bound_.find(variable);
        return found != bound_.end() ? &found->second : nullptr;
    }

    void set(uint32_t variable, const Bound& bound) {
        auto [place, isNew] = bound_.try_emplace(variable, bound);
        changes_.emplace_back(variable, isNew ? std::nullopt : std::optional(place->second));
        place->second = bound;
    }

    size_t mark() const { return changes_.size(); }

    void backTo(size_t mark) {
        for (; changes_.size() > mark; changes_.pop_back()) {
            const auto& [variable, before] = changes_.back();
            if (before)
                bound_.at(variable) = *before;
            else
                bound_.erase(variable);
        }
    }

private:
    std::unordered_map<uint32_t, Bound> bound_;
    std::vector<std::pair<uint32_t, std::optional<Bound>>> changes_;
};

} // namespace stackc::core
