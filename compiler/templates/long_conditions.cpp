#include "templates/long_conditions.h"
#include "templates/condition_variables.h"
#include "templates/moved_lines.h"
#include "templates/plain_conditions.h"
#include "templates/printer.h"
#include "templates/walk.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

namespace stackc::templates {

namespace {

constexpr size_t longest = 100; ///< characters of a condition

ExprPtr allOf(std::vector<ExprPtr> parts) { return parts.size() == 1 ? parts[0] : call("and", std::move(parts)); }

/// Names that a loop leaves out while `when` holds; null: always.
struct Names {
    ExprPtr subject;
    ExprPtr when;
    std::vector<ExprPtr> names;
};

/// Names that are left out while all of `when` holds.
struct Conditional {
    std::vector<ExprPtr> when;
    std::vector<ExprPtr> names;
};

std::optional<Names> namesIn(const ExprPtr& conjunct);

/// What leaves out the names of `last` where all of `when` holds.
std::optional<Names> namesWhere(std::vector<ExprPtr> when, const ExprPtr& last) {
    std::optional<Names> names = namesIn(last);
    if (names && names->when)
        when.push_back(names->when);
    if (names)
        names->when = allOf(std::move(when));
    return names;
}

/// `not (eq subject "a")`, `not (has subject (list "a" "b"))`, and both beside other conditions.
std::optional<Names> namesIn(const ExprPtr& conjunct) {
    if (isCallOf(conjunct, "or")) {
        std::vector<ExprPtr> when;
        for (auto other = conjunct->args.begin(); other != conjunct->args.end() - 1; ++other)
            when.push_back(negate(*other));
        return namesWhere(std::move(when), conjunct->args.back());
    }
    if (isCallOf(conjunct, "ne") && conjunct->args[1]->kind == ExprKind::String)
        return Names{conjunct->args[0], nullptr, {conjunct->args[1]}};
    if (!isCallOf(conjunct, "not"))
        return std::nullopt;
    const ExprPtr& excluded = conjunct->args[0];
    if (isCallOf(excluded, "has") && isCallOf(excluded->args[1], "list"))
        return Names{excluded->args[0], nullptr, excluded->args[1]->args};
    if (!isCallOf(excluded, "and"))
        return std::nullopt;
    return namesWhere({excluded->args.begin(), excluded->args.end() - 1}, negate(excluded->args.back()));
}

class Breaker {
public:
    explicit Breaker(const Body& whole) : names_(variablesOf(whole)) {}

    void body(Body& blocks) {
        const size_t above = names_.visible();
        const size_t takenAbove = taken_.size();
        const auto isLong = [this](const ExprPtr& e) { return this->isLong(e); };
        Body out;
        for (auto block = blocks.begin(); block != blocks.end(); ++block) {
            if (Range* range = std::get_if<Range>(&block->node))
                namesBefore(*range, out);
            if (With* with = std::get_if<With>(&block->node)) {
                names_.testsBefore(*with, {block, blocks.end()}, isLong, out);
                placesBefore(*with, out);
                omitBefore(*with, out);
            }
            if (If* node = std::get_if<If>(&block->node))
                names_.placesBefore(*node, isLong, out);
            std::visit([this](auto& node) { inside(node); }, block->node);
            out.push_back(std::move(*block));
        }
        names_.forget(above);
        taken_.resize(takenAbove);
        blocks = std::move(out);
    }

private:
    void inside(If& node) {
        for (Branch& branch : node.branches)
            body(branch.body);
        if (node.branches.size() != 1 || !isLong(node.branches[0].condition))
            return;
        if (isCallOf(node.branches[0].condition, "or") && isWord(node.branches[0].body))
            chooseByParts(node);
        else
            nest(node);
    }
    void inside(Range& node) {
        moved(node.body);
        body(node.otherwise);
    }
    void inside(With& node) {
        moved(node.body);
        body(node.otherwise);
    }
    void inside(Define& node) {
        isBoxed_ = node.boxed;
        body(node.body);
        isBoxed_ = false;
    }
    template <typename Other> void inside(Other&) {}

    void moved(Body& blocks) {
        bool before = std::exchange(isMoved_, true);
        body(blocks);
        isMoved_ = before;
    }

    /// As it will be printed here, where the root may be `$.root`.
    size_t lengthOf(const ExprPtr& e) const {
        std::string text = printExpr(e);
        size_t length = text.size();
        for (size_t at = text.find(".Values"); at != std::string::npos; at = text.find(".Values", at + 1))
            length += (isBoxed_ ? 5 : 0) + (isMoved_ ? 1 : 0);
        return length;
    }
    bool isLong(const ExprPtr& e) const { return lengthOf(e) > longest; }

