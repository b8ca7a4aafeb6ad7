#include "verify/shown.h"

#include "compare/shown.h"
#include "text/characters.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::verify {

namespace {

constexpr size_t mostShown = 20;

class Writer {
public:
    Writer(const Certificate& certificate, const Request& request, const Printed& printed,
           const session::Compilation& compilation)
        : certificate_(certificate), request_(request), printed_(printed), program_(compilation.program),
          sources_(compilation.sources) {}

    std::string run() {
        heading();
        tools();
        counts();
        if (certificate_.shown)
            disagreement(*certificate_.shown);
        refusals();
        list("branches that no values took", untakenBranches(certificate_.coverage, Branches::Others, sources_));
        list("checks that no values went both ways",
             untakenBranches(certificate_.coverage, Branches::OfChecks, sources_));
        list("choices of the values that none made", untakenChoices(certificate_.coverage, program_));
        return std::move(out_);
    }

private:
    template <typename... T> void line(fmt::format_string<T...> format, T&&... arguments) {
        out_ += fmt::format(format, std::forward<T>(arguments)...) + "\n";
    }
    void field(const char* name, const std::string& text) { line("  {:<12} {}", name, text); }

    void heading() {
        const core::ChartInfo& chart = program_.chart;
        if (certificate_.wrong > 0)
            line("{} {}: the chart and the source differ for {} of {} sets of values", chart.name, chart.version,
                 certificate_.wrong, certificate_.sets);
        else
            line("{} {}: the chart makes what the source says, for {} sets of values", chart.name, chart.version,
                 certificate_.sets);
    }

    void tools() {
        field("stackc", printed_.stackc);
        for (const Helm& helm : request_.helms)
            field("Helm", fmt::format("{} ({})", helm.version, helm.path));
        field("source", fmt::format("{} files, sha256:{}", printed_.sourceFiles, printed_.sourceDigest));
        std::string digest = "sha256:" + printed_.chartDigest;
        field("chart", printed_.chart.empty() ? fmt::format("{} files, {}", printed_.chartFiles, digest)
                                              : fmt::format("{}, {}", printed_.chart, digest));
    }

    void counts() {
        auto share = [this](const char* name, Share share) {
            field(name, fmt::format("{} of {}", share.taken, share.of));
        };
        share("branches", branchesTaken(certificate_.coverage, Branches::Others));
        share("checks", branchesTaken(certificate_.coverage, Branches::OfChecks));
        share("choices", choicesTaken(certificate_.coverage));
        field("equal", std::to_string(certificate_.equal));
        field("refused", fmt::format("{}, by both", certificate_.refused));
        for (const std::string& why : certificate_.unmade)
            field("left out", compare::plain(why));
        if (!certificate_.releases.empty())
            field("Kubernetes", fmt::format("{} resources in 1.{} to 1.{}", certificate_.judged,
                                            certificate_.releases.front(), certificate_.releases.back()));
    }

    void disagreement(const Disagreement& shown) {
        const Verdict& verdict = shown.verdict;
        line("\n{}: {}", shownPlace(sources_, shown.place), compare::plain(verdict.what));
        field("on Helm", fmt::format("{} ({})", shown.helm.version, shown.helm.path));
        const Set& set = shown.set;
        if (set.environment != nullptr)
            field("environment", set.environment->name);
        for (const auto& [name, text] :
             {std::pair{"release", set.release}, {"namespace", set.ns}, {"Kubernetes", set.kubeVersion}})
            if (!text.empty())
                field(name, text);
        for (const std::string& api : set.apis)
            field("API", api);
        if (!set.values->empty() || set.environment == nullptr)
            field("values", set.values->empty() ? "the defaults"
                                                : set.values->dump(-1, ' ', false, Json::error_handler_t::replace));
        if (!verdict.detail.empty())
            field("it says", text::shownLine(verdict.detail));
        size_t count = 0;
        for (const Difference& difference : verdict.differences) {
            if (++count > mostShown)
                break;
            line("  {}{}{}", compare::plain(difference.resource), difference.path.empty() ? "" : ": ",
                 compare::plain(core::show(difference.path)));
            line("    source: {}", shownSide(difference.ours));
            line("    chart:  {}{}", shownSide(difference.theirs),
                 difference.file.empty() ? "" : " (" + compare::plain(difference.file) + ")");
        }
        if (verdict.differences.size() > mostShown)
            line("  and {} more", verdict.differences.size() - mostShown);
        if (printed_.chart.empty())
            line("This is a fault of stackc. Please report it, with the source and these values.");
    }

    void refusals() {
        if (certificate_.refusals.empty())
            return;
        line("\nwhat Kubernetes refuses:");
        for (const Refusal& refusal : certificate_.refusals)
            line("  {}: {}{} ({}, from 1.{} on)", shownPlace(sources_, refusal.place),
                 refusal.code.empty() ? "" : refusal.code + ": ", compare::plain(refusal.message), refusal.set,
                 refusal.release);
    }

    void list(const char* title, const std::vector<Untaken>& untaken) {
        if (untaken.empty())
            return;
        line("\n{}:", title);
        for (size_t i = 0; i < std::min(untaken.size(), mostShown); ++i) {
            std::string within =
                untaken[i].inLibrary.valid() ? fmt::format(" ({})", shownPlace(sources_, untaken[i].inLibrary)) : "";
            line("  {}: {}{}", shownPlace(sources_, untaken[i].place), untaken[i].what, within);
        }
        if (untaken.size() > mostShown)
            line("  and {} more, which --format=json lists", untaken.size() - mostShown);
    }

    const Certificate& certificate_;
    const Request& request_;
    const Printed& printed_;
    const core::Program& program_;
    const source::SourceManager& sources_;
    std::string out_;
};

} // namespace

std::string asText(const Certificate& certificate, const Request& request, const Printed& printed,
                   const session::Compilation& compilation) {
    return Writer(certificate, request, printed, compilation).run();
}

} // namespace stackc::verify
