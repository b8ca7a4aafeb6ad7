#include "ide/signature.h"

#include "core/builtins.h"
#include "ide/checked_at.h"
#include "ide/describe.h"
#include "syntax/lexing.h"

#include <algorithm>

namespace stackc::ide {

namespace {

using syntax::Token;
using syntax::TokenKind;

/// The call around the cursor, as it is written.
struct Written {
    std::string callee;    ///< its last name
    std::size_t place = 0; ///< of the argument among those
    std::string name;      ///< of the argument; empty: it has none
};

/// The innermost `(` that is open before the cursor, if it is that of a call.
std::optional<Written> callAt(const source::SourceManager& sources, source::FileId file, std::uint32_t offset) {
    diag::Sink told;
    std::vector<Token> tokens = syntax::lex(sources, file, told);
    std::vector<std::size_t> open;
    std::vector<Token> words;
    for (const Token& token : tokens) {
        if (token.end > offset || token.kind == TokenKind::END)
            break;
        if (token.kind == TokenKind::NL || syntax::isComment(token.kind))
            continue;
        words.push_back(token);
        if (syntax::isOpener(token.kind))
            open.push_back(words.size() - 1);
        else if (syntax::isCloser(token.kind) && !open.empty())
            open.pop_back();
    }
    if (open.empty() || open.back() == 0 || words[open.back()].kind != TokenKind::LPAREN)
        return std::nullopt;
    const Token& callee = words[open.back() - 1];
    if (!syntax::isName(callee.kind))
        return std::nullopt;
    std::string_view text = sources.text(file);
    auto textOf = [&](const Token& token) { return std::string(text.substr(token.begin, token.end - token.begin)); };
    Written call{textOf(callee), 0, ""};
    int depth = 0;
    for (std::size_t i = open.back() + 1; i < words.size(); ++i) {
        depth += syntax::isOpener(words[i].kind) ? 1 : syntax::isCloser(words[i].kind) ? -1 : 0;
        if (depth != 0)
            continue;
        if (words[i].kind == TokenKind::COMMA) {
            ++call.place;
            call.name.clear();
        } else if (words[i].kind == TokenKind::ASSIGN) {
            call.name = textOf(words[i - 1]);
        }
    }
    return call;
}

/// Of the language's own functions, from `name(a, b): T`.
Signature ofBuiltin(const core::Builtin& function, const Written& call) {
    Signature result{std::string(function.signature), std::string(function.doc), {}, {}};
    std::size_t at = result.label.find('(') + 1;
    const std::size_t close = result.label.find(')');
    while (at < close) {
        std::size_t end = std::min(result.label.find(',', at), close);
        result.params.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), ""});
        at = end + 2; // the comma and a space
    }
    if (call.place < result.params.size())
        result.active = call.place;
    return result;
}

Signature ofCall(const sema::Call& known, const Known& where, const Written& call) {
    Signature result{known.callee.name + "(", describe(where, known.callee).doc, {}, {}};
    for (const sema::CallParam& param : known.params) {
        if (!result.params.empty())
            result.label += ", ";
        auto begin = static_cast<std::uint32_t>(result.label.size());
        result.label += param.name + ": " + where.program.types.show(param.type);
        const Declaration* declared = where.declarations.at(param.declared);
        result.params.push_back(
            {begin, static_cast<std::uint32_t>(result.label.size()), declared != nullptr ? declared->doc : ""});
        bool isActive = call.name.empty() ? result.params.size() == call.place + 1 : param.name == call.name;
        if (isActive)
            result.active = result.params.size() - 1;
    }
    result.label += ")";
    if (known.result.valid())
        result.label += ": " + where.program.types.show(known.result);
    return result;
}

} // namespace

std::optional<Signature> signatureHelp(const Analysis& analysis, source::FileId file, std::uint32_t offset) {
    auto written = callAt(analysis.sources(), file, offset);
    if (!written)
        return std::nullopt;
    auto text = probeText(analysis, file, offset);
    auto compilation = text ? checkedAt(analysis, file, *text) : nullptr;
    const sema::Index& index = compilation ? *compilation->index : analysis.index();
    const session::Compilation& checked = compilation ? *compilation : analysis.compilation();
    auto at = text ? checked.sources.find(analysis.sources().path(file)) : std::optional(file);
    const sema::Call* call = at ? index.callAt(*at, text ? text->begin : offset) : nullptr;
    if (call != nullptr && call->callee.name == written->callee) {
        CheckedTrees trees(*checked.files);
        const Declarations declarations([&](FileId wanted) -> const syntax::Module& { return trees(wanted); });
        return ofCall(*call, {checked.sources, checked.program, checked.library, declarations}, *written);
    }
    const core::Builtin* known = core::builtin(written->callee);
    known = known != nullptr ? known : core::builtin("capabilities." + written->callee);
    bool isFunction = known != nullptr && known->signature.find('(') != std::string_view::npos;
    return isFunction ? std::optional(ofBuiltin(*known, *written)) : std::nullopt;
}

} // namespace stackc::ide
