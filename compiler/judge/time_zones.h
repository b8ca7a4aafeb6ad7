#pragma once
// The names of time zones.

#include <string>
#include <string_view>
#include <vector>

namespace stackc::judge {

/// Is it a zone that the IANA's database has? The names have their case, as the API server looks them up.
bool isTimeZone(std::string_view name);
/// All of them, in byte order.
std::vector<std::string> timeZones();

} // namespace stackc::judge
