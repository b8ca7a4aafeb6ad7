#include "templates/dump.h"
#include "templates/printer.h"
#include "text/dumped.h"

#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

namespace stackc::templates {

namespace {

std::string shown(const Expr& e);

std::string fieldText(const Expr& e) {
    std::string step = fmt::format("{}{}.", e.safe ? "?" : "", e.guarded ? "!" : "");
    return shown(*e.args[0]) + step + (isIdentifier(e.text) ? e.text : text::dumped(e.text));
}

std::string callText(const Expr& e) {
    std::string out = "(" + e.text;
    for (const ExprPtr& arg : e.args)
        out += " " + shown(*arg);
    return out + ")";
}

std::string pipeText(const Expr& e) {
    std::string out = fmt::format("({} | {}", shown(*e.args.back()), e.text);
    for (size_t i = 0; i + 1 < e.args.size(); ++i)
        out += " " + shown(*e.args[i]);
    return out + ")";
}

std::string shown(const Expr& e) {
    switch (e.kind) {
    case ExprKind::Root:
        return "root";
    case ExprKind::Dot:
        return "dot";
    case ExprKind::Box:
        return "box";
    case ExprKind::Variable:
        return "$" + e.text;
    case ExprKind::String:
        return text::dumped(e.text);
    case ExprKind::Int:
        return std::to_string(e.integer);
    case ExprKind::Float:
        return e.text;
    case ExprKind::Bool:
        return e.boolean ? "true" : "false";
    case ExprKind::Field:
        return fieldText(e);
    case ExprKind::Call:
        return callText(e);
    case ExprKind::Pipe:
        return pipeText(e);
    }
    return {};
}

/// Each function writes a block at the current depth.
class Dumper {
public:
    void file(const std::string& path, const Body& blocks) {
        if (blocks.empty())
            return;
        line(path);
        body(blocks);
    }

    std::string take() { return std::move(out_); }

private:
    void line(const std::string& text) { out_ += std::string(2 * depth_, ' ') + text + "\n"; }

    void body(const Body& blocks) {
        ++depth_;
        for (const Block& block : blocks)
            std::visit([this](const auto& node) { show(node); }, block.node);
        --depth_;
    }

    void otherwise(const Body& blocks) {
        if (blocks.empty())
            return;
        line("else");
        body(blocks);
    }

    void show(const Line& node) {
        std::string text = fmt::format("line {}", node.indent);
        if (node.dashes > 0)
            text += fmt::format(" dashes {}", node.dashes);
        if (node.isFirst)
            text += " first";
        for (const Part& part : node.parts)
            text += " " + (part.action ? shown(*part.action) : text::dumped(part.text));
        line(text);
    }

    void show(const Action& node) { line(fmt::format("action {} {}", node.indent, shown(*node.expr))); }

    void show(const Assign& node) {
        line(fmt::format("assign {} ${} {} {}", node.indent, node.name, node.again ? "=" : ":=", shown(*node.expr)));
    }

    void show(const If& node) {
        std::string_view word = "if";
        for (const Branch& branch : node.branches) {
            if (branch.condition)
                line(fmt::format("{} {} {}", word, node.indent, shown(*branch.condition)));
            else
                line("else");
            body(branch.body);
            word = "else if";
        }
    }

    void show(const Suffix& node) {
        line(fmt::format("suffix {} {} {}", node.indent, shown(*node.condition), text::dumped(node.text)));
    }

    void show(const Tail& node) { line("tail " + text::dumped(node.text)); }

    void show(const Range& node) {
        std::string key = node.key.empty() ? std::string() : fmt::format("${}, ", node.key);
        line(fmt::format("range {} {}${} in {}", node.indent, key, node.element, shown(*node.source)));
        body(node.body);
        otherwise(node.otherwise);
    }

    void show(const With& node) {
        line(fmt::format("with {} {}", node.indent, shown(*node.source)));
        body(node.body);
        otherwise(node.otherwise);
    }

    void show(const Comment& node) { line("comment " + text::dumped(node.text)); }

    void show(const Define& node) {
        std::string text = "define " + text::dumped(node.name);
        if (node.trim == Trim::Right)
            text += " right";
        if (node.leading > 0)
            text += fmt::format(" leading {}", node.leading);
        if (node.finalNewline)
            text += " newline";
        if (node.boxed)
            text += " boxed";
        line(text);
        if (!node.comment.empty())
            body({{Comment{node.comment}}});
        body(node.body);
    }

    std::string out_;
    size_t depth_ = 0;
};

} // namespace

std::string dumpTemplates(const Templates& templates) {
    Dumper dumper;
    dumper.file("templates/_validate.tpl", templates.checks);
    dumper.file("templates/_helpers.tpl", templates.helpers);
    dumper.file("templates/_files.tpl", templates.files);
    // Documents of one file stand together there.
    std::multimap<std::string, const Body*> documents;
    for (const DocumentTemplate& document : templates.documents)
        documents.emplace(document.path, &document.body);
    for (const auto& [path, document] : documents)
        dumper.file(path, *document);
    dumper.file("templates/NOTES.txt", templates.notes);
    return dumper.take();
}

} // namespace stackc::templates
