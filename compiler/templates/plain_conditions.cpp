#include "templates/plain_conditions.h"

#include "templates/printer.h"
#include "values/own_templates.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace stackc::templates {

namespace {

/// `eq X "a"`, or `eq (toString X) "a"`, which takes nil as well.
struct Word {
    ExprPtr text;
    std::string_view word;
};

std::optional<Word> wordIn(const ExprPtr& e) {
    bool isWord = isCallOf(e, "eq") && e->args.size() == 2 && e->args[1]->kind == ExprKind::String;
    if (!isWord)
        return std::nullopt;
    const ExprPtr& text = e->args[0];
    return Word{isCallOf(text, "toString") ? text->args[0] : text, e->args[1]->text};
}

/// Is it the text of texts alone, and of none that is empty? Not that of nil, a number, a truth, a list or a map.
bool isOfText(std::string_view word) {
    auto isLetter = [](unsigned char c) { return std::isalpha(c) != 0; };
    auto isWordly = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-'; };
    return !word.empty() && isLetter(word[0]) && std::ranges::all_of(word, isWordly) && word != "true" &&
           word != "false" && word != "NaN";
}

bool isNil(const ExprPtr& e) {
    return isCallOf(e, "kindIs") && e->args[0]->kind == ExprKind::String && e->args[0]->text == "invalid";
}

/// What `include "<chart>.caseOf" X` asks for the case of: a map, where it is one; null: the text is something else.
const ExprPtr* caseOf(const ExprPtr& text) {
    if (!isCallOf(text, "include") || text->args[0]->kind != ExprKind::String)
        return nullptr;
    const std::string& name = text->args[0]->text;
    bool isCase =
        name.ends_with("." + std::string(values::own_templates::caseOf)) && name.find(".lets.") == std::string::npos;
    return isCase ? &text->args[1] : nullptr;
}

bool isMap(const ExprPtr& e) {
    return isCallOf(e, "kindIs") && e->args[0]->kind == ExprKind::String && e->args[0]->text == "map";
}

/// What a condition that holds says of another one.
std::optional<bool> impliedBy(const ExprPtr& holds, const ExprPtr& asked) {
    if (isSame(holds, asked))
        return true;
    if (isSame(negate(holds), asked) || isSame(holds, negate(asked)))
        return false;
    if (std::optional<Word> word = wordIn(holds); word && isOfText(word->word)) {
        if (const ExprPtr* variant = caseOf(word->text))
            if (isSame(*variant, asked) || (isMap(asked) && isSame(*variant, asked->args[1])))
                return true;
        if (isSame(word->text, asked))
            return true;
        if (isNil(asked) && isSame(word->text, asked->args[1]))
            return false;
        std::optional<Word> other = wordIn(isCallOf(asked, "ne") ? negate(asked) : asked);
        if (other && isSame(other->text, word->text))
            return (other->word == word->word) == isCallOf(asked, "eq");
        return std::nullopt;
    }
    if (isNil(asked) && isSame(holds, asked->args[1]))
        return false;
    return isNil(holds) && isSame(holds->args[1], asked) ? std::optional(false) : std::nullopt;
}

/// `X | default false`, of a truth that may be nil.
bool isTruthOrFalse(const ExprPtr& e) {
    return e->kind == ExprKind::Pipe && e->text == "default" && e->args[0]->kind == ExprKind::Bool &&
           !e->args[0]->boolean;
}

/// Does the call give true or false itself?
bool isTruth(const ExprPtr& e) {
    static constexpr std::array<std::string_view, 15> tests = {
        "not",    "eq",  "ne",     "lt",       "le",        "gt",         "ge",       "empty",
        "kindIs", "has", "hasKey", "contains", "hasPrefix", "regexMatch", "hasSuffix"};
    if (e->kind == ExprKind::Bool || isTruthOrFalse(e))
        return true;
    if (isCallOf(e, "and") || isCallOf(e, "or"))
        return std::ranges::all_of(e->args, isTruth);
    return e->kind == ExprKind::Call && std::ranges::find(tests, e->text) != tests.end();
}

/// `X` of `empty X`, and of `eq X ""` of what is a text there: what doesn't hold; null: the condition is something
/// else.
ExprPtr deniedIn(const ExprPtr& e) {
    if (isCallOf(e, "empty"))
        return e->args[0];
    bool isEmptyText = isCallOf(e, "eq") && e->args[1]->kind == ExprKind::String && e->args[1]->text.empty();
    if (!isEmptyText)
        return nullptr;
    const ExprPtr& text = e->args[0];
    bool isPlain = text->kind == ExprKind::Field || text->kind == ExprKind::Variable || isCallOf(text, "include");
    return isPlain ? text : nullptr;
}

size_t lengthOf(const ExprPtr& e) { return printExpr(e).size(); }

bool isShorter(const ExprPtr& a, const ExprPtr& b) { return lengthOf(a) < lengthOf(b); }

/// `function part part …`, those of the same function flat.
ExprPtr joined(const std::string& function, const std::vector<ExprPtr>& parts) {
    std::vector<ExprPtr> flat;
    for (const ExprPtr& part : parts)
        if (isCallOf(part, function))
            flat.insert(flat.end(), part->args.begin(), part->args.end());
        else
            flat.push_back(part);
    return flat.size() == 1 ? flat[0] : call(function, std::move(flat));
}

/// None of them, where each is denied by `not`: `not (or …)`.
ExprPtr allOf(const std::vector<ExprPtr>& parts) {
    auto isDenied = [](const ExprPtr& part) { return isCallOf(part, "not"); };
    if (parts.size() < 2 || !std::ranges::all_of(parts, isDenied))
        return joined("and", parts);
    std::vector<ExprPtr> denied;
    for (const ExprPtr& part : parts)
        denied.push_back(part->args[0]);
    return call("not", {joined("or", denied)});
}

/// A condition and its opposite. `isStrict`: both are true or false themselves.
struct Sides {
    ExprPtr holds;
    ExprPtr fails;
};

Sides sidesOf(const ExprPtr& e, const Truths& around, bool isStrict);
ExprPtr plainIn(const ExprPtr& e);

/// The parts of `and` (`or`), without those that follow from the others (whose opposites do). A constant alone: all of
/// it is known.
std::vector<Sides> needed(const ExprPtr& e, const Truths& around, bool isStrict) {
    const bool isAll = e->text == "and";
    std::vector<ExprPtr> parts = e->args;
    std::vector<Sides> out;
    for (size_t i = parts.size(); i-- > 0;) {
        Truths known = around;
        for (size_t other = 0; other < parts.size(); ++other)
            if (other != i)
                known.add(parts[other], isAll);
        Sides sides = sidesOf(parts[i], known, isStrict);
        bool isKnown = sides.holds->kind == ExprKind::Bool;
        if (isKnown && sides.holds->boolean != isAll)
            return {sides};
        if (isKnown) {
            parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(i));
            continue;
        }
        parts[i] = sides.holds;
        out.insert(out.begin(), std::move(sides));
    }
    return out.empty() ? std::vector{Sides{boolLiteral(isAll), boolLiteral(!isAll)}} : out;
}

