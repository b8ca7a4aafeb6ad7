// How libFuzzer changes programs: half of the time by bytes and words of the dictionary, as it does itself, else by
// what programs are made of, so that more of them get past the parser. A part is a line, with all lines of the brackets
// that it opens; a word is a name, a number or a text.

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <string_view>
#include <vector>

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t maxSize);

namespace {

struct Range {
    size_t begin = 0;
    size_t end = 0;
    size_t size() const { return end - begin; }
};

enum class Word { Name, Number, Text };

struct Found {
    Word kind;
    Range range;
};

/// Just behind a text that begins at `i`, or behind its line if it doesn't end there.
size_t behindText(std::string_view text, size_t i) {
    for (++i; i < text.size() && text[i] != '\n'; ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
    }
    return std::min(i, text.size());
}

bool isNameCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class Mutator {
public:
    explicit Mutator(unsigned seed) : random_(seed) {}

    std::string changed(std::string text) {
        switch (pick(6)) {
        case 0:
            return without(text, part(text));
        case 1:
            return with(text, copied(text, part(text)));
        case 2: {
            Range moved = part(text);
            std::string piece = copied(text, moved);
            return with(without(text, moved), piece);
        }
        case 3:
            return wordFromElsewhere(text);
        case 4:
            return otherValue(text);
        default:
            return swapped(text);
        }
    }

    /// A part of `other` at a place of `text`.
    std::string crossed(const std::string& text, std::string_view other) {
        return with(text, copied(other, part(other)));
    }

    size_t pick(size_t count) { return count == 0 ? 0 : random_() % count; }

private:
    static std::string copied(std::string_view text, Range range) {
        return std::string(text.substr(range.begin, range.size()));
    }
    static std::string without(std::string text, Range range) { return text.erase(range.begin, range.size()); }
    static std::string replaced(std::string text, Range range, std::string_view by) {
        return text.replace(range.begin, range.size(), by);
    }

    size_t lineStart(std::string_view text) {
        size_t before = text.rfind('\n', pick(text.size() + 1));
        return before == std::string_view::npos ? 0 : before + 1;
    }

    Range part(std::string_view text) {
        Range range{lineStart(text), text.size()};
        int depth = 0;
        for (size_t i = range.begin; i < text.size(); ++i) {
            char c = text[i];
            if (c == '"')
                i = behindText(text, i) - 1;
            else if (c == '{' || c == '[' || c == '(')
                ++depth;
            else if (c == '}' || c == ']' || c == ')')
                --depth;
            else if (c == '\n' && depth <= 0) {
                range.end = i + 1;
                break;
            }
        }
        return range;
    }

    std::string with(std::string text, const std::string& piece) { return text.insert(lineStart(text), piece); }

    std::string swapped(const std::string& text) {
        Range first = part(text), second = part(text);
        if (second.begin < first.begin)
            std::swap(first, second);
        if (second.begin < first.end)
            return without(text, second);
        std::string_view all = text;
        std::string result(all.substr(0, first.begin));
        result += all.substr(second.begin, second.size());
        result += all.substr(first.end, second.begin - first.end);
        result += all.substr(first.begin, first.size());
        return result.append(all.substr(second.end));
    }

    static std::vector<Found> words(std::string_view text) {
        std::vector<Found> found;
        for (size_t i = 0; i < text.size();) {
            size_t begin = i;
            char c = text[i];
            if (c == '"') {
                i = behindText(text, i);
                found.push_back({Word::Text, {begin, i}});
            } else if (isNameCharacter(c)) {
                while (i < text.size() && isNameCharacter(text[i]))
                    ++i;
                bool isNumber = std::isdigit(static_cast<unsigned char>(c)) != 0;
                found.push_back({isNumber ? Word::Number : Word::Name, {begin, i}});
            } else {
                ++i;
            }
        }
        return found;
    }

    /// A word takes the place of another of its kind.
    std::string wordFromElsewhere(const std::string& text) {
        std::vector<Found> all = words(text);
        if (all.empty())
            return text;
        Found place = all[pick(all.size())];
        std::erase_if(all, [&](const Found& other) { return other.kind != place.kind; });
        return replaced(text, place.range, copied(text, all[pick(all.size())].range));
    }

    /// A value that is often an edge of something takes the place of a word.
    std::string otherValue(const std::string& text) {
        static constexpr std::array values = {"0",
                                              "-1",
                                              "1",
                                              "9223372036854775807",
                                              "-9223372036854775808",
                                              "1.5",
                                              "1e300",
                                              "\"\"",
                                              "\"{{ .Values }}\"",
                                              "\"a\\nb\"",
                                              "true",
                                              "none",
                                              "[]",
                                              "{}",
                                              "[1, 2]",
                                              "{ a = 1 }",
                                              "off",
                                              "String?",
                                              "[String]",
                                              "[String: Int]"};
        std::vector<Found> all = words(text);
        if (all.empty())
            return text;
        return replaced(text, all[pick(all.size())].range, values[pick(values.size())]);
    }

    std::minstd_rand random_;
};

size_t given(const std::string& text, uint8_t* out, size_t most) {
    size_t size = std::min(text.size(), most);
    std::memcpy(out, text.data(), size);
    return size;
}

std::string_view textOf(const uint8_t* data, size_t size) { return {reinterpret_cast<const char*>(data), size}; }

} // namespace

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t maxSize, unsigned seed) {
    Mutator mutator(seed);
    if (size == 0 || mutator.pick(2) == 0)
        return LLVMFuzzerMutate(data, size, maxSize);
    std::string text(textOf(data, size));
    for (size_t times = 1 + mutator.pick(3); times > 0; --times)
        text = mutator.changed(std::move(text));
    return given(text, data, maxSize);
}

extern "C" size_t LLVMFuzzerCustomCrossOver(const uint8_t* data1, size_t size1, const uint8_t* data2, size_t size2,
                                            uint8_t* out, size_t maxOutSize, unsigned seed) {
    std::string text(textOf(data1, size1));
    return given(Mutator(seed).crossed(text, textOf(data2, size2)), out, maxOutSize);
}
