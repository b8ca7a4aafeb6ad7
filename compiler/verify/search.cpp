#include "verify/search.h"

#include "session/parts.h"
#include "values/encode.h"
#include "values/merge.h"
#include "verify/maker.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <nlohmann/json.hpp>

namespace stackc::verify {

using eval::Fork;

namespace {

/// What `wanted` changes of `base`, as users write it; null takes a key away, but not where `keepsKeys` says that no
/// key can be taken away below.
Json changesOf(const Json& base, const Json& wanted, const std::set<std::string>& keepsKeys, bool keeps = false) {
    Json changes = Json::object();
    for (const auto& [key, value] : wanted.items()) {
        auto before = base.find(key);
        if (before == base.end()) {
            changes[key] = value;
        } else if (before->is_object() && value.is_object()) {
            if (Json inner = changesOf(*before, value, {}, keeps || keepsKeys.contains(key)); !inner.empty())
                changes[key] = std::move(inner);
        } else if (*before != value) {
            changes[key] = value;
        }
    }
    for (const auto& [key, value] : base.items())
        if (!wanted.contains(key) && !keeps && !keepsKeys.contains(key) && !value.is_null())
            changes[key] = nullptr;
    return changes;
}

/// What sets are made from: the defaults, an environment, or a set that was found before.
struct Base {
    const core::Environment* environment;
    Json json;        ///< of the defaults or the environment: what a set says is what differs from it
    ir::NodeRef node; ///< what a set begins with
};

class Search {
public:
    Search(Stack& stack, const SearchRequest& request, const Progress& progress)
        : stack_(stack), chart_(stack.compilation()), request_(request), progress_(progress), words_(gather()),
          maker_(chart_.context(), words_, request.seed) {
        found_.coverage.choices = choicesOf(chart_.program);
        keepsKeys_ = {"global", "tags"};
        for (const core::Include& include : chart_.program.includes)
            keepsKeys_.insert(include.alias);
        releases_ = {"r", chart_.program.chart.name + "-1"};
        for (const ChartCoverage& chart : found_.coverage.charts)
            for (size_t end : {std::string::npos, chart.chart->program.chart.name.find('-')})
                releases_.push_back(chart.chart->program.chart.name.substr(0, end));
    }

    Found run() {
        addBases();
        addClusters();
        eachChoice();
        singleChoices();
        bounds();
        branches();
        addSamples();
        return std::move(found_);
    }

private:
    static constexpr size_t most = 300; ///< values that are tried in each of the ways to look for more

    void tell(const std::string& what) const { progress_(what); }

    /// All charts, and what is compared in them.
    Words gather() {
        addChart(chart_);
        Words words = wordsOf(chart_);
        Random random(request_.seed);
        for (const ChartCoverage& chart : found_.coverage.charts)
            std::ranges::move(decidingTexts(chart.chart->program, chart.branches, random),
                              std::back_inserter(words.texts));
        // Names that begin with the release's, addresses with users, paths that servers don't take.
        for (const char* text : {"r-x", "10.0.0.1", "http://user:pw@example.com/a//b/../c", "redis://:pw@redis:6379/0",
                                 "/a//b", "/a/../b"})
            words.texts.emplace_back(text);
        return words;
    }

    void addChart(session::Compilation& chart) {
        bool isKnown = std::ranges::any_of(found_.coverage.charts, [&](const auto& c) { return c.chart == &chart; });
        if (!isKnown)
            found_.coverage.charts.push_back({&chart, coverage::branchesOf(chart.program), {}});
        for (const auto& part : chart.parts)
            addChart(*part);
    }

    ChartCoverage& coverageOf(const session::Compilation* chart) {
        return *std::ranges::find_if(found_.coverage.charts, [&](const auto& c) { return c.chart == chart; });
    }

    // ---- what there is to take

    bool isUnmet(const Choice& choice, uint32_t arm) const {
        return !found_.coverage.chosen.contains({choice.path, arm});
    }

    std::vector<uint32_t> unmetArms(const Choice& choice) const {
        std::vector<uint32_t> arms;
        for (uint32_t arm = 0; arm < choice.arms; ++arm)
            if (isUnmet(choice, arm))
                arms.push_back(arm);
        return arms;
    }

    bool isEverythingTaken() const {
        return std::ranges::all_of(found_.coverage.charts,
                                   [](const auto& c) { return coverage::untaken(c.branches, c.taken).empty(); });
    }

    bool areBoundsTaken() const {
        return std::ranges::all_of(found_.coverage.charts, [](const ChartCoverage& chart) {
            auto isTaken = [&](const auto& b) { return b.way.fork != Fork::Bound || chart.taken.contains(b.way); };
            return std::ranges::all_of(chart.branches, isTaken);
        });
    }

    // ---- sets

