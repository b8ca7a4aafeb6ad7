#include "values/plain.h"

#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "core/numbers.h"
#include "text/numbers.h"

namespace stackc::values {

using ir::NodeRef;
using Json = nlohmann::ordered_json;

std::optional<int64_t> integerOf(const Json& json) {
    if (json.is_number_unsigned() && json.get<uint64_t>() > static_cast<uint64_t>(INT64_MAX))
        return std::nullopt;
    if (json.is_number_integer())
        return json.get<int64_t>();
    if (!json.is_number_float())
        return std::nullopt;
    double value = json.get<double>();
    if (std::trunc(value) != value || std::fabs(value) > static_cast<double>(text::maxSafeInteger + 1))
        return std::nullopt;
    return static_cast<int64_t>(value);
}

NodeRef plainNode(ir::NodeTable& nodes, const Json& json) {
    switch (json.type()) {
    case Json::value_t::boolean:
        return nodes.boolean(json.get<bool>());
    case Json::value_t::string:
        return nodes.string(json.get<std::string>());
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned:
    case Json::value_t::number_float: {
        bool isNegativeZero = json.is_number_float() && json.get<double>() == 0 && std::signbit(json.get<double>());
        if (auto integer = integerOf(json); integer && !isNegativeZero)
            return nodes.integer(*integer);
        double number = json.get<double>();
        return nodes.number(number, core::numberText(number));
    }
    case Json::value_t::array: {
        std::vector<ir::Entry> items;
        for (const Json& item : json)
            items.push_back(ir::NodeTable::item(nullptr, plainNode(nodes, item)));
        return nodes.list(std::move(items));
    }
    case Json::value_t::object: {
        std::map<std::string, NodeRef> sorted;
        for (const auto& [key, value] : json.items())
            sorted[key] = plainNode(nodes, value);
        std::vector<ir::Entry> entries;
        for (const auto& [key, value] : sorted)
            entries.push_back(ir::NodeTable::value(nodes.boolean(true), key, value));
        ir::Node given;
        given.kind = ir::NodeKind::Record;
        given.index = givenRecord;
        given.entries = std::move(entries);
        return nodes.intern(std::move(given));
    }
    default:
        return nodes.none();
    }
}

} // namespace stackc::values
