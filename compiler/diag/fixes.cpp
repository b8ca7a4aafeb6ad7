#include "diag/fixes.h"

#include "diag/suggest.h"

#include <algorithm>
#include <string_view>

namespace stackc::diag {

namespace {

bool isOfName(char byte) {
    auto c = static_cast<unsigned char>(byte);
    return c >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// What stands between the first two backticks; "" if there are none.
std::string_view firstQuoted(std::string_view text) {
    std::size_t open = text.find('`');
    std::size_t close = open == std::string_view::npos ? open : text.find('`', open + 1);
    return close == std::string_view::npos ? std::string_view() : text.substr(open + 1, close - open - 1);
}

/// The names between backticks.
std::vector<std::string_view> quotedIn(std::string_view text) {
    std::vector<std::string_view> found;
    for (std::string_view name = firstQuoted(text); !name.empty(); name = firstQuoted(text)) {
        found.push_back(name);
        text.remove_prefix(static_cast<std::size_t>(name.data() + name.size() + 1 - text.data()));
    }
    return found;
}

/// Where the name stands in the text, as a whole and once; npos otherwise.
std::size_t onlyPlace(std::string_view name, std::string_view text) {
    std::size_t place = std::string_view::npos;
    for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        bool goesOn = at + name.size() < text.size() && isOfName(text[at + name.size()]);
        if ((at > 0 && isOfName(text[at - 1])) || goesOn)
            continue;
        if (place != std::string_view::npos)
            return std::string_view::npos;
        place = at;
    }
    return place;
}

/// A name as it stands in the source: also a path with dots, or an annotation's.
bool isName(std::string_view text) {
    bool begins = true; // a part
    for (char c : text.substr(text.starts_with('@') ? 1 : 0)) {
        bool isDigit = c >= '0' && c <= '9';
        bool isLetter = !isDigit && isOfName(c) && static_cast<unsigned char>(c) < 0x80;
        if (!isLetter && (begins || (!isDigit && c != '.')))
            return false;
        begins = c == '.';
    }
    return !begins;
}

/// May it stand in a source without quotes, as a name or a number?
bool isBare(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return isOfName(c) || c == '.' || c == '@'; });
}

/// What takes the place of `wrong` at a place of the text: in quotes where it needs some and has none. Empty if it
/// can't be told how it is written.
std::string written(const std::string& meant, std::string_view wrong, std::string_view text, std::size_t at) {
    if (isName(meant))
        return meant;
    if (meant.find_first_of("\"\\") != std::string::npos)
        return "";
    std::size_t end = at + wrong.size();
    bool isQuoted = at > 0 && text[at - 1] == '"' && end < text.size() && text[end] == '"';
    return isQuoted || !isBare(wrong) ? meant : "\"" + meant + "\"";
}

std::vector<Fix> fixesOfSuggestion(const Diagnostic& diagnostic, const source::SourceManager& sources) {
    constexpr std::string_view asString = "write it as a string: ";
    if (diagnostic.suggestion.empty() || !diagnostic.span.valid())
        return {};
    std::string_view suggestion = diagnostic.suggestion;
    if (suggestion.starts_with(asString)) {
        std::string text(suggestion.substr(asString.size()));
        return {{diagnostic.span, text, "write `" + text + "`"}};
    }
    std::string meant(firstQuoted(suggestion));
    if (meant.empty() || suggestion != didYouMean(meant))
        return {};
    std::string_view seen = sources.text(diagnostic.span);
    for (std::string_view wrong : quotedIn(diagnostic.message)) {
        std::size_t at = wrong == meant ? std::string_view::npos : onlyPlace(wrong, seen);
        if (at == std::string_view::npos)
            continue;
        auto begin = diagnostic.span.begin + static_cast<std::uint32_t>(at);
        auto end = begin + static_cast<std::uint32_t>(wrong.size());
        std::string put = written(meant, wrong, sources.text(diagnostic.span.file), begin);
        if (put.empty())
            return {};
        return {{{diagnostic.span.file, begin, end}, put, "write `" + put + "`"}};
    }
    return {};
}

} // namespace

std::vector<Fix> fixesOf(const Diagnostic& diagnostic, const source::SourceManager& sources) {
    std::vector<Fix> fixes = fixesOfSuggestion(diagnostic, sources);
    fixes.insert(fixes.end(), diagnostic.fixes.begin(), diagnostic.fixes.end());
    return fixes;
}

} // namespace stackc::diag
