#include "verify/verify.h"

#include "compare/secret_fields.h"
#include "ir/locate.h"
#include "session/secrets.h"
#include "values/secrets.h"
#include "verify/parallel.h"
#include "verify/shrink.h"
#include "verify/spoilt.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::verify {

namespace {

class Verification {
public:
    Verification(session::Compilation& compilation, const Request& request, const Progress& progress)
        : stack_(compilation), request_(request), progress_(progress) {}

    Certificate run() {
        Found found = search(stack_, {request_.environments, request_.samples, request_.seed}, progress_);
        certificate_.unmade = std::move(found.unmade);
        compareAll(found.sets);
        if (request_.spoils) {
            progress_("looking for values that the types refuse");
            compareAll(spoiltSets(stack_, found.sets));
        }
        certificate_.coverage = std::move(found.coverage);
        if (request_.validate) {
            progress_("judging what comes out");
            certificate_.releases = releasesOf(stack_.compilation().program);
            certificate_.refusals = refusals(stack_, found.sets, certificate_.judged);
        }
        return std::move(certificate_);
    }

private:
    /// A set, and what some Helm made of it.
    struct Compared {
        const Set* set = nullptr;
        Ours ours;
        Release release;
        std::vector<Verdict> verdicts; ///< of each Helm
    };

    void compareAll(const std::vector<Set>& sets) {
        constexpr size_t atOnce = 16; // so that not all manifests are held at once
        for (size_t begin = 0; begin < sets.size(); begin += atOnce) {
            std::vector<Compared> some;
            for (size_t i = begin; i < std::min(begin + atOnce, sets.size()); ++i)
                if (Ours ours = stack_.evaluate(sets[i]); ours.kind != Ours::Kind::Unmade)
                    some.push_back({&sets[i], std::move(ours), stack_.releaseFor(sets[i], request_.chart), {}});
            progress_(fmt::format("rendering values {} to {} of {}", begin + 1, begin + some.size(), sets.size()));
            compare(some);
            for (const Compared& one : some)
                count(one);
        }
    }

    void compare(std::vector<Compared>& some) const {
        size_t helms = request_.helms.size();
        for (Compared& one : some)
            one.verdicts.resize(helms);
        inParallel(some.size() * helms, [&](size_t i) {
            Compared& one = some[i / helms];
            one.verdicts[i % helms] =
                verdictOn(one.ours, render(request_.helms[i % helms], request_.chart, one.release));
        });
    }

    void count(const Compared& one) {
        ++certificate_.sets;
        auto wrong = std::ranges::find(one.verdicts, Verdict::Kind::Wrong, &Verdict::kind);
        if (wrong == one.verdicts.end()) {
            ++(one.ours.kind == Ours::Kind::Taken ? certificate_.equal : certificate_.refused);
            return;
        }
        ++certificate_.wrong;
        if (certificate_.shown)
            return;
        const Helm& helm = request_.helms[static_cast<size_t>(wrong - one.verdicts.begin())];
        progress_("looking for the smallest values that show it");
        show(shrink(*one.set, helm, *wrong), helm);
    }

    /// Smaller values that are wrong in the same way: of a difference, in the same resource.
    Set shrink(const Set& set, const Helm& helm, const Verdict& verdict) {
        constexpr size_t tries = 250;
        auto isAlike = [&](const Set& smaller) {
            Ours ours = stack_.evaluate(smaller);
            if (ours.kind == Ours::Kind::Unmade)
                return false;
            Verdict other = verdictOn(ours, render(helm, request_.chart, stack_.releaseFor(smaller, request_.chart)));
            return other.kind == Verdict::Kind::Wrong && other.differences.empty() == verdict.differences.empty();
        };
        return shrunk(set, isAlike, tries);
    }

    void show(Set set, const Helm& helm) {
        Ours ours = stack_.evaluate(set);
        Verdict verdict = verdictOn(ours, render(helm, request_.chart, stack_.releaseFor(set, request_.chart)));
        core::Span place = placeOf(ours, verdict);
        hide(set, verdict);
        certificate_.shown = Disagreement{std::move(set), helm, std::move(verdict), place};
    }

    /// Puts something else in the place of what nobody may see.
    void hide(Set& set, Verdict& verdict) {
        session::Compilation& chart = stack_.compilation();
        const core::Program& program = chart.program;
        set.values =
            values::withoutSecrets(program.types, program.valuesType, *set.values, session::secretTexts(chart));
        const compare::SecretFields secrets = session::secretFields(chart);
        for (Difference& one : verdict.differences)
            for (std::optional<Value>* side : {&one.ours, &one.theirs})
                if (*side)
                    *side = withoutSecrets(secrets, one, **side);
    }

    static Json withoutSecrets(const compare::SecretFields& secrets, const Difference& difference, const Json& side) {
        const std::string& resource = difference.resource; // "v1 Secret prod/web"
        size_t end = std::min(resource.find(' '), resource.size());
        std::string_view kind = std::string_view(resource).substr(std::min(end + 1, resource.size()));
        compare::Steps steps;
        for (const core::Step& step : difference.path)
            steps.push_back(step.isElement ? std::to_string(step.index) : step.key);
        return compare::withoutSecrets(
            secrets, {kube::groupOf(std::string_view(resource).substr(0, end)), kind.substr(0, kind.find(' '))},
            std::move(steps), side);
    }

    /// Of the first difference; of a resource that the source lacks, the declaration of one of that kind; of values
    /// that the source alone refuses the rule that does.
    core::Span placeOf(const Ours& ours, const Verdict& verdict) {
        const core::Program& program = stack_.compilation().program;
        core::Span whole = program.chart.span;
        for (core::Span rule : ours.rules)
            if (program.isAuthors(rule))
                return rule;
        if (verdict.differences.empty())
            return whole;
        const Difference& first = verdict.differences.front();
        for (const ir::Package& package : ours.packages)
            for (const ir::Document& document : package.documents)
                if (ir::isThere(document) && isOf(document, first.resource))
                    return ir::locate(*package.program, document, first.path, "");
        return whole;
    }

    static bool isOf(const ir::Document& document, const std::string& resource) {
        ir::NodeRef name = ir::valueAt(ir::unshared(document.object), {"metadata", "name"});
        return name != nullptr && resource.starts_with(document.apiVersion + " " + document.kind + " ") &&
               (resource.ends_with(" " + name->text) || resource.ends_with("/" + name->text));
    }

    Stack stack_;
    const Request& request_;
    const Progress& progress_;
    Certificate certificate_;
};

} // namespace

bool Certificate::holds() const { return wrong == 0 && std::ranges::none_of(refusals, &Refusal::isAuthors); }

Certificate verify(session::Compilation& compilation, const Request& request, const Progress& progress) {
    return Verification(compilation, request, progress).run();
}

} // namespace stackc::verify
