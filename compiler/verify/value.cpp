#include "verify/value.h"

#include <nlohmann/json.hpp>

namespace stackc::verify {

Value::Value() : Value(Json::object()) {}

Value::Value(Json json) : json_(std::make_shared<const Json>(std::move(json))) {}

} // namespace stackc::verify
