#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace stackc::values {

struct YamlError {
    std::string message;
    size_t line = 0; ///< from 1; 0: unknown
};

struct YamlLimits {
    size_t bytes = size_t{16} << 20;
    size_t lineBytes = size_t{2} << 20;
    size_t depth = 200;
    size_t nodes = 500000; ///< after expansion of aliases
};

/// Reads one YAML document as Helm reads a values file (sigs.k8s.io/yaml over go-yaml v2): the booleans of YAML 1.1,
/// `0755` and `0o755` octal, `1_000`, dates as strings, `<<` merged where it stands, keys turned into strings. Integers
/// beyond ±2^53 become the nearest float64, as Go's JSON makes of them. Stricter than Helm: a second document and a key
/// that is given twice are errors. An empty document is null.
/// Returns false, and fills `error`, for what Helm's reader refuses and what exceeds the limits.
bool readYaml(std::string_view text, nlohmann::ordered_json& result, YamlError& error, const YamlLimits& limits = {});

/// As readYaml, but the document must be a map; an empty one is `{}`.
bool readValues(std::string_view text, nlohmann::ordered_json& result, YamlError& error);

} // namespace stackc::values
