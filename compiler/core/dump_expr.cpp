#include "core/dump.h"
#include "text/dumped.h"

#include <fmt/core.h>

#include <array>

namespace stackc::core {

namespace {

constexpr std::array<std::string_view, 9> inputNames{"values",          "release.name",     "release.namespace",
                                                     "release.service", "chart.name",       "chart.declaredName",
                                                     "chart.version",   "chart.appVersion", "kubeVersion"};

/// Prints expressions; records and matches over several lines.
class ExprPrinter {
public:
    explicit ExprPrinter(const Program& program) : program_(program) {}

    std::string print(ExprId id, int depth) {
        if (!id.valid())
            return "?";
        depth_ = depth;
        return std::visit([&](const auto& node) { return show(node, program_[id]); }, program_[id].node);
    }

private:
    std::string sub(ExprId id) {
        int saved = depth_;
        std::string text = print(id, depth_);
        depth_ = saved;
        return text;
    }
    std::string var(VarId id) const { return id.valid() ? fmt::format("%{}.{}", program_[id].name, id.value) : "_"; }
    std::string newline() const { return "\n" + std::string(static_cast<size_t>(depth_) * 2, ' '); }

    std::string caseName(const Expr& subject, uint32_t index) const {
        const Type& type = program_.types[subject.type];
        if (type.kind == TypeKind::Optional)
            return index == 0 ? "none" : "some";
        return index < type.cases.size() ? type.cases[index].name : std::to_string(index);
    }
    std::string list(const std::vector<ExprId>& items) {
        std::string result;
        for (ExprId item : items)
            result += (result.empty() ? "" : ", ") + sub(item);
        return result;
    }

    std::string body(const std::vector<Entry>& entries) {
        std::string result = "{";
        ++depth_;
        for (const Entry& entry : entries)
            result += newline() + this->entry(entry);
        --depth_;
        return result + newline() + "}";
    }
    std::string setEntry(const Entry& entry) {
        std::string key = entry.keyExpr.valid() ? fmt::format("({})", sub(entry.keyExpr)) : entry.key;
        std::string flags = std::string(entry.omitEmpty ? " omitEmpty" : "") + (entry.omitNone ? " omitNone" : "");
        return (key.empty() ? "" : key + " = ") + sub(entry.value) + flags;
    }
    std::string entry(const Entry& entry) {
        std::string otherwise = entry.orElse.empty() ? "" : " else " + body(entry.orElse);
        switch (entry.kind) {
        case EntryKind::Set:
            return setEntry(entry);
        case EntryKind::Remove:
            return "remove " + entry.key;
        case EntryKind::Amend:
            return fmt::format("{} {} => {}{}", entry.key, var(entry.first), sub(entry.value),
                               entry.otherwise.valid() ? " ?? " + sub(entry.otherwise) : "");
        case EntryKind::Spread:
            return "..." + sub(entry.value);
        case EntryKind::If:
            return fmt::format("if {} {}{}", sub(entry.value), body(entry.body), otherwise);
        case EntryKind::IfLet:
            return fmt::format("if let {} = {} {}{}", var(entry.first), sub(entry.value), body(entry.body), otherwise);
        case EntryKind::For:
            break;
        }
        std::string names = var(entry.first) + (entry.second.valid() ? ", " + var(entry.second) : "");
        std::string filter = entry.filter.valid() ? " if " + sub(entry.filter) : "";
        return fmt::format("for {} in {}{} {}", names, sub(entry.value), filter, body(entry.body));
    }

