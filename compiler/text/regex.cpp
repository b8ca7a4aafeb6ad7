#include "text/regex.h"

#include <functional>
#include <memory>
#include <re2/re2.h>
#include <unordered_map>

namespace stackc::text {

namespace {

struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
};

const re2::RE2& compiled(std::string_view pattern) {
    thread_local std::unordered_map<std::string, std::unique_ptr<const re2::RE2>, Hash, std::equal_to<>> known;
    auto it = known.find(pattern);
    if (it == known.end())
        it = known.emplace(pattern, std::make_unique<const re2::RE2>(std::string(pattern), re2::RE2::Quiet)).first;
    return *it->second;
}

/// The first part of a pattern that RE2 takes and ECMAScript refuses or reads otherwise, or whose meaning changes with
/// the Unicode that a program knows; empty if there is none.
std::string_view unlikeElsewhere(std::string_view pattern) {
    constexpr std::string_view escapes = "aACEpPQz";
    bool isClass = false;
    for (size_t i = 0; i < pattern.size(); ++i) {
        std::string_view rest = pattern.substr(i);
        if (rest.starts_with("\\x{"))
            return rest.substr(0, rest.find('}') + 1);
        if (rest[0] == '\\') {
            if (rest.size() > 1 && escapes.find(rest[1]) != std::string_view::npos)
                return rest.substr(0, 2);
            ++i;
        } else if (isClass) {
            if (rest.starts_with("[:"))
                return rest.substr(0, rest.find(":]") + 2);
            isClass = rest[0] != ']';
        } else if (rest.starts_with("(?") && !rest.starts_with("(?:")) {
            return rest.substr(0, rest.find_first_of(":)>") + 1);
        } else if (rest.starts_with("[]") || rest.starts_with("[^]")) {
            return rest.substr(0, rest.find(']') + 1);
        } else {
            isClass = rest[0] == '[';
        }
    }
    return {};
}

} // namespace

bool matches(std::string_view pattern, std::string_view text) {
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled(pattern));
}

bool isReadable(std::string_view pattern) { return compiled(pattern).ok(); }

bool admits(std::string_view pattern, std::string_view text) {
    const re2::RE2& read = compiled(pattern);
    return !read.ok() || re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), read);
}

std::string patternError(std::string_view pattern) {
    std::string error = compiled(pattern).error();
    if (std::string_view unlike = error.empty() ? unlikeElsewhere(pattern) : std::string_view(); !unlike.empty())
        error = "`" + std::string(unlike) + "` is not the same for RE2 and ECMAScript";
    return error.empty() ? "" : "the pattern is not valid: " + error;
}

} // namespace stackc::text
