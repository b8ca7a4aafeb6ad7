// `part x = deployment.spec.template | …`: the places in a component's resources that patches can name.
#include "sema/checker.h"

#include "sema/suggest.h"

#include <algorithm>

namespace stackc::sema {

using core::Statement;
using core::StatementKind;

namespace {

/// Calls `visit` for each statement of a body, those of branches and loops as well.
void eachStatement(const std::vector<Statement>& body, const std::function<void(const Statement&)>& visit) {
    for (const Statement& statement : body) {
        visit(statement);
        eachStatement(statement.body, visit);
        eachStatement(statement.orElse, visit);
        for (const core::StatementArm& arm : statement.arms)
            eachStatement(arm.body, visit);
    }
}

} // namespace

std::vector<std::string> Checker::partNames(core::ComponentId component) const {
    std::set<std::string> names;
    if (auto known = parts_.find(component.value); known != parts_.end())
        for (const auto& [name, part] : known->second)
            names.insert(name);
    eachStatement(program_[component].body, [&](const Statement& statement) {
        if (statement.kind == StatementKind::Resource)
            names.insert(statement.name);
        if (statement.kind == StatementKind::Use)
            for (const std::string& inner : partNames(statement.component))
                names.insert(statement.name + "." + inner);
    });
    return {names.begin(), names.end()};
}

/// The resources of that name; reported where they are of several kinds.
std::optional<Part> Checker::resourceOf(const std::vector<Statement>& body, const ast::Name& name) {
    std::optional<Part> part;
    bool differ = false;
    eachStatement(body, [&](const Statement& statement) {
        if (statement.kind != StatementKind::Resource || statement.name != name.text)
            return;
        TypeId found = typeOf(statement.value);
        if (!part)
            part = Part{found, {{{name.text}, found, {}}}};
        else if (!program_.types.same(part->type, found) && !std::exchange(differ, true))
            sink_.report(Code::E3057, name.span, name.text, show(part->type), show(found));
    });
    if (differ)
        part->type = program_.types.error();
    return part;
}

/// What the names lead to in a component: a part, a resource, or one of a use inside. `used` counts the names.
std::optional<Part> Checker::partOf(core::ComponentId component, const std::vector<ast::Name>& names, size_t& used) {
    const ast::Name& name = names[used];
    if (auto known = parts_.find(component.value); known != parts_.end())
        if (auto part = known->second.find(name.text); part != known->second.end()) {
            ++used;
            return part->second;
        }
    if (auto part = resourceOf(program_[component].body, name)) {
        ++used;
        return part;
    }
    if (used + 1 == names.size())
        return std::nullopt;
    std::optional<core::ComponentId> inner;
    eachStatement(program_[component].body, [&](const Statement& statement) {
        if (statement.kind == StatementKind::Use && statement.name == name.text)
            inner = statement.component;
    });
    if (!inner)
        return std::nullopt;
    ++used;
    auto part = partOf(*inner, names, used);
    if (part)
        for (PartPlace& place : part->places)
            place.path.insert(place.path.begin(), name.text);
    return part;
}

/// Resolved when the body is whole.
void Checker::partStatement(const ast::PartStmt& node) {
    core::ComponentId component = *component_;
    std::optional<Part> whole;
    for (const ast::PartPath& path : node.paths) {
        auto part = partPath(component, path);
        if (!part || kindOf(part->type) == TypeKind::Error)
            return;
        if (!whole) {
            whole = std::move(part);
        } else if (!program_.types.same(whole->type, part->type)) {
            sink_.report(Code::E3057, path.span, node.name.text, show(whole->type), show(part->type));
            return;
        } else {
            whole->places.insert(whole->places.end(), part->places.begin(), part->places.end());
        }
    }
    if (!whole)
        return;
    auto& parts = parts_[component.value];
    bool isResource = resourceOf(program_[component].body, node.name).has_value();
    if (isResource || parts.count(node.name.text) != 0)
        sink_.report(Code::E2002, node.name.span, node.name.text);
    else
        parts[node.name.text] = std::move(*whole);
}

std::optional<Part> Checker::partPath(core::ComponentId component, const ast::PartPath& path) {
    std::vector<ast::Name> names;
    for (const ast::PartStep& step : path.steps) {
        if (step.element.valid())
            break;
        names.push_back(step.name);
    }
    size_t used = 0;
    auto part = partOf(component, names, used);
    if (!part) {
        const ast::Name& name = names[std::min(used, names.size() - 1)];
        sink_.report(Code::E3058, name.span, name.text).suggest(didYouMean(name.text, partNames(component)));
        return std::nullopt;
    }
    for (size_t i = used; i < path.steps.size(); ++i)
        if (!partStep(component, *part, path.steps[i]))
            return std::nullopt;
    return part;
}

/// Goes one step on, to a field or to an element of a list.
bool Checker::partStep(core::ComponentId component, Part& part, const ast::PartStep& step) {
    PartStep made;
    if (!step.element.valid()) {
        Slot slot;
        kube::Shape shape = kindOf(part.type) == TypeKind::Native ? nativeOf(part.type).shape : kube::Shape::Bool;
        if (shape == kube::Shape::Object || shape == kube::Shape::Map || shape == kube::Shape::Open) {
            slot = nativeSlot(nativeOf(part.type), step.name);
        } else if (kindOf(part.type) == TypeKind::Record) {
            auto index = fieldIndex(part.type, step.name);
            slot.type = index ? TypeId(type(part.type).fields[*index].type) : program_.types.error();
        } else {
            sink_.report(Code::E3017, step.name.span, show(part.type), step.name.text);
            return false;
        }
        if (kindOf(slot.type) == TypeKind::Error)
            return false;
        made.key = step.name.text;
        made.type = slot.type;
    } else {
        bool isList = kindOf(part.type) == TypeKind::Native && nativeOf(part.type).shape == kube::Shape::List &&
                      !nativeOf(part.type).mergeKey.empty();
        if (!isList) {
            sink_.report(Code::E3040, step.name.span, "`" + show(part.type) + "` has no elements with a merge key");
            return false;
        }
        made.key = nativeOf(part.type).mergeKey;
        made.type = elementOf(part.type);
        core::Selector selector{newVar("element", program_.types.string()),
                                check(step.element, program_.types.string())};
        made.element = selector.var;
        program_.components[component.value].selectors.push_back(selector);
    }
    part.type = made.type;
    for (PartPlace& place : part.places)
        place.steps.push_back(made);
    return true;
}

} // namespace stackc::sema
