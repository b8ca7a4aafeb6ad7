#include "verify/documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace stackc::verify {
namespace {

Documents read(const std::string& stream) {
    auto documents = documentsOf(stream);
    EXPECT_TRUE(documents) << (documents ? "" : documents.error());
    return documents ? *documents : Documents();
}

std::vector<std::string> paths(const std::vector<Difference>& differences) {
    std::vector<std::string> found;
    for (const Difference& difference : differences)
        found.push_back(difference.resource + ": " + core::show(difference.path));
    return found;
}

constexpr const char* one = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: 1, b: [1, 2]}\n";

TEST(Documents, HelmsStreamIsReadWithItsFiles) {
    Documents documents =
        read("---\n# Source: c/templates/a.yaml\n" + std::string(one) + "---\n# Source: c/b.yaml\n\n");
    ASSERT_EQ(documents.size(), 1);
    EXPECT_EQ(documents[0].file, "c/templates/a.yaml");
    EXPECT_EQ(nameOf(documents[0].object), "v1 ConfigMap a");
}

TEST(Documents, TextsHaveNoDocumentsInThem) {
    EXPECT_EQ(read("a: |\n  x\n  ---\n  y\n").size(), 1);
    EXPECT_EQ(read("--- {a: 1}\n---\nb: 2\n").size(), 2);
    EXPECT_FALSE(documentsOf("a: [\n"));
}

TEST(Documents, OfOneNameAreHeldAgainstTheirEquals) {
    std::string a = "kind: Secret\nmetadata: {name: a}\ndata: {x: a}\n";
    std::string b = "kind: Secret\nmetadata: {name: a}\ndata: {x: b}\n";
    std::string c = "kind: Secret\nmetadata: {name: a}\ndata: {x: c}\n";
    EXPECT_TRUE(differencesOf(read(a + "---\n" + b), read(b + "---\n" + a)).empty());
    EXPECT_THAT(paths(differencesOf(read(a + "---\n" + b), read(b + "---\n" + c))),
                testing::ElementsAre(" Secret a: data.x"));
}

TEST(Documents, OrderAndSpellingAreNoDifference) {
    EXPECT_TRUE(differencesOf(read(one), read("kind: ConfigMap\ndata: {b: [1, 2.0], x: 1}\napiVersion: v1\n"
                                              "metadata:\n  name: \"a\"\n"))
                    .empty());
}

TEST(Documents, DifferencesHaveTheirPaths) {
    Documents other = read("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {b: [1], z: null, x: \"1\"}\n"
                           "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: ns}\n");
    EXPECT_THAT(paths(differencesOf(read(one), other)),
                testing::ElementsAre("v1 ConfigMap a: data.x", "v1 ConfigMap a: data.b[1]", "v1 ConfigMap a: data.z",
                                     "v1 Secret ns/s: "));
    EXPECT_THAT(paths(differencesOf(other, read(one))),
                testing::ElementsAre("v1 ConfigMap a: data.b[1]", "v1 ConfigMap a: data.z", "v1 ConfigMap a: data.x",
                                     "v1 Secret ns/s: "));
}

} // namespace
} // namespace stackc::verify
