#include "judge/time_zones.h"

#include <algorithm>
#include <array>

namespace stackc::judge {

namespace {

constexpr auto names = std::to_array<std::string_view>({
#define STACKC_TIME_ZONE(name) name,
#include "judge/time_zones.def"
#undef STACKC_TIME_ZONE
});
static_assert(std::ranges::is_sorted(names));

} // namespace

bool isTimeZone(std::string_view name) { return std::ranges::binary_search(names, name); }

std::vector<std::string> timeZones() { return {names.begin(), names.end()}; }

} // namespace stackc::judge
