// What the rules ask of an object's fields.
#include "judge/walk.h"

#include "judge/names.h"
#include "kube/demands.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::judge {

using ir::NodeKind;

std::vector<Part> Walk::forms(const Parts& fields, std::string_view key) {
    std::vector<Part> out;
    for (const Part& part : fields.known)
        if (part.key == key)
            for (Part form : view_.forms(part.value).known) {
                form.guard = view_.both(part.guard, form.guard);
                out.push_back(form);
            }
    return out;
}

namespace {

/// What is in a field's record or list, each where the field is there.
Parts within(View& view, const Parts& fields, std::string_view key, Parts (View::*open)(NodeRef)) {
    auto isIt = [&](const Part& field) { return field.key == key; };
    auto first = std::find_if(fields.known.begin(), fields.known.end(), isIt);
    if (first == fields.known.end())
        return {{}, fields.open};
    bool isAlone = std::none_of(first + 1, fields.known.end(), isIt);
    if (isAlone && first->guard->isTrue() && !first->repeated)
        return (view.*open)(first->value);
    std::vector<Part> known;
    bool isOpen = false;
    for (const Part& field : fields.known) {
        if (!isIt(field))
            continue;
        Parts inner = (view.*open)(field.value);
        isOpen |= inner.open;
        for (Part part : inner.known) {
            part.guard = view.both(field.guard, part.guard);
            part.repeated |= field.repeated;
            known.push_back(part);
        }
    }
    return view.keep(known, isOpen);
}

} // namespace

Parts Walk::fieldsAt(Parts fields, std::initializer_list<std::string_view> path) {
    for (std::string_view step : path)
        fields = within(view_, fields, step, &View::fields);
    return fields;
}

Parts Walk::elementsAt(const Parts& fields, std::string_view key) {
    return within(view_, fields, key, &View::elements);
}

void Walk::together(const Parts& fields, std::string_view one, std::string_view other,
                    const std::function<void(const Part& one, const Part& other)>& found) {
    std::vector<Part> others = forms(fields, other);
    for (const Part& form : forms(fields, one))
        for (const Part& beside : others)
            if (meet(form.guard, beside.guard))
                found(form, beside);
}

bool Walk::mayBe(const Parts& fields, std::string_view key, std::string_view text) {
    std::vector<Part> all = forms(fields, key);
    return std::any_of(all.begin(), all.end(), [&](const Part& form) {
        const std::string* known = textOf(form.value);
        return known == nullptr || *known == text;
    });
}

void Walk::range(const Parts& fields, const char* key, int64_t low, int64_t high) {
    for (const Part& form : forms(fields, key)) {
        View::Within within(view_, form.guard);
        if (form.value->kind == NodeKind::Int && (form.value->integer < low || form.value->integer > high))
            misfit({key}, form.value, fmt::format("a number from {} to {} is expected", low, high));
    }
}

void Walk::nameAt(const Path& at, NodeRef value, Illegal (*legal)(std::string_view), NameCode code, const char* what) {
    for (const Part& form : view_.forms(value).known)
        if (Illegal fault = faultOf(form.value, legal)) {
            const std::string text = written(form.value);
            bool isAddress = legal == dnsLabelWithLetter && text.find(".svc") != std::string::npos;
            report(code, at, text, text, what, fault)
                .suggest(isAddress ? "a service tells its name as `name`; `host` is its address" : "");
        }
}

void Walk::name(const Parts& fields, const char* key, Illegal (*legal)(std::string_view), const char* what) {
    auto check = [&](NodeRef value, std::optional<size_t> index) {
        nameAt(index ? Path{key, *index} : Path{key}, value, legal, diag::Code::E5024, what);
    };
    for (const Part& form : forms(fields, key)) {
        View::Within within(view_, form.guard);
        check(form.value, std::nullopt);
        size_t index = 0;
        if (form.value->kind == NodeKind::List)
            for (const Part& element : view_.elements(form.value).known)
                check(element.value, index++);
    }
}

void Walk::labels(const Parts& fields, const char* key, const char* what) {
    NodeRef found = fields.get(key);
    if (found == nullptr)
        return;
    auto refuse = [&](const Part& label, const std::string& text, const char* side, Illegal fault) {
        report(diag::Code::E5022, {key, std::string(label.key)}, text, text, fmt::format("the {} of {}", side, what),
               fault);
    };
    for (const Part& label : view_.fields(found).known) {
        if (Illegal fault = labelKey(label.key))
            refuse(label, std::string(label.key), "key", fault);
        for (const Part& form : view_.forms(label.value).known)
            if (const std::string* text = textOf(form.value))
                if (Illegal fault = labelValue(*text))
                    refuse(label, *text, "value", fault);
    }
}

std::vector<Walk::Element> Walk::objects(const Parts& fields, const char* list, const Trail& around) {
    std::vector<Element> out;
    for (const Part& part : fields.known)
        if (part.key == list)
            for (Element& element : objects(view_.below(around, list), part.value)) {
                element.guard = view_.both(part.guard, element.guard);
                out.push_back(std::move(element));
            }
    return out;
}

