#include <chrono>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "fixtures.h"
#include "kube/dedupe.h"
#include "kube/json_input.h"
#include "kube/yaml_json.h"

namespace stackc::kube {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* fileName = "example.io_Thing_v1.json";

ImportError jsonError(std::string_view text) {
    std::vector<ImportError> errors;
    parseJson(text, errors);
    return errors.empty() ? ImportError{"", "none"} : errors[0];
}

std::string repeat(std::string_view text, size_t count) {
    std::string result;
    result.reserve(text.size() * count);
    for (size_t i = 0; i < count; ++i)
        result += text;
    return result;
}

// A CRD whose only version has the given schema.
std::string crdOf(const std::string& schema, const std::string& head = "group: example.io, names: {kind: Thing}") {
    return "{kind: CustomResourceDefinition, spec: {" + head +
           ", scope: Namespaced, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: " +
           schema + "}}]}}";
}

TEST(HostileJson, IsRefusedWithItsPlace) {
    EXPECT_EQ(jsonError("{\n  \"a\": }").where, "line 2, column 8");
    EXPECT_EQ(jsonError("{\"a\": \"\xff\"}").message, "not JSON");
    EXPECT_EQ(jsonError(R"({"a": {"b": "x\u0000"}})").where, "a.b");
    EXPECT_EQ(jsonError(R"({"a": "x\u0000"})").message, "a text holds the character NUL");
    EXPECT_EQ(jsonError(R"({"x\u0000": 1})").message, "a key holds the character NUL");
    EXPECT_EQ(jsonError(R"({"a": {"b": 1, "b": 2}})").message, "the key `b` is there twice");
    EXPECT_EQ(jsonError(R"({"a": 1e999})").message, "a number is too large");
    EXPECT_EQ(jsonError("").message, "not JSON");
    EXPECT_EQ(jsonError(repeat("[", 1'000'000)).message, "the JSON is nested too deeply");
    EXPECT_EQ(jsonError("[" + repeat("0,", 3'000'000) + "0]").message, "the JSON has too many values");
    EXPECT_EQ(jsonError(std::string(maxInputBytes + 1, ' ')).message, "the file is too large");
}

TEST(HostileJson, OfAnyShapeIsNoSurprise) {
    for (const char* text :
         {"null",
          "1",
          "\"x\"",
          "[]",
          "[[]]",
          "{}",
          R"({"definitions": 1})",
          R"({"definitions": []})",
          R"({"definitions": {"a": 1}})",
          R"({"definitions": {"a": {"properties": 1}}})",
          R"({"definitions": {"a": {"x-kubernetes-group-version-kind": [1], "properties":
                                 {"metadata": {"$ref": 1}}}}})",
          R"({"definitions": {"a": {"x-kubernetes-group-version-kind": [{"group": 1}], "properties":
                                 {"metadata": {"$ref": "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}}}}})",
          R"({"properties": 1})",
          R"({"properties": {"a": 1}})",
          R"({"type": 1, "properties": []})",
          R"({"type": [1, null]})",
          R"({"type": "tuple"})",
          R"({"$ref": 1})",
          R"({"allOf": 1})",
          R"({"type": "object", "allOf": [1, null, "x"], "anyOf": {}, "oneOf": [[]]})",
          R"({"type": "object", "required": {"a": 1}, "additionalProperties": "x"})",
          R"({"type": "object", "minProperties": -1, "maxProperties": 1e300})",
          R"({"type": "object", "properties": {"a": {"type": "integer", "minimum": "x", "enum": 3}}})"}) {
        importOpenApi(text, "x");
        importJsonSchema(text, fileName);
        importCrds(text, "x");
        importCrds(crdOf(text), "x");
    }
}

