#include "templates/walk.h"

#include "support/meanwhile.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <utility>

namespace stackc::templates {

namespace {

/// The key of a line as a name: the letters and digits behind its last slash; LOG_LEVEL is logLevel.
std::string wordOf(std::string_view key) {
    if (size_t slash = key.rfind('/'); slash != std::string_view::npos)
        key.remove_prefix(slash + 1);
    std::string word;
    bool isLoud = std::none_of(key.begin(), key.end(), [](unsigned char c) { return std::islower(c) != 0; });
    bool isBreak = false;
    for (char c : key) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
            isBreak = !word.empty();
            continue;
        }
        char low = isLoud ? static_cast<char>(std::tolower(static_cast<unsigned char>(c))) : c;
        word += isBreak ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : low;
        isBreak = false;
    }
    return word.empty() || std::isalpha(static_cast<unsigned char>(word[0])) == 0 ? std::string() : word;
}

/// The bytes of a line's first text before the scalar that it ends in; all of them where it ends in none.
size_t scalarBegin(const Line& line, std::string_view text) {
    size_t begin = text.find(": ", text.starts_with('"') ? text.find("\": ") : 0);
    begin = begin != std::string_view::npos ? begin + 2 : line.dashes > 0 ? 0 : text.size();
    bool isScalar = begin < text.size() && text.back() != ' ' &&
                    std::string_view("{[|>&*!%@#`?-").find(text[begin]) == std::string_view::npos;
    return isScalar ? begin : text.size();
}

/// Neighbouring texts as one.
std::vector<Part> joinedTexts(const std::vector<Part>& parts) {
    std::vector<Part> out;
    for (const Part& part : parts) {
        if (!part.action && !out.empty() && !out.back().action)
            out.back().text += part.text;
        else
            out.push_back(part);
    }
    return out;
}

} // namespace

bool isValuesPlace(const ExprPtr& e) {
    const Expr* at = e.get();
    while (at->kind == ExprKind::Field && at->args[0]->kind != ExprKind::Root)
        at = at->args[0].get();
    return at->kind == ExprKind::Field && at->text == "Values";
}

const Expr* dictOfInclude(const ExprPtr& include) {
    const ExprPtr& argument = include->args[1];
    return isCallOf(argument, "dict") ? argument.get() : nullptr;
}

ExprPtr TemplateWalk::leafHere(const ExprPtr& e) {
    return leaf(e, {.key = key_, .isArgument = isArgument_, .isCertain = conditions_ == 0});
}

ExprPtr TemplateWalk::formatHere(const ExprPtr& e) {
    const std::string key = isMessage_ ? "name" : key_;
    return leaf(e, {.key = key, .isArgument = isArgument_, .isCertain = conditions_ == 0, .isFormat = true});
}

/// What messages differ in is mostly what they are about.
ExprPtr TemplateWalk::messageHere(const ExprPtr& e) { return leaf(e, {.key = "name", .isMessage = true}); }

ExprPtr TemplateWalk::expr(const ExprPtr& e) {
    switch (e->kind) {
    case ExprKind::Root:
        fixed(".");
        return e;
    case ExprKind::Dot:
        fixed("dot");
        return e;
    case ExprKind::Box:
        fixed("box");
        return e;
    case ExprKind::Variable:
    case ExprKind::Float:
        fixed("$" + e->text);
        return e;
    case ExprKind::Bool:
        fixed(e->boolean ? "true" : "false");
        return e;
    case ExprKind::String:
    case ExprKind::Int:
        return leafHere(e);
    case ExprKind::Field: {
        if (isValuesPlace(e))
            return leafHere(e);
        fixed((e->safe ? "?." : ".") + e->text);
        Expr made = *e;
        made.args[0] = expr(e->args[0]);
        return std::make_shared<const Expr>(std::move(made));
    }
    case ExprKind::Call:
    case ExprKind::Pipe:
        return callOf(e);
    }
    return e;
}

ExprPtr TemplateWalk::callOf(const ExprPtr& e) {
    bool isInclude = isCallOf(e, "include");
    bool stops = e->kind == ExprKind::Call && (e->text == "and" || e->text == "or");
    const support::Meanwhile message(isMessage_, isMessage_ || isCallOf(e, "fail"));
    fixed(fmt::format("{} {}/{}", e->kind == ExprKind::Pipe ? "pipe" : "call", e->text, e->args.size()));
    Expr made = *e;
    for (size_t i = 0; i < e->args.size(); ++i) {
        const ExprPtr& arg = e->args[i];
        bool isName = (isInclude && i == 0) || e->text == "nindent";
        if (isName && arg->kind == ExprKind::String)
            fixed(arg->text);
        else if (isName && arg->kind == ExprKind::Int)
            fixed(std::to_string(arg->integer));
        else if (isInclude && isCallOf(arg, "dict"))
            made.args[i] = argument(arg);
        else if (e->text == "printf" && i == 0 && e->kind == ExprKind::Call && arg->kind == ExprKind::String)
            made.args[i] = formatHere(arg);
        else if (e->text == "fail" && arg->kind == ExprKind::String)
            made.args[i] = messageHere(arg);
        else
            made.args[i] = expr(arg);
        if (stops && i == 0)
            ++conditions_;
    }
    if (stops)
        --conditions_;
    ExprPtr done = std::make_shared<const Expr>(std::move(made));
    return isInclude ? include(std::move(done)) : isCallOf(done, "printf") ? formatted(std::move(done)) : done;
}

