#include "lsp/once.h"

#include <nlohmann/json.hpp>

namespace stackc::lsp {

void Once::add(Json element) {
    if (seen_.insert(element.dump(-1, ' ', false, Json::error_handler_t::replace)).second)
        list_.push_back(std::move(element));
}

Json Once::take() {
    Json list = Json::array();
    for (Json& element : list_)
        list.push_back(std::move(element));
    list_.clear();
    seen_.clear();
    return list;
}

} // namespace stackc::lsp
