#include "core/program.h"

#include <array>

namespace stackc::core {

std::string_view opName(Op op) {
    constexpr std::array<std::string_view, 64> names{
#define OP(name, text) text,
#include "core/ops.def"
#undef OP
    };
    return names[static_cast<size_t>(op)];
}

} // namespace stackc::core
