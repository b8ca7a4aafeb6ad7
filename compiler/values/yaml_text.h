#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// Writes a document from its beginning to its end, in block style, every line ended by a newline. Texts have to live
/// until `finish`.
class YamlWriter {
public:
    /// Where the value stands: alone, or on the line of a key that is written already, whose line is indented by
    /// `style.indent`.
    enum class At : uint8_t { Document, Key };

    explicit YamlWriter(const YamlStyle& style, At at = At::Document);

    void beginMap(); ///< of one key at least: an empty one is the literal `{}`
    void key(std::string_view name);
    void beginList(); ///< of one item at least
    void end();
    void string(std::string_view content);
    /// What is YAML already: a number, `true`, `[]`.
    void literal(std::string_view written);

    std::string finish();

private:
    struct Level {
        int indent;
        bool isList;
        bool isFirst = true;
    };
    struct LastBlock {
        size_t begin; ///< in the text
        std::string_view content;
    };

    void begin(bool isList);
    void startLine();
    void startValue();
    void startScalar();
    void block(std::string_view content, int indent);
    void pad(int indent);
    int nextIndent() const;

    const YamlStyle style_;
    std::string text_;
    std::vector<Level> levels_;
    /// A block that ends in a line break, as long as nothing follows: Helm trims the ends of documents.
    std::optional<LastBlock> lastBlock_;
};

/// Writes the value where the writer is.
void addYaml(YamlWriter& writer, const nlohmann::ordered_json& value);

/// The value in block style, keys in their order, every line ended by a newline. Go's YAML reader reads the same value
/// back, also when it is the end of a document that Helm trims, unless its last text is open.
/// A scalar or an empty collection is one line.
std::string writeYaml(const nlohmann::ordered_json& value, const YamlStyle& style = {});

/// What follows `key:` on its line and below it: ` scalar\n`, ` {}\n`, ` |\n…`, or `\n` and the nested lines, which are
/// indented by style.indent + style.step.
std::string writeYamlAfterKey(const nlohmann::ordered_json& value, const YamlStyle& style = {});

} // namespace stackc::values
