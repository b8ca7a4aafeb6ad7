#include "template_reader.h"
#include "templates/first_lines.h"
#include "templates/printer.h"

#include <gtest/gtest.h>

namespace stackc::templates {

namespace {

ExprPtr value(std::string name) { return field(field(root(), "Values"), std::move(name)); }

Block yaml(const ExprPtr& e, int indent = 0) {
    return {Action{indent, pipe(call("toYaml", {e}), "nindent", {intLiteral(indent)})}};
}

Block with(const ExprPtr& source, Body body, int indent = 0) {
    return {With{.indent = indent, .source = source, .body = std::move(body), .otherwise = {}}};
}

Block when(const ExprPtr& condition, Body body, Body otherwise = {}) {
    If choice{.indent = 0, .branches = {{condition, std::move(body)}}};
    if (!otherwise.empty())
        choice.branches.push_back({nullptr, std::move(otherwise)});
    return {std::move(choice)};
}

/// The text between `define` and its `end`, which is read as the tree says.
std::string printed(Body body) {
    Define define;
    define.name = "d";
    define.body = std::move(body);
    Body all{{std::move(define)}};
    trimFirstLines(all);
    std::string text = printTemplate(all), error;
    std::optional<std::string> read = readTemplate(text, error);
    EXPECT_TRUE(read.has_value()) << error << "\n" << text;
    EXPECT_EQ(read.value_or(""), meaningOf(all)) << text;
    const std::string begin = "{{- define \"d\" -}}\n", end = "{{- end }}\n";
    EXPECT_TRUE(text.starts_with(begin) && text.ends_with(end)) << text;
    return text.substr(begin.size(), text.size() - begin.size() - end.size());
}

TEST(FirstLines, WhatMayPrintNothingIsTrimmedToTheRight) {
    EXPECT_EQ(printed({with(value("a"), {yaml(dot())}), textLine(0, "b: c")}),
              "{{ with .Values.a -}}\n{{ toYaml . }}\n{{ end -}}\nb: c\n");
    EXPECT_EQ(printed({when(value("a"), {when(value("b"), {textLine(0, "c: d")})}, {textLine(0, "e: f")}),
                       textLine(0, "g: h"), when(value("i"), {textLine(0, "j: k")})}),
              "{{ if .Values.a -}}\n{{ if .Values.b -}}\nc: d\n{{ end -}}\n{{ else -}}\ne: f\n{{ end -}}\ng: h\n"
              "{{- if .Values.i }}\nj: k\n{{- end }}\n");
    EXPECT_EQ(printed({{Assign{.indent = 0, .name = "x", .expr = value("x")}}, textLine(0, "b: c")}),
              "{{ $x := .Values.x -}}\nb: c\n");
}

TEST(FirstLines, WhatIsFurtherInFollowsItsLine) {
    EXPECT_EQ(printed({when(value("a"), {textLine(0, "b:"), with(value("c"), {yaml(dot(), 2)}, 2)}), yaml(value("d"))}),
              "{{ if .Values.a -}}\nb:\n  {{- with .Values.c }}\n  {{- toYaml . | nindent 2 }}\n  {{- end }}\n"
              "{{ end -}}\n{{ toYaml .Values.d }}\n");
}

TEST(FirstLines, OthersStayAsTheyAre) {
    // Nothing that is there in any case.
    EXPECT_EQ(printed({with(value("a"), {yaml(dot())})}), "{{- with .Values.a }}\n{{ toYaml . }}\n{{- end }}\n");
    // A text, whose pieces make one line.
    EXPECT_EQ(printed({when(value("a"), {{Action{0, value("a")}}}), {Action{0, value("b")}}}),
              "{{- if .Values.a }}\n{{- .Values.a }}\n{{- end }}\n{{- .Values.b }}\n");
    // What fails prints no line of its own.
    EXPECT_EQ(printed({when(value("a"), {{Action{0, call("fail", {stringLiteral("no")})}}}), textLine(0, "b: c")}),
              "{{- if .Values.a }}\n{{- fail \"no\" }}\n{{- end }}\nb: c\n");
    EXPECT_EQ(printed({textLine(0, "b: c"), with(value("a"), {yaml(dot())})}),
              "b: c\n{{- with .Values.a }}\n{{ toYaml . }}\n{{- end }}\n");
}

} // namespace

} // namespace stackc::templates
