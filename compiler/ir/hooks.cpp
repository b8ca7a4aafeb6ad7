#include "ir/hooks.h"

#include "text/utf8.h"

#include <algorithm>

namespace stackc::ir {

namespace {

/// Go's unicode.IsSpace.
bool isSpace(char32_t rune) {
    return (rune >= '\t' && rune <= '\r') || rune == ' ' || rune == 0x85 || rune == 0xa0 || rune == 0x1680 ||
           (rune >= 0x2000 && rune <= 0x200a) || rune == 0x2028 || rune == 0x2029 || rune == 0x202f || rune == 0x205f ||
           rune == 0x3000;
}

/// As Go's strings.TrimSpace leaves it.
std::string_view trimmed(std::string_view text) {
    size_t begin = text.size(), end = 0;
    for (size_t at = 0; at < text.size();) {
        size_t start = at;
        if (!isSpace(text::nextRune(text, at))) {
            begin = std::min(begin, start);
            end = at;
        }
    }
    return begin < end ? text.substr(begin, end - begin) : std::string_view();
}

/// As Go's strings.ToLower has it, as far as events go: two letters beyond ASCII have one of ASCII as their small one.
std::string lower(std::string_view text) {
    constexpr char32_t kelvin = 0x212a, dottedI = 0x130;
    std::string out;
    for (size_t at = 0; at < text.size();) {
        char32_t rune = text::nextRune(text, at);
        bool isCapital = rune >= 'A' && rune <= 'Z';
        text::appendRune(out, rune == kelvin ? U'k' : rune == dottedI ? U'i' : isCapital ? rune - 'A' + 'a' : rune);
    }
    return out;
}

} // namespace

const std::vector<std::string>& hookEvents() {
    static const std::vector<std::string> events{"pre-install",  "post-install",  "pre-upgrade", "post-upgrade",
                                                 "pre-rollback", "post-rollback", "pre-delete",  "post-delete",
                                                 "test",         "test-success"};
    return events;
}

Hook readHook(std::string_view annotation) {
    Hook hook;
    for (size_t begin = 0; hook.isKnown;) {
        size_t end = std::min(annotation.find(',', begin), annotation.size());
        std::string_view written = trimmed(annotation.substr(begin, end - begin));
        const std::string event = lower(written);
        hook.isKnown = std::ranges::find(hookEvents(), event) != hookEvents().end();
        bool isTest = event == "test" || event == "test-success";
        hook.isTest = hook.isTest || isTest;
        hook.isOnlyTest = hook.isOnlyTest && isTest;
        if (!hook.isKnown)
            hook.unknown = written;
        if (end == annotation.size())
            break;
        begin = end + 1;
    }
    return hook;
}

} // namespace stackc::ir
