#include "text/yaml_quoted.h"

#include <charconv>

#include "text/utf8.h"

namespace stackc::text {

namespace {

class Scanner {
public:
    Scanner(std::string_view yaml, size_t at) : yaml_(yaml), at_(at + 1) {}

    std::string result, error;

    bool run() {
        while (!isDocumentMark() && word()) {
            if (at_ >= yaml_.size())
                return fail("found unexpected end of stream");
            if (yaml_[at_] == '"')
                return true;
            blanks();
        }
        return false;
    }

private:
    char at(size_t offset = 0) const { return at_ + offset < yaml_.size() ? yaml_[at_ + offset] : '\0'; }
    bool isBlank() const { return at() == ' ' || at() == '\t'; }
    bool isBreak(size_t offset = 0) const { return at(offset) == '\n' || at(offset) == '\r'; }

    bool fail(std::string message) {
        error = std::move(message);
        return false;
    }

    /// `---` or `...` at the beginning of a line, where a document may end.
    bool isDocumentMark() {
        std::string_view rest = yaml_.substr(at_);
        bool begins = at_ > 0 && yaml_[at_ - 1] == '\n' && (rest.starts_with("---") || rest.starts_with("..."));
        if (!begins || (rest.size() > 3 && std::string_view(" \t\r\n").find(rest[3]) == std::string_view::npos))
            return false;
        return !fail("found unexpected document indicator");
    }

    void skipBreak() { at_ += at() == '\r' && at(1) == '\n' ? 2 : 1; }

    /// What is neither blank nor the end of a line.
    bool word() {
        while (at_ < yaml_.size() && !isBlank() && !isBreak() && at() != '"') {
            if (at() != '\\') {
                result += yaml_[at_++];
            } else if (isBreak(1)) {
                ++at_;
                skipBreak();
                leading_ = true;
                return true;
            } else if (!escape())
                return false;
        }
        return true;
    }

    bool escape() {
        // What stands behind the backslash, and what it says; of go-yaml's escapes all but those with digits.
        static constexpr std::pair<char, std::string_view> named[] = {
            {'0', {"\0", 1}}, {'a', "\a"},  {'b', "\b"},     {'t', "\t"},     {'\t', "\t"},    {'n', "\n"},
            {'v', "\v"},      {'f', "\f"},  {'r', "\r"},     {'e', "\x1b"},   {' ', " "},      {'"', "\""},
            {'\'', "'"},      {'\\', "\\"}, {'N', "\u0085"}, {'_', "\u00a0"}, {'L', "\u2028"}, {'P', "\u2029"}};
        char kind = at(1);
        at_ += 2;
        for (const auto& [letter, said] : named)
            if (letter == kind) {
                result += said;
                return true;
            }
        size_t length = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
        if (length == 0)
            return fail("found unknown escape character");
        uint32_t value = 0;
        std::string_view digits = yaml_.substr(std::min(at_, yaml_.size()), length);
        auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (fault != std::errc{} || end != digits.data() + length)
            return fail("did not find expected hexadecimal number");
        if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
            return fail("found invalid Unicode character escape code");
        appendRune(result, value);
        at_ += length;
        return true;
    }

    /// One end of a line becomes a blank, more become one end less; blanks around them go.
    void blanks() {
        std::string blanks;
        size_t breaks = 0;
        bool escaped = leading_;
        for (; isBlank() || isBreak();) {
            if (isBreak()) {
                skipBreak();
                ++breaks;
                leading_ = true;
            } else {
                if (!leading_)
                    blanks += at();
                ++at_;
            }
        }
        if (!leading_)
            result += blanks;
        else if (escaped)
            result.append(breaks, '\n');
        else
            result += breaks == 1 ? " " : std::string(breaks - 1, '\n');
        leading_ = false;
    }

    std::string_view yaml_;
    size_t at_;
    bool leading_ = false; ///< a line has ended since the last word
};

} // namespace

bool readDoubleQuoted(std::string_view yaml, size_t at, std::string& result, std::string& error) {
    Scanner scanner(yaml, at);
    bool fine = scanner.run();
    result = std::move(scanner.result);
    error = std::move(scanner.error);
    return fine;
}

} // namespace stackc::text
