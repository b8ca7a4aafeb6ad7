#include "kube/additions.h"

#include <algorithm>

namespace stackc::kube {
namespace {

NamedType* findType(Module& module, const std::string& name) {
    auto found = std::find_if(module.types.begin(), module.types.end(),
                              [&](const NamedType& type) { return type.name == name; });
    return found == module.types.end() ? nullptr : &*found;
}

FieldNode fieldOf(std::string name, TypeNode type) {
    FieldNode field;
    field.name = std::move(name);
    field.type = std::move(type);
    return field;
}

TypeNode referenceTo(std::string path) {
    TypeNode node;
    node.ref = std::move(path);
    return node;
}

// A rule in CEL, as the Go type ValidationRule of k8s.io/apiextensions-apiserver has it.
NamedType validationRule() {
    NamedType rule;
    rule.name = "ValidationRule";
    rule.type = ofShape(Shape::Object);
    for (const char* name : {"fieldPath", "message", "messageExpression", "reason", "rule"})
        rule.type.fields.push_back(fieldOf(name, ofShape(Shape::String)));
    rule.type.fields.push_back(fieldOf("optionalOldSelf", ofShape(Shape::Bool)));
    findField(rule.type, "rule")->required = true;
    findField(rule.type, "reason")->type.enumValues = {"FieldValueDuplicate", "FieldValueForbidden",
                                                       "FieldValueInvalid", "FieldValueRequired"};
    sortByName(rule.type.fields);
    return rule;
}

} // namespace

void addWhatDefinitionsLack(Module& module) {
    NamedType* schema = module.name == "k8s.apiextensions.v1" ? findType(module, "JSONSchemaProps") : nullptr;
    if (schema == nullptr)
        return;
    if (findField(schema->type, "example") == nullptr && findType(module, "JSON") != nullptr)
        schema->type.fields.push_back(fieldOf("example", referenceTo(module.name + ".JSON")));
    if (findField(schema->type, "x-kubernetes-validations") == nullptr &&
        findType(module, "ValidationRule") == nullptr) {
        TypeNode rules = ofShape(Shape::List);
        rules.element.push_back(referenceTo(module.name + ".ValidationRule"));
        rules.mapKeys = {"rule"};
        rules.mergeKey = "rule";
        schema->type.fields.push_back(fieldOf("x-kubernetes-validations", std::move(rules)));
        sortByName(schema->type.fields);
        module.types.push_back(validationRule()); // `schema` may be gone
    } else {
        sortByName(schema->type.fields);
    }
}

} // namespace stackc::kube
