#include "kube/json_schema.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "fixtures.h"

namespace stackc::kube {
namespace {

using Json = nlohmann::ordered_json;

TEST(JsonSchema, RefersToNamedTypes) {
    auto own = fixtureLibrary();
    Json definitions = Json::object();
    Json schema = jsonSchema(own->library, *own->library.find("k8s.core.v1.ServicePort"), definitions);
    EXPECT_EQ(schema.dump(), R"({"$ref":"#/definitions/k8s.core.v1.ServicePort"})");
    EXPECT_EQ(definitions.dump(1), R"({
 "k8s.core.v1.ServicePort": {
  "type": "object",
  "properties": {
   "port": {
    "type": "integer",
    "minimum": 1,
    "maximum": 65535
   },
   "protocol": {
    "type": "string",
    "enum": [
     "TCP",
     "UDP",
     "SCTP"
    ]
   },
   "targetPort": {
    "$ref": "#/definitions/k8s.meta.v1.IntOrString"
   }
  },
  "required": [
   "port"
  ],
  "additionalProperties": false
 },
 "k8s.meta.v1.IntOrString": {
  "type": [
   "integer",
   "string"
  ],
  "minimum": -2147483648,
  "maximum": 2147483647
 }
})");
}

TEST(JsonSchema, EndsOnRecursiveTypesAndKeepsWhatIsThere) {
    auto own = fixtureLibrary();
    Json definitions = {{"string", {{"type", "string"}}}};
    TypeId id = *own->library.find("k8s.apiextensions.v1.JSONSchemaProps");
    jsonSchema(own->library, id, definitions);
    EXPECT_EQ(definitions.size(),
              4u); // text, the schema, and what its fields `example` and `x-kubernetes-validations` refer to
    EXPECT_EQ(definitions["k8s.apiextensions.v1.JSONSchemaProps"]["properties"]["not"]["$ref"],
              "#/definitions/k8s.apiextensions.v1.JSONSchemaProps");
    Json before = definitions;
    jsonSchema(own->library, id, definitions);
    EXPECT_EQ(definitions, before);
}

TEST(JsonSchema, WritesConstraintsOfCustomResources) {
    auto own = fixtureLibrary();
    Json definitions = Json::object();
    Json schema = jsonSchema(own->library, *own->library.find("example.tools.v1.Gadget.spec"), definitions);
    Json& spec = definitions["example.tools.v1.Gadget.spec"];
    EXPECT_EQ(spec["required"].dump(), R"(["mode"])");
    Json& fields = spec["properties"];
    EXPECT_EQ(fields["open"].dump(), R"({"$ref":"#/definitions/any"})");
    EXPECT_TRUE(definitions.contains("any"));
    EXPECT_EQ(fields["maybe"].dump(), R"({"type":"string","minLength":1,"maxLength":3})");
    EXPECT_EQ(fields["look"].dump(), R"({"type":"string"})") << "RE2 has no look-around";
    EXPECT_EQ(fields["rules"].dump(),
              R"({"type":"array","items":{"$ref":"#/definitions/example.tools.v1.Gadget.spec.rules"},)"
              R"("minItems":1,"maxItems":2})");
    EXPECT_EQ(fields["tags"].dump(), R"({"type":"object","additionalProperties":{"type":"string"}})");
    EXPECT_EQ(definitions["example.tools.v1.Gadget.spec.half"]["additionalProperties"].dump(),
              R"({"$ref":"#/definitions/any"})");
    EXPECT_EQ(definitions["example.tools.v1.Gadget.spec.closed"].dump(),
              R"({"type":"object","additionalProperties":false})");
}

TEST(JsonSchema, DefinesAllThatItRefersTo) {
    const Library& library = Library::builtin();
    Json definitions = Json::object();
    for (const Kind& kind : library.kinds())
        jsonSchema(library, kind.root, definitions);
    std::string text = definitions.dump();
    const std::string prefix = "\"#/definitions/";
    for (size_t at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at + 1)) {
        size_t start = at + prefix.size();
        std::string name = text.substr(start, text.find('"', start) - start);
        EXPECT_TRUE(definitions.contains(name)) << name;
    }
}

} // namespace
} // namespace stackc::kube
