#include "text/yaml_tree.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace stackc::text {
namespace {

using Kind = YamlNode::Kind;

std::vector<YamlNode> yaml(std::string_view text) {
    std::vector<YamlNode> documents;
    YamlError error;
    EXPECT_TRUE(readYamlStream(text, documents, error)) << error.line << ": " << error.message;
    return documents;
}

std::vector<YamlNode> json(std::string_view text) {
    std::vector<YamlNode> documents;
    YamlError error;
    EXPECT_TRUE(readJsonStream(text, documents, error)) << error.line << ": " << error.message;
    return documents;
}

std::string yamlError(std::string_view text, const YamlLimits& limits = {}) {
    std::vector<YamlNode> documents;
    YamlError error;
    EXPECT_FALSE(readYamlStream(text, documents, error, limits));
    return std::to_string(error.line) + ": " + error.message;
}

std::string jsonError(std::string_view text, const YamlLimits& limits = {}) {
    std::vector<YamlNode> documents;
    YamlError error;
    EXPECT_FALSE(readJsonStream(text, documents, error, limits));
    return std::to_string(error.line) + ": " + error.message;
}

TEST(YamlTree, PlacesAreBytes) {
    std::string_view text = "\xEF\xBB\xBF# größer\nkey: \"ä\"\nother: [ü, 2]\n";
    auto documents = yaml(text);
    ASSERT_EQ(documents.size(), 1U);
    const YamlNode& map = documents[0];
    ASSERT_EQ(map.kind, Kind::Map);
    EXPECT_EQ(map.keys[1].text, "other");
    EXPECT_EQ(map.keys[1].offset, text.find("other"));
    EXPECT_EQ(map.items[0].offset, text.find("\"ä"));
    EXPECT_EQ(map.items[1].items[1].offset, text.find("2]"));
    EXPECT_EQ(map.items[1].items[1].line, 3U);
    EXPECT_EQ(map.items[1].items[1].integer, 2);
}

TEST(YamlTree, ReadsAllDocuments) {
    auto documents = yaml("a: 1\n---\n# nothing\n---\nb: 2\n...\n---\n- c\n");
    ASSERT_EQ(documents.size(), 4U);
    EXPECT_EQ(documents[1].kind, Kind::Null);
    EXPECT_EQ(documents[3].kind, Kind::List);
    EXPECT_EQ(documents[3].line, 8U);
    EXPECT_TRUE(yaml({}).empty());
}

TEST(YamlTree, FaultsAreInALineOfTheText) {
    EXPECT_EQ(yamlError("a:\n  b: 1\n2"), "3: could not find expected ':'");
    EXPECT_EQ(yamlError("a:\n  - [1"), "2: did not find expected ',' or ']'");
    EXPECT_EQ(yamlError("\"a"), "1: found unexpected end of stream");
}

TEST(YamlTree, LimitsAreOfTheWholeStream) {
    YamlLimits limits;
    limits.nodes = 5;
    EXPECT_EQ(yaml("[1]\n---\n[1]\n").size(), 2U);
    EXPECT_EQ(yamlError("[1]\n---\n[1]\n---\n[1]\n", limits), "5: too many values after expansion of aliases");
    EXPECT_EQ(yamlError("[1,\n 2, 3, 4, 5,\n 6, 7, 8, 9, 10]\n", limits), "3: too many values");
}

TEST(YamlTree, ALaterKeyReplacesAMergedOne) {
    auto map = yaml("base: &b {x: 1, z: 2}\nuse: {<<: *b, z: 3}\n")[0];
    EXPECT_EQ(toJson(map).dump(), R"({"base":{"x":1,"z":2},"use":{"x":1,"z":3}})");
}

TEST(JsonTree, PlacesAreBytes) {
    std::string_view text = "{\n  \"ä\": [-1.5,\n 2\n, true],\n\t\"b\" : {\"c\":\"\\ud83d\\ude00\"}}\n{\"d\":null}";
    auto documents = json(text);
    ASSERT_EQ(documents.size(), 2U);
    const YamlNode& map = documents[0];
    EXPECT_EQ(map.keys[0].offset, text.find("\"ä"));
    const YamlNode& list = map.items[0];
    EXPECT_EQ(list.items[0].offset, text.find("-1.5"));
    EXPECT_EQ(list.items[0].text, "-1.5");
    EXPECT_EQ(list.items[1].offset, text.find("2\n"));
    EXPECT_EQ(list.items[1].line, 3U);
    EXPECT_EQ(list.items[2].offset, text.find("true"));
    EXPECT_EQ(list.items[2].line, 4U);
    EXPECT_TRUE(list.items[2].boolean);
    EXPECT_EQ(map.keys[1].offset, text.find("\"b\""));
    EXPECT_EQ(map.items[1].line, 5U);
    EXPECT_EQ(map.items[1].items[0].text, "\U0001F600");
    EXPECT_EQ(documents[1].line, 6U);
    EXPECT_EQ(documents[1].items[0].kind, Kind::Null);
}

TEST(JsonTree, Numbers) {
    auto list = json("[9007199254740992, 9007199254740993, -7, 1e3, 0.5, 18446744073709551616]")[0];
    EXPECT_EQ(list.items[0].kind, Kind::Int);
    EXPECT_EQ(list.items[1].kind, Kind::Float);
    EXPECT_EQ(list.items[2].integer, -7);
    EXPECT_EQ(list.items[3].integer, 1000);
    EXPECT_EQ(list.items[4].number, 0.5);
    EXPECT_EQ(list.items[5].kind, Kind::Float);
}

TEST(JsonTree, Faults) {
    EXPECT_EQ(jsonError("{\"a\": 1,\n \"a\": 2}"), "2: key `a` is given twice");
    EXPECT_EQ(jsonError("{\"a\":\n ]").substr(0, 2), "2:");
    EXPECT_EQ(jsonError("[\n1\"a\"bbbbbbbb\n").substr(0, 2), "2:");
    EXPECT_EQ(jsonError("[1x]").substr(0, 2), "1:");
    YamlLimits limits;
    limits.depth = 3;
    EXPECT_EQ(jsonError("[[[[1]]]]", limits), "1: nested too deeply");
    limits.nodes = 2;
    EXPECT_EQ(jsonError("[1,2]", limits), "1: too many values");
}

} // namespace
} // namespace stackc::text
