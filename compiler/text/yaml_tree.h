#pragma once
// YAML and JSON streams as trees whose values know their places.

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "text/yaml_reader.h"

namespace stackc::text {

struct YamlKey {
    std::string text;
    size_t offset = 0;
};

/// A value, and where it stands. What comes through an alias stands where its anchor is.
struct YamlNode {
    enum class Kind : uint8_t { Null, Bool, Int, Float, String, List, Map } kind = Kind::Null;
    bool boolean = false;
    int64_t integer = 0;         ///< Int: within ±2^53
    double number = 0;           ///< Float; also integers beyond ±2^53
    size_t offset = 0;           ///< of the first byte
    size_t line = 0;             ///< from 1
    std::string text;            ///< String; of another scalar its spelling in the source
    std::vector<YamlKey> keys;   ///< Map: each once
    std::vector<YamlNode> items; ///< List; Map: the values, in the order of the keys
};

/// The documents of a YAML stream, read as readYaml does; the limits are those of the whole stream.
bool readYamlStream(std::string_view text, std::vector<YamlNode>& documents, YamlError& error,
                    const YamlLimits& limits = {});

/// JSON values one after another, as `kubectl get -o json` and `jq` write them. A key that is given twice is an error.
bool readJsonStream(std::string_view text, std::vector<YamlNode>& documents, YamlError& error,
                    const YamlLimits& limits = {});

nlohmann::ordered_json toJson(const YamlNode& node);

/// For the readers: a resolved number as Go's JSON decoder has it, a float64, and as Int where that is exact.
void setNumber(YamlNode& node, const nlohmann::ordered_json& value);

} // namespace stackc::text
