#include "values/yaml_text.h"

#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <re2/re2.h>

#include "core/numbers.h"
#include "text/characters.h"
#include "text/utf8.h"
#include "text/yaml_words.h"

namespace stackc::values {

using Json = nlohmann::ordered_json;

namespace {

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

/// Characters that mean nothing to YAML inside a plain scalar, with single spaces between words.
bool hasPlainShape(std::string_view text) {
    static const re2::RE2 shape(
        R"((?:[A-Za-z0-9_/$^(]|\.{1,2}[A-Za-z0-9_/]|--?[A-Za-z0-9])[A-Za-z0-9_/$^().+=@%~<>?!&*|;:-]*)"
        R"((?: [A-Za-z0-9_/$^().+=~;][A-Za-z0-9_/$^().+=@%~<>?!&*|;:-]*)*)");
    return re2::RE2::FullMatch(piece(text), shape) && text.find(": ") == std::string_view::npos && text.back() != ':';
}

/// Might some reader take it for a bool, null, number, date or merge key?
bool hasOtherMeaning(std::string_view text) {
    static const re2::RE2 word(R"((?i)nan|inf|infinity)"); // of some languages' numbers
    static const re2::RE2 number(R"([-+.]*[0-9][-+0-9a-fA-FxXoObBtTzZ_.,: ]*)");
    return text::isYamlWord(text) || re2::RE2::FullMatch(piece(text), word) || re2::RE2::FullMatch(piece(text), number);
}

void escape(std::string& out, char32_t rune, std::string_view bytes) {
    std::array<char, 16> buffer{};
    if (rune == '"' || rune == '\\')
        (out += '\\') += static_cast<char>(rune);
    else if (rune == '\n')
        out += "\\n";
    else if (rune == '\t')
        out += "\\t";
    else if (rune == '\r')
        out += "\\r";
    else if (rune == text::badRune)
        out += "\\ufffd";
    else if (!text::isCarried(rune) || text::isReordering(rune) || rune == 0xa0) {
        std::snprintf(buffer.data(), buffer.size(), "\\u%04x", static_cast<unsigned>(rune));
        out += buffer.data();
    } else
        out += bytes;
}

/// Can the text stand as a `|` block that every reader reads back?
bool isBlockSafe(std::string_view text) {
    if (text.find('\n') == std::string_view::npos || text.front() == ' ' || text.front() == '\t' ||
        text.front() == '\n')
        return false;
    if (text.size() >= 2 && text.substr(text.size() - 2) == "\n\n")
        return false;
    char32_t previous = '\n';
    for (size_t at = 0; at < text.size();) {
        char32_t rune = text::nextRune(text, at);
        if (!text::isCarried(rune) || (rune == '\n' && (previous == ' ' || previous == '\t')) ||
            (rune == '\t' && previous == '\n'))
            return false;
        previous = rune;
    }
    return previous != ' ' && previous != '\t';
}

class Writer {
public:
    explicit Writer(const YamlStyle& style) : style_(style) {}

    std::string text;

    /// At the place where the value begins: the line's indentation is written.
    void value(const Json& json, int indent, bool last) {
        if (json.is_object() && !json.empty())
            map(json, indent, last);
        else if (json.is_array() && !json.empty())
            list(json, indent, last);
        else
            scalar(json, indent, last);
    }

    void afterKey(const Json& json, int indent, bool last) {
        if (json.is_structured() && !json.empty()) {
            text += '\n';
            pad(indent + style_.step);
            value(json, indent + style_.step, last);
            return;
        }
        text += ' ';
        scalar(json, indent + style_.step, last);
    }

private:
    void pad(int indent) { text.append(static_cast<size_t>(indent), ' '); }

    void map(const Json& json, int indent, bool last) {
        size_t left = json.size();
        bool first = true;
        for (const auto& [key, inner] : json.items()) {
            if (!first)
                pad(indent);
            first = false;
            std::string name = yamlScalar(key);
            // A simple key ends within 1,024 characters (YAML 1.2, 7.4.2).
            if (name.size() > 1000) {
                text += "? " + name + "\n";
                pad(indent);
            } else
                text += name;
            text += ':';
            afterKey(inner, indent, last && --left == 0);
        }
    }

    void list(const Json& json, int indent, bool last) {
        size_t left = json.size();
        bool first = true;
        for (const Json& item : json) {
            if (!first)
                pad(indent);
            first = false;
            text += "- ";
            value(item, indent + 2, last && --left == 0);
        }
    }

    /// `indent`: of a block's lines. `last`: Helm trims the ends of documents, and with them a text's last newline.
    void scalar(const Json& json, int indent, bool last) {
        bool trimmed = last && json.is_string() && !json.get_ref<const std::string&>().empty() &&
                       json.get_ref<const std::string&>().back() == '\n';
        bool asBlock = style_.blockStrings && (!trimmed || style_.lastText != LastText::Quoted);
        if (json.is_string() && asBlock && isBlockSafe(json.get_ref<const std::string&>())) {
            block(json.get_ref<const std::string&>(), indent);
            if (trimmed && style_.lastText == LastText::Marked)
                text += "...\n";
            return;
        }
        if (json.is_string())
            text += yamlScalar(json.get_ref<const std::string&>());
        else if (json.is_number_float())
            text += yamlNumber(json.get<double>());
        else if (json.is_array())
            text += "[]";
        else if (json.is_object())
            text += "{}";
        else
            text += json.dump();
        text += '\n';
    }

    void block(std::string_view content, int indent) {
        bool ended = content.back() == '\n';
        text += ended ? "|\n" : "|-\n";
        if (ended)
            content.remove_suffix(1);
        for (size_t start = 0; start <= content.size();) {
            size_t end = std::min(content.find('\n', start), content.size());
            if (end > start) {
                pad(indent);
                text += content.substr(start, end - start);
            }
            text += '\n';
            start = end + 1;
        }
    }

    const YamlStyle& style_;
};

} // namespace

bool isPlainSafe(std::string_view text) { return !text.empty() && hasPlainShape(text) && !hasOtherMeaning(text); }

std::string yamlQuoted(std::string_view text) {
    std::string out = "\"";
    for (size_t at = 0; at < text.size();) {
        size_t start = at;
        char32_t rune = text::nextRune(text, at);
        escape(out, rune, text.substr(start, at - start));
    }
    return out + '"';
}

std::string yamlScalar(std::string_view text) { return isPlainSafe(text) ? std::string(text) : yamlQuoted(text); }

std::string yamlNumber(double value) {
    std::string text = core::numberText(value);
    if (text == "-0")
        return "-0.0"; // without a point it is an integer
    size_t mark = text.find('e');
    if (mark != std::string::npos && text.find('.') == std::string::npos)
        text.insert(mark, ".0");
    return text;
}

std::string writeYaml(const Json& value, const YamlStyle& style) {
    Writer writer(style);
    writer.text.append(static_cast<size_t>(style.indent), ' ');
    // A block at the top is indented by one step, so that it can't begin a document or a directive.
    bool scalar = !value.is_structured();
    writer.value(value, scalar ? style.indent + style.step : style.indent, true);
    return writer.text;
}

std::string writeYamlAfterKey(const Json& value, const YamlStyle& style) {
    Writer writer(style);
    writer.afterKey(value, style.indent, false);
    return writer.text;
}

} // namespace stackc::values
