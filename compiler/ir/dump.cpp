#include "ir/node.h"
#include "ir/package.h"
#include "text/dumped.h"

#include <fmt/format.h>
#include <unordered_set>

namespace stackc::ir {

namespace {

class Dumper {
public:
    void node(NodeRef node, int depth) {
        switch (node->kind) {
        case NodeKind::Record:
            entries("record", node->entries, depth);
            break;
        case NodeKind::List:
            entries("list", node->entries, depth);
            break;
        case NodeKind::Choice:
            entries("choice", node->entries, depth);
            break;
        case NodeKind::Shared:
            out += fmt::format("shared {}\n", node->text);
            if (shown_.insert(node).second)
                child(node->args[0], depth + 1);
            break;
        case NodeKind::Text:
            out += node->format == core::TextFormat::Yaml ? "text yaml\n" : "text json\n";
            child(node->args[0], depth + 1);
            break;
        case NodeKind::Off:
            out += "off\n";
            child(node->args[0], depth + 1);
            break;
        case NodeKind::Variant:
            out += fmt::format("case {}\n", node->text);
            if (!node->args.empty())
                child(node->args[0], depth + 1);
            break;
        default:
            out += scalar(node) + "\n";
        }
    }

    std::string scalar(NodeRef node) {
        switch (node->kind) {
        case NodeKind::None:
            return "none";
        case NodeKind::Bool:
            return node->boolean ? "true" : "false";
        case NodeKind::Int:
            return fmt::format("{}", node->integer);
        case NodeKind::Float:
            return node->text;
        case NodeKind::String:
            return text::dumped(node->text);
        case NodeKind::Ref:
            return ref(node);
        case NodeKind::Default:
            return fmt::format("({} or {})", scalar(node->args[0]), inlineNode(node->args[1]));
        case NodeKind::Present:
            return fmt::format("present({})", scalar(node->args[0]));
        case NodeKind::TagIs:
            return fmt::format("({} is {})", scalar(node->args[0]), node->text);
        case NodeKind::Tag:
            return fmt::format("tag({})", scalar(node->args[0]));
        case NodeKind::Prim: {
            std::string text = fmt::format("{}(", core::opName(node->op));
            for (size_t i = 0; i < node->args.size(); ++i)
                text += (i == 0 ? "" : ", ") + inlineNode(node->args[i]);
            return text + ")";
        }
        default:
            return "…";
        }
    }

    /// What was named only inside of expressions, each once.
    void rest() {
        for (size_t i = 0; i < named_.size(); ++i)
            if (!shown_.contains(named_[i]))
                node(named_[i], 0);
    }

    std::string out;

private:
    std::string inlineNode(NodeRef node) {
        if (node->kind == NodeKind::Shared) {
            named_.push_back(node);
            return fmt::format("shared {}", node->text);
        }
        if (node->kind == NodeKind::Choice) {
            std::string text = "choice(";
            for (const Entry& entry : node->entries)
                text +=
                    fmt::format("{}{}: {}", text.size() > 7 ? ", " : "", scalar(entry.guard), inlineNode(entry.value));
            return text + ")";
        }
        if (node->kind == NodeKind::Record || node->kind == NodeKind::List) {
            std::string text = node->kind == NodeKind::Record ? "{" : "[";
            for (const Entry& entry : node->entries)
                text += fmt::format("{}{}{}", text.size() > 1 ? ", " : "", entry.key.empty() ? "" : entry.key + " = ",
                                    entry.value != nullptr ? inlineNode(entry.value) : "each …");
            return text + (node->kind == NodeKind::Record ? "}" : "]");
        }
        return scalar(node);
    }

    std::string ref(NodeRef node) {
        switch (node->base) {
        case RefBase::Input:
            switch (node->input) {
            case core::Input::Values:
                return "values";
            case core::Input::ReleaseName:
                return "release.name";
            case core::Input::ReleaseNamespace:
                return "release.namespace";
            case core::Input::ReleaseService:
                return "release.service";
            case core::Input::ChartName:
                return "chart.name";
            case core::Input::ChartDeclaredName:
                return "chart.declaredName";
            case core::Input::ChartVersion:
                return "chart.version";
            case core::Input::ChartAppVersion:
                return "chart.appVersion";
            case core::Input::KubeVersion:
                return "kubeVersion";
            }
            return "";
        case RefBase::Element:
            return fmt::format("{}${}", node->loop->elementName, node->loop->depth);
        case RefBase::Key:
            return fmt::format("{}#{}", node->loop->elementName, node->loop->depth);
        case RefBase::First:
            return fmt::format("first({})", inlineNode(node->args[0]));
        case RefBase::Field:
            return scalar(node->args[0]) + "." + node->text;
        }
        return "";
    }

    std::vector<NodeRef> named_;
    std::unordered_set<NodeRef> shown_; ///< shared nodes that stand with what they hold somewhere before

    void child(NodeRef value, int depth) {
        out.append(static_cast<size_t>(depth) * 2, ' ');
        node(value, depth);
    }

    void entries(std::string_view title, const std::vector<Entry>& list, int depth) {
        out += fmt::format("{}{}\n", title, list.empty() ? " empty" : "");
        for (const Entry& item : list)
            entry(item, depth + 1);
    }

    void entry(const Entry& item, int depth) {
        out.append(static_cast<size_t>(depth) * 2, ' ');
        if (!item.guard->isTrue())
            out += fmt::format("[{}] ", scalar(item.guard));
        if (item.kind == EntryKind::Each) {
            out += fmt::format("each {}${} in {}\n", item.loop->elementName, item.loop->depth,
                               inlineNode(item.loop->source));
            for (const Entry& inner : item.body)
                entry(inner, depth + 1);
            return;
        }
        if (item.kind == EntryKind::Spread)
            out += "...";
        else if (item.keyNode != nullptr)
            out += fmt::format("({}): ", scalar(item.keyNode));
        else
            out += item.key.empty() ? "- " : item.key + ": ";
        node(item.value, depth);
    }
};

void scopes(Dumper& dumper, const std::vector<Scope>& list) {
    for (const Scope& scope : list) {
        if (!scope.guard->isTrue())
            dumper.out += fmt::format("  when {}\n", dumper.scalar(scope.guard));
        if (scope.loop != nullptr)
            dumper.out += fmt::format("  for {}${} in {}\n", scope.loop->elementName, scope.loop->depth,
                                      dumper.scalar(scope.loop->source));
    }
}

} // namespace

std::string dump(NodeRef node, const core::Program*) {
    Dumper dumper;
    dumper.node(node, 0);
    return dumper.out;
}

std::string dump(const Package& package) {
    Dumper dumper;
    for (const Document& document : package.documents) {
        dumper.out += fmt::format("document {} {} {}\n", document.name, document.apiVersion, document.kind);
        scopes(dumper, document.scopes);
        dumper.out += "  ";
        dumper.node(document.object, 1);
    }
    for (const Check& check : package.checks) {
        dumper.out += "check\n";
        scopes(dumper, check.scopes);
        dumper.out += "  ";
        dumper.node(check.condition, 1);
        dumper.out += "  else ";
        dumper.node(check.message, 1);
    }
    dumper.rest();
    return dumper.out;
}

} // namespace stackc::ir
