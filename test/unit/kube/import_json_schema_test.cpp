#include <gmock/gmock.h>

#include "fixtures.h"

namespace stackc::kube {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* fileName = "some/folder/example.io_Thing_v1.json";

// The library of a kind Thing in example.io/v1 with the given schema of its spec, and definitions beside it.
struct Thing {
    Imported imported;
    std::unique_ptr<OwnLibrary> own;

    explicit Thing(const std::string& spec, const std::string& definitions = "{}")
        : imported(importJsonSchema(R"({"type": "object", "properties": {"spec": )" + spec + R"(}, "definitions": )" +
                                        definitions + "}",
                                    fileName)) {
        std::vector<Module> modules = imported.modules;
        for (Module& module : importOpenApi(openApiFixture, "fixture").modules)
            modules.push_back(std::move(module));
        own = std::make_unique<OwnLibrary>(modules);
        EXPECT_THAT(own->packed.errors, IsEmpty());
    }

    Type at(const std::string& field = "") const {
        std::optional<TypeId> id = own->library.find("example.v1.Thing.spec" + (field.empty() ? "" : "." + field));
        EXPECT_TRUE(id) << field;
        return own->library.type(id.value_or(TypeId{0}));
    }
    bool required(const std::string& field) const {
        std::optional<Field> found = own->library.findField("example.v1.Thing.spec." + field);
        EXPECT_TRUE(found) << field;
        return found && found->required;
    }
    std::string message() const { return imported.errors.empty() ? "" : imported.errors[0].message; }
};

Type specOf(const std::string& spec, const std::string& definitions = "{}") {
    static std::vector<std::unique_ptr<Thing>> kept; // types point into their library
    kept.push_back(std::make_unique<Thing>(spec, definitions));
    EXPECT_THAT(kept.back()->imported.errors, IsEmpty()) << kept.back()->message();
    return kept.back()->at();
}

TEST(ImportJsonSchema, TakesTheKindFromTheFilesName) {
    Thing thing(R"({"type": "object"})");
    EXPECT_THAT(thing.imported.errors, IsEmpty());
    std::optional<Kind> kind = thing.own->library.findKind("example.io/v1", "Thing");
    ASSERT_TRUE(kind);
    EXPECT_TRUE(kind->namespaced);
    Type root = thing.own->library.type(kind->root);
    EXPECT_EQ(thing.own->library.type(root.fields.find("metadata")->type).path, "k8s.meta.v1.ObjectMeta");
    EXPECT_THAT(thing.own->library.type(root.fields.find("kind")->type).enumValues, ElementsAre("Thing"));
}

TEST(ImportJsonSchema, TakesTheKindFromTheSchema) {
    Imported byValues = importJsonSchema(R"({"type": "object", "properties": {"apiVersion": {"const": "a.io/v2"},
        "kind": {"enum": ["Thing"]}}})",
                                         "x");
    EXPECT_THAT(byValues.errors, IsEmpty());
    EXPECT_EQ(byValues.modules.at(0).apiVersion, "a.io/v2");
    Imported byExtension = importJsonSchema(R"({"$ref": "#/definitions/T", "definitions": {"T": {"type": "object",
        "x-kubernetes-group-version-kind": [{"group": "b.io", "version": "v1", "kind": "Thing"}]}}})",
                                            "x");
    EXPECT_THAT(byExtension.errors, IsEmpty());
    EXPECT_EQ(byExtension.modules.at(0).name, "b.v1");
}

TEST(ImportJsonSchema, KnowsTheSpellingOfReviewedKindsOnly) {
    Imported known = importJsonSchema(R"({"type": "object"})", "gateway.networking.k8s.io_httproute_v1.json");
    ASSERT_THAT(known.errors, IsEmpty());
    EXPECT_EQ(known.modules.at(0).name, "gateway.v1");
    EXPECT_EQ(known.modules[0].types.at(0).name, "HTTPRoute");
    EXPECT_THAT(importJsonSchema(R"({"type": "object"})", "example.io_thing_v1.json").errors.at(0).message,
                HasSubstr("name the file `example.io_<Kind>_v1.json`"));
    EXPECT_THAT(importJsonSchema(R"({"type": "object"})", "thing.json").errors.at(0).message,
                HasSubstr("said neither by the schema"));
    EXPECT_EQ(importJsonSchema(R"({"type": "object"})", "Example.io_Thing_v1.json").errors.at(0).message,
              "`Example.io` is not the name of an API group");
    EXPECT_THAT(importJsonSchema(R"({"type": "object"})", "example.io_Th-ing_v1.json").errors.at(0).message,
                HasSubstr("is not the name of a kind"));
    EXPECT_EQ(importJsonSchema(R"({"type": "string"})", fileName).errors.at(0).message,
              "the schema of a kind must be an object");
}

