#pragma once
// JSON that other headers can hold.

#include <memory>
#include <nlohmann/json_fwd.hpp>

namespace stackc::verify {

using Json = nlohmann::ordered_json;

/// A JSON value that doesn't change; copies share it.
class Value {
public:
    Value(); ///< an empty object
    Value(Json json);

    const Json& operator*() const { return *json_; }
    const Json* operator->() const { return json_.get(); }
    operator const Json&() const { return *json_; }

private:
    std::shared_ptr<const Json> json_;
};

} // namespace stackc::verify
