#include "core/numbers.h"
#include "eval/evaluator.h"

#include <array>
#include <fmt/format.h>
#include <re2/re2.h>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

/// A key that every YAML reader takes for a string; others are written as JSON strings.
bool isPlainKey(const std::string& key) {
    static const RE2 plain("[A-Za-z_][A-Za-z0-9_./-]*");
    static const RE2 other("(?i)y|n|yes|no|on|off|true|false|null");
    return RE2::FullMatch(key, plain) && !RE2::FullMatch(key, other);
}

class TextWriter {
public:
    explicit TextWriter(core::TextFormat format) : format_(format) {}

    std::string write(NodeRef tree) {
        if (format_ == core::TextFormat::Json) {
            json(tree, 0);
        } else if ((tree->kind == NodeKind::Record || tree->kind == NodeKind::List) && !tree->entries.empty()) {
            lines(tree, 0);
            return out_;
        } else {
            out_ += scalar(tree);
        }
        return out_ + "\n";
    }

private:
    static std::string scalar(NodeRef node) {
        switch (node->kind) {
        case NodeKind::Bool:
            return node->boolean ? "true" : "false";
        case NodeKind::Int:
            return std::to_string(node->integer);
        case NodeKind::Float:
            return core::numberText(node->number);
        case NodeKind::String:
            return jsonString(node->text);
        case NodeKind::Record:
            return "{}";
        case NodeKind::List:
            return "[]";
        default:
            return "null";
        }
    }

    static bool isBlock(NodeRef node) {
        return (node->kind == NodeKind::Record || node->kind == NodeKind::List) && !node->entries.empty();
    }

    void indent(size_t depth) { out_.append(depth, ' '); }

    /// `first` lines stand behind a `- ` already.
    void lines(NodeRef node, size_t depth, bool first = false) {
        for (const Entry& entry : node->entries) {
            if (!first)
                indent(depth);
            first = false;
            if (node->kind == NodeKind::List) {
                out_ += "- ";
                if (isBlock(entry.value))
                    lines(entry.value, depth + 2, true);
                else
                    out_ += scalar(entry.value) + "\n";
                continue;
            }
            out_ += isPlainKey(entry.key) ? entry.key : jsonString(entry.key);
            if (isBlock(entry.value)) {
                out_ += ":\n";
                lines(entry.value, depth + 2);
            } else {
                out_ += ": " + scalar(entry.value) + "\n";
            }
        }
    }

    void json(NodeRef node, size_t depth) {
        if (!isBlock(node)) {
            out_ += scalar(node);
            return;
        }
        bool isList = node->kind == NodeKind::List;
        out_ += isList ? "[\n" : "{\n";
        for (size_t i = 0; i < node->entries.size(); ++i) {
            indent(depth + 2);
            if (!isList)
                out_ += jsonString(node->entries[i].key) + ": ";
            json(node->entries[i].value, depth + 2);
            out_ += i + 1 < node->entries.size() ? ",\n" : "\n";
        }
        indent(depth);
        out_ += isList ? "]" : "}";
    }

    core::TextFormat format_;
    std::string out_;
};

} // namespace

std::string jsonString(std::string_view text) {
    std::string out = "\"";
    for (size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        // U+2028 and U+2029, which Go escapes for JavaScript's sake.
        if (c == 0xe2 && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0x80 &&
            (static_cast<unsigned char>(text[i + 2]) & 0xfe) == 0xa8) {
            out += static_cast<unsigned char>(text[i + 2]) == 0xa8 ? "\\u2028" : "\\u2029";
            i += 2;
        } else if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c < 0x20) {
            out += fmt::format("\\u{:04x}", c);
        } else {
            out += static_cast<char>(c);
        }
    }
    return out + "\"";
}

std::string writeText(NodeRef tree, core::TextFormat format) { return TextWriter(format).write(tree); }

bool hasLoopVariable(NodeRef node) {
    if (!node->late)
        return false;
    if (node->kind == NodeKind::Ref && node->base != ir::RefBase::Input && node->base != ir::RefBase::Field)
        return true;
    for (NodeRef arg : node->args)
        if (hasLoopVariable(arg))
            return true;
    for (const Entry& entry : node->entries) {
        // A loop inside the node binds its own variables: what it stands over is what counts.
        if (entry.kind == EntryKind::Each) {
            if (entry.loop->depth > 0 || hasLoopVariable(entry.loop->source))
                return true;
            continue;
        }
        if (hasLoopVariable(entry.guard) || (entry.value != nullptr && hasLoopVariable(entry.value)) ||
            (entry.keyNode != nullptr && hasLoopVariable(entry.keyNode)))
            return true;
    }
    return false;
}

} // namespace stackc::eval
