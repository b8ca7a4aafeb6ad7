#include "templates/sharing.h"

#include "templates/shared_names.h"
#include "templates/unify.h"
#include "templates/walk.h"
#include "values/own_templates.h"

#include <algorithm>
#include <deque>
#include <fmt/format.h>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>
#include <utility>

namespace stackc::templates {

namespace {

/// How what included a template has to include the one that took its place.
struct Call {
    std::string name;
    bool needsRoot = false;
    std::vector<std::pair<std::string, ExprPtr>> given;
};
using Calls = std::unordered_map<std::string, Call>;

ExprPtr withArguments(const Call& made, const ExprPtr& argument) {
    std::vector<ExprPtr> dict;
    if (isCallOf(argument, "dict"))
        dict = argument->args;
    else if (made.needsRoot)
        dict = {stringLiteral("root"), argument};
    for (const auto& [name, given] : made.given) {
        dict.push_back(stringLiteral(name));
        dict.push_back(given);
    }
    ExprPtr passed = dict.empty() || made.given.empty() ? argument : call("dict", std::move(dict));
    return call("include", {stringLiteral(made.name), passed});
}

class CallRewriter : public TemplateWalk {
public:
    explicit CallRewriter(const Calls& calls) : calls_(calls) {}

protected:
    ExprPtr include(ExprPtr e) override {
        auto found = calls_.find(e->args[0]->text);
        return found == calls_.end() ? e : withArguments(found->second, e->args[1]);
    }

private:
    const Calls& calls_;
};

class IncludedNames : public TemplateWalk {
public:
    std::set<std::string> names;

protected:
    ExprPtr include(ExprPtr e) override {
        names.insert(e->args[0]->text);
        return e;
    }
};

class Variables : public TemplateWalk {
public:
    std::set<std::string> names; ///< with their dollars

protected:
    void fixed(std::string_view token) override {
        if (token.starts_with('$'))
            names.emplace(token);
    }
};

/// A document, or a block of the checks.
struct Piece {
    std::string name; ///< of the resource
    std::string kind; ///< in small letters; of checks `validate`
    Body* body = nullptr;
    bool isCheck = false;
};

/// A define, or a piece on its way to become one.
struct Unit {
    Define* define = nullptr;
    const Piece* piece = nullptr;
    size_t level = 0; ///< above all that it includes
    bool isGone = false;
    size_t members = 1; ///< that it stands for
};

/// The blocks of the checks one by one. Each is a piece, but those that read what one before them has set.
class ChecksApart {
public:
    explicit ChecksApart(Body& checks) : whole_(checks) {
        std::set<std::string> set;
        for (Block& define : checks)
            for (Block& check : std::get<Define>(define.node).body) {
                if (const Assign* assign = std::get_if<Assign>(&check.node))
                    set.insert("$" + assign->name);
                bool isAlone = std::holds_alternative<If>(check.node);
                checks_.push_back({std::move(check)});
                Variables read;
                read.body(checks_.back());
                if (isAlone && std::ranges::none_of(read.names, [&](const auto& name) { return set.contains(name); }))
                    pieces_.push_back(&checks_.back());
                else
                    loose_.push_back(&checks_.back());
            }
    }

    const std::vector<Body*>& pieces() const { return pieces_; }
    const std::vector<Body*>& loose() const { return loose_; }
    /// A template that takes the place of pieces.
    void add(Define define) { made_.push_back({std::move(define)}); }

    /// Back into the template that they come from, with those that were made behind it.
    void putTogether() {
        if (whole_.empty())
            return;
        Body& body = std::get<Define>(whole_[0].node).body;
        body.clear();
        for (Body& check : checks_)
            body.insert(body.end(), std::make_move_iterator(check.begin()), std::make_move_iterator(check.end()));
        for (Block& made : made_)
            whole_.push_back(std::move(made));
    }

private:
    Body& whole_;
    std::deque<Body> checks_; ///< block by block
    std::vector<Body*> pieces_, loose_;
    Body made_;
};

void rewrite(Body& body, const Calls& calls) {
    if (!calls.empty())
        body = CallRewriter(calls).body(body);
}

/// How many templates each stands for, by name.
using Sizes = std::map<std::string, size_t>;

/// New names for the templates that are left.
class Renaming {
public:
    Renaming(const std::string& chart, Templates& templates, const Sizes& sizes)
        : chart_(chart), templates_(templates), sizes_(sizes) {}

