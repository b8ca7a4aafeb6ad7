#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace stackc::text {

struct YamlError {
    std::string message;
    size_t line = 0; ///< from 1; 0: unknown
};

struct YamlLimits {
    size_t bytes = size_t{16} << 20;
    size_t lineBytes = size_t{2} << 20;
    size_t depth = 200;
    size_t nodes = 500000;                ///< after expansion of aliases
    size_t textBytes = size_t{128} << 20; ///< of all texts, those of aliases each time
    bool lastKeyWins = false;             ///< a key that is given twice is no error: its last value counts
    bool directives = true;               ///< `%YAML` and `%TAG` are read
};

/// Reads one YAML document as Helm reads a values file (sigs.k8s.io/yaml over go-yaml v2): the booleans of YAML 1.1,
/// `0755` and `0o755` octal, `1_000`, dates as strings, `!!binary` decoded, `<<` merged where it stands, keys turned
/// into strings. Integers beyond ±2^53 become the nearest float64, as Go's JSON makes of them. Stricter than Helm: a
/// second document is an error unless it is empty, as are a key that is given twice (but see the limits), keys that
/// differ in YAML and not in JSON, of which Helm takes either, and U+0085, U+2028, U+2029 and lone carriage returns
/// that stand there as they are. An empty document is null. Returns false, and fills `error`, for what Helm's reader
/// refuses and what exceeds the limits.
bool readYaml(std::string_view text, nlohmann::ordered_json& result, YamlError& error, const YamlLimits& limits = {});

/// As readYaml with the last of equal keys, but the document must be a map; an empty one is `{}`. A directive, and a
/// line that begins with `---` and goes on, are errors, as for Helm 4.
bool readValues(std::string_view text, nlohmann::ordered_json& result, YamlError& error);

} // namespace stackc::text
