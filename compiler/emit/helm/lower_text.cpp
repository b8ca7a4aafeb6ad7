// Texts whose every byte counts: files made from data, as the evaluator's writer makes them, and long strings.
#include "emit/helm/statements.h"

#include <utility>

namespace stackc::emit::helm {

void longTextBody(Lowering& in, NodeRef node, Body& out) {
    std::vector<Part> parts;
    for (NodeRef part : node->args) {
        if (part->kind != NodeKind::String) {
            parts.push_back({{}, stringOf(in, part)});
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

ExprPtr wholeData(Lowering& in, NodeRef node, int indent, bool isKeyed) {
    bool isPlace = node->kind == NodeKind::Ref || node->kind == NodeKind::Default;
    if (in.writing.style != Style::Text || !isPlace || in.kinds.isScalar(node))
        return nullptr;
    core::TypeKind kind = in.kinds.typeOf(node).kind;
    if (kind != core::TypeKind::Data && kind != core::TypeKind::Native)
        return nullptr;
    // What is null in the values is an empty object or list; what may be anything is what it is.
    kube::Shape shape = kind == core::TypeKind::Native
                            ? in.program.types.natives().type(in.kinds.typeOf(node).native).shape
                            : kube::Shape::Open;
    bool isList = shape == kube::Shape::List;
    bool isCleared = node->kind == NodeKind::Ref && shape != kube::Shape::Open && lacksEmpty(in, node);
    ExprPtr value = isCleared ? orEmpty(in, node, isList ? "list" : "dict") : place(in, node);
    std::vector<ExprPtr> args{stringLiteral("value"), std::move(value), stringLiteral("indent"), intLiteral(indent)};
    if (isKeyed)
        args.insert(args.end(), {stringLiteral("key"), boolLiteral(true)});
    return in.own.data(in.writing.format, call("dict", std::move(args)));
}

void textBody(Lowering& in, NodeRef node, Body& out) {
    NodeRef tree = node->args[0];
    const Meanwhile writing(in.writing, {Style::Text, node->format});
    if (node->format == core::TextFormat::Json) {
        json(in, {}, tree, 0, out);
    } else if (tree->kind == NodeKind::Choice) {
        out.push_back({chooseArm(in, tree->entries, 0, [&](size_t arm, Body& body) {
            ir::Node copy = *node;
            copy.args = {tree->entries[arm].value};
            textBody(in, &copy, body);
        })});
    } else if ((tree->kind == NodeKind::Record || tree->kind == NodeKind::List) && !tree->entries.empty()) {
        bool isRecord = tree->kind == NodeKind::Record;
        Body body;
        if (isRecord)
            record(in, tree->entries, 0, body);
        else
            list(in, tree->entries, 0, body);
        lineIfEmpty(in, tree, out);
        out.insert(out.end(), body.begin(), body.end());
    } else {
        std::vector<Part> parts;
        if (ExprPtr whole = wholeData(in, tree, 0, false))
            parts.push_back({{}, whole});
        else
            scalarParts(in, tree, parts);
        out.push_back(line(0, std::move(parts)));
    }
}

} // namespace stackc::emit::helm
