#include "sema/types/text_shape.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace stackc::sema {

namespace {

using Chars = std::bitset<128>;

Chars range(char from, char to) {
    Chars chars;
    for (int c = from; c <= to; ++c)
        chars.set(static_cast<size_t>(c));
    return chars;
}

Chars labelEdge() { return range('a', 'z') | range('0', '9'); }

int64_t addLengths(int64_t a, int64_t b) {
    return a == TextShape::unbounded || b == TextShape::unbounded ? TextShape::unbounded : a + b;
}

/// Reads the plain patterns that types have: classes, groups, alternatives, counts.
class PatternReader {
public:
    explicit PatternReader(std::string_view pattern) : text_(pattern) {}

    TextShape read() {
        if (!take('^'))
            return TextShape::anything();
        TextShape shape = sequence();
        if (failed_ || !take('$') || at_ != text_.size())
            return TextShape::anything();
        return shape;
    }

private:
    bool atEnd() const { return at_ >= text_.size(); }
    char peek() const { return atEnd() ? '\0' : text_[at_]; }
    bool take(char c) {
        if (peek() != c || atEnd())
            return false;
        ++at_;
        return true;
    }

    TextShape alternatives() {
        TextShape shape = sequence();
        while (!failed_ && take('|'))
            shape = shape | sequence();
        return shape;
    }
    TextShape sequence() {
        TextShape shape;
        while (!failed_ && !atEnd() && peek() != '|' && peek() != ')' && peek() != '$')
            shape = shape + counted();
        return shape;
    }
    TextShape counted() {
        TextShape shape = atom();
        if (take('?'))
            return repeated(shape, 0, 1);
        if (take('*'))
            return repeated(shape, 0, TextShape::unbounded);
        if (take('+'))
            return repeated(shape, 1, TextShape::unbounded);
        if (!take('{'))
            return shape;
        int64_t low = number();
        int64_t high = low;
        if (take(','))
            high = peek() == '}' ? TextShape::unbounded : number();
        failed_ = failed_ || !take('}');
        return repeated(shape, low, high);
    }
    int64_t number() {
        int64_t value = 0;
        failed_ = failed_ || std::isdigit(static_cast<unsigned char>(peek())) == 0;
        while (std::isdigit(static_cast<unsigned char>(peek())) != 0 && value < 100000)
            value = value * 10 + (text_[at_++] - '0');
        return value;
    }
    TextShape atom() {
        if (take('(')) {
            TextShape shape = alternatives();
            failed_ = failed_ || !take(')');
            return shape;
        }
        if (take('['))
            return TextShape::of(charClass(), 1, 1);
        char c = peek();
        ++at_;
        if (c == '\\') {
            c = peek();
            ++at_;
            if (std::isalnum(static_cast<unsigned char>(c)) != 0)
                failed_ = true;
        } else if (c == '.' || c == '^') {
            failed_ = true;
        }
        return one(c);
    }
    TextShape one(char c) {
        auto code = static_cast<unsigned char>(c);
        if (code >= 128) {
            failed_ = true;
            return {};
        }
        return TextShape::of(range(c, c), 1, 1);
    }
    Chars charClass() {
        Chars chars;
        bool negated = take('^');
        bool isFirst = true;
        while (!failed_ && !atEnd() && (peek() != ']' || isFirst)) {
            isFirst = false;
            char from = classChar();
            char to = from;
            if (peek() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
                ++at_;
                to = classChar();
            }
            if (from < 0 || to < 0) {
                failed_ = true;
                break;
            }
            chars |= range(from, to);
        }
        failed_ = failed_ || negated || !take(']');
        return chars;
    }
    char classChar() {
        char c = text_[at_++];
        if (c != '\\')
            return c;
        c = peek();
        ++at_;
        failed_ = failed_ || std::isalnum(static_cast<unsigned char>(c)) != 0;
        return c;
    }

    std::string_view text_;
    size_t at_ = 0;
    bool failed_ = false;
};

} // namespace

TextShape TextShape::anything() {
    TextShape shape = of(Chars{}.set(), 0, unbounded);
    shape.other = true;
    return shape;
}

TextShape TextShape::of(const Chars& chars, int64_t min, int64_t max) {
    TextShape shape;
    shape.chars = shape.first = shape.last = chars;
    shape.min = min;
    shape.max = max;
    return shape;
}

TextShape TextShape::of(std::string_view text) {
    TextShape shape;
    for (char c : text) {
        auto code = static_cast<unsigned char>(c);
        if (code >= 128) {
            shape = anything();
            break;
        }
        shape = shape + of(range(c, c), 1, 1);
    }
    return shape;
}

TextShape TextShape::ofPattern(std::string_view pattern) { return PatternReader(pattern).read(); }

bool TextShape::isDnsLabel() const {
    Chars edge = labelEdge();
    Chars inner = edge | range('-', '-');
    return !other && (chars & ~inner).none() && (first & ~edge).none() && (last & ~edge).none() && min >= 1 &&
           max != unbounded && max <= 63;
}

TextShape operator+(const TextShape& a, const TextShape& b) {
    TextShape shape;
    shape.chars = a.chars | b.chars;
    shape.first = a.min > 0 ? a.first : a.first | b.first;
    shape.last = b.min > 0 ? b.last : b.last | a.last;
    shape.other = a.other || b.other;
    shape.min = a.min + b.min;
    shape.max = addLengths(a.max, b.max);
    return shape;
}

TextShape operator|(const TextShape& a, const TextShape& b) {
    TextShape shape;
    shape.chars = a.chars | b.chars;
    shape.first = a.first | b.first;
    shape.last = a.last | b.last;
    shape.other = a.other || b.other;
    shape.min = std::min(a.min, b.min);
    bool isUnbounded = a.max == TextShape::unbounded || b.max == TextShape::unbounded;
    shape.max = isUnbounded ? TextShape::unbounded : std::max(a.max, b.max);
    return shape;
}

TextShape repeated(const TextShape& shape, int64_t min, int64_t max) {
    TextShape result = shape;
    result.min = shape.min * min;
    result.max =
        max == TextShape::unbounded || shape.max == TextShape::unbounded ? TextShape::unbounded : shape.max * max;
    return result;
}

TextShape cut(const TextShape& shape, int64_t length) {
    TextShape result = shape;
    result.max = shape.max == TextShape::unbounded ? length : std::min(length, shape.max);
    // The dashes at both ends are trimmed; any character may have become the last.
    result.first = Chars(shape.first[static_cast<size_t>('-')] ? shape.chars : shape.first).reset('-');
    result.last = Chars(shape.chars).reset('-');
    result.min = shape.min > 0 && length > 0 && !shape.first[static_cast<size_t>('-')] ? 1 : 0;
    return result;
}

} // namespace stackc::sema