/// `or (and A x) (and (not A) y)`, denied: `or (and A (not x)) (and (not A) (not y))`. Null: it is something else.
ExprPtr eitherDenied(const std::vector<ExprPtr>& arms) {
    if (arms.size() != 2 || !isCallOf(arms[0], "and") || !isCallOf(arms[1], "and"))
        return nullptr;
    auto arm = [](const ExprPtr& of, size_t test) {
        std::vector<ExprPtr> rest = of->args;
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(test));
        return allOf({of->args[test], sidesOf(joined("and", rest), {}, false).fails});
    };
    for (size_t first = 0; first < arms[0]->args.size(); ++first)
        for (size_t second = 0; second < arms[1]->args.size(); ++second)
            if (isSame(negate(arms[0]->args[first]), arms[1]->args[second]))
                return call("or", {arm(arms[0], first), arm(arms[1], second)});
    return nullptr;
}

Sides sidesOfGroup(const ExprPtr& e, const Truths& around, bool isStrict) {
    std::vector<Sides> parts = needed(e, around, isStrict);
    if (parts.size() == 1)
        return parts[0];
    std::vector<ExprPtr> held, denied;
    for (const Sides& part : parts) {
        held.push_back(part.holds);
        denied.push_back(part.fails);
    }
    Sides sides{joined(e->text, held), joined(e->text == "and" ? "or" : "and", denied)};
    if (ExprPtr whole = call("not", {sides.holds}); isShorter(whole, sides.fails))
        sides.fails = whole;
    ExprPtr either = e->text == "or" && !isStrict ? eitherDenied(held) : nullptr;
    constexpr size_t little = 10; // which is read more easily for that
    if (either && lengthOf(either) < lengthOf(sides.fails) + little)
        sides.fails = either;
    return sides;
}

