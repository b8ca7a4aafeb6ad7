// Keys and scalars as parts of lines.
#include "emit/helm/statements.h"
#include "values/data_text.h"
#include "values/yaml_text.h"

namespace stackc::emit::helm {

namespace {

std::string hideDeleted(std::string yaml) {
    bool isQuoted = yaml.starts_with('"');
    for (size_t at = yaml.find(deletedByHelm); isQuoted && at != std::string::npos; at = yaml.find(deletedByHelm, at))
        yaml.replace(at, 1, "\\x3c");
    return yaml;
}

} // namespace

std::vector<Part> keyParts(Lowering& in, const Entry& entry) {
    if (entry.keyNode == nullptr)
        return {{staticString(in, entry.key, true), nullptr}};
    if (entry.keyNode->kind == NodeKind::String)
        return {{staticString(in, entry.keyNode->text, true), nullptr}};
    ExprPtr key = stringOf(in, entry.keyNode);
    if (in.writing.style == Style::Resource)
        return {{{}, pipe(key, "quote")}};
    return {{{}, in.own.yamlKey(std::move(key))}};
}

void scalarParts(Lowering& in, NodeRef node, std::vector<Part>& parts) {
    if (node->isConst()) {
        switch (node->kind) {
        case NodeKind::String:
            parts.push_back({staticString(in, node->text, false), nullptr});
            return;
        case NodeKind::Bool:
            parts.push_back({node->boolean ? "true" : "false", nullptr});
            return;
        case NodeKind::Int:
            parts.push_back({std::to_string(node->integer), nullptr});
            return;
        case NodeKind::Float: // as manifests have it; a text has JSON's spelling, which late numbers have there too
            parts.push_back({in.writing.style == Style::Text ? node->text : values::yamlNumber(node->number), nullptr});
            return;
        default:
            break;
        }
    }
    if (node->kind == NodeKind::Prim && node->op == core::Op::ToText) {
        Scalar plain = scalar(in, node->args[0]);
        if (plain.form == Form::Int || plain.form == Form::Bool) {
            parts.push_back({{}, pipe(plain.form == Form::Int ? shownInt(plain, false) : plain.expr, "quote")});
            return;
        }
    }
    Scalar value = scalar(in, node);
    switch (value.form) {
    case Form::String:
        if (in.writing.style == Style::Text)
            value.expr = pipe(value.expr, "toRawJson");
        else if (!in.kinds.isPlainText(node))
            value.expr = pipe(value.expr, "quote");
        parts.push_back({{}, value.expr});
        return;
    case Form::Int:
        parts.push_back({{}, shownInt(value, in.writing.style == Style::Resource)});
        return;
    case Form::Bool:
        parts.push_back({{}, value.expr});
        return;
    case Form::Float:
        parts.push_back({{}, call("toJson", {value.expr})});
        return;
    case Form::Json:
        parts.push_back({{}, call(in.writing.style == Style::Text ? "toRawJson" : "toJson", {value.expr})});
        return;
    }
}

std::string staticString(const Lowering& in, std::string_view text, bool isKey) {
    if (in.writing.style == Style::Resource) {
        std::string yaml = values::yamlScalar(text);
        if (yaml.find(deletedByHelm) != std::string::npos)
            yaml = hideDeleted(values::yamlQuoted(text));
        return yaml;
    }
    if (text.find(deletedByHelm) != std::string_view::npos)
        in.unsupported("`<no value>` in a text file (Helm deletes it)", {.node = nullptr, .text = text});
    return isKey && values::isPlainTextKey(text) ? std::string(text) : values::jsonString(text);
}

} // namespace stackc::emit::helm
