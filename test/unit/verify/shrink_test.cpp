#include "verify/shrink.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace stackc::verify {
namespace {

TEST(Shrink, LeavesWhatShowsIt) {
    core::Environment environment;
    Set set{"random 1",
            &environment,
            Json::parse(R"({"a": {"b": [1, {"c": "long text"}, 3], "d": 2}, "e": true})"),
            "r",
            "n",
            "1.30",
            {"x/v1", "y/v1"}};
    auto isWrong = [](const Set& set) {
        auto c = Json::json_pointer("/a/b/0/c"), other = Json::json_pointer("/a/b/1/c");
        bool isThere = set.values->contains(c) || set.values->contains(other);
        return isThere && std::find(set.apis.begin(), set.apis.end(), "y/v1") != set.apis.end();
    };
    Set small = shrunk(set, isWrong, 100);
    EXPECT_EQ(*small.values, Json::parse(R"({"a": {"b": [{"c": ""}]}})"));
    EXPECT_EQ(small.environment, nullptr);
    EXPECT_EQ(small.release + small.ns + small.kubeVersion, "");
    EXPECT_EQ(small.apis, std::vector<std::string>{"y/v1"});
}

TEST(Shrink, AsksNoOftenerThanItMay) {
    Set set;
    set.values = Json::parse(R"({"a": 7, "b": 7, "c": 7})");
    size_t asked = 0;
    shrunk(
        set, [&](const Set&) { return ++asked > 1000; }, 4);
    EXPECT_EQ(asked, 4);
}

} // namespace
} // namespace stackc::verify
