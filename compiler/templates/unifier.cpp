#include "templates/unifier.h"

#include "templates/lifted.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <map>
#include <utility>

namespace stackc::templates {

namespace {

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

/// What places end in alike, as fields.
size_t commonEnd(const std::vector<Place>& places) {
    size_t shortest = SIZE_MAX;
    for (const Place& place : places)
        shortest = std::min(shortest, place.fields.size());
    auto atEnd = [](const Place& place, size_t n) { return place.fields[place.fields.size() - 1 - n]; };
    auto isAlike = [&](size_t n) {
        return std::ranges::all_of(
            places, [&](const Place& place) { return atEnd(place, n)->text == atEnd(places[0], n)->text; });
    };
    size_t common = 0;
    while (common + 1 < shortest && isAlike(common))
        ++common;
    return common;
}

/// Read before any guard, so that what is on the way may be missing, unless it is read anyway.
ExprPtr placeExpr(const Place& place, size_t length, bool isPlain) {
    ExprPtr e = root();
    for (size_t i = 0; i < length; ++i)
        e = field(std::move(e), place.fields[i]->text, i > 1 && !isPlain);
    return e;
}

/// Makes one template of several: a parameter for each way in which their leaves differ, and what stands at these
/// leaves instead.
class Unifier {
public:
    /// Of the members' leaves those that differ, and how many parameters there may be.
    Unifier(std::vector<Member> members, std::vector<std::span<const Leaf>> leaves, const std::set<std::string>& taken,
            std::vector<size_t> differing, size_t most)
        : members_(std::move(members)), leaves_(std::move(leaves)), taken_(taken), differing_(std::move(differing)),
          most_(most) {}

    std::optional<Unified> run() {
        if (!liftPlaces() || !liftTexts() || !liftNumbers())
            return std::nullopt;
        std::set<std::string> taken(taken_);
        taken.insert("root");
        parameters_.name(members_, std::move(taken));
        Replaced made = replaceLeaves(*members_[0].body, replacements());
        return Unified{std::move(made.body), made.usesRoot, parameters_.take()};
    }

private:
    /// The leaf of the first member, which stands for those of all.
    const Leaf& leafAt(size_t i) const { return leaves_[0][i]; }
    bool areTooMany() const { return parameters_.size() > most_; }

    // ---- places

    bool liftPlaces() {
        for (size_t i : differing_)
            if (leafAt(i).expr && isValuesPlace(leafAt(i).expr) && !liftPlace(i))
                return false;
        return true;
    }

    std::vector<Place> placesAt(size_t i) const {
        std::vector<Place> places;
        for (std::span<const Leaf> leaves : leaves_)
            places.push_back(placeOf(leaves[i].expr));
        return places;
    }

    /// The least of the place that differs becomes a parameter; what is read below it stays. False: it can't be read
    /// before the guards around it, or there are too many parameters.
    bool liftPlace(size_t i) {
        const std::vector<Place> places = placesAt(i);
        const size_t common = commonEnd(places);
        std::string key;
        for (const Place& place : places) {
            const size_t length = place.fields.size() - common;
            if (std::any_of(place.fields.begin(), place.fields.begin() + static_cast<long>(length),
                            [](const Expr* field) { return field->guarded; }))
                return false;
            key += keyOf(place, length) + "\n";
        }
        const size_t lifted = parameters_.forPlaces(key, i);
        givePlaces(parameters_[lifted].parameter.given, places, common, leafAt(i).site.isCertain);
        if (common == 0)
            parameters_.suggest(lifted, i, leafAt(i).site);
        places_.push_back({i, lifted, common});
        return !areTooMany();
    }

    /// What the members give, as plainly as one of the leaves lets it be read. `isSafe`: this leaf is read anyway.
    static void givePlaces(std::vector<ExprPtr>& given, const std::vector<Place>& places, size_t common, bool isSafe) {
        const bool isNew = given.empty();
        given.resize(places.size());
        for (size_t m = 0; m < places.size(); ++m) {
            const size_t length = places[m].fields.size() - common;
            bool isPlain =
                isSafe && std::none_of(places[m].fields.begin(), places[m].fields.begin() + static_cast<long>(length),
                                       [](const Expr* field) { return field->safe; });
            if (isNew || isPlain)
                given[m] = placeExpr(places[m], length, isPlain);
        }
    }

