// Semantic tokens, as the protocol packs them: five numbers each, places counted from the token before.

#include "ide/coloring.h"
#include "lsp/features.h"
#include "lsp/shown.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace stackc::lsp {

namespace {

using Numbers = std::vector<std::uint32_t>;

Numbers packed(const Request& request, const std::vector<ide::Colored>& tokens, const Lines& lines) {
    Numbers numbers;
    std::uint32_t lastLine = 0;
    std::uint32_t lastCharacter = 0;
    for (const ide::Colored& token : tokens) {
        request.check();
        std::uint32_t line = lines.lineOf(token.begin);
        std::uint32_t character = lines.characterOf(token.begin);
        std::uint32_t ahead = line == lastLine ? character - lastCharacter : character;
        std::uint32_t length = lines.lengthOf(token.begin, token.end);
        for (std::uint32_t number : {line - lastLine, ahead, length, static_cast<std::uint32_t>(token.color),
                                     static_cast<std::uint32_t>(token.modifiers)})
            numbers.push_back(number);
        lastLine = line;
        lastCharacter = character;
    }
    return numbers;
}

/// The tokens of the document; with a range those that touch it.
std::optional<Numbers> numbersOf(const Request& request, const Json& range) {
    auto place = request.workspace().placeOf(request.uri());
    if (!place)
        return std::nullopt;
    request.check();
    Shown shown(*place->analysis, request.workspace());
    const Lines& lines = shown.lines(place->file);
    std::vector<ide::Colored> tokens = ide::coloredBy(*place->analysis, place->file);
    if (range.is_object()) {
        std::size_t begin = lines.offset(at(range, "start"));
        std::size_t end = lines.offset(at(range, "end"));
        std::erase_if(tokens, [&](const ide::Colored& one) { return one.end <= begin || one.begin >= end; });
    }
    return packed(request, tokens, lines);
}

const SentTokens& keep(const Request& request, Numbers numbers) {
    SentTokens& sent = request.session.tokens[request.uri()];
    sent = {std::to_string(++request.session.tokenIds), std::move(numbers)};
    return sent;
}

} // namespace

Json allTokens(const Request& request) {
    auto numbers = numbersOf(request, nullptr);
    if (!numbers)
        return nullptr;
    const SentTokens& sent = keep(request, std::move(*numbers));
    return {{"resultId", sent.id}, {"data", sent.numbers}};
}

Json tokensInRange(const Request& request) {
    auto numbers = numbersOf(request, at(request.params, "range"));
    return numbers ? Json{{"data", *numbers}} : Json(nullptr);
}

Json changedTokens(const Request& request) {
    auto former = request.session.tokens.find(request.uri());
    bool isKnown =
        former != request.session.tokens.end() && former->second.id == textAt(request.params, "previousResultId");
    if (!isKnown)
        return allTokens(request);
    const Numbers before = former->second.numbers;
    auto numbers = numbersOf(request, nullptr);
    if (!numbers)
        return nullptr;
    const SentTokens& sent = keep(request, std::move(*numbers));
    const Numbers& after = sent.numbers;
    auto [left, right] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    auto [leftEnd, rightEnd] = std::mismatch(before.rbegin(), std::make_reverse_iterator(left), after.rbegin(),
                                             std::make_reverse_iterator(right));
    Json edits = Json::array();
    if (left != before.end() || right != after.end())
        edits.push_back({{"start", left - before.begin()},
                         {"deleteCount", leftEnd.base() - left},
                         {"data", Numbers(right, rightEnd.base())}});
    return {{"resultId", sent.id}, {"edits", std::move(edits)}};
}

} // namespace stackc::lsp
