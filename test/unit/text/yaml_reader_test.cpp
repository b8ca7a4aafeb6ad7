#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "text/yaml_reader.h"

namespace stackc::text {

namespace {

using Json = nlohmann::ordered_json;

/// The JSON text, or "line: message".
std::string read(const std::string& yaml) {
    Json json;
    YamlError error;
    if (!readYaml(yaml, json, error))
        return std::to_string(error.line) + ": " + error.message;
    return json.dump();
}

std::string readScalar(const std::string& scalar) {
    Json json;
    YamlError error;
    return readYaml("v: " + scalar, json, error) ? json["v"].dump() : error.message;
}

} // namespace

TEST(YamlReader, scalarsAsGoYaml) {
    const std::vector<std::pair<std::string, std::string>> cases = {{"y", "true"},
                                                                    {"No", "false"},
                                                                    {"OFF", "false"},
                                                                    {"tRUE", "\"tRUE\""},
                                                                    {"~", "null"},
                                                                    {"", "null"},
                                                                    {"0755", "493"},
                                                                    {"0o755", "493"},
                                                                    {"089", "89"},
                                                                    {"0x10", "16"},
                                                                    {"-0b11", "-3"},
                                                                    {"1_000", "1000"},
                                                                    {"_1", "\"_1\""},
                                                                    {"1e6", "1000000"},
                                                                    {".5", "0.5"},
                                                                    {"5.", "5"},
                                                                    {"1:30", "\"1:30\""},
                                                                    {"2020-01-01", "\"2020-01-01\""},
                                                                    {"9007199254740995", "9.007199254740996e+15"},
                                                                    {"\"yes\"", "\"yes\""},
                                                                    {"!!str 5", "\"5\""},
                                                                    {"!!float 5", "5"},
                                                                    {".inf", "`.inf` is not a finite number"},
                                                                    {"!!int x", "cannot read `x` as a !!int"},
                                                                    {"=", "\"=\""},
                                                                    {"<<", "\"<<\""}};
    for (const auto& [yaml, json] : cases)
        EXPECT_EQ(readScalar(yaml), json) << yaml;
}

TEST(YamlReader, structure) {
    EXPECT_EQ(read(""), "null");
    EXPECT_EQ(read("on: 1\n1: x\n1.5: z\n"), R"({"true":1,"1":"x","1.5":"z"})");
    EXPECT_EQ(read("a: &x {p: 1}\nb:\n  p: 9\n  <<: *x\n  q: 2\n"), R"({"a":{"p":1},"b":{"p":1,"q":2}})");
    EXPECT_EQ(read("a: 1\nb: 2\na: 3\n"), "3: key `a` is given twice");
    EXPECT_EQ(read("a: 1\n---\nb: 2\n"), "3: more than one document: Helm 3 reads the first alone, Helm 4 all of them");
    EXPECT_EQ(read("a: 1\n---\n"), R"({"a":1})");
    EXPECT_EQ(read("~: 1\n"), "1: a key must be a string, number or bool");
    EXPECT_EQ(read("a: \x07\n"), "1: control characters are not allowed");
    EXPECT_EQ(read("a: \xff\n"), "1: not valid UTF-8");
}

TEST(YamlReader, keysAsGoYaml) {
    auto values = [](const std::string& yaml) {
        Json json;
        YamlError error;
        return readValues(yaml, json, error) ? json.dump() : std::to_string(error.line) + ": " + error.message;
    };
    EXPECT_EQ(values("a: 1\nb: {c: 1}\nb: {d: 2}\na: 3\n"), R"({"a":3,"b":{"d":2}})");
    EXPECT_EQ(values("\"on\": x\non: y\nyes: z\n"), R"({"on":"x","true":"z"})");
    EXPECT_EQ(values("1: a\n0x1: b\n"), R"({"1":"b"})");
    EXPECT_EQ(values("1e39: x\n"), R"({".inf":"x"})");
    EXPECT_EQ(values(".nan: 1\n-.INF: 2\n1.5: 3\n1e7: 4\n"), R"({".nan":1,"-.inf":2,"1.5":3,"1e+07":4})");
    // Which of them counts is chance: Go walks maps in any order.
    for (const char* yaml : {"1: a\n\"1\": b\n", "true: a\n\"true\": b\n", ".inf: a\n1e39: b\n", ".nan: a\n.nan: b\n",
                             "1: a\n1.0: b\n", "a: &a {1: x}\nb: {\"1\": y, <<: *a}\n"})
        EXPECT_NE(values(yaml).find("is given twice, in two types"), std::string::npos) << yaml << values(yaml);
}

TEST(YamlReader, separatorsAsHelm4) {
    auto values = [](const std::string& yaml) {
        Json json;
        YamlError error;
        return readValues(yaml, json, error) ? json.dump() : std::to_string(error.line) + ": " + error.message;
    };
    for (const char* yaml : {"---\na: 1\n", "--- # c\na: 1\n", "---\t\r\na: 1\r\n", "a: 1\n---\n--- #\n", "a: 1\n---"})
        EXPECT_EQ(values(yaml), R"({"a":1})") << yaml;
    EXPECT_EQ(values("a: |-\n  ---x\n"), R"({"a":"---x"})");
    const std::string fault = ": a line that begins with `---` and goes on: Helm 4 can't read it";
    EXPECT_EQ(values("--- {a: 1}\n"), "1" + fault);
    EXPECT_EQ(values("--- !!map\na: 1\n"), "1" + fault);
    EXPECT_EQ(values("a: 1\n--- ~\n"), "2" + fault);
    EXPECT_EQ(values("a: \"b\n---c\"\n"), "2" + fault);
    EXPECT_EQ(values("a: \"b\n---#c\"\n"), "2" + fault);
    EXPECT_EQ(values("a: \"b\n----\"\n"), "2" + fault);
}

TEST(YamlReader, textsAsGoYaml) {
    EXPECT_EQ(readScalar(R"("\_\N\L\P\x41\u00e4\U0001F600\e\/x")"), "found unknown escape character");
    EXPECT_EQ(readScalar(R"("\_\x41\u00e4\U0001F600")"), "\"\u00a0A\u00e4\U0001f600\"");
    EXPECT_EQ(readScalar(R"("\N\L\P")"), "\"\u0085\u2028\u2029\"");
    EXPECT_EQ(readScalar(R"("\ud800")"), "found invalid Unicode character escape code");
    EXPECT_EQ(readScalar("\"a \n  b\n\n\n  c \\\n   d\\n\""), R"("a b\n\nc d\n")");
    EXPECT_EQ(readScalar("&x !!str # c\n  \"\\_\""), "\"\u00a0\"");
    EXPECT_EQ(read("a: [b?c]\n"), "1: did not find expected `,`: a text with `?` needs quotes here");
    EXPECT_EQ(readScalar("!!binary aGk="), R"("hi")");
    EXPECT_EQ(readScalar("!!binary \"/w==\""), "\"\ufffd\"");
    EXPECT_EQ(readScalar("!!binary aGk"), "the `!!binary` value is not valid base64");
    EXPECT_EQ(read("a: x\u2028b: y\n"), "1: U+2028 ends a line for Helm and nothing for other readers");
    EXPECT_EQ(read("a: 1\n# c\u0085b: y\n"), "2: U+0085 ends a line for Helm and nothing for other readers");
    EXPECT_EQ(read("a: x\rb: y\n"), "1: U+000D ends a line for Helm and nothing for other readers");
    EXPECT_EQ(read("a: x\r\nb: y\r\n"), R"({"a":"x","b":true})");
}

TEST(YamlReader, textOfAliasesIsBounded) {
    EXPECT_NE(read("a: &a '" + std::string(1 << 20, 'x') + "'\nb: [" +
                   [] {
                       std::string all;
                       for (int i = 0; i < 1000; ++i)
                           all += "*a, ";
                       return all;
                   }() +
                   "]\n")
                  .find("too many values"),
              std::string::npos);
}

TEST(YamlReader, aliasesAndDepthAreBounded) {
    std::string bomb = "a0: &a0 [x]\n";
    for (int i = 1; i < 30; ++i)
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [*a" + std::to_string(i - 1) + ", *a" +
                std::to_string(i - 1) + "]\n";
    EXPECT_NE(read(bomb).find("too many values"), std::string::npos);
    EXPECT_NE(read(std::string(300, '[') + std::string(300, ']')).find("nested too deeply"), std::string::npos);
}

} // namespace stackc::text