Sides sidesOf(const ExprPtr& e, const Truths& around, bool isStrict) {
    if (std::optional<bool> known = around.of(e))
        return {boolLiteral(*known), boolLiteral(!*known)};
    if (isCallOf(e, "and") || isCallOf(e, "or"))
        return sidesOfGroup(e, around, isStrict);
    if (isCallOf(e, "not")) {
        Sides denied = sidesOf(e->args[0], around, false);
        if (!isStrict || isTruth(denied.fails))
            return {denied.fails, denied.holds};
        bool isTwice = isCallOf(denied.holds, "not");
        return {call("not", {isTwice ? call("empty", denied.holds->args) : denied.holds}), denied.holds};
    }
    if (ExprPtr given = isStrict ? nullptr : deniedIn(e)) {
        given = plainIn(given);
        return {call("not", {given}), given};
    }
    if (ExprPtr given = isStrict ? nullptr : deniedIn(negate(e))) {
        given = plainIn(given);
        return {given, call("not", {given})};
    }
    ExprPtr plain = plainIn(!isStrict && isTruthOrFalse(e) ? e->args[1] : e);
    return {plain, negate(plain)};
}

/// `isStrict`: it has to be true or false itself.
ExprPtr said(const ExprPtr& e, bool isStrict) {
    ExprPtr plain = sidesOf(e, {}, isStrict).holds;
    return plain->kind == ExprKind::Bool ? e : plain;
}

/// Its arms change places where the opposite of the condition is much shorter.
ExprPtr plainTernary(const ExprPtr& e) {
    ExprPtr test = said(e->args[2], true);
    ExprPtr opposite = sidesOf(test, {}, false).fails;
    if (!isTruth(opposite))
        opposite = call("not", {sidesOf(test, {}, false).holds});
    constexpr size_t much = 12;
    bool isTurned = lengthOf(opposite) + much < lengthOf(test);
    const ExprPtr one = plainIn(e->args[0]), other = plainIn(e->args[1]);
    return call("ternary", {isTurned ? other : one, isTurned ? one : other, isTurned ? opposite : test});
}

/// An expression of which conditions are a part.
ExprPtr plainIn(const ExprPtr& e) {
    if (isCallOf(e, "ternary") && e->args.size() == 3)
        return plainTernary(e);
    if (isCallOf(e, "not"))
        return said(e, true);
    Expr made = *e;
    bool isNew = false;
    for (ExprPtr& arg : made.args) {
        ExprPtr plain = plainIn(arg);
        isNew |= plain != arg;
        arg = std::move(plain);
    }
    return isNew ? std::make_shared<const Expr>(std::move(made)) : e;
}

void sayIn(Block& block) {
    auto say = [](ExprPtr& e) { e = plainIn(e); };
    if (Line* line = std::get_if<Line>(&block.node)) {
        for (Part& part : line->parts)
            if (part.action)
                say(part.action);
    } else if (Action* action = std::get_if<Action>(&block.node)) {
        say(action->expr);
    } else if (Assign* assign = std::get_if<Assign>(&block.node)) {
        say(assign->expr);
    } else if (Suffix* suffix = std::get_if<Suffix>(&block.node)) {
        suffix->condition = said(suffix->condition, false);
    } else if (Range* range = std::get_if<Range>(&block.node)) {
        say(range->source);
    } else if (With* with = std::get_if<With>(&block.node)) {
        say(with->source);
    } else if (If* node = std::get_if<If>(&block.node)) {
        for (Branch& branch : node->branches)
            if (branch.condition)
                branch.condition = said(branch.condition, false);
    }
    for (Body* body : bodiesOf(block))
        sayPlainly(*body);
}

} // namespace

void Truths::add(const ExprPtr& condition, bool holds) {
    if (isCallOf(condition, "not"))
        return add(condition->args[0], !holds);
    if (isCallOf(condition, holds ? "and" : "or"))
        for (const ExprPtr& part : condition->args)
            add(part, holds);
    all_.push_back({condition, holds});
}

std::optional<bool> Truths::of(const ExprPtr& condition) const {
    for (const Truth& truth : all_) {
        const ExprPtr fact = truth.holds ? truth.condition : negate(truth.condition);
        if (std::optional<bool> known = impliedBy(fact, condition))
            return known;
        std::optional<bool> wouldFollow = impliedBy(condition, truth.condition);
        if (wouldFollow && *wouldFollow != truth.holds)
            return false;
    }
    return std::nullopt;
}

ExprPtr plainly(const ExprPtr& condition, const Truths& known) { return sidesOf(condition, known, false).holds; }

ExprPtr oppositeOf(const ExprPtr& condition) { return sidesOf(condition, {}, false).fails; }

void sayPlainly(Body& body) {
    for (Block& block : body)
        sayIn(block);
}

} // namespace stackc::templates