    /// Where one template of its kind is left, or most of them are one, it has the plain name.
    void run() {
        std::map<std::string, std::vector<std::string>> byBase;
        std::set<std::string> all;
        for (const Block& check : templates_.checks)
            all.insert(std::get<Define>(check.node).name);
        for (Body* body : {&templates_.helpers, &templates_.files})
            for (const Block& block : *body) {
                const std::string& name = std::get<Define>(block.node).name;
                byBase[partsOf(name, chart_).base].push_back(name);
                all.insert(name);
            }
        for (const auto& [base, names] : byBase) {
            auto largest =
                std::max_element(names.begin(), names.end(),
                                 [this](const std::string& a, const std::string& b) { return sizeOf(a) < sizeOf(b); });
            std::string plain = chart_ + "." + base;
            if ((names.size() == 1 || sizeOf(*largest) > 1) && all.insert(plain).second)
                calls_[*largest] = {plain, false, {}};
            numberAnew(plain, names, all);
        }
        for (Body* body : {&templates_.helpers, &templates_.files, &templates_.checks, &templates_.notes})
            rewrite(*body, calls_);
        for (Body* body : {&templates_.helpers, &templates_.files})
            for (Block& block : *body)
                if (auto found = calls_.find(std::get<Define>(block.node).name); found != calls_.end())
                    std::get<Define>(block.node).name = found->second.name;
        for (DocumentTemplate& document : templates_.documents)
            rewrite(document.body, calls_);
    }

private:
    size_t sizeOf(const std::string& name) const {
        auto found = sizes_.find(name);
        return found == sizes_.end() ? 0 : found->second;
    }

    /// Those of a kind that only a number tells apart have small ones.
    void numberAnew(const std::string& plain, const std::vector<std::string>& names, std::set<std::string>& all) {
        size_t number = 2;
        for (const std::string& name : names) {
            std::string rest = partsOf(name, chart_).rest;
            if (calls_.contains(name) || rest.empty() || rest.find_first_not_of("0123456789") != std::string::npos)
                continue;
            const std::string prefix = plain + name[name.size() - rest.size() - 1];
            while (all.contains(prefix + std::to_string(number)) && prefix + std::to_string(number) != name)
                ++number;
            if (const std::string wanted = prefix + std::to_string(number++); wanted != name) {
                calls_[name] = {wanted, false, {}};
                all.insert(wanted);
            }
        }
    }

    const std::string& chart_;
    Templates& templates_;
    const Sizes& sizes_;
    Calls calls_;
};

class Sharing {
public:
    Sharing(const std::string& chart, Templates& templates)
        : chart_(chart), templates_(templates), checks_(templates.checks) {
        for (Body* body : {&templates.helpers, &templates.files})
            for (Block& block : *body)
                add({&std::get<Define>(block.node), nullptr});
        for (DocumentTemplate& document : templates.documents)
            pieces_.push_back({document.name, document.kind, &document.body});
        for (Body* check : checks_.pieces())
            pieces_.push_back({{}, "validate", check, true});
        for (const Piece& piece : pieces_)
            units_.push_back({nullptr, &piece});
        size_t top = 0;
        for (Unit& unit : units_)
            if (unit.define != nullptr)
                top = std::max(top, unit.level = levelOf(unit.define->name));
        for (Unit& unit : units_)
            if (unit.piece != nullptr)
                unit.level = top + 1;
        top_ = top + 1;
    }

    void run() {
        for (size_t level = 0; level <= top_; ++level)
            share(level);
        for (Body* check : checks_.loose())
            rewrite(*check, calls_);
        checks_.putTogether();
        rewrite(templates_.notes, calls_);
        Renaming(chart_, templates_, removeGone()).run();
    }

private:
    void add(Unit unit) {
        byName_.emplace(unit.define->name, units_.size());
        units_.push_back(unit);
    }

