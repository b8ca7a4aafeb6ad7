// Named templates: shared pieces and texts.
#include "emit/helm/documents.h"
#include "emit/helm/helpers.h"
#include "emit/helm/statements.h"

#include <algorithm>
#include <cctype>
#include <unordered_set>

namespace stackc::emit::helm {

namespace {

class Collector {
public:
    void visitDocument(const ir::Document& document) {
        const core::Statement* use = ir::outermostUse(document.origin);
        maker_ = use != nullptr ? use->name : "";
        for (const ir::Scope& scope : document.scopes)
            visitScope(scope);
        visit(document.object);
    }

    void visitCheck(const ir::Check& check) {
        for (const ir::Scope& scope : check.scopes)
            visitScope(scope);
        visit(check.condition);
        visit(check.keys);
        visit(check.message);
    }

    void visit(NodeRef node) {
        if (node == nullptr || !seen_.insert(node).second)
            return;
        for (NodeRef arg : node->args)
            visit(arg);
        for (const Entry& entry : node->entries)
            visitEntry(entry);
        if (node->kind == NodeKind::Shared) {
            if (isClosed(node))
                result.shared.push_back(node);
            else
                result.sharedInLoops.insert(node);
        }
        if (node->kind == NodeKind::Text)
            wanted_.push_back(node);
    }

    Defines finish() {
        for (NodeRef node : wanted_) {
            std::string name = keys_.contains(node)     ? keys_[node]
                               : hashed_.contains(node) ? hashed_[node]
                                                        : "files.text";
            std::string unique = name;
            for (int i = 2; !names_.insert(unique).second; ++i)
                unique = name + "-" + std::to_string(i);
            result.textNames[node] = unique;
            if (isClosed(node))
                result.texts.push_back(node);
        }
        return std::move(result);
    }

private:
    void visitScope(const ir::Scope& scope) {
        visit(scope.guard);
        if (scope.loop != nullptr)
            visit(scope.loop->source);
    }

    void visitEntry(const Entry& entry) {
        visit(entry.guard);
        visit(entry.keyNode);
        visit(entry.value);
        if (entry.loop != nullptr)
            visit(entry.loop->source);
        for (const Entry& inner : entry.body)
            visitEntry(inner);
        std::string key = entry.key;
        if (entry.keyNode != nullptr && entry.keyNode->kind == NodeKind::Prim && entry.keyNode->op == core::Op::Concat)
            key = beginOf(entry.keyNode->args.front());
        if (entry.value == nullptr || key.empty())
            return;
        bool isLong = entry.value->kind == NodeKind::Prim && isLongText(entry.value);
        if ((entry.value->kind == NodeKind::Text || isLong) && !keys_.contains(entry.value)) {
            keys_[entry.value] = "files." + key.substr(0, key.rfind('.'));
            if (isLong && isClosed(entry.value))
                wanted_.push_back(entry.value);
        }
        if (NodeRef text = entry.value->kind == NodeKind::Prim && entry.value->op == core::Op::Sha256
                               ? entry.value->args[0]
                               : nullptr)
            hashed_.try_emplace(text,
                                "hashed." + key.substr(key.rfind('/') + 1) + (maker_.empty() ? "" : ".") + maker_);
    }

    /// The letters and digits that a computed key begins with.
    static std::string beginOf(NodeRef part) {
        auto isWordly = [](unsigned char c) { return std::isalnum(c) != 0; };
        if (part->kind != NodeKind::String || part->text.empty() || !isWordly(part->text[0]))
            return {};
        return {part->text.begin(), std::find_if_not(part->text.begin(), part->text.end(), isWordly)};
    }

    /// No variable of a loop around it.
    static bool isClosed(NodeRef node) { return node->around.empty(); }