TEST(HostileYaml, IsRefusedWithItsPlace) {
    EXPECT_EQ(parseYaml("a: 1\nb:\n  c: 1\n  c: 2\n").error, "key `c` is given twice");
    EXPECT_EQ(parseYaml("a: 1\nb:\n  c: 1\n  c: 2\n").where, "line 4");
    EXPECT_EQ(parseYaml("a: b: c").where, "line 1");
    EXPECT_EQ(parseYaml("a: \xff").error, "not valid UTF-8");
    EXPECT_EQ(parseYaml("a: \xed\xa0\x80").error, "not valid UTF-8");
    EXPECT_EQ(parseYaml(std::string_view("a: \0", 4)).error, "control characters are not allowed");
    EXPECT_EQ(parseYaml("a: \"x\\0\"").error, "a text holds the character NUL");
    EXPECT_EQ(parseYaml("a: 1\n\"x\\0\": 1").error, "a key holds the character NUL");
    EXPECT_EQ(parseYaml("? [a]\n: b").error, "a key must be a string, number or bool");
    EXPECT_EQ(parseYaml(std::string(maxInputBytes + 1, ' ')).error, "larger than 67108864 bytes");
    EXPECT_FALSE(parseYaml(repeat("[", 100'000)).error.empty());
    EXPECT_FALSE(parseYaml(repeat("- ", 100'000)).error.empty());
    EXPECT_FALSE(parseYaml("*nothing").error.empty());
    EXPECT_EQ(parseYaml("[" + repeat("a,\n", 1'100'000) + "]").error, "too many values");
    EXPECT_EQ(parseYaml("a: 1\nb: [" + repeat("a,", 1'100'000) + "]").where, "line 2");
}

TEST(HostileYaml, DoesNotGrowByAliases) {
    EXPECT_EQ(parseYaml("a: &a [*a]").error, "an anchor's value contains itself");
    std::string text = "a: &a '" + std::string(1 << 20, 'x') + "'\nb: [" + repeat("*a, ", 100'000) + "]";
    EXPECT_EQ(parseYaml(text).error, "too many values after expansion of aliases");
}

TEST(HostileSchemas, AreBoundedInDepthAndSize) {
    std::string deep = repeat(R"({"type": "array", "items": )", 120) + R"({"type": "string"})" + std::string(120, '}');
    EXPECT_EQ(importJsonSchema(deep, fileName).errors.at(0).message, "the schema is nested too deeply");
    std::string branches = repeat(R"({"allOf": [)", 120) + "{}" + repeat("]}", 120);
    EXPECT_EQ(
        importJsonSchema(R"({"type": "object", "properties": {"a": )" + branches + "}}", fileName).errors.at(0).message,
        "the schema is nested too deeply");
    std::string wide =
        R"({"type": "object", "properties": {"a": {"anyOf": [)" + repeat("{\"type\": \"string\"},", 300'000) + "{}]}}}";
    EXPECT_EQ(importJsonSchema(wide, fileName).errors.at(0).message, "the schema is too large");
    std::string name(100'000, 'n');
    std::string longNames = R"({"type": "object", "properties": {")" + name + R"(": {"properties": {)";
    for (int i = 0; i < 2000; ++i)
        longNames += "\"f" + std::to_string(i) + "\": {},";
    longNames += "\"last\": {}}}}}";
    EXPECT_EQ(importJsonSchema(longNames, fileName).errors.at(0).message, "the schema is too large");
}

// Each definition unites two that unite two more: expanded in full this would be 2^40 types.
TEST(HostileSchemas, DoNotGrowByReferences) {
    std::string definitions;
    for (int i = 0; i < 40; ++i) {
        std::string next = R"({"$ref": "#/definitions/D)" + std::to_string(i + 1);
        for (const char* side : {"", "x"})
            definitions += "\"D" + std::to_string(i) + side +
                           R"(": {"oneOf": [{"type": "object", "properties": {"a": )" + next +
                           R"("}}}, {"type": "object", "properties": {"a": )" + next + R"(x"}, "b": {}}}]},)";
    }
    Imported imported = importJsonSchema(R"({"type": "object", "properties": {"a": {"$ref": "#/definitions/D0"}},
        "definitions": {)" + definitions + R"("D40": {"type": "string"}, "D40x": {"type": "integer"}}})",
                                         fileName);
    EXPECT_THAT(imported.errors, IsEmpty());
    OwnLibrary own(imported.modules);
    EXPECT_TRUE(own.library.find("example.v1.Thing.a.b"));
}

TEST(HostileSchemas, AreBoundedInDefinitionsInsideOneAnother) {
    auto definition = [](int number, const std::string& next) {
        return R"("d)" + std::to_string(number) + R"(": )" + repeat(R"({"properties": {"a": )", 45) +
               R"({"properties": {"x": {"type": "string"}})" + next + "}" + repeat("}}", 45);
    };
    std::string definitions;
    for (int i = 0; i < 99; ++i)
        definitions +=
            definition(i, R"(, "allOf": [{"$ref": "#/definitions/d)" + std::to_string(i + 1) + R"("}])") + ",";
    std::string schema = R"({"properties": {"spec": {"$ref": "#/definitions/d0"}}, "definitions": {)" + definitions +
                         definition(99, "") + "}}";
    EXPECT_EQ(importJsonSchema(schema, fileName).errors.at(0).message,
              "too many definitions are combined inside one another");
}

TEST(HostileSchemas, OfManyEqualPartsAreSharedInLinearTime) {
    std::string part = R"({"type": "string"})";
    for (int i = 0; i < 10; ++i)
        part = R"({"type": "object", "properties": {"left": )" + part + R"(, "right": )" + part + "}}";
    auto start = std::chrono::steady_clock::now();
    Imported imported = importJsonSchema(R"({"type": "object", "properties": {"left": )" + part + "}}", fileName);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
    EXPECT_THAT(imported.errors, IsEmpty());
    EXPECT_LT(OwnLibrary(imported.modules).library.typeCount(), 100u);
}

TEST(HostileNames, AreRefused) {
    auto message = [](const std::string& head, const std::string& schema = "{type: object}") {
        std::vector<ImportError> errors = importCrds(crdOf(schema, head), "x").errors;
        return errors.empty() ? "none" : errors[0].message;
    };
    EXPECT_EQ(message("group: ../../etc, names: {kind: Thing}"), "`../../etc` is not the name of an API group");
    EXPECT_EQ(message("group: a..b, names: {kind: Thing}"), "`a..b` is not the name of an API group");
    EXPECT_THAT(message("group: a.io, names: {kind: '/Thing'}"), HasSubstr("is not the name of a kind"));
    EXPECT_THAT(message("group: a.io, names: {kind: 1thing}"), HasSubstr("is not the name of a kind"));
    EXPECT_EQ(message("group: a.io, names: {kind: thing}"), "none");
    EXPECT_EQ(message("group: a.io, names: {kind: Thing}", "{properties: {'': {type: string}}}"),
              "a field without a name");
    EXPECT_EQ(message("group: a.io, names: {kind: Thing}"), "none");
}

TEST(HostileNames, OfDefinitionsDoNotReachModules) {
    Imported imported = importOpenApi(R"({"definitions": {"io.k8s.api.../x.v1.Pod": {"type": "object", "properties": {
        "metadata": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"}},
        "x-kubernetes-group-version-kind": [{"group": "", "kind": "Pod", "version": "v1"}]}}})",
                                      "");
    EXPECT_EQ(imported.errors.at(0).message, "not the name of a definition");
    EXPECT_THAT(imported.modules, IsEmpty());
}

} // namespace
} // namespace stackc::kube
