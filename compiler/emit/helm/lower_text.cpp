// Texts whose every byte counts: files made from data, as the evaluator's writer makes them, and long strings.
#include "emit/helm/data_writers.h"
#include "emit/helm/lowering.h"
#include "values/data_text.h"
#include "values/yaml_text.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <utility>

namespace stackc::emit::helm {

namespace {

/// Helm deletes this from everything it renders.
constexpr std::string_view deleted = "<no value>";

std::string hideDeleted(std::string yaml) {
    bool isQuoted = yaml.starts_with('"');
    for (size_t at = yaml.find(deleted); isQuoted && at != std::string::npos; at = yaml.find(deleted, at))
        yaml.replace(at, 1, "\\x3c");
    return yaml;
}

bool isSafeBlock(std::string_view text) {
    if (text.empty() || std::isspace(static_cast<unsigned char>(text[0])))
        return false;
    bool endsInOneBreak =
        text.size() > 1 && text.back() == '\n' && !std::isspace(static_cast<unsigned char>(text[text.size() - 2]));
    if (!endsInOneBreak || text.find(deleted) != std::string_view::npos)
        return false;
    return std::none_of(text.begin(), text.end(), [](char c) {
        auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n') || byte == 0x7f;
    });
}

} // namespace

std::string Lowering::staticString(std::string_view text, bool isKey) {
    if (style_ == Style::Resource) {
        std::string yaml = values::yamlScalar(text);
        if (yaml.find(deleted) != std::string::npos)
            yaml = hideDeleted(values::yamlQuoted(text));
        return yaml;
    }
    if (text.find(deleted) != std::string_view::npos)
        unsupported("`<no value>` in a text file (Helm deletes it)", {.node = nullptr, .text = text});
    return isKey && values::isPlainTextKey(text) ? std::string(text) : values::jsonString(text);
}

bool isLongText(NodeRef node) {
    if (node->kind == NodeKind::String) {
        size_t breaks = static_cast<size_t>(std::count(node->text.begin(), node->text.end(), '\n'));
        bool hasWide = node->text.find("\u0085") != std::string::npos ||
                       node->text.find("\u2028") != std::string::npos ||
                       node->text.find("\u2029") != std::string::npos || node->text.find("\ufeff") != std::string::npos;
        return breaks > 0 && !hasWide && isSafeBlock(node->text);
    }
    if (node->kind != NodeKind::Prim || node->op != core::Op::Concat || node->args.size() < 2)
        return false;
    NodeRef first = node->args.front();
    NodeRef last = node->args.back();
    if (first->kind != NodeKind::String || last->kind != NodeKind::String)
        return false;
    bool starts = !first->text.empty() && !std::isspace(static_cast<unsigned char>(first->text[0]));
    bool ends = last->text.size() > 1 && last->text.back() == '\n' && last->text[last->text.size() - 2] != '\n';
    return starts && ends && std::all_of(node->args.begin(), node->args.end(), [](NodeRef part) {
               return part->kind != NodeKind::String || part->text.find(deleted) == std::string::npos;
           });
}

/// A late string of several lines: static lines with actions in them.
void Lowering::longTextBody(NodeRef node, Body& out) {
    std::vector<Part> parts;
    for (NodeRef part : node->args) {
        if (part->kind != NodeKind::String) {
            parts.push_back({{}, stringOf(part)});
            continue;
        }
        std::string_view text = part->text;
        for (size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
            parts.push_back({std::string(text.substr(0, end)), nullptr});
            out.push_back(line(0, std::move(parts)));
            parts.clear();
            text.remove_prefix(end + 1);
        }
        if (!text.empty())
            parts.push_back({std::string(text), nullptr});
    }
}

/// In a text, a late value whose shape only the values tell, as a named template writes it. Null: it is none.
ExprPtr Lowering::wholeData(NodeRef node, int indent, bool isKeyed) {
    bool isPlace = node->kind == NodeKind::Ref || node->kind == NodeKind::Default;
    if (style_ != Style::Text || !isPlace || isScalar(node))
        return nullptr;
    core::TypeKind kind = typeOf(node).kind;
    if (kind != core::TypeKind::Data && kind != core::TypeKind::Native)
        return nullptr;
    bool isYaml = format_ == core::TextFormat::Yaml;
    (isYaml ? writesYaml_ : writesJson_) = true;
    // What is null in the values is an empty object or list; what may be anything is what it is.
    kube::Shape shape =
        kind == core::TypeKind::Native ? program_.types.natives().type(typeOf(node).native).shape : kube::Shape::Open;
    bool isList = shape == kube::Shape::List;
    bool isCleared = node->kind == NodeKind::Ref && shape != kube::Shape::Open && lacksEmpty(node);
    ExprPtr value = isCleared ? orEmpty(node, isList ? "list" : "dict") : place(node);
    std::vector<ExprPtr> args{stringLiteral("value"), std::move(value), stringLiteral("indent"), intLiteral(indent)};
    if (isKeyed)
        args.insert(args.end(), {stringLiteral("key"), boolLiteral(true)});
    return call("include", {stringLiteral(chart_ + (isYaml ? ".data.yaml" : ".data.json")), call("dict", args)});
}

std::string Lowering::dataWriters() const {
    return (writesYaml_ ? yamlWriter(chart_ + ".data.yaml") : "") +
           (writesJson_ ? jsonWriter(chart_ + ".data.json") : "");
}

std::string Lowering::keeper() const { return keepsTexts_ ? textKeeper(chart_ + ".keptText") : ""; }

void Lowering::textBody(NodeRef node, Body& out) {
    NodeRef tree = node->args[0];
    style_ = Style::Text;
    core::TextFormat outer = std::exchange(format_, node->format);
    if (node->format == core::TextFormat::Json) {
        json({}, tree, 0, out);
    } else if (tree->kind == NodeKind::Choice) {
        If choice{.indent = 0, .branches = {}};
        for (size_t i = 0; i < tree->entries.size(); ++i) {
            const Entry& arm = tree->entries[i];
            Branch branch{i + 1 == tree->entries.size() ? nullptr : allOf(conjunctsOf(arm.guard)), {}};
            ir::Node copy = *node;
            copy.args = {arm.value};
            textBody(&copy, branch.body);
            style_ = Style::Text;
            choice.branches.push_back(std::move(branch));
        }
        out.push_back({std::move(choice)});
    } else if ((tree->kind == NodeKind::Record || tree->kind == NodeKind::List) && !tree->entries.empty()) {
        bool isRecord = tree->kind == NodeKind::Record;
        Body body;
        if (isRecord)
            record(tree->entries, 0, body);
        else
            list(tree->entries, 0, body);
        lineIfEmpty(tree, out);
        out.insert(out.end(), body.begin(), body.end());
    } else {
        std::vector<Part> parts;
        if (ExprPtr whole = wholeData(tree, 0, false))
            parts.push_back({{}, whole});
        else
            scalarParts(tree, parts);
        out.push_back(line(0, std::move(parts)));
    }
    style_ = Style::Resource;
    format_ = outer;
}

} // namespace stackc::emit::helm
