#include "inspect/message.h"

#include <gmock/gmock.h>

namespace stackc::inspect {
namespace {

using testing::ElementsAre;

std::string shown(const NamedField& field) { return field.kind + " " + field.name + " " + field.field; }

std::vector<std::string> fieldsOf(std::string_view text) {
    std::vector<std::string> fields;
    for (const NamedField& field : parseMessage(text).fields)
        fields.push_back(shown(field));
    return fields;
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> chains;
    for (const std::vector<TemplateLine>& chain : parseMessage(text).lines) {
        chains.emplace_back();
        for (const TemplateLine& line : chain)
            chains.back() += line.file + ":" + std::to_string(line.line) + " ";
    }
    return chains;
}

TEST(Message, LinesOfTemplatesThatIncludeEachOther) {
    EXPECT_THAT(
        linesOf("Error: template: shop/templates/deployment.yaml:24:8: executing "
                "\"shop/templates/deployment.yaml\" at <include \"shop.pod\" .>: error calling include: template: "
                "shop/templates/_helpers.tpl:40:10: executing \"shop.pod\" at <.Values.a.b>: nil pointer"),
        ElementsAre("shop/templates/deployment.yaml:24 shop/templates/_helpers.tpl:40 "));
    EXPECT_THAT(linesOf("Error: execution error at (shop/charts/db/templates/statefulset.yaml:3:4): no"),
                ElementsAre("shop/charts/db/templates/statefulset.yaml:3 "));
    EXPECT_THAT(linesOf("Error: YAML parse error on shop/templates/service.yaml: error converting YAML to JSON"),
                ElementsAre("shop/templates/service.yaml:0 "));
}

TEST(Message, WhatAChartsOwnCheckSays) {
    EXPECT_THAT(parseMessage("Error: execution error at (shop/templates/validate.yaml:1:4): a must be b\n\nUse --debug")
                    .refused,
                ElementsAre("a must be b"));
}

TEST(Message, FieldsThatTheApiServerRefuses) {
    EXPECT_THAT(fieldsOf("The Deployment \"shop\" is invalid: spec.template.spec.containers[0].image: Required value"),
                ElementsAre("Deployment shop spec.template.spec.containers[0].image"));
    EXPECT_THAT(fieldsOf("Deployment.apps \"shop\" is invalid: [spec.replicas: Invalid value: -1: must be 0, "
                         "metadata.annotations[example.org/a]: Too long: may not be more than 63]"),
                ElementsAre("Deployment shop spec.replicas", "Deployment shop metadata.annotations[example.org/a]"));
    EXPECT_THAT(fieldsOf("Widget.example.org \"a\" is invalid: something else"), ElementsAre("Widget a "));
}

TEST(Message, FieldsThatKubernetesDoesNotKnow) {
    EXPECT_THAT(fieldsOf("ValidationError(Deployment.spec): unknown field \"replica\" in io.k8s.api.apps.v1"),
                ElementsAre("Deployment  spec.replica"));
    EXPECT_THAT(fieldsOf("ValidationError(Deployment): missing required field \"spec\" in io.k8s.api.apps.v1"),
                ElementsAre("Deployment  spec"));
    EXPECT_THAT(
        fieldsOf("Deployment in version \"v1\" cannot be handled as a Deployment: strict decoding error: unknown "
                 "field \"spec.a\", unknown field \"spec.b\""),
        ElementsAre("Deployment  spec.a", "Deployment  spec.b"));
}

TEST(Message, Resources) {
    EXPECT_THAT(fieldsOf("deployments.apps \"shop\" is forbidden: User \"ci\" cannot patch"),
                ElementsAre("deployments shop "));
    EXPECT_THAT(fieldsOf("Service \"shop\" in namespace \"a\" exists and cannot be imported"),
                ElementsAre("Service shop "));
    EXPECT_TRUE(isCalled("Ingress", "ingresses"));
    EXPECT_TRUE(isCalled("NetworkPolicy", "networkpolicies"));
    EXPECT_TRUE(isCalled("Deployment", "Deployment"));
    EXPECT_FALSE(isCalled("Service", "ServiceAccount"));
}

TEST(Message, ValuesThatTheSchemaRefuses) {
    const std::string head = "Error: values don't meet the specifications of the schema(s):\nshop:\n";
    EXPECT_THAT(parseMessage(head + "- image.tag: Invalid type. Expected: string\n").values,
                ElementsAre(NamedValue{"shop", "image.tag"}));
    EXPECT_THAT(parseMessage(head + "- at '/workers/0/name': got number, want string\n").values,
                ElementsAre(NamedValue{"shop", "workers[0].name"}));
    EXPECT_THAT(parseMessage("schema\nshop:\r\n- at '/db/size': x\nshop-db:\n- at '/size': x\n").values,
                ElementsAre(NamedValue{"shop", "db.size"}, NamedValue{"shop-db", "size"}));
}

} // namespace
} // namespace stackc::inspect