    Defines result;
    std::unordered_set<NodeRef> seen_;
    std::unordered_map<NodeRef, std::string> keys_;
    std::unordered_map<NodeRef, std::string>
        hashed_;        ///< by the key that holds the hash, `checksum/config`, and the maker
    std::string maker_; ///< the service or component that the document is of
    std::vector<NodeRef> wanted_;
    std::set<std::string> names_;
};

/// What the source says about the function whose result it is, or that it is a `let`.
std::string docOf(const core::Program& program, NodeRef shared) {
    return shared->index == 0 ? commentOfLet(shared) : program.functions[shared->index - 1].doc;
}

/// Nothing stands before the first line of a define, so an include there needs no line break of its own.
void trimFirst(Body& body) {
    Action* first = body.empty() ? nullptr : std::get_if<Action>(&body.front().node);
    if (first != nullptr && first->indent == 0 && first->expr->kind == ExprKind::Pipe && first->expr->text == "nindent")
        first->expr = first->expr->args.back();
}

/// A record or list at the top of a define: what stands for an empty one stands on its own line.
void rootBlock(Lowering& in, NodeRef node, Body& out) {
    bool isRecord = node->kind == NodeKind::Record;
    if (isSpreadOnly(in, node->entries)) {
        block(in, node->entries[0].value, 0, out);
        return;
    }
    lineIfEmpty(in, node, out);
    if (isRecord)
        record(in, node->entries, 0, out);
    else
        list(in, node->entries, 0, out);
}

/// Is it a text some part of which is one of several?
bool hasAlternatives(Lowering& in, NodeRef text) {
    return text->kind == NodeKind::Prim && text->op == core::Op::Concat &&
           std::any_of(text->args.begin(), text->args.end(),
                       [&in](NodeRef part) { return part->kind == NodeKind::Choice && !coalesce(in, part); });
}

/// The parts of a text one behind the other: those that are one of several on lines of their own.
void partsBody(Lowering& in, const std::vector<NodeRef>& parts, Body& out) {
    std::vector<NodeRef> plain;
    auto finish = [&] {
        if (plain.size() == 1)
            scalarBody(in, plain[0], out);
        else if (!plain.empty())
            out.push_back({Action{0, concat(in, plain).expr}});
        plain.clear();
    };
    for (NodeRef part : parts) {
        if (part->kind != NodeKind::Choice) {
            plain.push_back(part);
            continue;
        }
        finish();
        scalarBody(in, part, out);
    }
    finish();
}

/// A text that may be given, else one of two, is one of two with what is given before each: `a | default b`.
bool defaultsBody(Lowering& in, NodeRef choice, Body& out) {
    const std::vector<Entry>& arms = choice->entries;
    NodeRef given = arms[0].value;
    bool isGiven = arms.size() == 3 && arms[0].guard->kind == NodeKind::Present && given->kind == NodeKind::Ref &&
                   samePlace(arms[0].guard->args[0], given) && in.kinds.formOf(given) == Form::String;
    auto isPlainText = [&in](const Entry& arm) {
        bool isNothing = arm.value->isNone() || (arm.value->kind == NodeKind::String && arm.value->text.empty());
        return !isNothing && arm.value->kind != NodeKind::Choice && !hasAlternatives(in, arm.value) &&
               scalar(in, arm.value).form == Form::String;
    };
    if (!isGiven || !std::all_of(arms.begin() + 1, arms.end(), isPlainText))
        return false;
    If block{.indent = 0, .branches = {}};
    for (auto arm = arms.begin() + 1; arm != arms.end(); ++arm)
        block.branches.push_back({arm + 1 == arms.end() ? nullptr : allOf(in, conjunctsOf(arm->guard)),
                                  {{Action{0, pipe(ref(in, given), "default", {stringOf(in, arm->value)})}}}});
    out.push_back({std::move(block)});
    return true;
}

/// Is it the join of a list that is put together?
bool isJoinedHere(NodeRef node) {
    return isPrim(node, core::Op::Join) && node->args[0]->kind == NodeKind::List && node->args[0]->late;
}

void joinedBody(Lowering& in, NodeRef node, Body& out) {
    ExprPtr list = listedBefore(in, node->args[0], out);
    out.push_back({Action{0, call("join", {textOf(in, node->args[1]), std::move(list)})}});
}

/// A text that a Secret keeps, or its encoding: what its length and its alphabet depend on stands around it.
void keptBody(Lowering& in, std::vector<NodeRef> args, bool isEncoded, Body& out) {
    auto plain = [](NodeRef arg) { // words of an enum are texts
        return arg->kind == NodeKind::Prim && arg->op == core::Op::ToText ? arg->args[0] : arg;
    };
    std::ranges::transform(args, args.begin(), plain);
    auto found = std::ranges::find(args, NodeKind::Choice, [](NodeRef arg) { return arg->kind; });
    if (found == args.end()) {
        ExprPtr text = keptText(in, args);
        out.push_back({Action{0, isEncoded ? pipe(text, "b64enc") : text}});
        return;
    }
    const std::vector<Entry> arms = (*found)->entries;
    auto isAlike = [&](NodeRef arg) {
        return arg->kind == NodeKind::Choice &&
               std::ranges::equal(arg->entries, arms, {}, &Entry::guard, &Entry::guard);
    };
    out.push_back({chooseArm(in, arms, 0, [&](size_t arm, Body& body) {
        std::vector<NodeRef> chosen(args);
        for (NodeRef& arg : chosen)
            if (isAlike(arg))
                arg = arg->entries[arm].value;
        keptBody(in, std::move(chosen), isEncoded, body);
    })});
}

} // namespace

Defines collectDefines(const ir::Package& package) {
    Collector collector;
    for (const ir::Document& document : package.documents)
        collector.visitDocument(document);
    for (const ir::Check& check : package.checks)
        collector.visitCheck(check);
    collector.visit(package.notes);
    return collector.finish();
}

Body sharedDefines(Lowering& in) {
    Body out;
    for (NodeRef node : in.defines.shared) {
        Define define;
        define.name = in.program.chart.templates + "." + node->text;
        define.comment = docOf(in.program, node);
        NodeRef body = node->args[0];
        const WhereRefused refused(in.around, in.refused.in(node));
        // A text may be an operand, which is read whatever the guards around it say.
        const Meanwhile eager(in.eager, in.kinds.isScalar(body) ? 1 : 0);
        bool isStructure = body->kind == NodeKind::Record || body->kind == NodeKind::List;
        if (isJoinedHere(body))
            joinedBody(in, body, define.body);
        else if (in.kinds.isScalar(body))
            sharedBody(in, body, define.body);
        else if (isStructure && !body->entries.empty())
            rootBlock(in, body, define.body);
        else
            block(in, body, 0, define.body);
        trimFirst(define.body);
        out.push_back({std::move(define)});
    }
    return out;
}

void sharedBody(Lowering& in, NodeRef node, Body& out) {
    if (saysTrue(in, node))
        out.push_back({If{.indent = 0, .branches = {{condition(in, node), {textLine(0, "true")}}}}});
    else
        scalarBody(in, node, out);
}

void scalarBody(Lowering& in, NodeRef node, Body& out) {
    if (node->kind == NodeKind::Choice && !coalesce(in, node)) {
        if (defaultsBody(in, node, out))
            return;
        auto isNothing = [](NodeRef value) { return value->kind == NodeKind::String && value->text.empty(); };
        If choice = chooseArm(in, node->entries, 0, [&](size_t arm, Body& body) {
            if (NodeRef value = node->entries[arm].value; !isNothing(value))
                scalarBody(in, value, body);
        });
        if (isNothing(node->entries.back().value))
            choice.branches.pop_back();
        size_t count = choice.branches.size();
        if (count > 1 && !choice.branches[count - 1].condition && choice.branches[count - 2].body.empty()) {
            choice.branches[count - 1].condition = negate(choice.branches[count - 2].condition);
            choice.branches.erase(choice.branches.end() - 2);
        }
        if (choice.branches.size() > 1 && choice.branches.front().body.empty()) {
            ExprPtr otherwise = negate(choice.branches.front().condition);
            choice.branches.erase(choice.branches.begin());
            choice = If{.indent = 0, .branches = {{std::move(otherwise), {{std::move(choice)}}}}};
        }
        out.push_back({std::move(choice)});
        return;
    }
    if (hasAlternatives(in, node)) {
        partsBody(in, node->args, out);
        return;
    }
    bool isEncoded = node->kind == NodeKind::Prim && node->op == core::Op::Base64;
    if (NodeRef kept = isEncoded ? node->args[0] : node;
        kept->kind == NodeKind::Prim && kept->op == core::Op::KeptText) {
        keptBody(in, kept->args, isEncoded, out);
        return;
    }
    out.push_back({Action{0, shownInText(in, node)}});
}

Body textDefines(Lowering& in) {
    Body out;
    for (NodeRef node : in.defines.texts) {
        Define define;
        const std::string& name = in.defines.textNames.at(node);
        define.name = in.program.chart.templates + "." + name;
        define.comment = commentOfText(name);
        define.trim = Trim::Right;
        define.finalNewline = true;
        const Eager eager(in);
        if (node->kind == NodeKind::Text)
            textBody(in, node, define.body);
        else
            longTextBody(in, node, define.body);
        out.push_back({std::move(define)});
    }
    return out;
}

} // namespace stackc::emit::helm
