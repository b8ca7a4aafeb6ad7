#include "syntax/descent.h"

namespace stackc::syntax {

using enum TokenKind;

bool Descent::run() {
    nodes_.clear();
    nodes_.reserve(tokens_.size() * 4);
    return file();
}

std::optional<Asked> Descent::askedAt(std::size_t token) {
    askedAt_ = token;
    run();
    return at_ >= token ? std::optional(std::move(asked_)) : std::nullopt;
}

bool Descent::consume() {
    nodes_.push_back({RuleKind{}, true, false, at_, at_ + 1, static_cast<std::uint32_t>(nodes_.size() + 1)});
    ++at_;
    return true;
}

bool Descent::text() {
    return rule(RuleKind::text, [&] { return take(STRING, RAW_STRING) || string(); });
}

bool Descent::string() {
    return rule(RuleKind::string, [&] {
        TokenKind close = sees(STR_OPEN) ? STR_CLOSE : TEXT_CLOSE;
        if (!take(STR_OPEN, TEXT_OPEN))
            return false;
        while (!sees(close))
            if (!stringPart())
                return false;
        return consume();
    });
}

bool Descent::stringPart() {
    return rule(RuleKind::stringPart, [&] { return take(CHUNK) || (take(INTERP) && value() && take(RPAREN)); });
}

bool Descent::path() {
    return rule(RuleKind::path, [&] { return name() && many(DOT, [&] { return take(DOT) && step(); }); });
}

/// A word of the language is a name behind a dot, whatever it begins elsewhere.
bool Descent::step() {
    return rule(RuleKind::step, [&] { return isName(next()) ? name() : isHardKeyword(next()) && consume(); });
}

bool Descent::name() {
    return rule(RuleKind::name, [&] { return isName(next()) && consume(); });
}

} // namespace stackc::syntax