    /// The place below what is given, as careful as the most careful of the members.
    ExprPtr placeBelow(ExprPtr given, size_t i, size_t common) const {
        const std::vector<Place> places = placesAt(i);
        for (size_t k = common; k > 0; --k) {
            auto fieldOf = [k](const Place& place) { return place.fields[place.fields.size() - k]; };
            bool isSafe = std::ranges::any_of(places, [&](const Place& place) { return fieldOf(place)->safe; });
            given = field(std::move(given), fieldOf(places[0])->text, isSafe);
        }
        return given;
    }

    // ---- texts

    bool isText(size_t i) const {
        if (leafAt(i).expr)
            return leafAt(i).expr->kind == ExprKind::String;
        return !std::ranges::all_of(leaves_,
                                    [i](std::span<const Leaf> leaves) { return isShortNumber(leaves[i].text); });
    }

    bool isQuoted(size_t i) const {
        return !leafAt(i).expr && std::ranges::all_of(leaves_, [i](std::span<const Leaf> leaves) {
            return isSimplyQuoted(leaves[i].text);
        });
    }

    /// The texts at a leaf, without the quotes that all of them have.
    Texts textsAt(size_t i) const {
        Texts out;
        bool quoted = isQuoted(i);
        for (std::span<const Leaf> leaves : leaves_)
            out.push_back(plainText(leaves[i], quoted));
        return out;
    }

    static std::string plainText(const Leaf& leaf, bool quoted) {
        return leaf.expr ? leaf.expr->text : quoted ? leaf.text.substr(1, leaf.text.size() - 2) : leaf.text;
    }

    /// Short ones first, as others are made of them.
    bool liftTexts() {
        std::vector<std::pair<size_t, size_t>> texts; // by the length of the first
        for (size_t i : differing_)
            if (isText(i))
                texts.emplace_back(plainText(leafAt(i), isQuoted(i)).size(), i);
        std::sort(texts.begin(), texts.end());
        for (const auto& [length, i] : texts)
            if (!liftText(i))
                return false;
        return true;
    }

    /// What a text is made of.
    struct Way {
        size_t lifted;
        Surroundings around;
    };

    /// The texts as what one parameter gives with the same around it.
    std::optional<Way> derived(const Texts& texts, bool isFormat) const {
        for (size_t p = 0; p < parameters_.size(); ++p) {
            const Texts& base = parameters_[p].texts;
            bool hasVerb =
                std::ranges::any_of(base, [](const std::string& text) { return text.find('%') != std::string::npos; });
            if (base.empty() || base[0].size() < 2 || (isFormat && hasVerb))
                continue;
            if (std::optional<Surroundings> around = surroundings(texts, base))
                return Way{p, std::move(*around)};
        }
        return std::nullopt;
    }

    /// False: a format can't be made of what differs, or there are too many parameters.
    bool liftText(size_t i) {
        const Site& site = leafAt(i).site;
        const Texts texts = textsAt(i);
        std::optional<Way> way = derived(texts, site.isFormat);
        if (way && way->around.areEmpty())
            parameters_.suggest(way->lifted, i, site);
        if (!way)
            way = newText(i, texts);
        if (!way)
            return false;
        texts_.push_back({i, std::move(*way), isQuoted(i)});
        return !areTooMany();
    }

    /// A parameter for what differs in formats and messages, and for the whole of other texts.
    std::optional<Way> newText(size_t i, const Texts& texts) {
        const Site& site = leafAt(i).site;
        Middle base = site.isFormat || site.isMessage ? middleOf(texts) : Middle{texts};
        if (base.texts.empty() && site.isFormat)
            return std::nullopt;
        if (base.texts.empty() || (site.isMessage && std::ranges::find(base.texts, "") != base.texts.end()))
            base = {texts};
        std::vector<ExprPtr> given;
        for (const std::string& text : base.texts)
            given.push_back(stringLiteral(text));
        size_t lifted = parameters_.forGiven(std::move(given), i, site);
        Surroundings around{texts[0].substr(0, base.begin), texts[0].substr(base.begin + base.texts[0].size())};
        parameters_[lifted].texts = std::move(base.texts);
        return Way{lifted, std::move(around)};
    }

