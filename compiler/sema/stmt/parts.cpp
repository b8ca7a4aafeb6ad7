#include "sema/stmt/parts.h"

#include "sema/expr/element_keys.h"
#include "sema/expr/infer.h"
#include "sema/expr/records.h"
#include "sema/expr/slots.h"
#include "sema/make.h"
#include "sema/memo.h"
#include "sema/notes.h"
#include "sema/suggest.h"
#include "sema/types/kinds.h"

#include <algorithm>

namespace stackc::sema {

using core::Statement;
using core::StatementKind;

namespace {

std::optional<Part> partPath(Checking& in, core::ComponentId component, const ast::PartPath& path);
bool partStep(Checking& in, core::ComponentId component, Part& part, const ast::PartStep& step);
bool addField(Checking& in, Part& part, const ast::Name& name);
void addStep(Part& part, const PartStep& step);

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

std::vector<std::string> partNames(const Checking& in, core::ComponentId component) {
    std::set<std::string> names;
    if (auto known = in.memo.parts.find(component.value); known != in.memo.parts.end())
        for (const auto& [name, part] : known->second)
            names.insert(name);
    eachStatement(in.program[component].body, [&](const Statement& statement) {
        if (statement.kind == StatementKind::Resource)
            names.insert(statement.name);
        if (statement.kind == StatementKind::Use)
            for (const std::string& inner : partNames(in, statement.component))
                names.insert(statement.name + "." + inner);
    });
    return {names.begin(), names.end()};
}

namespace {

/// The resources of that name; reported where they are of several kinds.
std::optional<Part> resourceOf(Checking& in, const std::vector<Statement>& body, const ast::Name& name) {
    std::optional<Part> part;
    bool differ = false;
    eachStatement(body, [&](const Statement& statement) {
        if (statement.kind != StatementKind::Resource || statement.name != name.text)
            return;
        TypeId found = in.typeOf(statement.value);
        if (!part)
            part = Part{found, {{{name.text}, found, {}}}};
        else if (!in.program.types.same(part->type, found) && !std::exchange(differ, true))
            in.sink.report(Code::E3057, name.span, name.text, in.show(part->type), in.show(found));
    });
    if (differ)
        part->type = in.program.types.error();
    return part;
}

} // namespace

std::optional<core::ComponentId> usedComponent(const Checking& in, core::ComponentId component,
                                               const std::string& name) {
    std::optional<core::ComponentId> inner;
    eachStatement(in.program[component].body, [&](const Statement& statement) {
        if (statement.kind == StatementKind::Use && statement.name == name)
            inner = statement.component;
    });
    return inner;
}

std::optional<Part> partOf(Checking& in, core::ComponentId component, const std::vector<ast::Name>& names,
                           size_t& used) {
    const ast::Name& name = names[used];
    if (auto known = in.memo.parts.find(component.value); known != in.memo.parts.end())
        if (auto part = known->second.find(name.text); part != known->second.end()) {
            ++used;
            notePart(in, name, component, part->second.type);
            return part->second;
        }
    if (auto part = resourceOf(in, in.program[component].body, name)) {
        ++used;
        notePart(in, name, component, part->type);
        return part;
    }
    if (used + 1 == names.size())
        return std::nullopt;
    std::optional<core::ComponentId> inner = usedComponent(in, component, name.text);
    if (!inner)
        return std::nullopt;
    ++used;
    auto part = partOf(in, *inner, names, used);
    if (part)
        for (PartPlace& place : part->places)
            place.path.insert(place.path.begin(), name.text);
    return part;
}

std::optional<Part> fieldOfPart(Checking& in, std::optional<Part> part, const ast::Name& name) {
    if (!part || !addField(in, *part, name))
        return std::nullopt;
    return part;
}

void partStatement(Checking& in, const ast::PartStmt& node) {
    core::ComponentId component = *in.body.component;
    std::optional<Part> whole;
    // What patches it is told nothing more.
    auto unknown = [&] {
        in.memo.parts[component.value].try_emplace(node.name.text, Part{in.program.types.error(), {}});
    };
    for (const ast::PartPath& path : node.paths) {
        auto part = partPath(in, component, path);
        if (!part || in.kindOf(part->type) == TypeKind::Error)
            return unknown();
        if (!whole) {
            whole = std::move(part);
        } else if (!in.program.types.same(whole->type, part->type)) {
            in.sink.report(Code::E3057, path.span, node.name.text, in.show(whole->type), in.show(part->type));
            return unknown();
        } else {
            whole->places.insert(whole->places.end(), part->places.begin(), part->places.end());
        }
    }
    if (!whole)
        return;
    notePart(in, node.name, component, whole->type);
    auto& parts = in.memo.parts[component.value];
    bool isResource = resourceOf(in, in.program[component].body, node.name).has_value();
    if (isResource || parts.count(node.name.text) != 0)
        in.sink.report(Code::E2002, node.name.span, node.name.text);
    else
        parts[node.name.text] = std::move(*whole);
}

namespace {

std::optional<Part> partPath(Checking& in, core::ComponentId component, const ast::PartPath& path) {
    std::vector<ast::Name> names;
    for (const ast::PartStep& step : path.steps) {
        if (step.element.valid())
            break;
        names.push_back(step.name);
    }
    size_t used = 0;
    auto part = partOf(in, component, names, used);
    if (!part) {
        const ast::Name& name = names[std::min(used, names.size() - 1)];
        in.sink.report(Code::E3058, name.span, name.text).suggest(didYouMean(name.text, partNames(in, component)));
        return std::nullopt;
    }
    for (size_t i = used; i < path.steps.size(); ++i)
        if (!partStep(in, component, *part, path.steps[i]))
            return std::nullopt;
    return part;
}

/// What `@mergeKey` says of the list that a place leads to, if anything.
std::string declaredMergeKey(const Checking& in, const PartPlace& place) {
    if (place.steps.empty())
        return "";
    const TypeId around = place.steps.size() == 1 ? place.resource : place.steps[place.steps.size() - 2].type;
    if (in.kindOf(around) != TypeKind::Record)
        return "";
    const std::vector<core::Field>& fields = in.type(around).fields;
    auto field = std::ranges::find(fields, place.steps.back().key, &core::Field::name);
    return field != fields.end() ? field->mergeKey : "";
}

/// Goes one step on, to a field or to an element of a list.
bool partStep(Checking& in, core::ComponentId component, Part& part, const ast::PartStep& step) {
    if (!step.element.valid())
        return addField(in, part, step.name);
    const PartPlace& place = part.places.front();
    Slot slot;
    slot.type = part.type;
    slot.key = place.steps.empty() ? place.path.back() : place.steps.back().key;
    slot.mergeKey = declaredMergeKey(in, place);
    const Span span = in.tree()[step.element].span;
    std::optional<ElementKeys> keys = elementKeys(in, slot, span);
    std::optional<WantedElement> wanted = keys ? wantedElement(in, *keys, {"", span}, step.element) : std::nullopt;
    if (!wanted)
        return false;
    if (wanted->second && wanted->text) { // a patch may change both
        wanted->key = makeString(in, shownKey(*wanted), in.program.types.string(), span);
        wanted->second->wanted.clear();
    }
    core::Selector selector{newVar(in, "element", in.program.types.string()), wanted->key};
    addStep(part, {elementOf(in, part.type), keys->first, selector.var, wanted->second, keys->reading});
    in.program.components[component.value].selectors.push_back(selector);
    return true;
}

bool addField(Checking& in, Part& part, const ast::Name& name) {
    if (in.kindOf(part.type) == TypeKind::Error)
        return false;
    Slot slot;
    kube::Shape shape = in.kindOf(part.type) == TypeKind::Native ? in.nativeOf(part.type).shape : kube::Shape::Bool;
    if (shape == kube::Shape::Object || shape == kube::Shape::Map || shape == kube::Shape::Open) {
        slot = nativeSlot(in, in.nativeOf(part.type), name);
    } else if (in.kindOf(part.type) == TypeKind::Record) {
        auto index = fieldIndex(in, part.type, name);
        slot.type = index ? TypeId(in.type(part.type).fields[*index].type) : in.program.types.error();
    } else {
        in.sink.report(Code::E3017, name.span, in.show(part.type), name.text);
        return false;
    }
    if (in.kindOf(slot.type) == TypeKind::Error)
        return false;
    addStep(part, {slot.type, name.text, {}});
    return true;
}

void addStep(Part& part, const PartStep& step) {
    part.type = step.type;
    for (PartPlace& place : part.places)
        place.steps.push_back(step);
}

} // namespace

} // namespace stackc::sema
