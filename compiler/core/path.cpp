#include "core/path.h"

namespace stackc::core {

std::string show(const Path& path) {
    std::string out;
    for (const Step& step : path) {
        if (step.isElement)
            out += "[" + std::to_string(step.index) + "]";
        else if (step.key.find('.') != std::string::npos)
            out += "[\"" + step.key + "\"]";
        else
            out += (out.empty() ? "" : ".") + step.key;
    }
    return out;
}

} // namespace stackc::core