    /// What a template is given has variables as what a condition reads.
    void placesBefore(With& node, Body& out) {
        if (!isCallOf(node.source, "include"))
            return;
        If pseudo{.indent = node.indent, .branches = {}};
        pseudo.branches.push_back({node.source, {}});
        names_.placesBefore(
            pseudo, [this](const ExprPtr& e) { return isLong(e); }, out);
        node.source = pseudo.branches[0].condition;
    }

    /// `with omit X "a" (ternary "b" "" C)` that is long: a variable holds X, without `b` where C holds.
    void omitBefore(With& node, Body& out) {
        if (!isCallOf(node.source, "omit") || !isLong(node.source))
            return;
        const std::string key = keyOf(node.source->args[0]);
        std::vector<ExprPtr> always;
        std::vector<std::pair<ExprPtr, ExprPtr>> sometimes; // by their conditions
        for (auto name = node.source->args.begin() + 1; name != node.source->args.end(); ++name)
            if (std::optional<Conditional> one = leftOutIn(*name))
                sometimes.emplace_back(one->when[0], one->names[0]);
            else
                always.push_back(*name);
        auto without = [](const ExprPtr& held, std::vector<ExprPtr> names) {
            names.insert(names.begin(), held);
            return names.size() == 1 ? held : call("omit", std::move(names));
        };
        if (key.empty() || isLong(without(variable(key), always)))
            return;
        const ExprPtr held = variable(names_.newName(key));
        out.push_back({Assign{.indent = node.indent, .name = held->text, .expr = node.source->args[0]}});
        for (const auto& [when, name] : sometimes) {
            Assign less{.indent = node.indent, .name = held->text, .expr = without(held, {name}), .again = true};
            out.push_back({If{.indent = node.indent, .branches = {{when, {{std::move(less)}}}}}});
        }
        node.source = without(held, std::move(always));
    }

    /// The key that a map is left without under a condition: `ternary "key" "" C`, or the other way round.
    static std::optional<Conditional> leftOutIn(const ExprPtr& name) {
        auto isText = [](const ExprPtr& e, bool isEmpty) {
            return e->kind == ExprKind::String && e->text.empty() == isEmpty;
        };
        if (!isCallOf(name, "ternary"))
            return std::nullopt;
        const ExprPtr& test = name->args[2];
        if (isText(name->args[0], false) && isText(name->args[1], true))
            return Conditional{{plainly(test, {})}, {name->args[0]}};
        if (isText(name->args[0], true) && isText(name->args[1], false))
            return Conditional{{oppositeOf(test)}, {name->args[1]}};
        return std::nullopt;
    }

    /// The last key of a place, or of what stands before `default`; empty: it has none that a variable may be called.
    static std::string keyOf(const ExprPtr& e) {
        const ExprPtr& place = e->kind == ExprKind::Pipe ? e->args.back() : e;
        return place->kind == ExprKind::Field && isIdentifier(place->text) ? place->text : std::string();
    }

    /// Is it a line of text alone, and a short one?
    static bool isWord(const Body& body) {
        constexpr size_t shortest = 20;
        const Line* line = body.size() == 1 ? std::get_if<Line>(&body[0].node) : nullptr;
        return line != nullptr && line->parts.size() == 1 && !line->parts[0].action &&
               line->parts[0].text.size() < shortest;
    }

    /// A branch for each part of `or`, with the same word in each.
    static void chooseByParts(If& node) {
        const std::vector<ExprPtr> parts = node.branches[0].condition->args;
        const Body word = node.branches[0].body;
        node.branches.clear();
        for (const ExprPtr& part : parts)
            node.branches.push_back({part, word});
    }

    /// Groups of conjuncts, each as long as a line may be.
    void nest(If& node) {
        std::vector<std::vector<ExprPtr>> lines;
        for (const ExprPtr& part : conjunctsOf(node.branches[0].condition)) {
            if (!lines.empty()) {
                lines.back().push_back(part);
                if (!isLong(allOf(lines.back())))
                    continue;
                lines.back().pop_back();
            }
            lines.push_back({part});
        }
        Body innermost = std::move(node.branches[0].body);
        for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
            If outer{.indent = node.indent, .branches = {}};
            outer.branches.push_back({allOf(*line), std::move(innermost)});
            innermost.clear();
            innermost.push_back({std::move(outer)});
        }
        node = std::get<If>(Block(std::move(innermost[0])).node);
    }

