#include "kube/shipped.h"

namespace stackc::kube {

Shipped shippedIn(const Library& library) {
    return {[&](std::string_view apiVersion, std::string_view kind) {
                return library.findKind(apiVersion, kind).has_value();
            },
            [&](std::string_view path) { return library.find(path).has_value(); }};
}

} // namespace stackc::kube
