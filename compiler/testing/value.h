#pragma once
// What an expectation is about: data of the manifests, or that there is none.

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace stackc::testing {

using Json = nlohmann::ordered_json;

struct Value {
    enum class Kind : uint8_t {
        Data,
        Absent,  ///< a field, key or element that is not there
        Missing, ///< a resource that is not there
        Fault,   ///< what was asked makes no sense
    };

    enum class Amount : uint8_t {
        None,
        Quantity,
        Duration,
        Unit, ///< a text that was written with a unit, `10Gi`, `30s`
    };

    Kind kind = Kind::Absent;
    std::shared_ptr<const Json> data; ///< of Data
    std::shared_ptr<const Json> seen; ///< of Data with parts that nobody may see: the same without them
    Amount amount = Amount::None;     ///< of Data: what is known of it
    std::string why;                  ///< of Missing and Fault

    bool isData() const { return kind == Kind::Data; }
    bool isFault() const { return kind == Kind::Fault; }
};

Value valueOf(Json data);
/// `seen`: the same, with `(hidden)` for what nobody may see.
Value valueOf(Json data, Json seen);
/// Of Data: what may be seen of it.
const Json& seenOf(const Value& value);
/// The part of an object that has the key, or the element of a list that has the index.
Value partOf(const Value& whole, const std::string& key);
Value partOf(const Value& whole, size_t index);
Value fault(std::string why);
Value missing(std::string why);

/// On one line, and cut where it is long: `3`, `"a"`, `{replicas: 1, …}`, `none`.
std::string shown(const Value& value);
/// As YAML, in whole.
std::string written(const Value& value);
/// The keys of an object in byte order, as maps are walked.
std::vector<std::string> keysInOrder(const Json& object);
/// The same with the keys of objects in the order of another value where that has them.
Value inOrderOf(const Value& value, const Value& other);
/// As YAML, in whole, of what may be seen.
std::string writtenSeen(const Value& value);
/// "a text", "a number", "a list".
std::string kindOf(const Value& value);

} // namespace stackc::testing