    size_t levelOf(const std::string& name) {
        auto [known, fresh] = levels_.try_emplace(name, 0);
        if (!fresh || !byName_.contains(name))
            return known->second;
        IncludedNames included;
        included.body(units_[byName_.at(name)].define->body);
        size_t level = 0;
        for (const std::string& other : included.names)
            if (byName_.contains(other))
                level = std::max(level, levelOf(other) + 1);
        return levels_[name] = level;
    }

    Body& bodyOf(const Unit& unit) { return unit.define != nullptr ? unit.define->body : *unit.piece->body; }

    void share(size_t level) {
        std::map<std::string, std::vector<size_t>> buckets;
        std::vector<std::string> order;
        for (size_t i = 0; i < units_.size(); ++i) {
            if (units_[i].level != level)
                continue;
            rewrite(bodyOf(units_[i]), calls_);
            std::string key = kindOf(units_[i]) + "\n" + shapeOf(bodyOf(units_[i]));
            std::vector<size_t>& bucket = buckets[key];
            if (bucket.empty())
                order.push_back(key);
            bucket.push_back(i);
        }
        for (const std::string& key : order)
            shareAlike(buckets[key]);
    }

    /// What has to be equal beside the shapes of the bodies.
    std::string kindOf(const Unit& unit) const {
        if (unit.piece != nullptr)
            return (unit.piece->isCheck ? "check" : "document ") + unit.piece->kind;
        const Define& define = *unit.define;
        return partsOf(define.name, chart_).base + (define.trim == Trim::Right ? " right" : " left") +
               (define.finalNewline ? " line" : "") + (define.boxed ? " boxed" : "");
    }

    std::vector<Member> membersOf(const std::vector<size_t>& which) {
        std::vector<Member> members;
        for (size_t i : which)
            members.push_back({&bodyOf(units_[i]), units_[i].define != nullptr
                                                       ? partsOf(units_[i].define->name, chart_).rest
                                                       : std::string()});
        return members;
    }

    /// Units of one shape: all of them become one, or those that differ less.
    void shareAlike(const std::vector<size_t>& units) {
        if (units.size() < 2)
            return;
        std::vector<size_t> all(units.size());
        std::iota(all.begin(), all.end(), 0);
        shareAlike(units, Alike(membersOf(units)), all);
    }

    /// Some of these units, by their places among them.
    void shareAlike(const std::vector<size_t>& units, const Alike& alike, const std::vector<size_t>& which) {
        if (which.size() < 2)
            return;
        std::vector<size_t> these;
        for (size_t m : which)
            these.push_back(units[m]);
        size_t most = mostParameters(these);
        if (std::optional<Unified> unified = most > 0 ? alike.unify(which, most) : std::nullopt) {
            replace(these, std::move(*unified));
            return;
        }
        for (const std::vector<size_t>& one : alike.classes(which))
            shareAlike(units, alike, one);
    }

    /// How many parameters one template of these may take to be worth it; none where it isn't in any case.
    size_t mostParameters(const std::vector<size_t>& alike) {
        const Unit& first = units_[alike[0]];
        size_t lines = linesOf(bodyOf(first));
        size_t most = std::min<size_t>(8, 4 + lines / 8);
        if (first.define != nullptr)
            return most;
        size_t least = first.piece->isCheck ? 30 : 40;
        return alike.size() > 2 && (alike.size() - 1) * lines >= least ? std::min<size_t>(most, 4) : 0;
    }