    /// Adds the set if it takes something new, or anyway. False: nothing new.
    bool add(Set set, bool anyway = false) {
        tell(fmt::format("looking for values that take all branches: {} sets so far", found_.sets.size()));
        Ours ours = stack_.evaluate(set, Make::Ways);
        if (ours.kind == Ours::Kind::Unmade) {
            found_.unmade.insert(ours.why);
            return false;
        }
        isTaken_ = ours.kind == Ours::Kind::Taken;
        bool isNew = false;
        for (size_t i = 0; i < ours.ways.size(); ++i)
            isNew = takes(coverageOf(ours.charts[i]), ours.ways[i], ours.rules) || isNew;
        ir::NodeRef values = nullptr;
        if (isTaken_)
            isNew = chooses(set, values) || isNew;
        if (isNew && values != nullptr)
            fertile_.push_back({set.environment, baseOf(set.environment).json, values});
        if (isNew || anyway)
            found_.sets.push_back(std::move(set));
        return isNew;
    }

    /// What is refused takes nothing but the checks that refuse it, and what decides in these.
    bool takes(ChartCoverage& chart, const eval::Ways& ways, const std::vector<core::Span>& rules) const {
        bool isNew = false;
        for (const coverage::Branch& branch : chart.branches) {
            bool isOfRule = std::ranges::any_of(rules, [&](core::Span rule) { return isIn(branch, rule); });
            bool counts = isTaken_ || isOfRule || (branch.way.fork == Fork::Check && branch.way.arm == 0);
            if (counts && ways.contains(branch.way))
                isNew = chart.taken.insert(branch.way).second || isNew;
        }
        return isNew;
    }

    static bool isIn(const coverage::Branch& branch, core::Span rule) {
        return rule.covers(branch.inLibrary.valid() ? branch.inLibrary : branch.place);
    }

    bool chooses(const Set& set, ir::NodeRef& values) {
        Json user = set.environment != nullptr ? chart_.overlay(*set.environment) : Json::object();
        user = values::mergeFiles(user, set.values);
        session::decodeValues(chart_, session::valuesOf(chart_, user), values);
        if (values == nullptr)
            return false;
        bool isNew = false;
        const std::set<Chosen> chosen = chosenBy(chart_.program, values);
        for (const Choice& choice : found_.coverage.choices)
            for (uint32_t arm = 0; arm < choice.arms; ++arm)
                if (Chosen one{choice.path, arm}; chosen.contains(one))
                    isNew = found_.coverage.chosen.insert(std::move(one)).second || isNew;
        return isNew;
    }

    void addBase(const core::Environment* environment, const std::string& label) {
        Json user = environment != nullptr ? chart_.overlay(*environment) : Json::object();
        Base base{environment, session::valuesOf(chart_, user), nullptr};
        session::decodeValues(chart_, base.json, base.node);
        if (base.node == nullptr)
            base.node = chart_.defaultsNode();
        bases_.push_back(std::move(base));
        Set set;
        set.label = label;
        set.environment = environment;
        add(std::move(set), true);
    }

    void addBases() {
        addBase(nullptr, "the defaults");
        for (const core::Environment* environment : request_.environments)
            addBase(environment, "the environment `" + environment->name + "`");
    }

    Set made(const Base& base, const Wanted& wanted, size_t share) {
        Json json = values::encode(chart_.context(), chart_.program.valuesType, maker_.make(base.node, wanted, share));
        Set set;
        set.label = fmt::format("covering {}", found_.sets.size() - bases_.size() + 1);
        set.environment = base.environment;
        set.values = changesOf(base.json, json, keepsKeys_);
        return set;
    }

    /// The clusters between which the program decides, with the values of the bases.
    void addClusters() {
        for (const Base& base : std::vector(bases_)) {
            for (const std::string& version : words_.kubeVersions)
                add(inCluster(base, version, {}));
            if (!words_.apis.empty())
                add(inCluster(base, "", words_.apis));
            for (const std::string& api : words_.apis)
                add(inCluster(base, "", {api}));
        }
    }

    Set inCluster(const Base& base, std::string version, std::vector<std::string> apis) {
        Set set = made(base, {}, 0);
        set.values = Json::object();
        set.kubeVersion = std::move(version);
        set.apis = std::move(apis);
        return set;
    }

    // ---- the choices of the values

    /// Rounds in which every place chooses something new, as far as they can together.
    void eachChoice() {
        constexpr size_t rounds = 12, whole = 3;
        for (size_t round = 0; round < rounds; ++round) {
            Wanted wanted = somethingNew(round < whole ? 100 : 50);
            if (wanted.empty())
                return;
            bool isNew = add(made(anyBase(), wanted, 0));
            constexpr size_t halvings = 4;
            for (size_t i = 0; !isNew && i < halvings; ++i) {
                std::erase_if(wanted, [&](const auto&) { return maker_.random().chance(50); });
                isNew = add(made(anyBase(), wanted, 0));
            }
        }
    }

    /// Inner places first: those around them follow.
    Wanted somethingNew(size_t share) {
        Wanted wanted;
        const std::vector<Choice>& choices = found_.coverage.choices;
        for (auto choice = choices.rbegin(); choice != choices.rend(); ++choice) {
            std::vector<uint32_t> arms = unmetArms(*choice);
            std::erase_if(arms, [&](uint32_t arm) { return excludes(*choice, arm, wanted); });
            if (!arms.empty() && maker_.random().chance(share))
                wanted[choice->path] = maker_.random().oneOf(arms);
        }
        return wanted;
    }

