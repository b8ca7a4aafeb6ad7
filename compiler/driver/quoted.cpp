#include "driver/quoted.h"

#include "text/replace.h"

namespace stackc::driver {

std::string quoted(const std::string& text, const char* quote) {
    return "'" + text::replaceAll(text, "'", quote) + "'";
}

} // namespace stackc::driver
