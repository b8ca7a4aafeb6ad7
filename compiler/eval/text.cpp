#include "eval/text.h"

#include "core/numbers.h"
#include "eval/limits.h"
#include "values/data_text.h"

#include <array>
#include <fmt/format.h>

namespace stackc::eval {

using ir::Entry;
using ir::EntryKind;
using ir::NodeKind;
using ir::NodeRef;

namespace {

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
            return values::jsonString(node->text);
        case NodeKind::Record:
            return "{}";
        case NodeKind::List:
            return "[]";
        default:
            return "null";
        }
    }

    /// What follows is not written: nobody will read it.
    bool isFull() const { return out_.size() > limit::textBytes; }

    static bool isBlock(NodeRef node) {
        return (node->kind == NodeKind::Record || node->kind == NodeKind::List) && !node->entries.empty();
    }

    void indent(size_t depth) { out_.append(depth, ' '); }

    /// `first` lines stand behind a `- ` already.
    void lines(NodeRef node, size_t depth, bool first = false) {
        for (const Entry& entry : node->entries) {
            if (isFull())
                return;
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
            out_ += values::isPlainTextKey(entry.key) ? entry.key : values::jsonString(entry.key);
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
        for (size_t i = 0; i < node->entries.size() && !isFull(); ++i) {
            indent(depth + 2);
            if (!isList)
                out_ += values::jsonString(node->entries[i].key) + ": ";
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

std::string writeText(NodeRef tree, core::TextFormat format) { return TextWriter(format).write(tree); }

} // namespace stackc::eval
