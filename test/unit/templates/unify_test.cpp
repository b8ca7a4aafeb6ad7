// What becomes of templates of one shape.
#include "templates/printer.h"
#include "templates/unify.h"

#include <gtest/gtest.h>

namespace stackc::templates {
namespace {

ExprPtr valuesOf(std::vector<std::string> path) {
    ExprPtr e = field(root(), "Values");
    for (std::string& name : path)
        e = field(std::move(e), std::move(name));
    return e;
}

/// The template of two or more, as text.
std::string one(const std::vector<Body>& bodies, const std::vector<std::string>& components = {}, size_t most = 8) {
    std::vector<Member> members;
    std::vector<size_t> all;
    for (size_t i = 0; i < bodies.size(); ++i) {
        members.push_back({&bodies[i], i < components.size() ? components[i] : std::string()});
        all.push_back(i);
    }
    std::optional<Unified> made = Alike(members).unify(all, most);
    if (!made)
        return "nothing";
    std::string out;
    for (const Parameter& parameter : made->parameters) {
        out += parameter.name + ":";
        for (const ExprPtr& given : parameter.given)
            out += " " + printExpr(given);
        out += "\n";
    }
    Define define;
    define.name = "x";
    define.boxed = true;
    define.body = made->body;
    std::string text = printTemplate({{define}});
    return out + text.substr(text.find('\n') + 1, text.rfind("{{- end }}") - text.find('\n') - 1);
}

TEST(Unify, EqualTemplatesTakeNothing) {
    Body body{textLine(0, "name: a")};
    EXPECT_EQ(one({body, body}), "name: a\n");
}

TEST(Unify, ScalarsOfLinesAreParametersNamedByTheirKeys) {
    EXPECT_EQ(one({{textLine(0, "app.kubernetes.io/part-of: a")}, {textLine(0, "app.kubernetes.io/part-of: b")}}),
              "partOf: \"a\" \"b\"\napp.kubernetes.io/part-of: {{ .partOf }}\n");
    EXPECT_EQ(one({{textLine(0, "port: 80")}, {textLine(0, "port: 81")}}), "port: 80 81\nport: {{ .port }}\n");
    EXPECT_EQ(one({{textLine(0, "value: \"1\"")}, {textLine(0, "value: \"2\"")}}),
              "value: \"1\" \"2\"\nvalue: {{ .value | quote }}\n");
}

TEST(Unify, TextsThatHoldAnotherAreMadeOfIt) {
    EXPECT_EQ(one({{textLine(0, "name: cart"), textLine(0, "path: /etc/cart/x")},
                   {textLine(0, "name: shop"), textLine(0, "path: /etc/shop/x")}},
                  {"cart", "shop"}),
              "component: \"cart\" \"shop\"\nname: {{ .component }}\npath: /etc/{{ .component }}/x\n");
}

TEST(Unify, FormatsTakeWhatTheyDifferIn) {
    auto named = [](const std::string& format, int64_t length) {
        ExprPtr cut = pipe(call("include", {stringLiteral("fullname"), root()}), "trunc", {intLiteral(length)});
        return Body{actionLine(0, "name: ", call("printf", {stringLiteral(format), cut}))};
    };
    EXPECT_EQ(one({named("%s-cart", 58), named("%s-db", 60)}),
              "name: \"cart\" \"db\"\nname: {{ printf \"%s-%s\" (include \"fullname\" .root | trunc (int (sub 62 (len "
              ".name)))) "
              ".name }}\n");
    EXPECT_EQ(one({named("%s-cart", 58), named("%d-db", 60)}), "nothing"); // another verb
}

TEST(Unify, PlacesShareTheirEnd) {
    auto replicas = [](const char* service) {
        return Body{actionLine(0, "replicas: ", valuesOf({service, "replicas"}))};
    };
    EXPECT_EQ(one({replicas("a"), replicas("b")}), "values: .Values.a .Values.b\nreplicas: {{ .values.replicas }}\n");
}

TEST(Unify, WhatIsReadUnderAGuardIsGivenNilSafe) {
    auto tag = [](const char* service) { return Body{actionLine(0, "tag: ", valuesOf({"all", service, "tag"}))}; };
    auto guarded = [&](const char* service) { return Body{{If{0, {{valuesOf({"on"}), tag(service)}}}}}; };
    EXPECT_EQ(one({tag("a"), tag("b")}), "values: .Values.all.a .Values.all.b\ntag: {{ .values.tag }}\n");
    EXPECT_EQ(
        one({guarded("a"), guarded("b")}),
        "values: (.Values.all).a (.Values.all).b\n{{- if .root.Values.on }}\ntag: {{ .values.tag }}\n{{- end }}\n");
}

TEST(Unify, AnIncludeWithTheSameArgumentsTakesTheDict) {
    auto labels = [](const char* component) {
        ExprPtr dict =
            call("dict", {stringLiteral("root"), root(), stringLiteral("component"), stringLiteral(component)});
        return Body{{Action{0, call("include", {stringLiteral("labels"), dict})}}};
    };
    EXPECT_EQ(one({labels("a"), labels("b")}), "component: \"a\" \"b\"\n{{- include \"labels\" . }}\n");
}

TEST(Unify, VariablesOfLoopsKeepTheirNames) {
    auto inLoop = [](const char* service) {
        return Body{{Assign{.indent = 0, .name = "values", .expr = field(box(), "values")}},
                    actionLine(0, "tag: ", valuesOf({service, "tag"}))};
    };
    EXPECT_EQ(one({inLoop("a"), inLoop("b")}),
              "values2: .Values.a .Values.b\n{{- $values := .values }}\ntag: {{ .values2.tag }}\n");
}

TEST(Unify, ShapesTellWhatCanBeOne) {
    Body line{textLine(0, "name: a")};
    EXPECT_EQ(shapeOf(line), shapeOf({textLine(0, "name: b")}));
    EXPECT_NE(shapeOf(line), shapeOf({textLine(0, "kind: a")}));
    EXPECT_NE(shapeOf(line), shapeOf({textLine(2, "name: a")}));
    EXPECT_NE(shapeOf({textLine(0, "a: |")}), shapeOf({textLine(0, "a: >")}));
    EXPECT_NE(shapeOf({{Action{0, call("include", {stringLiteral("a"), root()})}}}),
              shapeOf({{Action{0, call("include", {stringLiteral("b"), root()})}}}));
}

TEST(Unify, NothingIsMadeThatTakesTooMuch) {
    auto lines = [](const char* a, const char* b) { return Body{textLine(0, a), textLine(0, b)}; };
    const std::vector<Body> two{lines("a: x", "b: y"), lines("a: z", "b: w")};
    EXPECT_EQ(one(two, {}, 1), "nothing");
    EXPECT_EQ(one(two, {}, 2), "a: \"x\" \"z\"\nb: \"y\" \"w\"\na: {{ .a }}\nb: {{ .b }}\n");
}

TEST(Unify, MembersFallApartWhereTheyDifferLeast) {
    auto lines = [](const char* a, const char* b) { return Body{textLine(0, a), textLine(0, b)}; };
    const std::vector<Body> bodies{lines("a: 1", "b: x"), lines("a: 2", "b: y"), lines("a: 3", "b: x")};
    const Alike alike({{&bodies[0], ""}, {&bodies[1], ""}, {&bodies[2], ""}});
    using Classes = std::vector<std::vector<size_t>>;
    EXPECT_EQ(alike.classes({0, 1, 2}), (Classes{{0, 2}, {1}}));
    EXPECT_EQ(alike.classes({1, 2}), (Classes{{1}, {2}}));
    EXPECT_EQ(alike.classes({1}), Classes());
}

} // namespace
} // namespace stackc::templates
