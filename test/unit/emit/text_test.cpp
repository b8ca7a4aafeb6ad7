#include "emit/helm/documents.h"
#include "slice.h"
#include "templates/printer.h"

#include <gtest/gtest.h>

namespace stackc::emit::helm {

namespace {

using core::Op;
using core::TypeKind;

class Texts : public testing::Test {
protected:
    Texts() {
        program.chart.name = program.chart.declaredName = program.chart.templates = "c";
        core::Type values;
        values.kind = TypeKind::Record;
        auto add = [&](const char* name, core::TypeId type) {
            core::Field field;
            field.name = field.key = name;
            field.type = type;
            values.fields.push_back(field);
        };
        add("a", program.types.boolean());
        add("b", program.types.boolean());
        add("s", program.types.string());
        add("n", program.types.integer());
        add("m", program.types.map(program.types.string(), program.types.string()));
        program.valuesType = program.types.add(values);
        package.program = &program;
    }

    NodeRef at(const char* key) {
        const core::Field* field = program.types[program.valuesType].field(key);
        return nodes.field(nodes.input(core::Input::Values, program.valuesType), key, field->type);
    }
    Entry entry(std::string key, NodeRef value, NodeRef guard = nullptr) {
        return ir::NodeTable::value(guard != nullptr ? guard : nodes.boolean(true), std::move(key), value);
    }
    Entry spread(NodeRef value) {
        Entry made;
        made.kind = EntryKind::Spread;
        made.guard = nodes.boolean(true);
        made.value = value;
        return made;
    }
    Entry eachOfMap() {
        const ir::Loop* loop = nodes.loop(at("m"), 0, "value", "key");
        Entry made;
        made.kind = EntryKind::Each;
        made.guard = nodes.boolean(true);
        made.loop = loop;
        Entry inner = entry("", nodes.element(loop, program.types.string()));
        inner.keyNode = nodes.key(loop, program.types.string());
        made.body = {inner};
        return made;
    }
    NodeRef mayBeEmpty(NodeRef collection, NodeRef some) {
        ir::Node node = *collection;
        node.args = {some};
        return nodes.intern(std::move(node));
    }
    NodeRef text(NodeRef tree, core::TextFormat format = core::TextFormat::Yaml) {
        ir::Node node;
        node.kind = NodeKind::Text;
        node.format = format;
        node.args = {tree};
        return nodes.intern(node);
    }
    std::string file(NodeRef value) {
        ir::Document document;
        document.apiVersion = "v1";
        document.kind = "ConfigMap";
        document.object = nodes.record({entry("data", nodes.record({entry("f.txt", value)}))});
        package.documents = {document};
        Defines defines = collectDefines(package);
        Lowering lowering(package, defines, sink);
        std::string out = printTemplate(textDefines(lowering));
        last = printTemplate(helm::document(lowering, {&document, {}}));
        return out;
    }
    std::string object(std::vector<Entry> entries) {
        ir::Document document;
        document.apiVersion = "v1";
        document.kind = "X";
        document.object = nodes.record(std::move(entries));
        package.documents = {document};
        Defines defines = collectDefines(package);
        Lowering lowering(package, defines, sink);
        std::string out = printTemplate(helm::document(lowering, {&document, {}}));
        return out.substr(out.find("kind: X\n") + 8);
    }

