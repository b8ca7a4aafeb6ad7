#include "templates/unify.h"

#include "templates/printer.h"
#include "templates/walk.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>
#include <set>
#include <span>
#include <unordered_map>

namespace stackc::templates {

/// A place where members may differ. Of a scalar of a line there is the text alone.
struct Leaf {
    ExprPtr expr;
    std::string text;
    Site site;
    size_t spelled = 0; ///< equal for what is printed alike
};

namespace {

class Collector : public TemplateWalk {
public:
    std::string shape;
    std::vector<Leaf> leaves;
    std::set<std::string> taken; ///< of the dict that the template takes already

protected:
    void fixed(std::string_view token) override {
        if (token == "box" && last_.starts_with('.'))
            taken.insert(last_.substr(1));
        last_ = token;
        shape.append(token).push_back('\n');
    }
    ExprPtr leaf(const ExprPtr& e, const Site& site) override {
        fixed(isValuesPlace(e) ? "values" : e->kind == ExprKind::Int ? "integer" : "text");
        leaves.push_back({e, {}, site});
        return e;
    }
    std::vector<Part> scalar(const std::string& text, const Site& site) override {
        leaves.push_back({nullptr, text, site});
        return {{text, nullptr}};
    }

private:
    std::string last_; ///< token
};

/// What stands at a leaf that differs: an expression, or the parts of a line.
struct Replacement {
    ExprPtr expr;
    std::vector<Part> parts;
};

class Replacer : public TemplateWalk {
public:
    explicit Replacer(const std::map<size_t, Replacement>& replacements) : replacements_(replacements) {}
    bool usesRoot = false;

protected:
    void fixed(std::string_view token) override { usesRoot |= token == "." || token.starts_with("call ."); }
    ExprPtr leaf(const ExprPtr& e, const Site& /*site*/) override {
        auto found = replacements_.find(next_++);
        if (found != replacements_.end())
            return found->second.expr;
        usesRoot |= isValuesPlace(e);
        return e;
    }
    std::vector<Part> scalar(const std::string& text, const Site& /*site*/) override {
        auto found = replacements_.find(next_++);
        return found == replacements_.end() ? std::vector<Part>{{text, nullptr}} : found->second.parts;
    }
    /// What takes nothing but what its includer has under the same names takes the includer's dict.
    ExprPtr include(ExprPtr e) override {
        const Expr* dict = dictOfInclude(e);
        for (size_t i = 0; dict != nullptr && i + 1 < dict->args.size(); i += 2) {
            const Expr& given = *dict->args[i + 1];
            const std::string& key = dict->args[i]->text;
            bool isSame = given.kind == ExprKind::Field && given.args[0]->kind == ExprKind::Box && given.text == key;
            if (!isSame && !(given.kind == ExprKind::Root && key == "root"))
                return e;
        }
        return dict == nullptr ? e : call("include", {e->args[0], box()});
    }

    ExprPtr formatted(ExprPtr e) override {
        if (!isCallOf(e->args[0], "format"))
            return e;
        const std::vector<ExprPtr>& parts = e->args[0]->args; // before, given, after
        std::vector<ExprPtr> args(e->args.begin() + 1, e->args.end());
        args.insert(args.begin() + static_cast<long>(verbsOf(parts[0]->text)), parts[1]);
        args.insert(args.begin(), stringLiteral(parts[0]->text + "%s" + parts[2]->text));
        return call("printf", std::move(args));
    }

private:
    static size_t verbsOf(const std::string& format) {
        size_t verbs = 0;
        for (size_t at = format.find('%'); at != std::string::npos; at = format.find('%', at + 2))
            verbs += at + 1 < format.size() && format[at + 1] != '%' ? 1 : 0;
        return verbs;
    }

