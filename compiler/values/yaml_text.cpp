#include "values/yaml_text.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/numbers.h"
#include "text/characters.h"
#include "text/utf8.h"
#include "text/yaml_words.h"

namespace stackc::values {

using Json = nlohmann::ordered_json;

namespace {

/// What a character may be in a plain scalar.
enum Place : uint8_t {
    Rest = 1,     ///< inside of a word
    Word = 2,     ///< the first of a word behind a space
    First = 4,    ///< the first of all
    Name = 8,     ///< the first behind points
    Alnum = 16,   ///< the first behind minuses
    Numeral = 32, ///< behind the first digit of what somebody might take for a number, a time or a date
    Meant = 64,   ///< the first of what somebody might take for another thing than text
};

constexpr std::array<uint8_t, 256> placesOfCharacters() {
    std::array<uint8_t, 256> places{};
    auto add = [&places](std::string_view characters, int what) {
        for (char c : characters)
            places[static_cast<unsigned char>(c)] |= static_cast<uint8_t>(what);
    };
    add("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", Rest | Word | First | Name | Alnum);
    add("_/", Rest | Word | First | Name);
    add("$^(", Rest | Word | First);
    add(").+=~;", Rest | Word);
    add("@%<>?!&*|:-", Rest);
    add("0123456789abcdefABCDEFxXoObBtTzZ-+_.,: ", Numeral);
    add("0123456789+-.~<=fFiInNoOtTyY", Meant);
    return places;
}

bool is(char c, Place place) {
    static constexpr std::array<uint8_t, 256> places = placesOfCharacters();
    return (places[static_cast<unsigned char>(c)] & place) != 0;
}

/// How many characters the start of a plain scalar has: one, or one or two points or minuses and what makes a word of
/// them. 0 if it can't start so.
size_t startOfPlain(std::string_view text) {
    if (text[0] != '.' && text[0] != '-')
        return is(text[0], First) ? 1 : 0;
    size_t marks = text.size() > 1 && text[1] == text[0] ? 2 : 1;
    bool follows = marks < text.size() && is(text[marks], text[0] == '.' ? Name : Alnum);
    return follows ? marks + 1 : 0;
}

/// Characters that mean nothing to YAML inside a plain scalar, with single spaces between words.
bool hasPlainShape(std::string_view text) {
    size_t at = startOfPlain(text);
    if (at == 0)
        return false;
    for (; at < text.size(); ++at) {
        if (is(text[at], Rest))
            continue;
        bool isSpace = text[at] == ' ' && text[at - 1] != ':'; // which would end a key
        if (!isSpace || ++at == text.size() || !is(text[at], Word))
            return false;
    }
    return text.back() != ':';
}

/// Is it like 1, -2.5e7, 0x1f, 10:30:00 or 2001-12-14?
bool isLikeNumber(std::string_view text) {
    size_t digit = text.find_first_not_of("-+.");
    if (digit == std::string_view::npos || text[digit] < '0' || text[digit] > '9')
        return false;
    text.remove_prefix(digit);
    return std::all_of(text.begin(), text.end(), [](char c) { return is(c, Numeral); });
}

/// Is it a number in the words of some languages?
bool isNumberWord(std::string_view text) {
    constexpr std::string_view longest = "infinity";
    if (text.size() > longest.size())
        return false;
    std::string lower = text::lowerCase(text);
    return lower == "nan" || lower == "inf" || lower == longest;
}

/// Might some reader take it for a bool, null, number, date or merge key?
bool hasOtherMeaning(std::string_view text) {
    return is(text[0], Meant) && (text::isYamlWord(text) || isNumberWord(text) || isLikeNumber(text));
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

namespace {

void addScalar(std::string& out, std::string_view text) {
    if (isPlainSafe(text))
        out += text;
    else
        out += yamlQuoted(text);
}

} // namespace

std::string yamlNumber(double value) {
    std::string text = core::numberText(value);
    if (text == "-0")
        return "-0.0"; // without a point it is an integer
    size_t mark = text.find('e');
    if (mark != std::string::npos && text.find('.') == std::string::npos)
        text.insert(mark, ".0");
    return text;
}

YamlWriter::YamlWriter(const YamlStyle& style, At at) : style_(style) {
    if (at == At::Key)
        levels_.push_back({style.indent, false});
    else
        pad(style.indent);
}

void YamlWriter::pad(int indent) { text_.append(static_cast<size_t>(indent), ' '); }

/// Of what is inside of the value that is written next.
int YamlWriter::nextIndent() const {
    if (levels_.empty())
        return style_.indent;
    return levels_.back().indent + (levels_.back().isList ? 2 : style_.step);
}

/// The first line of a level is begun by what the level is in.
void YamlWriter::startLine() {
    Level& level = levels_.back();
    if (!level.isFirst)
        pad(level.indent);
    level.isFirst = false;
}

void YamlWriter::startValue() {
    lastBlock_.reset();
    if (levels_.empty() || !levels_.back().isList)
        return;
    startLine();
    text_ += "- ";
}

void YamlWriter::beginMap() { begin(false); }
void YamlWriter::beginList() { begin(true); }
void YamlWriter::end() { levels_.pop_back(); }

void YamlWriter::begin(bool isList) {
    startValue();
    int indent = nextIndent();
    if (!levels_.empty() && !levels_.back().isList) {
        text_ += '\n';
        pad(indent);
    }
    levels_.push_back({indent, isList});
}

void YamlWriter::key(std::string_view name) {
    lastBlock_.reset();
    startLine();
    size_t begin = text_.size();
    addScalar(text_, name);
    // A simple key ends within 1,024 characters (YAML 1.2, 7.4.2).
    if (text_.size() - begin > 1000) {
        text_.insert(begin, "? ");
        text_ += '\n';
        pad(levels_.back().indent);
    }
    text_ += ':';
}

void YamlWriter::startScalar() {
    startValue();
    if (!levels_.empty() && !levels_.back().isList)
        text_ += ' ';
}

void YamlWriter::string(std::string_view content) {
    startScalar();
    if (!style_.blockStrings || !isBlockSafe(content)) {
        addScalar(text_, content);
        text_ += '\n';
        return;
    }
    if (content.back() == '\n')
        lastBlock_ = {text_.size(), content};
    // At the top it is indented, too, so that it can't begin a document or a directive.
    block(content, levels_.empty() ? style_.indent + style_.step : nextIndent());
}

void YamlWriter::literal(std::string_view written) {
    startScalar();
    (text_ += written) += '\n';
}

void YamlWriter::block(std::string_view content, int indent) {
    bool ended = content.back() == '\n';
    text_ += ended ? "|\n" : "|-\n";
    if (ended)
        content.remove_suffix(1);
    for (size_t start = 0; start <= content.size();) {
        size_t end = std::min(content.find('\n', start), content.size());
        if (end > start) {
            pad(indent);
            text_ += content.substr(start, end - start);
        }
        text_ += '\n';
        start = end + 1;
    }
}

std::string YamlWriter::finish() {
    if (lastBlock_ && style_.lastText == LastText::Quoted)
        text_.replace(lastBlock_->begin, std::string::npos, yamlQuoted(lastBlock_->content) + '\n');
    else if (lastBlock_ && style_.lastText == LastText::Marked)
        text_ += "...\n";
    return std::move(text_);
}

void addYaml(YamlWriter& writer, const Json& json) {
    if (json.is_object() && !json.empty()) {
        writer.beginMap();
        for (const auto& [key, value] : json.items()) {
            writer.key(key);
            addYaml(writer, value);
        }
        writer.end();
    } else if (json.is_array() && !json.empty()) {
        writer.beginList();
        for (const Json& item : json)
            addYaml(writer, item);
        writer.end();
    } else if (json.is_string())
        writer.string(json.get_ref<const std::string&>());
    else if (json.is_number_float())
        writer.literal(yamlNumber(json.get<double>()));
    else if (json.is_structured())
        writer.literal(json.is_array() ? "[]" : "{}");
    else
        writer.literal(json.dump());
}

std::string writeYaml(const Json& value, const YamlStyle& style) {
    YamlWriter writer(style);
    addYaml(writer, value);
    return writer.finish();
}

std::string writeYamlAfterKey(const Json& value, const YamlStyle& style) {
    YamlStyle inside = style;
    inside.lastText = LastText::Open; // more follows
    YamlWriter writer(inside, YamlWriter::At::Key);
    addYaml(writer, value);
    return writer.finish();
}

} // namespace stackc::values