    /// Is something wanted that is not there if the arm is chosen?
    bool excludes(const Choice& choice, uint32_t arm, const Wanted& wanted) const {
        auto isBelow = [&](const std::string& prefix) {
            auto next = wanted.lower_bound(prefix);
            return next != wanted.end() && next->first.starts_with(prefix);
        };
        const std::vector<core::Case>& cases = chart_.program.types[choice.type].cases;
        switch (choice.fork) {
        case Fork::Optional:
            return arm == 0 && isBelow(choice.path + "?");
        case Fork::Collection:
            return arm == 0 && isBelow(choice.path + "[]");
        case Fork::Case:
            for (size_t i = 0; i < cases.size(); ++i)
                if (i != arm && isBelow(choice.path + "." + cases[i].key))
                    return true;
            return false;
        case Fork::Condition:
        case Fork::Bound:
        case Fork::Check:
            break;
        }
        return false;
    }

    /// What no round chose is chosen alone, in several surroundings.
    void singleChoices() {
        size_t tried = 0;
        for (const Choice& choice : std::vector(found_.coverage.choices))
            for (uint32_t arm = 0; arm < choice.arms; ++arm) {
                const Wanted wanted{{choice.path, arm}};
                for (size_t i = 0; tried < most && isUnmet(choice, arm) && i < bases_.size() + 2; ++i, ++tried) {
                    bool isPlain = i < bases_.size();
                    add(made(isPlain ? bases_[i] : anyBase(), wanted, isPlain ? 0 : 30));
                }
            }
    }

    /// Numbers of the program, and those beside them, at each place of a number.
    void bounds() {
        size_t tried = 0;
        for (const Choice& place : std::vector(found_.coverage.choices)) {
            size_t count = place.fork == Fork::Bound ? maker_.numbersOf(chart_.program.types[place.type]).size() : 0;
            for (uint32_t number = 0; number < std::min(count, words_.numbers.size()); ++number) {
                if (areBoundsTaken() || ++tried > most)
                    return;
                if (!add(made(bases_.front(), {{place.path, number}}, 0)))
                    add(made(anyBase(), {{place.path, number}}, 30));
            }
        }
    }

    // ---- the branches that are left

    const Base& anyBase() { return maker_.random().oneOf(bases_); }

    const Base& baseOf(const core::Environment* environment) const {
        return *std::ranges::find(bases_, environment, &Base::environment);
    }

    /// What was new is near to what is new still.
    const Base& fertileBase() {
        constexpr size_t share = 70;
        return !fertile_.empty() && maker_.random().chance(share) ? maker_.random().oneOf(fertile_) : anyBase();
    }

    Set anySet(const Base& base) {
        static const std::vector<size_t> shares{0, 5, 15, 40, 100};
        Random& random = maker_.random();
        Wanted wanted;
        const std::vector<Choice>& choices = found_.coverage.choices;
        for (size_t i = random.below(4); !choices.empty() && i > 0; --i) {
            const Choice& choice = random.oneOf(choices);
            if (choice.arms > 0)
                wanted[choice.path] = static_cast<uint32_t>(random.below(choice.arms));
        }
        Set set = made(base, wanted, random.oneOf(shares));
        if (random.chance(30) && set.environment == nullptr)
            set.kubeVersion = random.oneOf(words_.kubeVersions);
        if (random.chance(30))
            set.release = random.oneOf(releases_);
        for (const std::string& api : words_.apis)
            if (random.chance(30))
                set.apis.push_back(api);
        return set;
    }

    void branches() {
        constexpr size_t inVain = 250, tries = 1200;
        size_t last = 0;
        for (size_t i = 0; i < tries && i - last < inVain && !isEverythingTaken(); ++i)
            if (add(anySet(fertileBase())))
                last = i;
    }

    void addSamples() {
        constexpr size_t tries = 8;
        size_t covering = found_.sets.size();
        for (size_t n = 0; n < request_.samples; ++n) {
            Set set = anySet(anyBase());
            isTaken_ = false;
            for (size_t i = 0; i < tries && stack_.evaluate(set, Make::Ways).kind != Ours::Kind::Taken; ++i)
                set = anySet(anyBase());
            set.label = fmt::format("random {}", found_.sets.size() - covering + 1);
            if (constexpr size_t longest = 53; maker_.random().chance(10)) // that Helm takes
                set.release = std::string(longest, 'r');
            set.ns = maker_.random().chance(30) ? "another" : "";
            add(std::move(set), true);
        }
    }

    Stack& stack_;
    session::Compilation& chart_;
    const SearchRequest& request_;
    const Progress& progress_;
    Found found_;
    const Words words_;
    Maker maker_;
    std::set<std::string> keepsKeys_;
    std::vector<Base> bases_;
    std::vector<Base> fertile_;         ///< sets that took something new
    std::vector<std::string> releases_; ///< names
    bool isTaken_ = false;              ///< the set that was added last, by our side
};

} // namespace

Found search(Stack& stack, const SearchRequest& request, const Progress& progress) {
    return Search(stack, request, progress).run();
}

} // namespace stackc::verify
