#include "ide/selection.h"

#include "ide/lexical.h"
#include "ide/walk.h"

#include <algorithm>

namespace stackc::ide {

using source::Span;

namespace {

// Of what is nested deeper the middle is left out.
constexpr std::ptrdiff_t mostInner = 300;
constexpr std::ptrdiff_t mostOuter = 100;

} // namespace

std::vector<Span> spansAround(const syntax::Module& module, std::string_view text, std::uint32_t offset) {
    auto size = static_cast<std::uint32_t>(text.size());
    std::vector<Span> spans{{module.file, 0, size}};
    auto add = [&](Span span) {
        if (span.begin <= offset && offset <= span.end && span.begin < span.end && span.end <= size)
            spans.push_back({module.file, span.begin, span.end});
    };
    walk(module, add);
    for (const syntax::Token& token : tokensOf(text))
        if (token.kind != syntax::TokenKind::NL)
            add({module.file, token.begin, token.end});
    for (const Brackets& pair : bracketsOf(text)) {
        if (pair.close.end == 0)
            continue;
        add({module.file, pair.open.end, pair.close.begin});
        add({module.file, pair.open.begin, pair.close.end});
    }
    std::sort(spans.begin(), spans.end(),
              [](Span a, Span b) { return std::pair(a.size(), b.begin) < std::pair(b.size(), a.begin); });
    std::vector<Span> nested;
    for (Span span : spans) {
        bool isAround = nested.empty() || (span.begin <= nested.back().begin && span.end >= nested.back().end);
        if (isAround && (nested.empty() || span != nested.back()))
            nested.push_back(span);
    }
    if (std::ssize(nested) > mostInner + mostOuter)
        nested.erase(nested.begin() + mostInner, nested.end() - mostOuter);
    return nested;
}

} // namespace stackc::ide