    /// The names that the loop leaves out, in a list that is put together before it.
    void namesBefore(Range& range, Body& out) {
        If* filter = range.body.size() == 1 ? std::get_if<If>(&range.body[0].node) : nullptr;
        if (filter == nullptr || filter->branches.size() != 1 || !isLong(filter->branches[0].condition))
            return;
        auto plain = [](const ExprPtr& e) { return isCallOf(e, "toString") ? e->args[0] : e; };
        auto ofRound = [&](const ExprPtr& e) { return mentions(e, range.element) || mentions(e, range.key); };
        std::vector<Names> found;
        std::vector<ExprPtr> rest;
        for (const ExprPtr& part : conjunctsOf(filter->branches[0].condition)) {
            std::optional<Names> names = namesIn(part);
            bool isOurs = names && ofRound(names->subject) &&
                          (found.empty() || isSame(plain(names->subject), plain(found[0].subject))) &&
                          (!names->when || !ofRound(names->when));
            if (isOurs)
                found.push_back(std::move(*names));
            else
                rest.push_back(part);
        }
        if (found.size() < 2)
            return;
        const std::string name = names_.freeName("taken");
        std::vector<Conditional> names = byCondition(found);
        if (std::string spelled = spelledOut(names); taken_.empty() || taken_.back() != spelled) {
            listNames(range.indent, name, std::move(names), out);
            taken_.push_back(std::move(spelled));
        }
        // A text that `has` takes as it is somewhere is one everywhere.
        auto text = std::ranges::find_if(found, [](const Names& one) { return !isCallOf(one.subject, "toString"); });
        const ExprPtr& subject = text != found.end() ? text->subject : found[0].subject;
        rest.insert(rest.begin(), negate(call("has", {subject, variable(name)})));
        filter->branches[0].condition = allOf(std::move(rest));
    }

    static std::string spelledOut(const std::vector<Conditional>& names) {
        std::string text;
        for (const Conditional& one : names) {
            for (const ExprPtr& condition : one.when)
                text += printExpr(condition) + "&";
            for (const ExprPtr& name : one.names)
                text += "," + printExpr(name);
            text += ";";
        }
        return text;
    }

    /// First those that are always left out, then the others as they stand, those of one condition together.
    static std::vector<Conditional> byCondition(const std::vector<Names>& found) {
        std::vector<Conditional> out{{}};
        for (const Names& one : found)
            if (!one.when)
                out[0].names.insert(out[0].names.end(), one.names.begin(), one.names.end());
        for (const Names& one : found) {
            if (!one.when)
                continue;
            std::vector<ExprPtr> when = conjunctsOf(one.when);
            if (!std::ranges::equal(out.back().when, when, isSame))
                out.push_back({std::move(when), {}});
            out.back().names.insert(out.back().names.end(), one.names.begin(), one.names.end());
        }
        return out;
    }

    /// The list of the names, as far as they are left out.
    void listNames(int indent, const std::string& name, std::vector<Conditional> names, Body& out) {
        assign(indent, name, std::move(names[0].names), true, out);
        names.erase(names.begin());
        addNames(indent, name, std::move(names), out);
    }

    /// What adds the names to the list; what neighbours ask alike is asked once.
    void addNames(int indent, const std::string& name, std::vector<Conditional> names, Body& out) {
        for (auto one = names.begin(); one != names.end();) {
            if (one->when.empty()) {
                assign(indent, name, std::move(one->names), false, out);
                ++one;
                continue;
            }
            auto asksFirst = [](const Conditional& asked) {
                return [first = asked.when[0]](const Conditional& other) {
                    return !other.when.empty() && isSame(other.when[0], first);
                };
            };
            auto end = std::find_if_not(one, names.end(), asksFirst(*one));
            std::vector<Conditional> inner(one, end);
            std::vector<ExprPtr> common;
            while (!inner[0].when.empty() && std::ranges::all_of(inner, asksFirst(inner[0]))) {
                common.push_back(inner[0].when[0]);
                for (Conditional& other : inner)
                    other.when.erase(other.when.begin());
            }
            If when{.indent = indent, .branches = {}};
            when.branches.push_back({allOf(std::move(common)), {}});
            addNames(indent, name, std::move(inner), when.branches[0].body);
            if (isLong(when.branches[0].condition))
                nest(when);
            out.push_back({std::move(when)});
            one = end;
        }
    }

    /// `$name := list …`, or what adds to it, on as many lines as it takes.
    void assign(int indent, const std::string& name, std::vector<ExprPtr> names, bool isFirst, Body& out) const {
        for (auto begin = names.begin(); begin != names.end() || isFirst;) {
            auto end = begin;
            std::vector<ExprPtr> line;
            ExprPtr made;
            do {
                if (end != names.end())
                    line.push_back(*end++);
                made = isFirst ? call("list", line) : call("concat", {variable(name), call("list", line)});
            } while (end != names.end() && lengthOf(made) + printExpr(*end).size() < longest);
            out.push_back({Assign{indent, name, std::move(made), !isFirst}});
            isFirst = false;
            begin = end;
        }
    }

    ConditionVariables names_;
    std::vector<std::string> taken_; ///< the names that loops so far leave out, here and around; the last ones count
    bool isBoxed_ = false;
    bool isMoved_ = false; ///< the dot isn't the root
};

} // namespace

void breakLongConditions(Body& body) { Breaker(body).body(body); }

} // namespace stackc::templates