TEST(ImportJsonSchema, NamesDefinitions) {
    Thing thing(R"({"type": "object", "properties": {"a": {"$ref": "#/definitions/io.example.some-port"},
        "b": {"$ref": "#/definitions/SomePort"}, "same": {"$ref": "#/definitions/alias"}}})",
                R"({"io.example.some-port": {"type": "integer", "maximum": 9}, "SomePort": {"type": "string"},
        "alias": {"$ref": "#/definitions/SomePort"}, "unused": {"type": "string"}})");
    EXPECT_THAT(thing.imported.errors, IsEmpty());
    EXPECT_EQ(thing.at("a").path, "example.v1.SomePort");
    EXPECT_EQ(thing.at("a").max, 9);
    EXPECT_EQ(thing.at("b").path, "example.v1.SomePort2");
    EXPECT_EQ(thing.at("same").id, thing.at("b").id);
    EXPECT_THAT(thing.own->library.names("example.v1"), ElementsAre("SomePort", "SomePort2", "Thing"));
    Imported modern = importJsonSchema(R"({"type": "object", "properties": {"a": {"$ref": "#/$defs/P"}},
        "$defs": {"P": {"type": "string"}}})",
                                       fileName);
    EXPECT_THAT(modern.errors, IsEmpty());
    EXPECT_EQ(modern.modules.at(0).types.at(0).name, "P");
}

TEST(ImportJsonSchema, FollowsRecursion) {
    Thing tree(R"({"$ref": "#/definitions/Tree"})",
               R"({"Tree": {"type": "object", "description": "A tree.", "properties": {
        "children": {"type": "array", "items": {"$ref": "#/definitions/Tree"}}, "all": {"$ref": "#"}}}})");
    EXPECT_THAT(tree.imported.errors, IsEmpty());
    EXPECT_EQ(tree.at().doc, "A tree.");
    EXPECT_EQ(tree.at("children.children.children").id, tree.at("children").id);
    EXPECT_EQ(tree.at("all").path, "example.v1.Thing");
}

