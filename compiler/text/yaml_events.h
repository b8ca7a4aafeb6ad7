#pragma once
// YAML streams as trees of events, as libyaml reads them, of which go-yaml is a translation.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/yaml_reader.h"

namespace stackc::text {

/// Aliases point at the node of their anchor.
struct YamlTree {
    enum class Kind : uint8_t { Scalar, List, Map, Alias } kind = Kind::Scalar;
    size_t line = 0;
    size_t offset = 0;
    bool plain = false; ///< a scalar without quotes and without tag
    std::string tag;    ///< long form; empty if none
    std::string text;
    std::vector<std::unique_ptr<YamlTree>> children; ///< of a map: key, value, key, value, …
    const YamlTree* target = nullptr;
};

/// Thrown inside of the reader.
struct YamlFault {
    YamlError error;
};

class YamlParser {
public:
    /// The text is UTF-8, and outlives the parser.
    YamlParser(std::string_view yaml, const YamlLimits& limits);
    ~YamlParser();
    YamlParser(const YamlParser&) = delete;
    YamlParser& operator=(const YamlParser&) = delete;

    /// The next document; null at the end of the stream. Throws YamlFault.
    std::unique_ptr<YamlTree> document();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace stackc::text