/// The dict that an include is given: its keys are names.
ExprPtr TemplateWalk::argument(const ExprPtr& dict) {
    std::string outerKey = key_;
    bool outer = std::exchange(isArgument_, true);
    fixed(fmt::format("dict/{}", dict->args.size()));
    Expr made = *dict;
    for (size_t i = 0; i + 1 < dict->args.size(); i += 2) {
        key_ = dict->args[i]->text;
        fixed(key_);
        made.args[i + 1] = expr(dict->args[i + 1]);
    }
    key_ = outerKey;
    isArgument_ = outer;
    return std::make_shared<const Expr>(std::move(made));
}

/// What stands between lines belongs to no key.
ExprPtr TemplateWalk::unkeyed(const ExprPtr& e) {
    std::string outer = std::exchange(key_, {});
    ExprPtr out = expr(e);
    key_ = std::move(outer);
    return out;
}

std::vector<Part> TemplateWalk::parts(const Line& line) {
    const std::vector<Part> joined = joinedTexts(line.parts);
    std::vector<Part> out;
    for (size_t i = 0; i < joined.size(); ++i) {
        const Part& part = joined[i];
        if (part.action) {
            out.push_back({{}, expr(part.action)});
            continue;
        }
        if (i > 0) {
            fixed(part.text);
            out.push_back(part);
            continue;
        }
        size_t begin = scalarBegin(line, part.text);
        std::string lead = part.text.substr(0, begin);
        if (size_t colon = lead.find(':'); colon != std::string::npos)
            key_ = wordOf(lead.substr(0, colon));
        if (key_ == "name" && line.dashes > 0)
            item_ = wordOf(part.text.substr(begin));
        else if (key_ == "value" && !item_.empty())
            key_ = item_;
        fixed(lead);
        if (!lead.empty())
            out.push_back({lead, nullptr});
        if (begin == part.text.size())
            continue;
        fixed("scalar");
        for (Part& made : scalar(part.text.substr(begin), {.key = key_, .isCertain = conditions_ == 0}))
            out.push_back(std::move(made));
    }
    return out;
}

Body TemplateWalk::conditional(const Body& blocks) {
    ++conditions_;
    fixed("(");
    Body out = body(blocks);
    fixed(")");
    --conditions_;
    return out;
}

Body TemplateWalk::otherwise(const Body& blocks) {
    if (blocks.empty())
        return {};
    fixed("else");
    return conditional(blocks);
}

Body TemplateWalk::body(const Body& blocks) {
    Body out;
    for (const Block& one : blocks)
        out.push_back(block(one));
    return out;
}

Block TemplateWalk::block(const Block& block) {
    auto at = [this](std::string_view what, int indent) { fixed(fmt::format("{} {}", what, indent)); };
    if (const Line* line = std::get_if<Line>(&block.node)) {
        at("line", line->indent);
        fixed(std::to_string(line->dashes));
        return {Line{line->indent, line->dashes, parts(*line)}};
    }
    if (const Action* action = std::get_if<Action>(&block.node)) {
        at("action", action->indent);
        return {Action{action->indent, expr(action->expr)}};
    }
    if (const Assign* assign = std::get_if<Assign>(&block.node)) {
        at(assign->again ? "=" : ":=", assign->indent);
        fixed(assign->name);
        return {Assign{assign->indent, assign->name, expr(assign->expr), assign->again}};
    }
    if (const If* choice = std::get_if<If>(&block.node)) {
        at("if", choice->indent);
        If made{choice->indent, {}};
        for (const Branch& branch : choice->branches) {
            bool isFirst = made.branches.empty();
            fixed(branch.condition ? "when" : "else");
            conditions_ += isFirst ? 0 : 1;
            ExprPtr condition = branch.condition ? unkeyed(branch.condition) : nullptr;
            conditions_ -= isFirst ? 0 : 1;
            made.branches.push_back({std::move(condition), conditional(branch.body)});
        }
        return {std::move(made)};
    }
    if (const Suffix* suffix = std::get_if<Suffix>(&block.node)) {
        at("suffix", suffix->indent);
        fixed(suffix->text);
        return {Suffix{suffix->indent, expr(suffix->condition), suffix->text}};
    }
    if (const Tail* tail = std::get_if<Tail>(&block.node)) {
        fixed("tail " + tail->text);
        return block;
    }
    if (const Range* range = std::get_if<Range>(&block.node)) {
        at("range", range->indent);
        fixed(range->key + " " + range->element);
        ExprPtr source = unkeyed(range->source);
        Body inside = conditional(range->body);
        return {Range{range->indent, range->key, range->element, std::move(source), std::move(inside),
                      otherwise(range->otherwise)}};
    }
    if (const With* with = std::get_if<With>(&block.node)) {
        at("with", with->indent);
        ExprPtr source = unkeyed(with->source);
        Body inside = conditional(with->body);
        return {With{with->indent, std::move(source), std::move(inside), otherwise(with->otherwise)}};
    }
    if (const Comment* comment = std::get_if<Comment>(&block.node)) {
        fixed(comment->text);
        return block;
    }
    Define made = std::get<Define>(block.node);
    made.body = body(made.body);
    return {std::move(made)};
}

} // namespace stackc::templates