    core::Program program;
    ir::NodeTable nodes;
    ir::Package package;
    diag::Sink sink;
    std::string last;
};

TEST_F(Texts, FirstLineMayBeConditional) {
    NodeRef record = nodes.record({entry("x", at("n"), at("a")), entry("z", at("s"), at("b"))});
    EXPECT_EQ(file(text(mayBeEmpty(record, nodes.prim(Op::Or, {at("a"), at("b")})))),
              "{{/*\nThe text of `f`.\n*/}}\n{{- define \"c.files.f\" -}}\n"
              "{{ if not (or .Values.a .Values.b) -}}\n{}\n{{ end -}}\n"
              "{{ if .Values.a -}}\nx: {{ int64 .Values.n }}\n{{ end -}}\n"
              "{{ if .Values.b -}}\nz: {{ .Values.s | toRawJson }}\n{{ end -}}\n"
              "{{ end }}\n");
    EXPECT_EQ(last, "apiVersion: v1\nkind: ConfigMap\ndata:\n  f.txt: |\n    {{- include \"c.files.f\" . | trimSuffix "
                    "\"\\n\" | nindent 4 }}\n"
                    "...\n");
}

TEST_F(Texts, FirstKeyOfItemMayBeConditional) {
    NodeRef item = nodes.record({entry("x", at("n"), at("a")), entry("z", at("s"))});
    EXPECT_EQ(file(text(nodes.record({entry("l", nodes.list({entry("", item)}))}))),
              "{{/*\nThe text of `f`.\n*/}}\n{{- define \"c.files.f\" -}}\nl:\n"
              "  {{- if .Values.a }}\n  - x: {{ int64 .Values.n }}\n  {{- end }}\n"
              "  {{ ternary \"  \" \"- \" .Values.a }}z: {{ .Values.s | toRawJson }}\n{{ end }}\n");
}

TEST_F(Texts, Json) {
    NodeRef tree = nodes.record({entry("k", at("s"), at("a")),
                                 entry("l", nodes.list({entry("", at("n")), entry("", nodes.integer(2))})),
                                 entry("m", nodes.record({eachOfMap()}))});
    EXPECT_EQ(file(text(tree, core::TextFormat::Json)),
              "{{/*\nThe text of `f`.\n*/}}\n{{- define \"c.files.f\" -}}\n{\n"
              "  {{- if .Values.a }}\n  \"k\": {{ .Values.s | toRawJson }},\n  {{- end }}\n"
              "  \"l\": [\n    {{ int64 .Values.n }},\n    2\n  ],\n"
              "  \"m\": {\n    {{- $sep := \"\" }}\n    {{- range $key, $value := .Values.m }}\n    {{- $sep }}\n"
              "    {{ $key | toRawJson }}: {{ $value | toRawJson }}\n    {{- $sep = \",\" }}\n    {{- end }}\n"
              "    {{- if $sep }}\n  }\n    {{- else }}}\n    {{- end }}\n}\n{{ end }}\n");
}

TEST_F(Texts, LongStringIsATextOfItsOwn) {
    NodeRef value = nodes.prim(
        Op::Concat, {nodes.string("[a]\nuser = "), at("s"), nodes.string("\n{{ x }} {"), at("s"), nodes.string("}\n")});
    EXPECT_EQ(file(value), "{{/*\nThe text of `f`.\n*/}}\n{{- define \"c.files.f\" -}}\n[a]\nuser = {{ .Values.s }}\n"
                           "{{ \"{{\" }} x }} {{ \"{\" }}{{ .Values.s }}}\n{{ end }}\n");
}

TEST_F(Texts, LaterEntriesWin) {
    EXPECT_EQ(object({spread(at("m")), entry("k", nodes.integer(1)), entry("o", nodes.integer(2), at("a"))}),
              "{{- with ternary (omit (.Values.m | default dict) \"k\" \"o\") (omit (.Values.m | default dict) "
              "\"k\") .Values.a }}\n{{- toYaml . | nindent 0 }}\n{{- end }}\n"
              "k: 1\n{{- if .Values.a }}\no: 2\n{{- end }}\n");
    EXPECT_EQ(object({entry("k", nodes.integer(1)), spread(at("m"))}),
              "{{- if not (hasKey (.Values.m | default dict) \"k\") }}\nk: 1\n{{- end }}\n"
              "{{- with .Values.m }}\n{{- toYaml . | nindent 0 }}\n{{- end }}\n"
              "...\n");
}

TEST_F(Texts, StaticStringsAreHarmless) {
    EXPECT_EQ(object({entry("k", nodes.string("{{ fail }}")), entry("no", nodes.string("<no value>")),
                      entry("n", nodes.string("12"))}),
              "k: \"{{ \"{{\" }} fail }}\"\n\"no\": \"\\x3cno value>\"\n\"n\": \"12\"\n");
}

TEST_F(Texts, OppositeGuardsAndItemOrder) {
    NodeRef item = nodes.record({entry("x", at("n"), at("a")), entry("name", at("s"))});
    EXPECT_EQ(
        object({entry("p", nodes.integer(1), at("a")), entry("q", nodes.integer(2), nodes.prim(Op::Not, {at("a")})),
                entry("l", mayBeEmpty(nodes.list({entry("", item, at("b"))}), at("b")))}),
        "{{- if .Values.a }}\np: 1\n{{- else }}\nq: 2\n{{- end }}\nl:\n  {{- if not .Values.b }} []\n  {{- end }}\n"
        "  {{- if .Values.b }}\n  - name: {{ .Values.s | quote }}\n    {{- if .Values.a }}\n    x: {{ int64 .Values.n "
        "}}\n    {{- end }}\n  {{- end }}\n");
}

} // namespace

} // namespace stackc::emit::helm