std::vector<Walk::Element> Walk::objects(const Trail& at, NodeRef list) {
    std::vector<Element> out;
    size_t index = 0;
    for (const Part& element : view_.elements(list).known) {
        const Trail place = view_.below(at, index++);
        for (const Part& form : view_.forms(element.value).known)
            if (form.value->kind == NodeKind::Record)
                out.push_back({view_.both(element.guard, form.guard), place, view_.fields(form.value)});
    }
    return out;
}

std::vector<Walk::Identity> Walk::identities(const Element& element, const std::vector<std::string_view>& keys) {
    std::vector<Identity> out{{element.guard, "", "", false}};
    for (std::string_view name : keys) {
        // Equal nodes are equal values, late or not.
        std::vector<Identity> next;
        auto add = [&](NodeRef guard, const std::string& key, const std::string& text, bool hasKey) {
            for (const Identity& one : out) {
                std::string separator = one.text.empty() || text.empty() ? "" : "/";
                next.push_back({view_.both(one.guard, guard), one.key + key + "\n", one.text + separator + text,
                                one.hasKey || hasKey});
            }
        };
        NodeRef lacking = view_.yes();
        for (const Part& part : element.fields.known) {
            if (part.key != name)
                continue;
            std::string text = shown(part.value);
            add(part.guard, text.empty() ? fmt::format("#{}", unshared(part.value)->id) : text, text, true);
            lacking = view_.butNot(lacking, part.guard);
        }
        const std::string otherwise(kube::defaultOfKey(name));
        if (!lacking->isFalse())
            add(lacking, otherwise, otherwise, false);
        out = std::move(next);
    }
    return out;
}

bool Walk::isTwice(NodeRef one, NodeRef other) {
    // What one round of a loop asks of its element may be true of none.
    return one->around == other->around && meet(one, other);
}

void Walk::distinct(const std::vector<Element>& elements, const std::vector<std::string_view>& keys) {
    if (elements.size() < 2)
        return;
    std::unordered_map<std::string, std::vector<std::pair<const Element*, NodeRef>>> seen;
    for (const Element& element : elements) {
        for (const Identity& identity : identities(element, keys)) {
            if (!identity.hasKey)
                continue;
            auto& others = seen[identity.key];
            bool repeats = std::any_of(others.begin(), others.end(), [&](const auto& other) {
                return other.first != &element && isTwice(other.second, identity.guard);
            });
            others.emplace_back(&element, identity.guard);
            if (!repeats)
                continue;
            Path place = element.at;
            place.emplace_back(std::string(keys[0]));
            NodeRef first = element.fields.get(keys[0]);
            report(diag::Code::E5025, place, first != nullptr ? shown(first) : "", show(listOf(element.at)),
                   document_->kind, identity.text.empty() ? "an element" : "`" + identity.text + "`");
            break;
        }
    }
}

void Walk::distinct(const Path& at, NodeRef list) {
    std::unordered_map<std::string, std::vector<NodeRef>> seen;
    size_t index = 0;
    for (const Part& element : view_.elements(list).known) {
        Path place = at;
        place.emplace_back(index++);
        for (const Part& form : view_.forms(element.value).known) {
            if (form.value->kind == NodeKind::Record || form.value->kind == NodeKind::List)
                continue;
            std::string text = shown(form.value);
            auto& others = seen[text.empty() ? fmt::format("#{}", unshared(form.value)->id) : text];
            NodeRef guard = view_.both(element.guard, form.guard);
            if (std::any_of(others.begin(), others.end(), [&](NodeRef other) { return isTwice(other, guard); }))
                report(diag::Code::E5025, place, text, show(below(here_, at)), document_->kind,
                       text.empty() ? "an element" : "`" + text + "`");
            others.push_back(guard);
        }
    }
}

void Walk::oneOf(const Parts& fields, const std::vector<const char*>& keys, const char* what) {
    std::vector<const char*> there;
    for (const char* key : keys) {
        if (fields.find(key) == nullptr)
            continue;
        auto beside = std::find_if(there.begin(), there.end(), [&](const char* other) {
            bool atOnce = false;
            together(fields, key, other, [&](const Part&, const Part&) { atOnce = true; });
            return atOnce;
        });
        if (beside != there.end())
            barred({key}, "", fmt::format("stands beside `{}`, and {} has one of them", *beside, what));
        there.push_back(key);
    }
    auto shownKeys = static_cast<std::ptrdiff_t>(std::min<size_t>(keys.size(), 5));
    if (there.empty() && !fields.open)
        misfit({}, nullptr,
               fmt::format("{} needs one of `{}`{}", what, fmt::join(keys.begin(), keys.begin() + shownKeys, "`, `"),
                           keys.size() > 5 ? " or the like" : ""));
}

Path Walk::listOf(const Path& element) const {
    Path list = below(here_, element);
    list.pop_back();
    return list;
}

} // namespace stackc::judge
