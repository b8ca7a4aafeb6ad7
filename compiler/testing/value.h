#pragma once
// What an expectation is about: data of the manifests, or that there is none.

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace stackc::testing {

using Json = nlohmann::ordered_json;

struct Value {
    enum class Kind : uint8_t {
        Data,
        Absent,  ///< a field, key or element that is not there
        Missing, ///< a resource that is not there
        Fault,   ///< what was asked makes no sense
    };

    Kind kind = Kind::Absent;
    std::shared_ptr<const Json> data; ///< of Data
    bool isAmount = false;            ///< of Data: a text that was written with a unit, `10Gi`
    std::string why;                  ///< of Missing and Fault

    bool isData() const { return kind == Kind::Data; }
    bool isFault() const { return kind == Kind::Fault; }
};

Value valueOf(Json data);
Value fault(std::string why);
Value missing(std::string why);

/// On one line, and cut where it is long: `3`, `"a"`, `{replicas: 1, …}`, `none`.
std::string shown(const Value& value);
/// As YAML, in whole.
std::string written(const Value& value);
/// The entries of an object in byte order of their keys, as maps are walked; they last as long as the object.
std::map<std::string, const Json*> inKeyOrder(const Json& object);
/// The same with the keys of objects in the order of another value where that has them.
Value inOrderOf(const Value& value, const Value& other);
/// "a text", "a number", "a list".
std::string kindOf(const Value& value);

} // namespace stackc::testing
