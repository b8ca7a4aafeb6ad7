#pragma once
// What stands behind the number of a Quantity (apimachinery's resource.Quantity).

#include <array>
#include <cstdint>
#include <string_view>

namespace stackc::text {

struct AmountSuffix {
    std::string_view text;
    std::string_view factor; ///< that it stands for, as charts write it
    int64_t binary;          ///< the same, exactly: this times ten to the power of `exponent`
    int exponent;
};

inline constexpr int64_t ki = 1024;
inline constexpr std::array<AmountSuffix, 16> amountSuffixes{{{"", "1", 1, 0},
                                                              {"n", "1e-9", 1, -9},
                                                              {"u", "1e-6", 1, -6},
                                                              {"m", "1e-3", 1, -3},
                                                              {"k", "1e3", 1, 3},
                                                              {"M", "1e6", 1, 6},
                                                              {"G", "1e9", 1, 9},
                                                              {"T", "1e12", 1, 12},
                                                              {"P", "1e15", 1, 15},
                                                              {"E", "1e18", 1, 18},
                                                              {"Ki", "1024", ki, 0},
                                                              {"Mi", "1048576", ki* ki, 0},
                                                              {"Gi", "1073741824", ki* ki* ki, 0},
                                                              {"Ti", "1099511627776", ki* ki* ki* ki, 0},
                                                              {"Pi", "1125899906842624", ki* ki* ki* ki* ki, 0},
                                                              {"Ei", "1152921504606847e3", ki* ki* ki* ki* ki* ki, 0}}};

} // namespace stackc::text
