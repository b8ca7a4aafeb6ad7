#pragma once
// The functions that expectations have. Most are those of the language, with the same meaning.

#include "testing/value.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::testing {

struct Function {
    std::string_view name;
    size_t parameters;
    Value (*call)(const std::vector<Value>& arguments);
};

/// Null if there is none.
const Function* functionNamed(std::string_view name);
/// For suggestions.
std::vector<std::string> functionNames();

/// `a == b`: a Fault where they are of different kinds, or compare with a resource that is not there.
Value equal(const Value& a, const Value& b);
/// Below 0, 0 or above 0 as a number; a Fault where they have no order.
Value ordered(const Value& a, const Value& b);
/// Fields that elements of lists are picked by, as Kubernetes tells most apart: `name`, `key`, …
std::span<const std::string_view> pickedBy();
/// The element of a list that has this number, from 0, or this text under `key`, or one of those that elements are
/// picked by; of an object, what is under that key. `key`: the field that tells the elements apart, or "".
Value elementOf(const Value& base, const Value& index, std::string_view key);
/// What is there under a key.
Value memberOf(const Value& base, const std::string& key);

} // namespace stackc::testing