    Replacement replacementOf(const Leaf& leaf, const Way& way, bool quoted) const {
        ExprPtr given = parameters_.read(way.lifted);
        const auto& [before, after] = way.around;
        if (leaf.site.isFormat)
            return {call("format", {stringLiteral(before), given, stringLiteral(after)}), {}};
        if (leaf.expr && way.around.areEmpty())
            return {given, {}};
        if (leaf.expr)
            return {call("printf", {stringLiteral(asFormat(before) + "%s" + asFormat(after)), given}), {}};
        if (quoted && way.around.areEmpty())
            return {nullptr, {{{}, pipe(given, "quote")}}};
        std::vector<Part> parts;
        if (std::string text = (quoted ? "\"" : "") + before; !text.empty())
            parts.push_back({text, nullptr});
        parts.push_back({{}, given});
        if (std::string text = after + (quoted ? "\"" : ""); !text.empty())
            parts.push_back({text, nullptr});
        return {nullptr, std::move(parts)};
    }

    // ---- numbers

    bool isNumber(size_t i) const { return leafAt(i).expr ? leafAt(i).expr->kind == ExprKind::Int : !isText(i); }

    bool liftNumbers() {
        for (size_t i : differing_)
            if (isNumber(i) && !liftNumber(i))
                return false;
        return true;
    }

    std::vector<int64_t> numbersAt(size_t i) const {
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
        return numbers;
    }

    /// What each number and the length of its text come to, where that is the same of all.
    static std::optional<int64_t> sumWithLengths(const std::vector<int64_t>& numbers, const Texts& texts) {
        if (texts.empty())
            return std::nullopt;
        auto sum = [&](size_t m) { return numbers[m] + static_cast<int64_t>(texts[m].size()); };
        for (size_t m = 1; m < texts.size(); ++m)
            if (sum(m) != sum(0))
                return std::nullopt;
        return sum(0);
    }

    /// A number, or what the length of a text leaves of one. False: there are too many parameters.
    bool liftNumber(size_t i) {
        const std::vector<int64_t> numbers = numbersAt(i);
        for (size_t p = 0; leafAt(i).expr && p < parameters_.size(); ++p)
            if (std::optional<int64_t> whole = sumWithLengths(numbers, parameters_[p].texts)) {
                lengths_.push_back({i, p, *whole});
                return true;
            }
        std::vector<ExprPtr> given;
        for (int64_t number : numbers)
            given.push_back(intLiteral(number));
        numbers_.emplace_back(i, parameters_.forGiven(std::move(given), i, leafAt(i).site));
        return !areTooMany();
    }

    /// By leaf.
    std::map<size_t, Replacement> replacements() const {
        std::map<size_t, Replacement> out;
        for (const auto& [i, lifted, common] : places_)
            out[i] = {placeBelow(parameters_.read(lifted), i, common), {}};
        for (const auto& [i, way, quoted] : texts_)
            out[i] = replacementOf(leafAt(i), way, quoted);
        for (const auto& [i, lifted, whole] : lengths_)
            out[i] = {call("int", {call("sub", {intLiteral(whole), call("len", {parameters_.read(lifted)})})}), {}};
        for (const auto& [i, lifted] : numbers_)
            out[i] = leafAt(i).expr ? Replacement{parameters_.read(lifted), {}}
                                    : Replacement{nullptr, {{{}, parameters_.read(lifted)}}};
        return out;
    }

    const std::vector<Member> members_;
    const std::vector<std::span<const Leaf>> leaves_; ///< by member
    const std::set<std::string>& taken_;              ///< names of variables that the dict has already
    const std::vector<size_t> differing_;
    const size_t most_; ///< parameters
    LiftedParameters parameters_;
    struct PlaceLeaf {
        size_t leaf, lifted, common;
    };
    struct TextLeaf {
        size_t leaf;
        Way way;
        bool quoted;
    };
    struct LengthLeaf {
        size_t leaf, lifted;
        int64_t whole;
    };
    std::vector<PlaceLeaf> places_;
    std::vector<TextLeaf> texts_;
    std::vector<LengthLeaf> lengths_;
    std::vector<std::pair<size_t, size_t>> numbers_; ///< leaf, parameter
};

} // namespace

std::optional<Unified> unified(std::vector<Member> members, std::vector<std::span<const Leaf>> leaves,
                               const std::set<std::string>& taken, std::vector<size_t> differing, size_t most) {
    return Unifier(std::move(members), std::move(leaves), taken, std::move(differing), most).run();
}

} // namespace stackc::templates
