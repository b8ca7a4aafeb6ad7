#include "verify/matching_text.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace stackc::verify {

namespace {

/// Writes a text while it reads the pattern. What is skipped, the alternatives that are not chosen, is read all the
/// same.
class Reader {
public:
    Reader(std::string_view pattern, Random& random) : pattern_(pattern), random_(random) {}

    std::string run() {
        std::string text = alternatives(0);
        return isRead_ && at_ == pattern_.size() ? text : "";
    }

private:
    static constexpr size_t deepest = 40;

    bool is(char c) const { return at_ < pattern_.size() && pattern_[at_] == c; }
    bool take(char c) {
        bool found = is(c);
        at_ += found ? 1 : 0;
        return found;
    }

    std::string alternatives(size_t depth) {
        if (depth > deepest)
            isRead_ = false;
        std::vector<std::string> texts;
        do
            texts.push_back(sequence(depth));
        while (isRead_ && take('|'));
        return random_.oneOf(texts);
    }

    std::string sequence(size_t depth) {
        std::string text;
        while (isRead_ && at_ < pattern_.size() && !is('|') && !is(')'))
            text += repeated(depth);
        return text;
    }

    /// An atom as often as what stands behind it says; each time anew.
    std::string repeated(size_t depth) {
        size_t begin = at_;
        std::string text = atom(depth);
        size_t end = at_;
        auto [least, most] = bounds();
        size_t behind = at_;
        constexpr size_t more = 3;
        size_t count = least + (most > least ? random_.below(std::min(most - least, more) + 1) : 0);
        if (count == 0)
            return "";
        for (size_t i = 1; isRead_ && i < count; ++i) {
            at_ = begin;
            text += atom(depth);
            isRead_ = isRead_ && at_ == end;
        }
        at_ = behind;
        return text;
    }

    std::pair<size_t, size_t> bounds() {
        constexpr size_t many = 1000;
        std::pair<size_t, size_t> bounds{1, 1};
        if (take('*'))
            bounds = {0, many};
        else if (take('+'))
            bounds = {1, many};
        else if (take('?'))
            bounds = {0, 1};
        else if (take('{')) {
            bounds.first = number();
            bounds.second = take(',') ? (is('}') ? many : number()) : bounds.first;
            isRead_ = isRead_ && take('}') && bounds.first <= many;
        } else {
            return bounds;
        }
        take('?'); // lazy
        return bounds;
    }

    size_t number() {
        size_t value = 0;
        const char* end = pattern_.data() + pattern_.size();
        auto [rest, error] = std::from_chars(pattern_.data() + at_, end, value);
        isRead_ = isRead_ && error == std::errc();
        at_ = static_cast<size_t>(rest - pattern_.data());
        return value;
    }

    std::string atom(size_t depth) {
        char c = pattern_[at_++];
        switch (c) {
        case '^':
        case '$':
            return "";
        case '.':
            return pick("ab1 -");
        case '(': {
            if (take('?'))
                isRead_ = isRead_ && take(':');
            std::string text = alternatives(depth + 1);
            isRead_ = isRead_ && take(')');
            return text;
        }
        case '[':
            return oneOfClass();
        case '\\':
            return escaped();
        default:
            return std::string(1, c);
        }
    }

    std::string escaped() {
        char c = at_ < pattern_.size() ? pattern_[at_++] : '\0';
        switch (c) {
        case '\0':
            isRead_ = false;
            return "";
        case 'b':
        case 'B':
            return "";
        case 'n':
            return "\n";
        case 't':
            return "\t";
        default:
            return std::isalpha(static_cast<unsigned char>(c)) == 0 ? std::string(1, c) : pick(classOf(c));
        }
    }

    static std::string classOf(char c) {
        switch (c) {
        case 'd':
            return "0123456789";
        case 's':
            return " ";
        case 'w':
            return "aZ_9";
        case 'D':
        case 'S':
        case 'W':
            return "-.";
        default:
            return "";
        }
    }

    std::string oneOfClass() {
        bool isNegated = take('^');
        std::string allowed;
        bool isFirst = true;
        for (; isRead_ && (isFirst || !is(']')); isFirst = false) {
            if (at_ >= pattern_.size()) {
                isRead_ = false;
                return "";
            }
            std::string low = member();
            if (low.size() == 1 && is('-') && at_ + 1 < pattern_.size() && pattern_[at_ + 1] != ']') {
                ++at_;
                std::string high = member();
                for (int code = low[0]; high.size() == 1 && code <= high[0]; ++code)
                    allowed += static_cast<char>(code);
            } else {
                allowed += low;
            }
        }
        take(']');
        if (!isNegated)
            return pick(allowed);
        std::string rest = "ab1Z-_./:x";
        std::erase_if(rest, [&](char c) { return allowed.find(c) != std::string::npos; });
        return pick(rest);
    }

    std::string member() {
        char c = pattern_[at_++];
        if (c != '\\' || at_ >= pattern_.size())
            return std::string(1, c);
        char escape = pattern_[at_++];
        if (escape == 'n' || escape == 't')
            return escape == 'n' ? "\n" : "\t";
        std::string all = classOf(escape);
        if (all.empty() && std::isalpha(static_cast<unsigned char>(escape)) != 0)
            isRead_ = false;
        return all.empty() ? std::string(1, escape) : all;
    }

    std::string pick(const std::string& characters) {
        isRead_ = isRead_ && !characters.empty();
        return isRead_ ? std::string(1, characters[random_.below(characters.size())]) : "";
    }

    std::string_view pattern_;
    Random& random_;
    size_t at_ = 0;
    bool isRead_ = true;
};

} // namespace

std::string matchingText(std::string_view pattern, Random& random) { return Reader(pattern, random).run(); }

} // namespace stackc::verify
