#include "graph/hosts.h"
#include "graph/labels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stackc::graph {

namespace {

using testing::ElementsAre;

TEST(Hosts, NameTheServiceWithSchemePortOrNamespace) {
    Host redis{"shop-redis", "prod"};
    for (const char* text : {"shop-redis:6379", "redis://shop-redis", "redis://:$(PASSWORD)@shop-redis:6379/0",
                             "http://shop-redis/x", "shop-redis.prod", "shop-redis.prod.svc.cluster.local",
                             "until nc -z shop-redis 6379 || curl shop-redis:80; do :; done"})
        EXPECT_TRUE(names(text, redis, false)) << text;
}

TEST(Hosts, DoNotTakeOtherNamesForTheService) {
    Host redis{"shop-redis", "prod"};
    for (const char* text : {"shop-redis", "my-shop-redis:6379", "shop-redis-config", "http://shop-redis-2:80",
                             "http://shop-redis.example.org", "shop-redis.production", "shop-redis.prod-2",
                             "x.shop-redis:6379", "shop-redis:", "shop-redis:latest", ""})
        EXPECT_FALSE(names(text, redis, false)) << text;
}

TEST(Hosts, AreTheWholeTextWhereThatMayBeOne) {
    EXPECT_TRUE(names("shop", {"shop", "prod"}, true));
    EXPECT_FALSE(names("shop", {"shop", "prod"}, false));
    EXPECT_FALSE(names("", {"", "prod"}, true));
}

TEST(Hosts, OfPodsStandBeforeTheNameOfAHeadlessService) {
    EXPECT_TRUE(names("db-0.db-headless:5432", {"db-headless", "prod", true}, false));
    EXPECT_FALSE(names("db-0.db-headless:5432", {"db-headless", "prod", false}, false));
}

TEST(Spelling, TellsLatePartsApart) {
    ir::NodeTable nodes;
    ir::NodeRef release = nodes.input(core::Input::ReleaseName, {});
    ir::NodeRef space = nodes.input(core::Input::ReleaseNamespace, {});
    auto text = [&](ir::NodeRef late, const char* before, const char* after) {
        return nodes.prim(core::Op::Concat, {nodes.string(before), late, nodes.string(after)});
    };
    Spelling spelling;
    Host host{spelling.of(text(release, "", "-redis")), spelling.of(space)};
    EXPECT_TRUE(names(spelling.of(text(release, "redis://", "-redis:6379")), host, false));
    EXPECT_FALSE(names(spelling.of(text(space, "redis://", "-redis:6379")), host, false));
    EXPECT_FALSE(names(spelling.of(text(release, "redis://x-", "-redis:6379")), host, false));
    EXPECT_FALSE(names("redis://\x01"
                       "0\x02-redis:6379",
                       {spelling.of(nodes.string("\x01"
                                                 "0\x02-redis")),
                        ""},
                       false));
}

TEST(Labels, BreakConditionsBetweenWords) {
    EXPECT_THAT(labelLines({"Service", "", "x"}, ""), ElementsAre("Service", "x"));
    EXPECT_THAT(labelLines({}, std::string(30, 'a') + " and " + std::string(30, 'b')),
                ElementsAre("if " + std::string(30, 'a') + " and", std::string(30, 'b')));
    EXPECT_THAT(labelLines({}, std::string(100, 'a')), ElementsAre("if", std::string(100, 'a')));
}

} // namespace

} // namespace stackc::graph
