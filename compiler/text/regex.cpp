#include "text/regex.h"

#include <map>
#include <memory>
#include <re2/re2.h>

namespace stackc::text {

namespace {

const re2::RE2& compiled(std::string_view pattern) {
    thread_local std::map<std::string, std::unique_ptr<const re2::RE2>, std::less<>> known;
    auto it = known.find(pattern);
    if (it == known.end())
        it = known.emplace(pattern, std::make_unique<const re2::RE2>(std::string(pattern), re2::RE2::Quiet)).first;
    return *it->second;
}

} // namespace

bool matches(std::string_view pattern, std::string_view text) {
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled(pattern));
}

std::string patternError(std::string_view pattern) { return compiled(pattern).error(); }

} // namespace stackc::text
