#include "judge/links_variables.h"

#include "judge/legal.h"

#include <array>
#include <fmt/format.h>
#include <functional>

namespace stackc::judge {

using diag::Code;
using ir::NodeKind;

namespace {

/// Variables that Kubernetes gives to each pod for each Service.
bool isOfServices(std::string_view name) {
    return name.ends_with("_SERVICE_HOST") || name.find("_SERVICE_PORT") != std::string_view::npos ||
           name.find("_PORT_") != std::string_view::npos || name == "KUBERNETES_PORT";
}

/// The names of variables in `$(…)`; `$$` is a dollar. A shell's `$(date -u)` names none.
void eachReference(std::string_view text, const std::function<void(std::string)>& found) {
    for (size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] != '$')
            continue;
        size_t end = text[i + 1] == '(' ? text.find(')', i) : std::string_view::npos;
        if (end != std::string_view::npos && variableName(text.substr(i + 2, end - i - 2)) == nullptr)
            found(std::string(text.substr(i + 2, end - i - 2)));
        ++i;
    }
}

/// The constant texts in a value that may be late in parts.
void eachText(NodeRef node, const std::function<void(const std::string&)>& found) {
    node = unshared(node);
    if (node->kind == NodeKind::String)
        found(node->text);
    else if (node->kind == NodeKind::Prim && node->op == core::Op::Concat)
        for (NodeRef arg : node->args)
            eachText(arg, found);
}

} // namespace

void VariableLinks::variables(const Pods& pods, const Object& container) {
    const ir::Document& document = *pods.document;
    Known known;
    known.open =
        container.fields.open || mayHaveMore(view_, container, "env") || mayHaveMore(view_, container, "envFrom");
    addAll(document, container, known);
    for (const Object& variable : objects(view_, container, "env"))
        if (const std::string* name = variable.text("name"))
            known.later.insert(*name);
    for (const Object& variable : objects(view_, container, "env")) {
        texts(document, variable, "value", known);
        addOne(document, variable, known);
    }
    texts(document, container, "command", known);
    texts(document, container, "args", known);
    subPaths(document, container, known);
}

/// What comes from ConfigMaps and Secrets as a whole.
void VariableLinks::addAll(const ir::Document& document, const Object& container, Known& known) {
    for (const Object& source : objects(view_, container, "envFrom"))
        for (auto [key, kind] : {std::array{"configMapRef", "ConfigMap"}, std::array{"secretRef", "Secret"}}) {
            Object ref = object(view_, source, key);
            if (ref.get("name") == nullptr)
                continue;
            std::vector<const Target*> found = keys_.sourceOf(document, kind, ref, "name");
            const std::string* prefix = source.text("prefix");
            bool isKnown = !found.empty() && (prefix != nullptr || source.lacks("prefix"));
            known.open |= !isKnown;
            for (const Target* target : isKnown ? found : std::vector<const Target*>()) {
                auto keys = keysOf(view_, *target);
                known.open |= !keys;
                for (const Part& one : keys ? *keys : std::vector<Part>())
                    known.guards[(prefix != nullptr ? *prefix : "") + std::string(one.key)].push_back(
                        view_.both(guardOf(view_, ref, "name"), one.guard));
            }
        }
}

void VariableLinks::addOne(const ir::Document& document, const Object& variable, Known& known) {
    Object source = object(view_, variable, "valueFrom");
    keys_.keyOf(document, "ConfigMap", object(view_, source, "configMapKeyRef"), "name");
    keys_.keyOf(document, "Secret", object(view_, source, "secretKeyRef"), "name");
    if (const std::string* name = variable.text("name"))
        known.guards[*name].push_back(variable.guard);
    else
        known.open = true;
}

void VariableLinks::texts(const ir::Document& document, const Object& where, const char* field, const Known& known) {
    const Trail at = view_.below(where.at, field);
    for (const Part& form : formsOf(view_, where, field)) {
        text(document, where, form, at, known);
        size_t index = 0;
        if (form.value->kind == NodeKind::List)
            for (Part element : view_.elements(form.value).known) {
                element.guard = view_.both(form.guard, element.guard);
                text(document, where, element, view_.below(at, index++), known);
            }
    }
}

void VariableLinks::text(const ir::Document& document, const Object& where, const Part& form, const Trail& at,
                         const Known& known) {
    eachText(form.value, [&](const std::string& text) {
        eachReference(text, [&](const std::string& name) {
            if (isTold(document, where, form.guard, at, text, name, known))
                return;
            linking_.report(where, Code::W5031, document, at, text, name)
                .suggest(known.later.count(name) == 0
                             ? ""
                             : "`" + name +
                                   "` comes later: a service's variables are in the order of their names, texts behind "
                                   "all others");
        });
    });
}

/// Is it known, or may it be? One that is there under a condition is told here.
bool VariableLinks::isTold(const ir::Document& document, const Object& where, NodeRef guard, const Path& at,
                           const std::string& text, const std::string& name, const Known& known) {
    if (known.open || isOfServices(name))
        return true;
    auto found = known.guards.find(name);
    if (found == known.guards.end())
        return false;
    linking_.whenever(document, where, guard, found->second, at, text, fmt::format("the variable `{}`", name));
    return true;
}

/// Here the container does not start without.
void VariableLinks::subPaths(const ir::Document& document, const Object& container, const Known& known) {
    for (const Object& mount : objects(view_, container, "volumeMounts"))
        for (const Part& form : formsOf(view_, mount, "subPathExpr"))
            eachText(form.value, [&](const std::string& text) {
                eachReference(text, [&](const std::string& name) {
                    const Path at = below(mount.at, "subPathExpr");
                    if (!isTold(document, mount, form.guard, at, text, name, known))
                        linking_.report(mount, Code::E5028, document, at, text, "container", "variable", name);
                });
            });
}

} // namespace stackc::judge