TEST(ImportJsonSchema, RefusesReferencesToNothing) {
    EXPECT_EQ(Thing(R"({"$ref": "#/definitions/No"})").message(), "there is no such definition");
    EXPECT_EQ(Thing(R"({"$ref": "other.json#/a"})").message(),
              "only references to `#`, `#/definitions/` and `#/$defs/` are known");
    Thing self(R"({"$ref": "#/definitions/A"})", R"({"A": {"$ref": "#/definitions/B"}, "B": {"$ref":
        "#/definitions/A"}})");
    EXPECT_EQ(self.message(), "the definition is nothing but itself");
    Thing inner(R"({"$ref": "#/definitions/A"})", R"({"A": {"allOf": [{"$ref": "#/definitions/A"}]}})");
    EXPECT_EQ(inner.message(), "the definition is nothing but itself");
}

TEST(ImportJsonSchema, ReadsTypeListsAndConstants) {
    EXPECT_EQ(specOf(R"({"type": ["string", "null"], "maxLength": 3})").maxLength, 3u);
    EXPECT_EQ(specOf(R"({"type": ["integer", "string"]})").shape, Shape::IntOrString);
    EXPECT_EQ(specOf(R"({"type": ["integer", "number"]})").shape, Shape::Float);
    EXPECT_EQ(specOf(R"({"type": ["boolean", "string"]})").shape, Shape::Open);
    EXPECT_THAT(specOf(R"({"const": "a"})").enumValues, ElementsAre("a"));
    EXPECT_THAT(specOf(R"({"enum": ["a", null, "b"]})").enumValues, ElementsAre("a", "b"));
    EXPECT_EQ(specOf(R"({"enum": ["a", 1]})").shape, Shape::Open);
    EXPECT_EQ(specOf(R"({"const": true})").shape, Shape::Bool);
    Type codes = specOf(R"({"type": "integer", "enum": [302, 301]})");
    EXPECT_EQ(codes.min, 301);
    EXPECT_EQ(codes.max, 302);
    EXPECT_EQ(specOf("true").shape, Shape::Open);
    EXPECT_EQ(specOf("{}").shape, Shape::Open);
}

TEST(ImportJsonSchema, ReadsBoundsOfAllDrafts) {
    Type old = specOf(R"({"type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9})");
    EXPECT_EQ(old.min, 2);
    EXPECT_EQ(old.max, 9);
    Type recent = specOf(R"({"type": "integer", "exclusiveMinimum": 1, "exclusiveMaximum": 9})");
    EXPECT_EQ(recent.min, 2);
    EXPECT_EQ(recent.max, 8);
    EXPECT_EQ(specOf(R"({"type": "integer", "maximum": 18446744073709551615})").max, 9007199254740991);
}

TEST(ImportJsonSchema, UnitesChoices) {
    EXPECT_EQ(specOf(R"({"oneOf": [{"type": "integer"}, {"type": "string"}]})").shape, Shape::IntOrString);
    EXPECT_EQ(specOf(R"({"anyOf": [{"type": "number"}, {"type": "string"}]})").shape, Shape::Quantity);
    EXPECT_EQ(specOf(R"({"anyOf": [{"type": "null"}, {"type": "boolean"}]})").shape, Shape::Bool);
    EXPECT_EQ(specOf(R"({"anyOf": [{"type": "boolean"}, {"type": "array", "items": {}}]})").shape, Shape::Open);
    EXPECT_THAT(specOf(R"({"oneOf": [{"enum": ["a", "b"]}, {"const": "c"}, {"enum": ["a"]}]})").enumValues,
                ElementsAre("a", "b", "c"));
    EXPECT_THAT(specOf(R"({"type": "string", "oneOf": [{"const": "a"}, {"const": "b"}]})").enumValues,
                ElementsAre("a", "b"));
    EXPECT_THAT(specOf(R"({"oneOf": [{"const": "a"}, {"type": "string"}]})").enumValues, IsEmpty());
    Type text = specOf(R"({"type": "string", "maxLength": 5, "anyOf": [{"format": "ipv4"}, {"format": "ipv6"}]})");
    EXPECT_EQ(text.shape, Shape::String);
    EXPECT_EQ(text.format, "");
    EXPECT_EQ(text.maxLength, 5u);
}

TEST(ImportJsonSchema, IgnoresBranchesThatOnlyRestrict) {
    Thing spec(R"({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}},
        "oneOf": [{"required": ["a"]}, {"required": ["b"]}], "not": {"required": ["a", "b"]}})");
    EXPECT_THAT(spec.imported.errors, IsEmpty());
    EXPECT_EQ(spec.at().fields.size(), 2u);
    EXPECT_FALSE(spec.at().openFields);
    EXPECT_FALSE(spec.required("a"));
}

TEST(ImportJsonSchema, DoesNotNarrowFieldsByABranch) {
    Thing spec(R"({"type": "object", "properties": {"type": {"type": "string"}, "value": {"type": "string"}},
        "oneOf": [{"properties": {"type": {"enum": ["ip"]}, "value": {"const": "x"}}},
                  {"properties": {"type": {"not": {"enum": ["ip"]}}}}]})");
    EXPECT_THAT(spec.imported.errors, IsEmpty());
    EXPECT_THAT(spec.at("type").enumValues, IsEmpty());
    EXPECT_EQ(spec.at("value").shape, Shape::String);
    EXPECT_THAT(spec.at("value").enumValues, IsEmpty());
}

