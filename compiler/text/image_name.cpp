#include "text/image_name.h"

namespace stackc::text {

ImageName parseImage(const std::string& reference) {
    ImageName name;
    size_t at = reference.find('@');
    name.digest = at == std::string::npos ? "" : reference.substr(at + 1);
    std::string tagged = reference.substr(0, at);
    size_t slash = tagged.rfind('/'), colon = tagged.rfind(':');
    bool hasTag = colon != std::string::npos && (slash == std::string::npos || colon > slash);
    name.repository = hasTag ? tagged.substr(0, colon) : tagged;
    name.tag = hasTag ? tagged.substr(colon + 1) : "";
    return name;
}

std::string ImageName::last() const { return repository.substr(repository.rfind('/') + 1); }

} // namespace stackc::text
