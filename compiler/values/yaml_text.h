#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace stackc::values {

/// May the string stand unquoted, in block and in flow style, as value or key, for every YAML 1.1 and 1.2 reader?
bool isPlainSafe(std::string_view text);
/// The string plain if isPlainSafe, else in double quotes, on one line. `text` is UTF-8.
std::string yamlScalar(std::string_view text);
/// The string in double quotes, on one line.
std::string yamlQuoted(std::string_view text);
/// A number that every YAML reader takes for one: as core::numberText, but with a point before an exponent (`1.0e-7`).
std::string yamlNumber(double value);

/// A text with a line break at its end that ends the document.
enum class LastText : uint8_t {
    Quoted, ///< on one line
    Marked, ///< a block, with `...` behind it
    Open,   ///< a block, in a file that nothing trims
};

struct YamlStyle {
    int indent = 0;           ///< columns before each line
    int step = 2;             ///< columns per level; items of lists are indented too
    bool blockStrings = true; ///< `|` for clean texts of several lines
    LastText lastText = LastText::Quoted;
};

/// The value in block style, keys in their order, every line ended by a newline. Go's YAML reader reads the same value
/// back, also when it is the end of a document that Helm trims, unless its last text is open.
/// A scalar or an empty collection is one line.
std::string writeYaml(const nlohmann::ordered_json& value, const YamlStyle& style = {});

/// What follows `key:` on its line and below it: ` scalar\n`, ` {}\n`, ` |\n…`, or `\n` and the nested lines, which are
/// indented by style.indent + style.step.
std::string writeYamlAfterKey(const nlohmann::ordered_json& value, const YamlStyle& style = {});

} // namespace stackc::values
