#include "syntax/builder.h"

namespace stackc::syntax {

void Builder::build(TreeNode file) {
    for (TreeNode context : file.children(R::decl))
        decl(context);
}

Span Builder::spanOf(const Token& token) const { return {module_.file, token.begin, token.end}; }

Doc Builder::docBefore(TreeNode node) const {
    std::size_t index = node.firstIndex();
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

Doc Builder::docOf(TreeNode unit, TreeNode name) const {
    Doc doc = docBefore(unit);
    bool behindAnnotations = !doc.span.valid() && name && name.firstIndex() != unit.firstIndex();
    return behindAnnotations ? docBefore(name) : doc;
}

Name Builder::name(const Token& token) const {
    Span span = spanOf(token);
    return {std::string(textOf(span)), span};
}

Name Builder::name(TreeNode context) const { return name(context.firstToken()); }

Path Builder::path(TreeNode context) const {
    Path path;
    path.span = spanOf(context);
    path.parts.push_back(name(context.child(R::name)));
    for (TreeNode part : context.children(R::step))
        path.parts.push_back(name(part));
    return path;
}

std::vector<Annotation> Builder::annotations(const std::vector<TreeNode>& contexts) {
    std::vector<Annotation> result;
    for (TreeNode context : contexts) {
        Span end = context.has(T::RPAREN) ? spanOf(context.token(T::RPAREN)) : spanOf(context.child(R::name));
        result.push_back(
            {name(context.child(R::name)), args(context.child(R::args)), spanOf(context.firstToken()).to(end)});
    }
    return result;
}

std::vector<Arg> Builder::args(TreeNode context) {
    std::vector<Arg> result;
    if (!context)
        return result;
    for (TreeNode arg : context.children(R::arg)) {
        std::optional<Name> label;
        if (arg.child(R::name))
            label = name(arg.child(R::name));
        result.push_back({std::move(label), value(arg.child(R::value))});
    }
    return result;
}

Rule Builder::rule(TreeNode context, TreeNode condition, TreeNode message) {
    return {expr(condition), text(message), spanOf(context)};
}

Cond Builder::cond(TreeNode context) {
    Cond result;
    if (context.child(R::name))
        result.binding = name(context.child(R::name));
    result.value = expr(context.child(R::expr));
    result.span = spanOf(context);
    return result;
}

LoopPattern Builder::pattern(TreeNode context) const {
    auto names = context.children(R::name);
    LoopPattern result{name(names[0]), std::nullopt};
    if (names.size() > 1)
        result.second = name(names[1]);
    return result;
}

CasePattern Builder::casePattern(TreeNode context) {
    CasePattern result;
    result.span = spanOf(context);
    auto names = context.children(R::name);
    if (context.has(T::STRING)) {
        result.kind = CasePattern::Kind::text;
        result.name = {plainString(context.token(T::STRING).firstToken()), result.span};
    } else if (names.empty()) {
        result.kind = CasePattern::Kind::none;
        result.name = name(context.firstToken());
    } else {
        result.name = name(names[0]);
        bool wildcard = result.name.text == "_" && names.size() == 1;
        result.kind = wildcard ? CasePattern::Kind::wildcard : CasePattern::Kind::name;
        if (names.size() > 1 && textOf(spanOf(names[1])) != "_")
            result.binding = name(names[1]);
    }
    return result;
}

std::vector<CasePattern> Builder::casePatterns(const std::vector<TreeNode>& contexts) {
    std::vector<CasePattern> result;
    for (TreeNode context : contexts)
        result.push_back(casePattern(context));
    return result;
}

} // namespace stackc::syntax