    std::string show(const ErrorExpr&, const Expr&) { return "<error>"; }
    std::string show(const Literal& node, const Expr&) {
        switch (node.kind) {
        case Literal::Kind::Bool:
            return node.boolean ? "true" : "false";
        case Literal::Kind::Int:
            return std::to_string(node.integer);
        case Literal::Kind::Float:
            return node.text;
        case Literal::Kind::String:
            return text::dumped(node.text);
        }
        return "";
    }
    std::string show(const NoneLit&, const Expr&) { return "none"; }
    std::string show(const OptionalLit& node, const Expr&) { return (node.on ? "on " : "off ") + sub(node.payload); }
    std::string show(const InputRef& node, const Expr&) {
        return "$" + std::string(inputNames[static_cast<size_t>(node.input)]);
    }
    std::string show(const VarRef& node, const Expr&) { return var(node.var); }
    std::string show(const LetRef& node, const Expr&) { return "@" + program_[node.let].name; }
    std::string show(const FieldAccess& node, const Expr&) { return sub(node.base) + "." + node.name; }
    std::string show(const RecordExpr& node, const Expr& expr) {
        std::string prefix = program_.types[expr.type].kind == TypeKind::Map ? "map " : "";
        if (node.base.valid())
            prefix += sub(node.base) + " & ";
        return prefix + (node.entries.empty() ? "{}" : body(node.entries));
    }
    std::string show(const ListExpr& node, const Expr&) {
        if (node.items.empty())
            return "[]";
        ++depth_;
        std::string result = "[";
        for (const Entry& item : node.items)
            result += newline() + entry(item);
        --depth_;
        return result + newline() + "]";
    }
    std::string show(const VariantExpr& node, const Expr& expr) {
        std::string name = caseName(expr, node.caseIndex);
        return "'" + name + (node.payload.valid() ? fmt::format("({})", sub(node.payload)) : "");
    }
    std::string show(const EnumExpr& node, const Expr& expr) { return "'" + caseName(expr, node.caseIndex); }
    std::string show(const IfExpr& node, const Expr&) {
        return fmt::format("if {} then {} else {}", sub(node.condition), sub(node.then), sub(node.otherwise));
    }
    std::string show(const IfLetExpr& node, const Expr&) {
        return fmt::format("if let {} = {} then {} else {}", var(node.var), sub(node.optional), sub(node.then),
                           sub(node.otherwise));
    }
    std::string show(const MatchExpr& node, const Expr&) {
        std::string result = fmt::format("match {} {{", sub(node.subject));
        ++depth_;
        for (const MatchArm& arm : node.arms) {
            std::string names;
            for (uint32_t index : arm.cases)
                names += (names.empty() ? "" : " | ") + caseName(program_[node.subject], index);
            std::string bind = arm.bind.valid() ? fmt::format("({})", var(arm.bind)) : "";
            result += fmt::format("{}{}{} => {}", newline(), names.empty() ? "_" : names, bind, sub(arm.body));
        }
        --depth_;
        return result + newline() + "}";
    }
    std::string show(const LetExpr& node, const Expr&) {
        return fmt::format("let {} = {} in {}", var(node.var), sub(node.value), sub(node.body));
    }
    std::string show(const CallExpr& node, const Expr&) {
        return fmt::format("{}({})", program_[node.fn].name, list(node.args));
    }
    std::string show(const PrimExpr& node, const Expr&) {
        return fmt::format("{}({})", opName(node.op), list(node.args));
    }
    std::string show(const IsCase& node, const Expr&) {
        return fmt::format("({} is {})", sub(node.subject), caseName(program_[node.subject], node.caseIndex));
    }
    std::string show(const IsSome& node, const Expr&) { return fmt::format("some?({})", sub(node.subject)); }
    std::string show(const Coalesce& node, const Expr&) {
        return fmt::format("({} ?? {})", sub(node.optional), sub(node.otherwise));
    }
    std::string show(const TagOf& node, const Expr&) { return fmt::format("tag({})", sub(node.subject)); }
    std::string show(const TextExpr& node, const Expr&) {
        return fmt::format("{}Text({})", node.format == TextFormat::Yaml ? "yaml" : "json", sub(node.data));
    }
    std::string show(const MergeExpr& node, const Expr&) {
        ++depth_;
        std::string result = "merge {" + newline() + "defaults: " + sub(node.defaults);
        result += newline() + "own: " + sub(node.own);
        --depth_;
        return result + newline() + "}";
    }

    std::string show(const AmendElements& node, const Expr&) {
        std::string value = node.value.valid() ? fmt::format("{} => {}", var(node.element), sub(node.value)) : "remove";
        return fmt::format("amend {}[{} == {}] {}", sub(node.list), node.key, sub(node.wanted), value);
    }
    std::string show(const FirstExpr& node, const Expr&) { return fmt::format("first({})", sub(node.list)); }
    std::string show(const AttributesExpr& node, const Expr&) { return fmt::format("attributes({})", sub(node.merge)); }
    std::string show(const FailExpr& node, const Expr&) { return "fail " + text::dumped(node.why); }

    const Program& program_;
    int depth_ = 0;
};

} // namespace

std::string dumpExprAt(const Program& program, ExprId id, int depth) { return ExprPrinter(program).print(id, depth); }

std::string dumpExpr(const Program& program, ExprId id) { return dumpExprAt(program, id, 0); }

} // namespace stackc::core
