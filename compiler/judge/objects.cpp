#include "judge/objects.h"

#include <algorithm>

namespace stackc::judge {

Object root(View& view, const ir::Document& document) {
    return {view.guardOf(document), {}, view.fields(document.object)};
}

std::optional<NodeRef> namespaceIn(NodeRef text) {
    text = unshared(text);
    if (ir::isInput(text, core::Input::ReleaseNamespace))
        return nullptr;
    return textOf(text) != nullptr ? std::optional(text) : std::nullopt;
}

std::optional<NodeRef> namespaceOf(View& view, const ir::Document& document) {
    if (!document.namespaced)
        return std::nullopt;
    const Object metadata = object(view, root(view, document), "metadata");
    if (const Part* space = metadata.fields.find("namespace"))
        return space->guard->isTrue() ? namespaceIn(space->value) : std::nullopt;
    return metadata.fields.open ? std::nullopt : std::optional<NodeRef>(nullptr);
}

Object object(View& view, const Object& parent, std::string_view key) {
    Object out;
    out.at = view.below(parent.at, key);
    out.guard = parent.guard;
    auto isIt = [&](const Part& part) { return part.key == key; };
    auto count = std::count_if(parent.fields.known.begin(), parent.fields.known.end(), isIt);
    if (count == 0)
        out.fields.open = parent.fields.open;
    std::vector<Part> several; // each has what it holds where it is there itself
    for (const Part& part : parent.fields.known) {
        if (!isIt(part))
            continue;
        Parts inner = view.fields(part.value);
        out.repeated |= parent.repeated || part.repeated;
        if (count == 1) {
            out.guard = view.both(parent.guard, part.guard);
            out.fields = inner;
            continue;
        }
        out.fields.open |= inner.open;
        for (Part field : inner.known) {
            field.guard = view.both(part.guard, field.guard);
            several.push_back(field);
        }
    }
    if (count > 1)
        out.fields = view.keep(several, out.fields.open);
    return out;
}

Object object(View& view, const Object& parent, std::initializer_list<std::string_view> keys) {
    Object out = parent;
    for (std::string_view key : keys)
        out = object(view, out, key);
    return out;
}

std::vector<Object> objects(View& view, const Object& parent, std::string_view key) {
    std::vector<Object> out;
    for (const Part& list : parent.fields.known) {
        if (list.key != key)
            continue;
        NodeRef guard = view.both(parent.guard, list.guard);
        const Trail at = view.below(parent.at, key);
        size_t index = 0;
        for (const Part& element : view.elements(list.value).known) {
            Object made;
            made.at = view.below(at, index++);
            made.guard = view.both(guard, element.guard);
            made.fields = view.fields(element.value);
            made.repeated = parent.repeated || list.repeated || element.repeated;
            out.push_back(std::move(made));
        }
    }
    return out;
}

bool mayHaveMore(View& view, const Object& parent, std::string_view key) {
    std::span<const Part> known = parent.fields.known;
    return (parent.fields.open && parent.fields.find(key) == nullptr) ||
           std::any_of(known.begin(), known.end(),
                       [&](const Part& part) { return part.key == key && view.elements(part.value).open; });
}

NodeRef guardOf(View& view, const Object& parent, std::string_view field) {
    const Part* part = parent.fields.find(field);
    return part != nullptr ? view.both(parent.guard, part->guard) : parent.guard;
}

std::vector<Part> formsOf(View& view, const Object& object, std::string_view field) {
    std::vector<Part> out;
    for (const Part& part : object.fields.known)
        if (part.key == field)
            for (Part form : view.forms(part.value).known) {
                form.guard = view.both(view.both(object.guard, part.guard), form.guard);
                out.push_back(form);
            }
    return out;
}

bool isLate(View& view, const Object& object, std::string_view field) {
    std::vector<Part> forms = formsOf(view, object, field);
    bool mayBeUnknown = forms.empty() && object.fields.open;
    return mayBeUnknown ||
           std::any_of(forms.begin(), forms.end(), [](const Part& form) { return !form.value->isConst(); });
}

bool addGuards(View& view, const Object& object, std::string_view field, NodeRef value, std::vector<NodeRef>& guards) {
    size_t before = guards.size();
    for (const Part& form : formsOf(view, object, field))
        if (form.value == unshared(value))
            guards.push_back(form.guard);
    return guards.size() > before;
}

std::optional<std::vector<NodeRef>> portGuards(View& view, const std::vector<Object>& holders, std::string_view field,
                                               NodeRef wanted) {
    std::vector<NodeRef> guards;
    for (const Object& holder : holders) {
        if (mayHaveMore(view, holder, "ports"))
            return std::nullopt;
        for (const Object& port : objects(view, holder, "ports")) {
            if (isLate(view, port, field))
                return std::nullopt;
            addGuards(view, port, field, wanted, guards);
        }
    }
    return guards;
}

} // namespace stackc::judge