    const std::map<size_t, Replacement>& replacements_;
    size_t next_ = 0;
};

/// A place of the values from `.Values` on.
struct Place {
    std::vector<const Expr*> fields;
};

Place placeOf(const ExprPtr& e) {
    Place place;
    for (const Expr* at = e.get(); at->kind == ExprKind::Field; at = at->args[0].get())
        place.fields.insert(place.fields.begin(), at);
    return place;
}

std::string keyOf(const Place& place, size_t length) {
    std::string key;
    for (size_t i = 0; i < length; ++i)
        key += place.fields[i]->text + "\n";
    return key;
}

bool isShort(std::string_view text) {
    return !text.empty() && text.size() <= 9 && text.find_first_not_of("0123456789") == std::string_view::npos &&
           (text == "0" || text[0] != '0');
}

/// In quotes, and just what is between them when read.
bool isSimplyQuoted(std::string_view text) {
    return text.size() >= 2 && text.front() == '"' && text.back() == '"' &&
           std::all_of(text.begin() + 1, text.end() - 1,
                       [](char c) { return c >= 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

using Texts = std::vector<std::string>;

class Unifier {
public:
    /// Of the members' leaves those that differ, and how many parameters there may be.
    Unifier(std::vector<Member> members, std::vector<std::span<const Leaf>> leaves, const std::set<std::string>& taken,
            std::vector<size_t> differing, size_t most)
        : members_(std::move(members)), leaves_(std::move(leaves)), taken_(taken), differing_(std::move(differing)),
          most_(most) {}

    std::optional<Unified> run() {
        for (size_t i : differing_)
            if (const Leaf& leaf = leaves_[0][i]; leaf.expr && isValuesPlace(leaf.expr) && !liftPlace(i))
                return std::nullopt;
        std::vector<std::pair<size_t, size_t>> texts; // by the length of the first
        for (size_t i : differing_)
            if (isText(i))
                texts.emplace_back(plainText(leaves_[0][i], isQuoted(i)).size(), i);
        std::sort(texts.begin(), texts.end());
        for (const auto& [length, i] : texts)
            if (!liftText(i))
                return std::nullopt;
        for (size_t i : differing_)
            if (isNumber(i) && !liftNumber(i))
                return std::nullopt;
        nameParameters();
        return finish();
    }

private:
    struct Lifted {
        Parameter parameter;
        Texts texts;        ///< of texts
        int rank = 9;       ///< of the name, the best is 0
        size_t first = 0;   ///< leaf
        std::string wanted; ///< name
        bool isPlace = false;
    };

    bool isText(size_t i) const {
        const Leaf& leaf = leaves_[0][i];
        if (leaf.expr)
            return leaf.expr->kind == ExprKind::String;
        return !std::all_of(leaves_.begin(), leaves_.end(),
                            [i](std::span<const Leaf> leaves) { return isShort(leaves[i].text); });
    }

    bool isNumber(size_t i) const {
        const Leaf& leaf = leaves_[0][i];
        return leaf.expr ? leaf.expr->kind == ExprKind::Int : !isText(i);
    }

    bool isQuoted(size_t i) const {
        return !leaves_[0][i].expr && std::all_of(leaves_.begin(), leaves_.end(), [i](std::span<const Leaf> leaves) {
            return isSimplyQuoted(leaves[i].text);
        });
    }

    static std::string plainText(const Leaf& leaf, bool quoted) {
        return leaf.expr ? leaf.expr->text : quoted ? leaf.text.substr(1, leaf.text.size() - 2) : leaf.text;
    }

    /// The texts at a leaf, without the quotes that all of them have.
    Texts plain(size_t i) const {
        Texts out;
        bool quoted = isQuoted(i);
        for (std::span<const Leaf> leaves : leaves_)
            out.push_back(plainText(leaves[i], quoted));
        return out;
    }

    bool tooMany() const { return lifted_.size() > most_; }

    /// A parameter for what the members give, which the leaf may name.
    size_t parameterFor(std::vector<ExprPtr> given, size_t leaf) {
        std::string key;
        for (const ExprPtr& e : given)
            key += printExpr(e) + "\n";
        auto [place, fresh] = known_.try_emplace(key, lifted_.size());
        if (fresh) {
            lifted_.emplace_back();
            lifted_.back().parameter.given = std::move(given);
            lifted_.back().first = leaf;
        }
        suggest(lifted_[place->second], leaf);
        return place->second;
    }

    void suggest(Lifted& lifted, size_t leaf) {
        const Site& site = leaves_[0][leaf].site;
        lifted.first = std::min(lifted.first, leaf);
        if (int rank = site.isArgument ? 0 : 3; !site.key.empty() && rank < lifted.rank) {
            lifted.rank = rank;
            lifted.wanted = site.key;
        }
    }

    /// The least of the place that differs becomes a parameter; what is read below it stays. False: it can't be read
    /// before the guards around it, or there are too many parameters.
    bool liftPlace(size_t i) {
        std::vector<Place> places;
        size_t shortest = SIZE_MAX;
        for (std::span<const Leaf> leaves : leaves_) {
            places.push_back(placeOf(leaves[i].expr));
            shortest = std::min(shortest, places.back().fields.size());
        }
        size_t common = 0; // fields at the end
        auto atEnd = [](const Place& place, size_t n) { return place.fields[place.fields.size() - 1 - n]; };
        while (common + 1 < shortest && std::all_of(places.begin(), places.end(), [&](const Place& place) {
                   return atEnd(place, common)->text == atEnd(places[0], common)->text;
               }))
            ++common;
        for (const Place& place : places)
            if (std::any_of(place.fields.begin(), place.fields.end() - static_cast<long>(common),
                            [](const Expr* field) { return field->guarded; }))
                return false;
        std::string key;
        for (const Place& place : places)
            key += keyOf(place, place.fields.size() - common) + "\n";
        auto [known, fresh] = known_.try_emplace(key, lifted_.size());
        if (fresh) {
            lifted_.emplace_back();
            lifted_.back().isPlace = true;
            lifted_.back().first = i;
            lifted_.back().parameter.given.resize(members_.size());
        }
        Lifted& lifted = lifted_[known->second];
        bool isSafe = leaves_[0][i].site.isCertain;
        for (size_t m = 0; m < places.size(); ++m) {
            size_t length = places[m].fields.size() - common;
            bool isPlain =
                isSafe && std::none_of(places[m].fields.begin(), places[m].fields.begin() + static_cast<long>(length),
                                       [](const Expr* field) { return field->safe; });
            if (fresh || isPlain)
                lifted.parameter.given[m] = placeExpr(places[m], length, isPlain);
        }
        if (common == 0)
            suggest(lifted, i);
        pending_.push_back({i, known->second, common});
        return !tooMany();
    }

    /// Read before any guard, so that what is on the way may be missing, unless it is read anyway.
    static ExprPtr placeExpr(const Place& place, size_t length, bool isPlain) {
        ExprPtr e = root();
        for (size_t i = 0; i < length; ++i)
            e = field(std::move(e), place.fields[i]->text, i > 1 && !isPlain);
        return e;
    }

    struct Way {
        size_t lifted;
        std::string before, after;
    };

    /// The texts as what one parameter gives with the same around it.
    std::optional<Way> derived(const Texts& texts, bool isFormat) const {
        for (size_t p = 0; p < lifted_.size(); ++p) {
            const Texts& base = lifted_[p].texts;
            bool hasVerb = std::any_of(base.begin(), base.end(),
                                       [](const std::string& text) { return text.find('%') != std::string::npos; });
            if (base.empty() || base[0].size() < 2 || (isFormat && hasVerb))
                continue;
            for (size_t at = texts[0].find(base[0]); at != std::string::npos; at = texts[0].find(base[0], at + 1)) {
                Way way{p, texts[0].substr(0, at), texts[0].substr(at + base[0].size())};
                bool fits = true;
                for (size_t m = 1; m < texts.size() && fits; ++m)
                    fits = texts[m] == way.before + base[m] + way.after;
                if (fits)
                    return way;
            }
        }
        return std::nullopt;
    }

    bool liftText(size_t i) {
        const Leaf& leaf = leaves_[0][i];
        Texts texts = plain(i);
        std::optional<Way> way = derived(texts, leaf.site.isFormat);
        if (!way) {
            Middle base = leaf.site.isFormat || leaf.site.isMessage ? middle(texts) : Middle{texts};
            if (base.texts.empty() && leaf.site.isFormat)
                return false;
            if (base.texts.empty() || (leaf.site.isMessage && std::ranges::find(base.texts, "") != base.texts.end()))
                base = {texts};
            std::vector<ExprPtr> given;
            for (const std::string& text : base.texts)
                given.push_back(stringLiteral(text));
            size_t p = parameterFor(std::move(given), i);
            way = Way{p, texts[0].substr(0, base.begin), texts[0].substr(base.begin + base.texts[0].size())};
            lifted_[p].texts = std::move(base.texts);
        } else {
            if (way->before.empty() && way->after.empty())
                suggest(lifted_[way->lifted], i);
        }
        texts_.push_back({i, *way, isQuoted(i)});
        return !tooMany();
    }

    struct Middle {
        Texts texts;
        size_t begin = 0; ///< of it in the whole texts
    };

    /// What formats differ in, without what they have in common at both ends; nothing where a verb would be cut.
    static Middle middle(const Texts& texts) {
        size_t before = SIZE_MAX, after = SIZE_MAX;
        for (const std::string& text : texts) {
            size_t n = static_cast<size_t>(
                std::mismatch(text.begin(), text.end(), texts[0].begin(), texts[0].end()).first - text.begin());
            before = std::min(before, n);
        }
        for (const std::string& text : texts) {
            size_t n = static_cast<size_t>(
                std::mismatch(text.rbegin(), text.rend(), texts[0].rbegin(), texts[0].rend()).first - text.rbegin());
            after = std::min({after, n, text.size() - before});
        }
        // Whole words: what is common ends where one does.
        auto isWord = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c >= 0x80; };
        while (before > 0 && isWord(texts[0][before - 1]) && !(before >= 2 && texts[0][before - 2] == '%'))
            --before;
        if (before > 0 && texts[0][before - 1] == '%')
            --before;
        while (after > 0 && isWord(texts[0][texts[0].size() - after]))
            --after;
        if (after < texts[0].size() && texts[0][texts[0].size() - after - 1] == '-')
            ++after;
        if (before > 0 && before < texts[0].size() && texts[0][before] == '-')
            ++before;
        Middle out{{}, before};
        for (const std::string& text : texts) {
            bool isAround = before + after <= text.size() && text.compare(0, before, texts[0], 0, before) == 0 &&
                            text.compare(text.size() - after, after, texts[0], texts[0].size() - after, after) == 0;
            if (!isAround)
                return {};
            out.texts.push_back(text.substr(before, text.size() - before - after));
            if (out.texts.back().find('%') != std::string::npos)
                return {};
        }
        return out;
    }

    /// A number, or what the length of a text leaves of one. False: there are too many parameters.
    bool liftNumber(size_t i) {
        std::vector<int64_t> numbers;
        for (std::span<const Leaf> leaves : leaves_) {
            int64_t number = 0;
            const Leaf& leaf = leaves[i];
            if (leaf.expr)
                number = leaf.expr->integer;
            else
                std::from_chars(leaf.text.data(), leaf.text.data() + leaf.text.size(), number);
            numbers.push_back(number);
        }
        for (size_t p = 0; leaves_[0][i].expr && p < lifted_.size(); ++p) {
            const Texts& base = lifted_[p].texts;
            if (base.empty())
                continue;
            int64_t whole = numbers[0] + static_cast<int64_t>(base[0].size());
            bool fits = true;
            for (size_t m = 0; m < base.size(); ++m)
                fits = fits && numbers[m] + static_cast<int64_t>(base[m].size()) == whole;
            if (!fits)
                continue;
            lengths_.push_back({i, p, whole});
            return true;
        }
        std::vector<ExprPtr> given;
        for (int64_t number : numbers)
            given.push_back(intLiteral(number));
        numbers_.emplace_back(i, parameterFor(std::move(given), i));
        return !tooMany();
    }

    void nameParameters() {
        std::vector<Lifted*> order;
        for (Lifted& lifted : lifted_) {
            bool isComponent = !lifted.texts.empty();
            for (size_t m = 0; m < lifted.texts.size(); ++m)
                isComponent = isComponent && !members_[m].component.empty() && lifted.texts[m] == members_[m].component;
            // Unless a line says what else it is.
            if (isComponent && (lifted.wanted.empty() || lifted.wanted == "name" || lifted.rank < 3)) {
                lifted.rank = -1;
                lifted.wanted = "component";
            }
            if (lifted.isPlace && lifted.rank > 0) {
                lifted.rank = lifted.wanted.empty() ? 1 : 2;
                lifted.wanted = lifted.wanted.empty() ? "values" : lifted.wanted;
            }
            order.push_back(&lifted);
        }
        std::sort(order.begin(), order.end(), [](const Lifted* a, const Lifted* b) {
            return a->rank != b->rank ? a->rank < b->rank : a->first < b->first;
        });
        std::set<std::string> taken(taken_);
        taken.insert("root");
        for (Lifted* lifted : order) {
            const std::string wanted = lifted->wanted.empty() ? "text" : lifted->wanted;
            lifted->parameter.name = wanted;
            for (int n = 2; !taken.insert(lifted->parameter.name).second; ++n)
                lifted->parameter.name = wanted + std::to_string(n);
            order_.push_back(static_cast<size_t>(lifted - lifted_.data()));
        }
    }

    ExprPtr parameter(size_t lifted) const { return field(box(), lifted_[lifted].parameter.name); }

    Replacement replacementOf(const Leaf& leaf, const Way& way, bool quoted) const {
        ExprPtr given = parameter(way.lifted);
        bool isBare = way.before.empty() && way.after.empty();
        if (leaf.site.isFormat)
            return {call("format", {stringLiteral(way.before), given, stringLiteral(way.after)}), {}};
        if (leaf.expr && isBare)
            return {given, {}};
        if (leaf.expr)
            return {call("printf", {stringLiteral(escaped(way.before) + "%s" + escaped(way.after)), given}), {}};
        if (quoted && isBare)
            return {nullptr, {{{}, pipe(given, "quote")}}};
        std::vector<Part> parts;
        if (std::string before = (quoted ? "\"" : "") + way.before; !before.empty())
            parts.push_back({before, nullptr});
        parts.push_back({{}, given});
        if (std::string after = way.after + (quoted ? "\"" : ""); !after.empty())
            parts.push_back({after, nullptr});
        return {nullptr, std::move(parts)};
    }

    static std::string escaped(const std::string& text) {
        std::string out;
        for (char c : text)
            out += c == '%' ? std::string("%%") : std::string(1, c);
        return out;
    }

    /// By leaf.
    std::map<size_t, Replacement> replacements() const {
        std::map<size_t, Replacement> out;
        for (const auto& [i, lifted, common] : pending_) {
            ExprPtr e = parameter(lifted);
            std::vector<Place> places;
            for (std::span<const Leaf> leaves : leaves_)
                places.push_back(placeOf(leaves[i].expr));
            for (size_t k = common; k > 0; --k) {
                auto fieldOf = [k](const Place& place) { return place.fields[place.fields.size() - k]; };
                // As careful as the most careful of the members.
                bool isSafe =
                    std::any_of(places.begin(), places.end(), [&](const Place& p) { return fieldOf(p)->safe; });
                e = field(std::move(e), fieldOf(places[0])->text, isSafe);
            }
            out[i] = {e, {}};
        }
        for (const auto& [i, way, quoted] : texts_)
            out[i] = replacementOf(leaves_[0][i], way, quoted);
        for (const auto& [i, lifted, whole] : lengths_)
            out[i] = {call("int", {call("sub", {intLiteral(whole), call("len", {parameter(lifted)})})}), {}};
        for (const auto& [i, lifted] : numbers_)
            out[i] = leaves_[0][i].expr ? Replacement{parameter(lifted), {}}
                                        : Replacement{nullptr, {{{}, parameter(lifted)}}};
        return out;
    }

    Unified finish() {
        const std::map<size_t, Replacement> replaced = replacements();
        Replacer replacer(replaced);
        Unified out;
        out.body = replacer.body(*members_[0].body);
        out.needsRoot = replacer.usesRoot;
        for (size_t p : order_)
            out.parameters.push_back(std::move(lifted_[p].parameter));
        return out;
    }

    const std::vector<Member> members_;
    const std::vector<std::span<const Leaf>> leaves_; ///< by member
    const std::set<std::string>& taken_;              ///< names of variables that the dict has already
    const std::vector<size_t> differing_;
    const size_t most_; ///< parameters
    std::vector<Lifted> lifted_;
    std::vector<size_t> order_; ///< of the parameters: what names most comes first
    std::map<std::string, size_t> known_;
    struct LiftedPlace {
        size_t leaf, lifted, common;
    };
    struct LiftedText {
        size_t leaf;
        Way way;
        bool quoted;
    };
    struct LiftedLength {
        size_t leaf, lifted;
        int64_t whole;
    };
    std::vector<LiftedPlace> pending_;
    std::vector<LiftedText> texts_;
    std::vector<LiftedLength> lengths_;
    std::vector<std::pair<size_t, size_t>> numbers_;
};

} // namespace

std::string shapeOf(const Body& body) {
    Collector collector;
    collector.body(body);
    return std::move(collector.shape);
}

Alike::Alike(std::vector<Member> members) : members_(std::move(members)) {
    std::unordered_map<std::string, size_t> spelled;
    for (const Member& member : members_) {
        Collector collector;
        collector.body(*member.body);
        for (Leaf& leaf : collector.leaves)
            leaf.spelled =
                spelled.try_emplace(leaf.expr ? printExpr(leaf.expr) : leaf.text, spelled.size()).first->second;
        leaves_.push_back(std::move(collector.leaves));
        taken_.merge(collector.taken);
    }
}

Alike::~Alike() = default;

std::vector<size_t> Alike::differing(const std::vector<size_t>& which) const {
    std::vector<size_t> out;
    for (size_t i = 0; i < leaves_[which[0]].size(); ++i) {
        const size_t first = leaves_[which[0]][i].spelled;
        if (std::ranges::any_of(which, [&](size_t m) { return leaves_[m][i].spelled != first; }))
            out.push_back(i);
    }
    return out;
}

std::optional<Unified> Alike::unify(const std::vector<size_t>& which, size_t most) const {
    std::vector<Member> members;
    std::vector<std::span<const Leaf>> leaves;
    for (size_t m : which) {
        members.push_back(members_[m]);
        leaves.emplace_back(leaves_[m]);
    }
    return Unifier(std::move(members), std::move(leaves), taken_, differing(which), most).run();
}

std::vector<std::vector<size_t>> Alike::classes(const std::vector<size_t>& which) const {
    constexpr size_t least = 2;
    std::vector<std::vector<size_t>> best;
    for (size_t i : differing(which)) {
        std::map<size_t, size_t> places; // of what is there
        std::vector<std::vector<size_t>> found;
        for (size_t m : which) {
            auto [place, fresh] = places.try_emplace(leaves_[m][i].spelled, found.size());
            if (fresh)
                found.emplace_back();
            found[place->second].push_back(m);
            if (!best.empty() && found.size() >= best.size())
                break;
        }
        if (best.empty() || found.size() < best.size())
            best = std::move(found);
        if (best.size() == least)
            break;
    }
    return best;
}

size_t linesOf(const Body& body) {
    size_t lines = 0;
    for (const Block& block : body) {
        for (const Body* inner : bodiesOf(block))
            lines += 1 + linesOf(*inner);
        ++lines;
    }
    return lines;
}

} // namespace stackc::templates
