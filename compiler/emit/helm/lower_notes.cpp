// NOTES.txt is text of its own: constant parts as they stand, late ones as actions, and a line that is one of several
// as `if` and `else`.
#include "emit/helm/documents.h"
#include "emit/helm/statements.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace stackc::emit::helm {

using core::Op;

namespace {

/// A piece of the notes; a text in its lines.
struct NotePiece {
    std::string text;
    NodeRef late = nullptr;
};
using NoteLine = std::vector<NotePiece>;

void noteLine(Lowering& in, const NoteLine& pieces, Body& out);

/// The pieces of a text, with those of texts inside of it in their place.
void flatten(NodeRef node, std::vector<NodeRef>& out) {
    if (node->kind != NodeKind::Prim || node->op != Op::Concat) {
        out.push_back(node);
        return;
    }
    for (NodeRef part : node->args)
        flatten(part, out);
}

bool isBlank(const Block& block) {
    const Line* line = std::get_if<Line>(&block.node);
    return line != nullptr && line->parts.empty();
}

size_t blanksAtEnd(const Body& body) {
    auto last = std::find_if_not(body.rbegin(), body.rend(), isBlank);
    return static_cast<size_t>(last - body.rbegin());
}

/// Do the blank lines at the end follow white space, which would be trimmed with them?
bool endsInSpace(const Body& body) {
    size_t blanks = blanksAtEnd(body);
    const Line* last = blanks < body.size() ? std::get_if<Line>(&body[body.size() - blanks - 1].node) : nullptr;
    return last != nullptr && !last->parts.back().action &&
           std::isspace(static_cast<unsigned char>(last->parts.back().text.back())) != 0;
}

void addBlanks(Body& body, size_t count) {
    for (size_t i = 0; i < count; ++i)
        body.push_back(line(0, {}));
}

std::vector<NoteLine> noteLines(const std::vector<NodeRef>& nodes) {
    std::vector<NoteLine> lines(1);
    for (NodeRef node : nodes) {
        if (node->kind != NodeKind::String) {
            lines.back().push_back({{}, node});
            continue;
        }
        std::string_view text = node->text;
        for (size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
            lines.back().push_back({std::string(text.substr(0, end)), nullptr});
            lines.emplace_back();
            text.remove_prefix(end + 1);
        }
        lines.back().push_back({std::string(text), nullptr});
    }
    for (NoteLine& one : lines)
        std::erase_if(one, [](const NotePiece& piece) { return piece.late == nullptr && piece.text.empty(); });
    return lines;
}

/// A line, or the lines, that the arms of a choice make of it. Blank lines before a control line are trimmed with it:
/// those above stand in each branch, and those that end each one behind them all. False: some would be lost.
bool noteChoice(Lowering& in, const NoteLine& pieces, std::ptrdiff_t index, Body& out) {
    NodeRef choice = pieces[static_cast<size_t>(index)].late;
    size_t above = blanksAtEnd(out);
    if (above == out.size() || endsInSpace(out))
        return false;
    If block = chooseArm(in, choice->entries, 0, [&](size_t arm, Body& body) {
        addBlanks(body, above);
        std::vector<NodeRef> nodes;
        if (NodeRef value = choice->entries[arm].value; !value->isNone())
            flatten(value, nodes);
        std::vector<NoteLine> lines = noteLines(nodes);
        lines.front().insert(lines.front().begin(), pieces.begin(), pieces.begin() + index);
        lines.back().insert(lines.back().end(), pieces.begin() + index + 1, pieces.end());
        for (const NoteLine& one : lines)
            noteLine(in, one, body);
    });
    size_t below = blanksAtEnd(block.branches[0].body);
    for (const Branch& branch : block.branches)
        if (blanksAtEnd(branch.body) != below || endsInSpace(branch.body))
            return false;
    for (Branch& branch : block.branches)
        branch.body.resize(branch.body.size() - below);
    if (block.branches.back().body.empty())
        block.branches.pop_back();
    out.resize(out.size() - above);
    out.push_back({std::move(block)});
    addBlanks(out, below);
    return true;
}

void noteLine(Lowering& in, const NoteLine& pieces, Body& out) {
    auto isChoice = [&in](const NotePiece& piece) {
        return piece.late != nullptr && piece.late->kind == NodeKind::Choice && !coalesce(in, piece.late);
    };
    auto choice = std::find_if(pieces.begin(), pieces.end(), isChoice);
    if (choice != pieces.end() && !out.empty() && noteChoice(in, pieces, choice - pieces.begin(), out))
        return;
    std::vector<Part> parts;
    for (const NotePiece& piece : pieces) {
        if (piece.late == nullptr) {
            parts.push_back({piece.text, nullptr});
            continue;
        }
        parts.push_back({{}, shownInText(in, piece.late)});
    }
    out.push_back(line(0, std::move(parts)));
}

} // namespace

Body notes(Lowering& in, NodeRef node) {
    std::vector<NodeRef> nodes;
    flatten(node, nodes);
    Body out;
    for (const NoteLine& one : noteLines(nodes))
        noteLine(in, one, out);
    return out;
}

} // namespace stackc::emit::helm
