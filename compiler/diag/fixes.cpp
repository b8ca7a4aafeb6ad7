#include "diag/fixes.h"

#include "diag/suggest.h"

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

} // namespace

std::vector<Fix> fixesOf(const Diagnostic& diagnostic, const source::SourceManager& sources) {
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
        return {{{diagnostic.span.file, begin, end}, meant, "write `" + meant + "`"}};
    }
    return {};
}

} // namespace stackc::diag
