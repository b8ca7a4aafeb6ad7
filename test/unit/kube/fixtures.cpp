#include "fixtures.h"

namespace stackc::kube {

const std::string_view openApiFixture = R"json({
"definitions": {
  "io.k8s.api.core.v1.Service": {
    "description": "A service.\nStill the first paragraph.\n\nNot any more.",
    "type": "object",
    "required": ["spec"],
    "properties": {
      "apiVersion": {"type": "string"},
      "kind": {"type": "string", "enum": ["Service"]},
      "metadata": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta"},
      "spec": {"$ref": "#/definitions/io.k8s.api.core.v1.ServiceSpec"},
      "status": {"$ref": "#/definitions/io.k8s.api.core.v1.ServiceStatus"}
    },
    "x-kubernetes-group-version-kind": [{"group": "", "kind": "Service", "version": "v1"}]
  },
  "io.k8s.api.core.v1.ServiceList": {
    "type": "object",
    "properties": {
      "items": {"type": "array", "items": {"$ref": "#/definitions/io.k8s.api.core.v1.Service"}},
      "metadata": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta"}
    },
    "x-kubernetes-group-version-kind": [{"group": "", "kind": "ServiceList", "version": "v1"}]
  },
  "io.k8s.api.core.v1.ServiceSpec": {
    "type": "object",
    "properties": {
      "type": {"type": "string"},
      "replicas": {"type": "integer", "format": "int32"},
      "big": {"type": "integer", "format": "int64"},
      "ratio": {"type": "number", "format": "double"},
      "limits": {"type": "object",
                 "additionalProperties": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity"}},
      "data": {"type": "string", "format": "byte"},
      "nothing": {"$ref": "#/definitions/io.k8s.api.core.v1.Nothing"},
      "raw": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.runtime.RawExtension"},
      "any": {"$ref": "#/definitions/io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON"},
      "schema": {"$ref": "#/definitions/io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps"},
      "ports": {"type": "array", "x-kubernetes-list-type": "map",
                "x-kubernetes-list-map-keys": ["port", "protocol"],
                "x-kubernetes-patch-merge-key": "port",
                "items": {"$ref": "#/definitions/io.k8s.api.core.v1.ServicePort"}}
    }
  },
  "io.k8s.api.core.v1.ServicePort": {
    "type": "object",
    "required": ["port"],
    "properties": {
      "port": {"type": "integer", "format": "int32"},
      "protocol": {"type": "string"},
      "targetPort": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.util.intstr.IntOrString"}
    }
  },
  "io.k8s.api.core.v1.ServiceStatus": {"type": "object", "properties": {"only": {"type": "string"}}},
  "io.k8s.api.core.v1.Nothing": {"type": "object"},
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON": {},
  "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps": {
    "type": "object",
    "properties": {
      "not": {"$ref": "#/definitions/io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps"},
      "title": {"type": "string"}
    }
  },
  "io.k8s.apimachinery.pkg.api.resource.Quantity": {"oneOf": [{"type": "string"}, {"type": "number"}]},
  "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta": {"type": "object"},
  "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta": {
    "type": "object",
    "properties": {
      "creationTimestamp": {"$ref": "#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.Time"},
      "labels": {"type": "object", "additionalProperties": {"type": "string"}},
      "name": {"type": "string"}
    }
  },
  "io.k8s.apimachinery.pkg.apis.meta.v1.Time": {"type": "string", "format": "date-time"},
  "io.k8s.apimachinery.pkg.runtime.RawExtension": {"type": "object"},
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": {"oneOf": [{"type": "string"}, {"type": "integer"}]}
}})json";

const std::string_view crdFixture = R"yaml(
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gadgets.tools.example.io}
spec:
  group: tools.example.io
  scope: Cluster
  names: {kind: Gadget, plural: gadgets}
  versions:
  - name: v1beta1
    served: true
    storage: false
    schema: &schema
      openAPIV3Schema:
        description: A gadget.
        type: object
        required: [spec]
        properties:
          apiVersion: {type: string}
          kind: {type: string}
          metadata: {type: object}
          status: {type: object, properties: {phase: {type: string}}}
          spec:
            type: object
            required: [mode]
            properties:
              mode: {type: string, enum: ["on", "off", fast]}
              port: {x-kubernetes-int-or-string: true, anyOf: [{type: integer}, {type: string}]}
              weight: {x-kubernetes-int-or-string: true, pattern: '^[0-9]+m?$'}
              open: {x-kubernetes-preserve-unknown-fields: true}
              half:
                type: object
                x-kubernetes-preserve-unknown-fields: true
                properties: {known: {type: boolean}}
              maybe: {type: string, nullable: true, minLength: 1, maxLength: 3}
              name: {type: string, pattern: '^[a-z]+$'}
              look: {type: string, pattern: '^(?!no).*$'}
              count: {type: integer, format: int32, minimum: 1, maximum: 10}
              share: {type: number, minimum: 0, maximum: 1}
              closed: {type: object}
              tags: {type: object, additionalProperties: {type: string}}
              rules:
                type: array
                minItems: 1
                maxItems: 2
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [id]
                items:
                  type: object
                  required: [id]
                  properties:
                    id: {type: string, description: "Its\n name.\n\nMore."}
                    policy: {type: object, properties: {retries: {type: integer}}}
              policy: {type: object, properties: {retries: {type: integer}}}
  - name: v1
    served: true
    storage: true
    schema: *schema
  - name: v1alpha1
    served: false
    storage: false
    schema: *schema
)yaml";

OwnLibrary::OwnLibrary(const std::vector<Module>& modules)
    : packed(pack(modules)), tables(packed.tables.view()), library(tables) {}

std::unique_ptr<OwnLibrary> fixtureLibrary() {
    std::vector<Module> modules = importOpenApi(openApiFixture, "fixture").modules;
    for (Module& module : importCrds(crdFixture, "fixture").modules)
        modules.push_back(std::move(module));
    return std::make_unique<OwnLibrary>(modules);
}

} // namespace stackc::kube
