#include "templates/plain_conditions.h"

#include "templates/printer.h"
#include "values/own_templates.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <unordered_map>
#include <unordered_set>
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

bool isOfKind(const ExprPtr& e, std::string_view kind) {
    return isCallOf(e, "kindIs") && e->args[0]->kind == ExprKind::String && e->args[0]->text == kind;
}

bool isNil(const ExprPtr& e) { return isOfKind(e, "invalid"); }

/// What `include "<chart>.caseOf" X` asks for the case of: a map, where it is one; null: the text is something else.
const ExprPtr* caseOf(const ExprPtr& text) {
    if (!isCallOf(text, "include") || text->args[0]->kind != ExprKind::String)
        return nullptr;
    const std::string& name = text->args[0]->text;
    bool isCase =
        name.ends_with("." + std::string(values::own_templates::caseOf)) && name.find(".lets.") == std::string::npos;
    return isCase ? &text->args[1] : nullptr;
}

bool isMap(const ExprPtr& e) { return isOfKind(e, "map"); }

/// What a condition that holds says of another one.
std::optional<bool> impliedBy(const ExprPtr& holds, const ExprPtr& asked) {
    if (isSame(holds, asked))
        return true;
    if (areOpposite(holds, asked))
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

/// Are they many fields, each once, denied or not? Then none of them says anything of another one.
bool areManyFields(const std::vector<ExprPtr>& parts) {
    constexpr size_t many = 8;
    auto fieldOf = [](const ExprPtr& part) -> const ExprPtr& { return isCallOf(part, "not") ? part->args[0] : part; };
    auto isField = [&](const ExprPtr& part) { return fieldOf(part)->kind == ExprKind::Field; };
    if (parts.size() < many || !std::ranges::all_of(parts, isField))
        return false;
    std::unordered_set<std::string> seen;
    return std::ranges::all_of(parts,
                               [&](const ExprPtr& part) { return seen.insert(printExpr(fieldOf(part))).second; });
}

/// A condition and its opposite. `isStrict`: both are true or false themselves.
struct Sides {
    ExprPtr holds;
    ExprPtr fails; ///< null where nobody asks for it
};

/// Which sides are asked for.
enum class Side : uint8_t { Holds, Both };

/// What is said plainly is kept: the same expression stands in several that are made of it.
class Plain {
public:
    Sides sidesOf(const ExprPtr& e, const Truths& around, bool isStrict, Side side) {
        if (std::optional<bool> known = around.of(e))
            return {boolLiteral(*known), boolLiteral(!*known)};
        if (isCallOf(e, "and") || isCallOf(e, "or"))
            return ofGroup(e, around, isStrict, side);
        if (isCallOf(e, "not")) {
            Sides denied = sidesOf(e->args[0], around, false, Side::Both);
            if (!isStrict || isTruth(denied.fails))
                return {denied.fails, denied.holds};
            bool isTwice = isCallOf(denied.holds, "not");
            return {call("not", {isTwice ? call("empty", denied.holds->args) : denied.holds}), denied.holds};
        }
        if (ExprPtr given = isStrict ? nullptr : deniedIn(e)) {
            given = in(given);
            return {call("not", {given}), given};
        }
        if (ExprPtr given = isStrict ? nullptr : deniedIn(negate(e))) {
            given = in(given);
            return {given, call("not", {given})};
        }
        ExprPtr plain = in(!isStrict && isTruthOrFalse(e) ? e->args[1] : e);
        return {plain, side == Side::Both ? negate(plain) : nullptr};
    }

    /// `isStrict`: it has to be true or false itself.
    ExprPtr said(const ExprPtr& e, bool isStrict) {
        ExprPtr plain = sidesOf(e, {}, isStrict, Side::Holds).holds;
        return plain->kind == ExprKind::Bool ? e : plain;
    }

    /// An expression of which conditions are a part.
    ExprPtr in(const ExprPtr& e) {
        if (auto known = known_.find(e); known != known_.end())
            return known->second;
        ExprPtr plain = isCallOf(e, "ternary") && e->args.size() == 3 ? ternary(e)
                        : isCallOf(e, "not")                          ? said(e, true)
                                                                      : parts(e);
        known_.emplace(e, plain);
        return plain;
    }

    void say(Body& body) {
        for (Block& block : body)
            say(block);
    }

private:
    /// The parts of `and` (`or`), without those that follow from the others (whose opposites do). A constant alone: all
    /// of it is known.
    std::vector<Sides> needed(const ExprPtr& e, const Truths& around, bool isStrict, Side side) {
        const bool isAll = e->text == "and";
        std::vector<ExprPtr> parts = e->args;
        std::vector<Sides> out;
        const bool areApart = areManyFields(parts);
        for (size_t i = parts.size(); i-- > 0;) {
            Truths known = around;
            for (size_t other = 0; !areApart && other < parts.size(); ++other)
                if (other != i)
                    known.add(parts[other], isAll);
            Sides sides = sidesOf(parts[i], known, isStrict, side);
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
        auto arm = [this](const ExprPtr& of, size_t test) {
            std::vector<ExprPtr> rest = of->args;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(test));
            return allOf({of->args[test], sidesOf(joined("and", rest), {}, false, Side::Both).fails});
        };
        for (size_t first = 0; first < arms[0]->args.size(); ++first)
            for (size_t second = 0; second < arms[1]->args.size(); ++second)
                if (isNegated(arms[0]->args[first], arms[1]->args[second]))
                    return call("or", {arm(arms[0], first), arm(arms[1], second)});
        return nullptr;
    }

    /// `or (and a b) (and a c)` as `and a (or b c)`, and the same where `c` alone says `a`; null: they have nothing in
    /// common, or it is longer.
    static ExprPtr factored(const std::vector<ExprPtr>& arms) {
        auto partsOf = [](const ExprPtr& arm) { return isCallOf(arm, "and") ? arm->args : std::vector{arm}; };
        auto says = [&](const ExprPtr& arm, const ExprPtr& part) {
            const std::vector<ExprPtr> said = partsOf(arm);
            return std::ranges::any_of(said, [&](const ExprPtr& one) { return impliedBy(one, part) == true; });
        };
        std::vector<ExprPtr> common;
        for (const ExprPtr& arm : arms)
            for (const ExprPtr& part : isCallOf(arm, "and") ? arm->args : std::vector<ExprPtr>())
                if (std::ranges::all_of(arms, [&](const ExprPtr& other) { return says(other, part); }) &&
                    std::ranges::none_of(common, [&](const ExprPtr& other) { return isSame(other, part); }))
                    common.push_back(part);
        std::vector<ExprPtr> rest;
        for (const ExprPtr& arm : arms) {
            std::vector<ExprPtr> own = partsOf(arm);
            std::erase_if(own, [&](const ExprPtr& part) {
                return std::ranges::any_of(common, [&](const ExprPtr& other) { return isSame(other, part); });
            });
            if (own.empty())
                return nullptr;
            rest.push_back(joined("and", own));
        }
        if (common.empty())
            return nullptr;
        common.push_back(joined("or", rest));
        ExprPtr whole = joined("and", common);
        return lengthOf(whole) <= lengthOf(call("or", arms)) ? whole : nullptr;
    }

    Sides ofGroup(const ExprPtr& e, const Truths& around, bool isStrict, Side side) {
        std::vector<Sides> parts = needed(e, around, isStrict, side);
        if (parts.size() == 1)
            return parts[0];
        std::vector<ExprPtr> held, denied;
        for (const Sides& part : parts) {
            held.push_back(part.holds);
            denied.push_back(part.fails);
        }
        if (ExprPtr whole = e->text == "or" ? factored(held) : nullptr)
            return sidesOf(whole, around, isStrict, side);
        Sides sides{joined(e->text, held), nullptr};
        if (side == Side::Holds)
            return sides;
        sides.fails = joined(e->text == "and" ? "or" : "and", denied);
        size_t length = lengthOf(sides.fails);
        constexpr size_t little = 10; // which is read more easily for that
        auto isDenied = [](const ExprPtr& part) { return isCallOf(part, "not"); };
        const size_t spared = std::ranges::all_of(denied, isDenied) ? 0 : little;
        ExprPtr whole = call("not", {sides.holds});
        if (size_t other = lengthOf(whole); other + spared < length) {
            sides.fails = std::move(whole);
            length = other;
        }
        ExprPtr either = e->text == "or" && !isStrict ? eitherDenied(held) : nullptr;
        if (either && lengthOf(either) < length + little)
            sides.fails = std::move(either);
        return sides;
    }

    /// Its arms change places where the opposite of the condition is much shorter.
    ExprPtr ternary(const ExprPtr& e) {
        ExprPtr test = said(e->args[2], true);
        Sides sides = sidesOf(test, {}, false, Side::Both);
        ExprPtr opposite = isTruth(sides.fails) ? sides.fails : call("not", {sides.holds});
        constexpr size_t much = 12;
        bool isTurned = lengthOf(opposite) + much < lengthOf(test);
        const ExprPtr one = in(e->args[0]), other = in(e->args[1]);
        if (!isTurned && one == e->args[0] && other == e->args[1] && test == e->args[2])
            return e;
        return call("ternary", {isTurned ? other : one, isTurned ? one : other, isTurned ? opposite : test});
    }

    ExprPtr parts(const ExprPtr& e) {
        Expr made = *e;
        bool isNew = false;
        for (ExprPtr& arg : made.args) {
            ExprPtr plain = in(arg);
            isNew |= plain != arg;
            arg = std::move(plain);
        }
        return isNew ? std::make_shared<const Expr>(std::move(made)) : e;
    }

    void say(Block& block) {
        auto sayIn = [this](ExprPtr& e) { e = in(e); };
        if (Line* line = std::get_if<Line>(&block.node)) {
            for (Part& part : line->parts)
                if (part.action)
                    sayIn(part.action);
        } else if (Action* action = std::get_if<Action>(&block.node)) {
            sayIn(action->expr);
        } else if (Assign* assign = std::get_if<Assign>(&block.node)) {
            sayIn(assign->expr);
        } else if (Suffix* suffix = std::get_if<Suffix>(&block.node)) {
            suffix->condition = said(suffix->condition, false);
        } else if (Range* range = std::get_if<Range>(&block.node)) {
            sayIn(range->source);
        } else if (With* with = std::get_if<With>(&block.node)) {
            sayIn(with->source);
        } else if (If* node = std::get_if<If>(&block.node)) {
            for (Branch& branch : node->branches)
                if (branch.condition)
                    branch.condition = said(branch.condition, false);
        }
        for (Body* body : bodiesOf(block))
            say(*body);
    }

    std::unordered_map<ExprPtr, ExprPtr> known_; ///< what in() gives
};

} // namespace

void Truths::add(const ExprPtr& condition, bool holds) {
    if (isCallOf(condition, "not"))
        return add(condition->args[0], !holds);
    if (isCallOf(condition, holds ? "and" : "or"))
        for (const ExprPtr& part : condition->args)
            add(part, holds);
    all_.push_back({condition, holds, holds ? condition : negate(condition)});
}

std::optional<bool> Truths::of(const ExprPtr& condition) const {
    for (const Truth& truth : all_) {
        if (std::optional<bool> known = impliedBy(truth.fact, condition))
            return known;
        std::optional<bool> wouldFollow = impliedBy(condition, truth.condition);
        if (wouldFollow && *wouldFollow != truth.holds)
            return false;
    }
    return std::nullopt;
}

ExprPtr plainly(const ExprPtr& condition, const Truths& known) {
    return Plain().sidesOf(condition, known, false, Side::Holds).holds;
}

ExprPtr oppositeOf(const ExprPtr& condition) { return Plain().sidesOf(condition, {}, false, Side::Both).fails; }

void sayPlainly(Body& body) { Plain().say(body); }

} // namespace stackc::templates
