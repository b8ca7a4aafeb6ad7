#include "ir/hooks.h"

#include <algorithm>
#include <cctype>

namespace stackc::ir {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n\v\f";
    size_t begin = text.find_first_not_of(spaces);
    return begin == std::string_view::npos ? std::string_view()
                                           : text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
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
