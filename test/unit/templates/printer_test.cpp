#include "template_reader.h"
#include "templates/printer.h"

#include <gtest/gtest.h>

namespace stackc::templates {

namespace {

/// What the printed tree says, after it was held against what the tree says.
std::string printed(const Body& body) {
    std::string text = printTemplate(body), error;
    std::optional<std::string> read = readTemplate(text, error);
    EXPECT_TRUE(read.has_value()) << error << "\n" << text;
    EXPECT_EQ(read.value_or(""), meaningOf(body)) << text;
    return text;
}

Block define(std::string name, std::string comment, Block content, bool boxed = false) {
    Define made;
    made.name = std::move(name);
    made.comment = std::move(comment);
    made.boxed = boxed;
    made.body = {std::move(content)};
    return {std::move(made)};
}

std::string faultOf(std::string_view text) {
    std::string error;
    return readTemplate(text, error).has_value() ? "none" : error;
}

TEST(TemplateReader, RefusesWhatGoRefuses) {
    for (const char* text : {
             "{{ .a",
             "{{ \"a }}",
             "{{ `a }}",
             "{{ \"a\nb\" }}",
             "{{ \"\\q\" }}",
             "{{ (.a }}",
             "{{ .a) }}",
             "{{- .a -}",
             "{{-.a }}",
             "{{ .a-}}",
             "{{ $x }}",
             "{{ $x = 1 }}",
             "{{ if .a }}",
             "{{ end }}",
             "{{ else }}",
             "{{ if }}{{ end }}",
             "{{ if .a }}{{ else }}{{ else }}{{ end }}",
             "{{ range $x := .a }}{{ end }}{{ $x }}",
             "{{ if .a }}{{ define \"b\" }}{{ end }}{{ end }}",
             "{{/* a",
             "{{/* a */ }}",
             "{{ nosuch .a }}",
             "{{ 1 .a }}",
             "{{ .a | \"b\" }}",
             "{{ .a..b }}",
             "{{ \"a\".b }}",
             "{{ .a\"b\" }}",
             "{{ }}",
             "{{{ .a }}",
         })
        EXPECT_NE(faultOf(text), "none") << text;
    EXPECT_EQ(faultOf("a\n{{ .b }}\n{{ nosuch }}"), "3: function \"nosuch\" not defined");
}

TEST(TemplateReader, TakesWhatGoTakes) {
    for (const char* text : {
             "",
             "a { b }} c",
             "{{- .a -}}",
             "{{.a}}",
             "{{ $.a.b }}",
             "{{ ((.a).b).c | default 1 | quote }}",
             "{{/* {{ }} */}}",
             "{{- /* a */ -}}",
             "{{ if .a }}b{{ else if .c }}d{{ else }}e{{ end }}",
             "{{ range $k, $v := .a }}{{ $k }}{{ end }}",
             "{{ $x := 1 }}{{ $x = 2 }}{{ $x }}",
             "{{ `a\\` }}",
             "{{ \"\\x00\\\"\" }}",
             "{{ .Capabilities.APIVersions.Has \"v1\" }}",
             "{{ -1.5e+3 }}",
             "{{ define \"a\" }}{{ . }}{{ end }}",
         })
        EXPECT_EQ(faultOf(text), "none") << text;
}

TEST(TemplatePrinter, StaticTextIsNoAction) {
    EXPECT_EQ(printed({textLine(0, "{{ .a }}")}), "{{ \"{{\" }} .a }}\n");
    EXPECT_EQ(printed({actionLine(0, "{", stringLiteral("x"))}), "{{ \"{\" }}{{ \"x\" }}\n");
    printed({line(0, {Part{"{", nullptr}, Part{"{a", nullptr}})});
    printed({line(0, {Part{"{", nullptr}, Part{"", nullptr}, Part{{}, root()}})});
}

TEST(TemplatePrinter, LiteralsAreReadAsTheyWere) {
    for (const char* text : {"\"", "\\", "`", "\\`", "\\\n", "a\tb", "}}", "{{", "\x01\\", "\x7f", "*/"})
        printed({actionLine(0, "", call("quote", {stringLiteral(text)}))});
    printed({Block{Comment{"*/ }} {{ .a */"}}, define("a\"b", "*/", textLine(0, "x"))});
}

TEST(TemplatePrinter, DepthStandsBehindItsFunction) {
    ExprPtr included = call("include", {stringLiteral("c." + std::string(60, 'x')), variable(std::string(30, 'y'))});
    Body action{{Action{8, pipe(included, "nindent", {intLiteral(8)})}}};
    EXPECT_EQ(printTemplate(action), "        {{- include \"c." + std::string(60, 'x') + "\" $" + std::string(30, 'y') +
                                         "\n            | nindent 8 }}\n");
}

TEST(TemplatePrinter, PlacesAreReadAsTheyWere) {
    ExprPtr values = field(root(), "Values");
    for (const ExprPtr& e : {field(field(values, "a", true), "b", true), field(values, "Encode"),
                             field(field(values, "a-b", true), "c", true), field(field(values, "a"), "b-c", true),
                             field(call("dict", {}), "a"), field(pipe(values, "default", {call("dict", {})}), "a")})
        printed(
            {Block{Range{
                 .indent = 0, .key = "", .element = "x", .source = e, .body = {actionLine(0, "", e)}, .otherwise = {}}},
             define("d", "", actionLine(0, "", e), true)});
}

} // namespace

} // namespace stackc::templates
