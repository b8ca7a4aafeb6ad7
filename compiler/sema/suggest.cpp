#include "sema/suggest.h"

#include "diag/suggest.h"

namespace stackc::sema {

std::string didYouMean(std::string_view wanted, const std::vector<std::string>& known) {
    return diag::didYouMean(diag::suggestName(wanted, known));
}

} // namespace stackc::sema
