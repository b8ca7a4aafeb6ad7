#include "templates/printer.h"
#include "templates/used_once.h"

#include <gtest/gtest.h>

namespace stackc::templates {

namespace {

ExprPtr include(const char* name, ExprPtr argument) {
    return call("include", {stringLiteral(name), std::move(argument)});
}

Block placed(int depth, ExprPtr included) {
    return {Action{depth, pipe(std::move(included), "nindent", {intLiteral(depth)})}};
}

Block define(std::string name, bool boxed, Body body) {
    Define made;
    made.name = std::move(name);
    made.boxed = boxed;
    made.body = std::move(body);
    return {std::move(made)};
}

ExprPtr value(const char* name) { return field(field(root(), "Values"), name); }

/// A chart of these helpers and one document, as the document and the helpers are then.
std::string placedIn(Body document, Body helpers) {
    Templates templates;
    templates.helpers = std::move(helpers);
    templates.documents.push_back({"d", "configmap", "templates/d.yaml", std::move(document)});
    placeUsedOnce(templates);
    std::string text = printTemplate(templates.documents[0].body);
    for (const Block& helper : templates.helpers)
        text += "[" + std::get<Define>(helper.node).name + "]";
    return text;
}

Body helperOf(ExprPtr shown) { return {define("c.h", true, {actionLine(0, "k: ", std::move(shown))})}; }

ExprPtr given(ExprPtr e) { return call("dict", {stringLiteral("root"), root(), stringLiteral("p"), std::move(e)}); }

const ExprPtr parameter = field(box(), "p");

TEST(UsedOnce, StandsThere) {
    EXPECT_EQ(placedIn({textLine(0, "a:"), placed(2, include("c.h", root()))},
                       {define("c.h", false, {textLine(0, "b:"), placed(2, include("c.inner", root()))}),
                        define("c.inner", false, {actionLine(0, "c: ", value("c"))})}),
              "a:\n  b:\n    c: {{ .Values.c }}\n");
}

TEST(UsedOnce, WhatIsUsedTwiceStays) {
    Body twice{textLine(0, "a:"), placed(2, include("c.h", root())), textLine(0, "b:"),
               placed(2, include("c.h", root()))};
    EXPECT_EQ(placedIn(twice, {define("c.h", false, {textLine(0, "k: v")})}),
              "a:\n  {{- include \"c.h\" . | nindent 2 }}\nb:\n  {{- include \"c.h\" . | nindent 2 }}\n[c.h]");
}

TEST(UsedOnce, ParametersAreWhatIsGiven) {
    Body place{textLine(0, "a:"), placed(2, include("c.h", given(value("x"))))};
    EXPECT_EQ(placedIn(place, helperOf(field(parameter, "y"))), "a:\n  k: {{ .Values.x.y }}\n");
    place = {textLine(0, "a:"), placed(2, include("c.h", given(stringLiteral("x"))))};
    EXPECT_EQ(placedIn(place, helperOf(parameter)), "a:\n  k: x\n");
    EXPECT_EQ(placedIn(place, helperOf(pipe(parameter, "quote"))), "a:\n  k: x\n");
    EXPECT_EQ(placedIn(place, helperOf(include("c.other", box()))),
              "a:\n  k: {{ include \"c.other\" (dict \"root\" . \"p\" \"x\") }}\n");
    place = {textLine(0, "a:"), placed(2, include("c.h", given(stringLiteral("1"))))};
    EXPECT_EQ(placedIn(place, helperOf(pipe(parameter, "quote"))), "a:\n  k: \"1\"\n");
}

TEST(UsedOnce, ConstantsAreNotComputedWith) {
    const Body place{textLine(0, "a:"), placed(2, include("c.h", given(stringLiteral("x"))))};
    EXPECT_EQ(placedIn(place, helperOf(call("eq", {parameter, stringLiteral("y")}))),
              "a:\n  {{- include \"c.h\" (dict \"root\" . \"p\" \"x\") | nindent 2 }}\n[c.h]");
}

TEST(UsedOnce, WhatIsComputedStandsOnce) {
    const Body place{textLine(0, "a:"), placed(2, include("c.h", given(call("upper", {value("x")}))))};
    EXPECT_EQ(placedIn(place, helperOf(parameter)), "a:\n  k: {{ upper .Values.x }}\n");
    EXPECT_EQ(
        placedIn(place, {define("c.h", true, {actionLine(0, "k: ", parameter), actionLine(0, "l: ", parameter)})}),
        "a:\n  {{- include \"c.h\" (dict \"root\" . \"p\" (upper .Values.x)) | nindent 2 }}\n[c.h]");
}

TEST(UsedOnce, WhatWithMovesIsNotTaken) {
    const Body place{{With{0, value("w"), {textLine(0, "a:"), placed(2, include("c.h", given(dot())))}, {}}}};
    EXPECT_EQ(
        placedIn(place, helperOf(parameter)),
        "{{- with .Values.w }}\na:\n  {{- include \"c.h\" (dict \"root\" $ \"p\" .) | nindent 2 }}\n{{- end }}\n[c.h]");
}

TEST(UsedOnce, VariablesDoNotMeet) {
    const Block loop{
        Range{0, "", "x", value("l"), {actionLine(0, "k: ", call("list", {parameter, variable("x")}))}, {}}};
    const Body place{{Assign{0, "x", value("x")}},
                     {Assign{0, "y", value("y")}},
                     textLine(0, "a:"),
                     placed(2, include("c.h", given(variable("x")))),
                     actionLine(0, "y: ", variable("y"))};
    EXPECT_EQ(placedIn(place, {define("c.h", true, {{Assign{0, "y", parameter}}, loop})}),
              "{{- $x := .Values.x }}\n{{- $y := .Values.y }}\na:\n"
              "  {{- range $x2 := .Values.l }}\n  k: {{ list $x $x2 }}\n  {{- end }}\ny: {{ $y }}\n");
    EXPECT_EQ(
        placedIn(place,
                 {define("c.h", true, {{Assign{0, "y", field(parameter, "z")}}, actionLine(0, "k: ", variable("y"))})}),
        "{{- $x := .Values.x }}\n{{- $y := .Values.y }}\na:\n  {{- $y2 := $x.z }}\n  k: {{ $y2 }}\ny: {{ $y }}\n");
}

TEST(UsedOnce, ItemsTakeTheDash) {
    const Body place{textLine(0, "a:"), {Line{2, 0, {{"-", nullptr}}}}, placed(4, include("c.h", root()))};
    EXPECT_EQ(placedIn(place, {define("c.h", false, {textLine(0, "k: v"), textLine(0, "l: w")})}),
              "a:\n  - k: v\n    l: w\n");
    EXPECT_EQ(
        placedIn(place, {define("c.h", false, {{If{0, {{value("b"), {textLine(0, "k: v")}}}}}, textLine(0, "l: w")})}),
        "a:\n  - {{- include \"c.h\" . | nindent 4 }}\n[c.h]");
}

TEST(UsedOnce, WhatIsFarInStays) {
    const Body place{textLine(20, "a:"), placed(22, include("c.h", root()))};
    EXPECT_EQ(placedIn(place, {define("c.h", false, {textLine(0, "b:"), textLine(2, "c: d")})}),
              std::string(20, ' ') + "a:\n" + std::string(22, ' ') + "{{- include \"c.h\" . | nindent 22 }}\n[c.h]");
}

} // namespace

} // namespace stackc::templates
