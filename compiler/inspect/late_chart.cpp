#include "inspect/late_chart.h"

namespace stackc::inspect {

std::string LateChart::under(const std::string& condition) const {
    std::string whole;
    for (const std::string& path : switches)
        whole += (whole.empty() ? "values." : " and values.") + path;
    if (condition.empty() || whole.empty())
        return whole + condition;
    bool isEither = condition.find(" or ") != std::string::npos;
    return whole + " and " + (isEither ? "(" + condition + ")" : condition);
}

} // namespace stackc::inspect