TEST(ImportJsonSchema, UnitesObjects) {
    Thing spec(R"({"oneOf": [
        {"type": "object", "required": ["kind", "a"], "properties": {"kind": {"const": "A"}, "a": {"type": "integer"}}},
        {"$ref": "#/definitions/B"}]})",
               R"({"B": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "B"}, "b": {}}}})");
    EXPECT_THAT(spec.imported.errors, IsEmpty());
    EXPECT_THAT(spec.at("kind").enumValues, ElementsAre("A", "B"));
    EXPECT_TRUE(spec.required("kind"));
    EXPECT_FALSE(spec.required("a"));
    EXPECT_EQ(spec.at("b").shape, Shape::Open);
    EXPECT_FALSE(spec.at().openFields);
}

TEST(ImportJsonSchema, MergesAllOf) {
    Thing spec(
        R"({"allOf": [{"$ref": "#/definitions/Base"}, {"type": "object", "properties": {"b": {"type": "string"}}},
        {"required": ["b"]}]})",
        R"({"Base": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}})");
    EXPECT_THAT(spec.imported.errors, IsEmpty());
    EXPECT_TRUE(spec.required("a"));
    EXPECT_TRUE(spec.required("b"));
    Type one = specOf(R"({"allOf": [{"$ref": "#/definitions/Base"}], "description": "Of its own."})",
                      R"({"Base": {"type": "object", "properties": {"a": {"type": "integer"}}}})");
    EXPECT_EQ(one.path, "example.v1.Base");
    Type text =
        specOf(R"({"type": "string", "allOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}, {"maxLength": 1}]})");
    EXPECT_THAT(text.enumValues, ElementsAre("b"));
    EXPECT_EQ(Thing(R"({"allOf": [{"type": "string"}, {"type": "integer"}]})").message(),
              "no value is of all the types that are asked for");
}

TEST(ImportJsonSchema, OpensAndClosesObjects) {
    Type anything = specOf(R"({"type": "object"})");
    EXPECT_EQ(anything.shape, Shape::Map);
    EXPECT_FALSE(specOf(R"({"type": "object", "additionalProperties": false})").openFields);
    EXPECT_FALSE(specOf(R"({"type": "object", "properties": {"a": {}}})").openFields);
    EXPECT_TRUE(specOf(R"({"type": "object", "properties": {"a": {}}, "additionalProperties": true})").openFields);
    Type map = specOf(R"({"type": "object", "additionalProperties": {"type": "string"}})");
    EXPECT_EQ(map.shape, Shape::Map);
    EXPECT_EQ(specOf(R"({"patternProperties": {"^a": {"type": "string"}}})").shape, Shape::Map);
    EXPECT_TRUE(specOf(R"({"properties": {"a": {}}, "patternProperties": {"^b": {"type": "string"}}})").openFields);
}

TEST(ImportJsonSchema, ReadsFields) {
    Thing spec(R"({"type": "object", "required": ["given", "defaulted"], "properties": {
        "given": {"type": "string", "description": "Must be\n there.\n\nMore."},
        "defaulted": {"type": "integer", "default": 1}, "no": false,
        "pair": {"type": "array", "items": [{"type": "string"}, {"type": "integer"}]},
        "keyed": {"type": "array", "x-kubernetes-list-type": "map", "x-kubernetes-list-map-keys": ["name"],
                  "items": {"type": "object", "properties": {"name": {"type": "string"}}}},
        "a.b": {"type": "object", "properties": {"x": {}}}, "a": {"properties": {"b": {"properties": {"y": {}}}}}}})");
    EXPECT_THAT(spec.imported.errors, IsEmpty());
    EXPECT_TRUE(spec.required("given"));
    EXPECT_FALSE(spec.required("defaulted"));
    EXPECT_EQ(spec.own->library.findField("example.v1.Thing.spec.given")->doc, "Must be there.");
    EXPECT_FALSE(spec.at().fields.find("no"));
    EXPECT_EQ(spec.own->library.shape(spec.at("pair").element), Shape::Open);
    EXPECT_EQ(spec.at("keyed").mergeKey, "name");
    EXPECT_EQ(spec.own->library.shape(spec.at().fields.find("a.b")->type), Shape::Open);
    EXPECT_TRUE(spec.at("a.b").fields.find("y"));
}

} // namespace
} // namespace stackc::kube
