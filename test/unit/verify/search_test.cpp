#include "verify/search.h"

#include "session/compilation.h"
#include "session/parts.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace stackc::verify {
namespace {

constexpr const char* program = R"stack(chart shop { name = "my-shop", version = "0.1.0", kubeVersion = ">=1.30.0-0" }

variant Cache by backend {
    memory
    redis { url: Url, pool: { size: Int(1..100) = 10 }? = none }
}
enum Level { debug, info, warning }

values {
    level: Level = info
    cache: Cache = memory
    queues: [{ name: DnsLabel, durable: Bool = false }] = []
    token: String(32..64)? = none
    replicas: Int(0..99) = 1
}

check values.level != debug or not nonEmpty(values.queues) else "queues can't be debugged"

resource settings: k8s.core.v1.ConfigMap {
    metadata { name = fullname() }
    data {
        if values.level == warning { level = "warning" }
        if let token = values.token { token = token }
        cache = match values.cache { memory => "memory", redis(r) => "\(r.url) \(if let p = r.pool then p.size else 0)" }
        for q in values.queues { (q.name) = if q.durable then "durable" else "transient" }
        if values.replicas >= 17 { replicas = "many" }
        if capabilities.has("acme.io/v1") { acme = "there" }
        if capabilities.kubeAtLeast("1.34") { kubernetes = "new" }
    }
}
)stack";

std::unique_ptr<session::Compilation> compiled() {
    auto compilation = session::compileText("main.stack", program);
    for (const diag::Diagnostic& fault : compilation->sink.diagnostics())
        ADD_FAILURE() << fault.message;
    session::compileParts(*compilation);
    return compilation;
}

Found searched(session::Compilation& compilation, size_t samples, uint64_t seed) {
    Stack stack(compilation);
    return search(stack, {{}, samples, seed}, [](const std::string&) {});
}

TEST(Search, FindsValuesForAllBranchesAndChoices) {
    auto compilation = compiled();
    Found found = searched(*compilation, 0, 1);
    ASSERT_EQ(found.coverage.charts.size(), 1);
    const ChartCoverage& chart = found.coverage.charts[0];
    for (const coverage::Branch& branch : coverage::untaken(chart.branches, chart.taken))
        ADD_FAILURE() << compilation->sources.text(branch.place) << " is never " << branch.is;
    EXPECT_GT(chart.branches.size(), 12);
    for (const Choice& choice : found.coverage.choices)
        for (uint32_t arm = 0; arm < choice.arms; ++arm)
            EXPECT_TRUE(found.coverage.chosen.contains({choice.path, arm})) << choice.path << " " << arm;
    EXPECT_LT(found.sets.size(), 30);
    EXPECT_TRUE(found.unmade.empty());
}

TEST(Search, OneSeedMakesTheSameSets) {
    auto one = compiled(), other = compiled(), third = compiled();
    auto values = [](const Found& found) {
        std::vector<Json> all;
        for (const Set& set : found.sets)
            all.push_back(*set.values);
        return all;
    };
    std::vector<Json> first = values(searched(*one, 5, 3));
    EXPECT_EQ(first, values(searched(*other, 5, 3)));
    EXPECT_NE(first, values(searched(*third, 5, 4)));
}

TEST(Search, AStackRefusesWhatAChartWould) {
    auto compilation = compiled();
    Stack stack(*compilation);
    Set set;
    set.values = Json::parse(R"({"level": "debug", "queues": [{"name": "a"}]})");
    Ours refused = stack.evaluate(set);
    EXPECT_EQ(refused.kind, Ours::Kind::Refused);
    EXPECT_NE(refused.why.find("queues can't be debugged"), std::string::npos) << refused.why;
    EXPECT_FALSE(compilation->sink.hasErrors());
    set.values = Json::parse(R"({"level": "info", "queues": [{"name": "a"}]})");
    EXPECT_EQ(stack.evaluate(set).kind, Ours::Kind::Taken);
}

} // namespace
} // namespace stackc::verify
