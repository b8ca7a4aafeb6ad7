#include "syntax/builder.h"

namespace stackc::syntax {

void Builder::build(StackParser::FileContext* file) {
    for (auto* context : file->decl())
        decl(context);
}

Span Builder::spanOf(antlr4::Token* token) const {
    return {module_.file, static_cast<std::uint32_t>(token->getStartIndex()),
            static_cast<std::uint32_t>(token->getStopIndex())};
}

Span Builder::spanOf(Rule_* rule) const {
    Span first = spanOf(rule->start);
    if (rule->stop == nullptr || rule->stop->getTokenIndex() < rule->start->getTokenIndex())
        return first;
    return first.to(spanOf(rule->stop));
}

Doc Builder::docBefore(antlr4::Token* token) const {
    std::size_t index = token->getTokenIndex();
    std::uint32_t begin = index == 0 ? 0 : input_.docEnds[index - 1];
    std::uint32_t end = input_.docEnds[index];
    Doc doc;
    for (std::uint32_t i = begin; i < end; ++i) {
        const Token& comment = input_.docTokens[i];
        Span span{module_.file, comment.begin, comment.end};
        std::string_view line = textOf(span).substr(3);
        if (line.starts_with(' '))
            line.remove_prefix(1);
        if (i > begin)
            doc.text += '\n';
        doc.text += line.substr(0, line.find_last_not_of(" \t") + 1);
        doc.span = i == begin ? span : doc.span.to(span);
    }
    return doc;
}

Doc Builder::docOf(Rule_* unit, Rule_* name) const {
    Doc doc = docBefore(unit->start);
    bool behindAnnotations = !doc.span.valid() && name != nullptr && name->start != unit->start;
    return behindAnnotations ? docBefore(name->start) : doc;
}

Name Builder::name(antlr4::Token* token) const {
    Span span = spanOf(token);
    return {std::string(textOf(span)), span};
}

Name Builder::name(Rule_* context) const { return name(context->start); }

Path Builder::path(P::PathContext* context) const {
    Path path;
    path.span = spanOf(context);
    for (auto* part : context->name())
        path.parts.push_back(name(part));
    return path;
}

std::vector<Annotation> Builder::annotations(const std::vector<P::AnnotationContext*>& contexts) {
    std::vector<Annotation> result;
    for (auto* context : contexts) {
        Span end = context->RPAREN() != nullptr ? spanOf(context->RPAREN()) : spanOf(context->name());
        result.push_back({name(context->name()), args(context->args()), spanOf(context->start).to(end)});
    }
    return result;
}

std::vector<Arg> Builder::args(P::ArgsContext* context) {
    std::vector<Arg> result;
    if (context == nullptr)
        return result;
    for (auto* arg : context->arg()) {
        std::optional<Name> label;
        if (arg->name() != nullptr)
            label = name(arg->name());
        result.push_back({std::move(label), value(arg->value())});
    }
    return result;
}

Rule Builder::rule(Rule_* context, P::ExprContext* condition, P::TextContext* message) {
    return {expr(condition), text(message), spanOf(context)};
}

Cond Builder::cond(P::CondContext* context) {
    Cond result;
    if (context->name() != nullptr)
        result.binding = name(context->name());
    result.value = expr(context->expr());
    result.span = spanOf(context);
    return result;
}

LoopPattern Builder::pattern(P::PatternContext* context) const {
    auto names = context->name();
    LoopPattern result{name(names[0]), std::nullopt};
    if (names.size() > 1)
        result.second = name(names[1]);
    return result;
}

CasePattern Builder::casePattern(P::CasePatternContext* context) {
    CasePattern result;
    result.span = spanOf(context);
    auto names = context->name();
    if (context->STRING() != nullptr) {
        result.kind = CasePattern::Kind::text;
        result.name = {plainString(context->STRING()->getSymbol()), result.span};
    } else if (names.empty()) {
        result.kind = CasePattern::Kind::none;
        result.name = name(context->start);
    } else {
        result.name = name(names[0]);
        bool wildcard = result.name.text == "_" && names.size() == 1;
        result.kind = wildcard ? CasePattern::Kind::wildcard : CasePattern::Kind::name;
        if (names.size() > 1 && textOf(spanOf(names[1])) != "_")
            result.binding = name(names[1]);
    }
    return result;
}

std::vector<CasePattern> Builder::casePatterns(const std::vector<P::CasePatternContext*>& contexts) {
    std::vector<CasePattern> result;
    for (auto* context : contexts)
        result.push_back(casePattern(context));
    return result;
}

} // namespace stackc::syntax