    void replace(const std::vector<size_t>& alike, Unified unified) {
        const Unit first = units_[alike[0]];
        std::string name = first.define != nullptr ? first.define->name : nameOf(*first.piece, unified.body);
        for (size_t m = 0; m < alike.size(); ++m) {
            Unit& unit = units_[alike[m]];
            Call made{name, unified.needsRoot, {}};
            for (const Parameter& parameter : unified.parameters)
                made.given.emplace_back(parameter.name, parameter.given[m]);
            if (unit.piece != nullptr) {
                ExprPtr included = withArguments(made, root());
                *unit.piece->body = {unit.piece->isCheck ? Block{Action{0, included}} : line(0, {{{}, included}})};
                continue;
            }
            unit.isGone = m > 0;
            calls_[unit.define->name] = std::move(made);
        }
        if (first.define == nullptr) {
            Define define;
            define.name = name;
            define.comment = commentOf(*first.piece, unified.body);
            define.boxed = !unified.parameters.empty();
            define.body = std::move(unified.body);
            if (first.piece->isCheck)
                checks_.add(std::move(define));
            else
                made_.push_back({std::move(define)});
            return;
        }
        for (const Parameter& parameter : unified.parameters)
            first.define->comment = saidByParameter(std::move(first.define->comment), parameter);
        units_[alike[0]].members = alike.size();
        for (size_t one : alike)
            if (std::string rest = partsOf(units_[one].define->name, chart_).rest; !rest.empty())
                first.define->of.push_back(std::move(rest));
        first.define->boxed |= !unified.parameters.empty();
        first.define->body = std::move(unified.body);
    }

    static std::string commentOf(const Piece& piece, const Body& body) {
        if (!piece.isCheck)
            return fmt::format("One of several resources of the kind {}, alike but for what this takes.", piece.kind);
        const std::vector<std::string> words = subjectsOf(body);
        return fmt::format("Refuses what the schema can't refuse of {}{}.",
                           words.empty() ? "several parts of the values" : "`" + words[0] + "`",
                           words.size() > 1 ? " and more, in each part of the values that has them" : "");
    }

    /// Checks are named by what they are about first.
    std::string nameOf(const Piece& piece, const Body& body) {
        std::string kind = piece.kind.empty() ? "resource" : piece.kind;
        if (!piece.isCheck && values::own_templates::isOwn(kind))
            kind = "resource-" + kind;
        const std::vector<std::string> words = piece.isCheck ? subjectsOf(body) : std::vector<std::string>();
        const std::string plain = kind;
        for (const std::string& word : words) {
            kind = plain + "." + word;
            if (!madeNames_.contains(chart_ + "." + kind))
                break;
        }
        std::string name = chart_ + "." + kind;
        for (int n = 2; isTaken(name) || !madeNames_.insert(name).second; ++n)
            name = piece.isCheck ? fmt::format("{}.{}-{}", chart_, kind, n)
                   : n == 2      ? fmt::format("{}.{}.{}", chart_, kind, piece.name)
                                 : fmt::format("{}.{}.{}", chart_, kind, n);
        return name;
    }

    bool isTaken(const std::string& name) const {
        return byName_.contains(name) || name == fmt::format("{}.{}", chart_, values::own_templates::validate);
    }

    /// Takes out the templates that others stand for, and puts in those that were made.
    Sizes removeGone() {
        Sizes sizes;
        std::set<std::string> gone;
        for (const Unit& unit : units_)
            if (unit.isGone)
                gone.insert(unit.define->name);
            else if (unit.define != nullptr)
                sizes[unit.define->name] = unit.members;
        for (Body* body : {&templates_.helpers, &templates_.files})
            std::erase_if(*body, [&](const Block& block) { return gone.contains(std::get<Define>(block.node).name); });
        for (Block& block : made_)
            templates_.helpers.push_back(std::move(block));
        units_.clear();
        return sizes;
    }

    const std::string& chart_;
    Templates& templates_;
    ChecksApart checks_;
    std::deque<Piece> pieces_;
    std::vector<Unit> units_;
    std::unordered_map<std::string, size_t> byName_;
    std::unordered_map<std::string, size_t> levels_;
    size_t top_ = 0;
    Calls calls_;
    Body made_;
    std::set<std::string> madeNames_;
};

} // namespace

void shareTemplates(const std::string& chart, Templates& templates) { Sharing(chart, templates).run(); }

} // namespace stackc::templates
