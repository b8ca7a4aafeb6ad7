#include "judge/walk.h"

#include "kube/pattern.h"
#include "text/counted.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <re2/re2.h>

namespace stackc::judge {

using ir::NodeKind;
using kube::Shape;

namespace {

const char* describe(NodeRef node) {
    switch (node->kind) {
    case NodeKind::Bool:
        return "a boolean";
    case NodeKind::Int:
    case NodeKind::Float:
        return "a number";
    case NodeKind::String:
        return "a string";
    case NodeKind::Record:
        return "a map";
    case NodeKind::List:
        return "a list";
    default:
        return "another value";
    }
}

/// Constants and what has parts; anything else is known in the cluster only.
bool isKnownShape(NodeRef node) {
    switch (node->kind) {
    case NodeKind::Bool:
    case NodeKind::Int:
    case NodeKind::Float:
    case NodeKind::String:
    case NodeKind::Record:
    case NodeKind::List:
        return true;
    default:
        return false;
    }
}

/// `at least 1 element is expected`.
std::string expectedCount(std::string_view bound, size_t count, const std::string& what) {
    return fmt::format("{} {} {} expected", bound, text::counted(count, what, what + "s"), count == 1 ? "is" : "are");
}

size_t codePoints(const std::string& text) {
    return static_cast<size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string quoted(NodeRef node) {
    std::string text = shown(node);
    return text.empty() ? describe(node) : "`" + text + "`";
}

} // namespace

Walk::Walk(const kube::Library& library, View& view, Findings& findings)
    : library_(library), findings_(findings), view_(view) {
    for (const auto& table : {fieldRules(), metadataRules(), podRules(), securityRules(), serviceRules(),
                              workloadRules(), jobRules(), amountRules(), clusterRules()})
        for (const NamedRule& named : table)
            if (auto id = library.find(named.type))
                rules_[id->value].push_back(named.rule);
}

Walk::~Walk() = default;

const Walk::Type& Walk::typeOf(kube::TypeId id) {
    std::unique_ptr<Type>& place = types_[id.value];
    if (!place) {
        place = std::make_unique<Type>();
        place->type = library_.type(id);
        if (auto rule = rules_.find(id.value); rule != rules_.end())
            place->rules = &rule->second;
        for (kube::Field field : place->type.fields)
            if (field.required)
                place->required.push_back(field.name);
    }
    return *place;
}

void Walk::part(const ir::Document& document, Path path, kube::TypeId type, NodeRef node) {
    document_ = &document;
    path_ = std::move(path);
    choices_.clear();
    View::Within within(view_, view_.guardOf(document));
    check(type, node);
}

void Walk::at(Step step, kube::TypeId type, const Part& part) {
    View::Within within(view_, part.guard);
    path_.push_back(std::move(step));
    check(type, part.value);
    path_.pop_back();
}

void Walk::check(kube::TypeId id, NodeRef node) {
    node = unshared(node);
    uint64_t pair = (uint64_t{id.value} << 32) | node->id;
    if (node->kind == NodeKind::Choice) {
        if (choices_.insert(pair).second)
            for (const ir::Entry& arm : node->entries) {
                View::Within within(view_, arm.guard);
                check(id, arm.value);
            }
        return;
    }
    if (!isKnownShape(node))
        return;
    if (fine_.count(pair) != 0)
        return;
    size_t before = findings_.count();
    checkKnown(typeOf(id), node);
    if (findings_.count() == before)
        fine_.insert(pair);
}

void Walk::checkKnown(const Type& type, NodeRef node) {
    switch (type.type.shape) {
    case Shape::Bool:
        if (node->kind != NodeKind::Bool)
            expected("a boolean", node);
        return;
    case Shape::Int:
        return checkInteger(type.type, node, "an integer");
    case Shape::Float:
        return checkFloat(type.type, node);
    case Shape::String:
    case Shape::Time:
        if (node->kind != NodeKind::String)
            return expected("a string", node);
        return checkText(type.type, node, type.type.pattern);
    case Shape::IntOrString:
        if (node->kind == NodeKind::String)
            return checkText(type.type, node, type.type.pattern);
        return checkInteger(type.type, node, "an integer or a string");
    case Shape::Quantity:
        if (node->kind == NodeKind::String && !matches(kube::quantityPattern, node->text))
            misfit({}, node, "a quantity such as `500m` or `1Gi` is expected");
        else if (node->kind != NodeKind::String && node->kind != NodeKind::Int && node->kind != NodeKind::Float)
            expected("a quantity", node);
        return;
    case Shape::Object:
        return checkObject(type, node);
    case Shape::List:
        return checkList(type, node);
    case Shape::Map:
        return checkMap(type, node);
    case Shape::Open:
        return;
    }
}

void Walk::expected(const char* what, NodeRef node) {
    misfit({}, node, fmt::format("{} is expected, found {}", what, describe(node)));
}

void Walk::checkInteger(const kube::Type& type, NodeRef node, const char* what) {
    if (node->kind != NodeKind::Int && (node->kind != NodeKind::Float || std::floor(node->number) != node->number))
        return expected(what, node);
    // Every bound lies within ±(2^53-1), where doubles are exact.
    double number = node->kind == NodeKind::Int ? static_cast<double>(node->integer) : node->number;
    if (number < static_cast<double>(*type.min) || number > static_cast<double>(*type.max))
        misfit({}, node, fmt::format("a number from {} to {} is expected", *type.min, *type.max));
}

void Walk::checkFloat(const kube::Type& type, NodeRef node) {
    if (node->kind != NodeKind::Int && node->kind != NodeKind::Float)
        return expected("a number", node);
    double number = node->kind == NodeKind::Int ? static_cast<double>(node->integer) : node->number;
    if ((type.minFloat && number < *type.minFloat) || (type.maxFloat && number > *type.maxFloat))
        misfit({}, node, "a number within the bounds of the kind is expected");
}

void Walk::checkText(const kube::Type& type, NodeRef node, std::string_view pattern) {
    const std::string& text = node->text;
    if (!type.enumValues.empty() &&
        std::find(type.enumValues.begin(), type.enumValues.end(), text) == type.enumValues.end())
        misfit({}, node, fmt::format("one of `{}` is expected", fmt::join(type.enumValues, "`, `")));
    else if (!pattern.empty() && !matches(pattern, text))
        misfit({}, node, fmt::format("text that matches `{}` is expected", pattern));
    else if (type.minLength && codePoints(text) < *type.minLength)
        misfit({}, node, expectedCount("at least", *type.minLength, "character"));
    else if (type.maxLength && codePoints(text) > *type.maxLength)
        misfit({}, node, expectedCount("at most", *type.maxLength, "character"));
}

void Walk::checkObject(const Type& type, NodeRef node) {
    if (node->kind != NodeKind::Record)
        return expected("a map", node);
    Parts fields = view_.fields(node);
    for (std::string_view required : type.required) {
        // The document's own apiVersion and kind stand beside its object.
        bool isHeader = path_.empty() && (required == "apiVersion" || required == "kind");
        if (!fields.open && !isHeader && fields.find(required) == nullptr)
            misfit({std::string(required)}, nullptr, "is required");
    }
    for (const Part& part : fields.known) {
        std::optional<kube::Field> field = type.type.fields.find(part.key);
        if (field)
            at(std::string(part.key), field->type, part);
        else if (!type.type.openFields && !(path_.empty() && part.key == "status"))
            misfit({std::string(part.key)}, nullptr, fmt::format("is no field of `{}`", type.type.path));
    }
    if (type.rules != nullptr)
        for (const Rule& rule : *type.rules)
            rule(*this, fields);
}

void Walk::checkList(const Type& type, NodeRef node) {
    if (node->kind != NodeKind::List)
        return expected("a list", node);
    Parts elements = view_.elements(node);
    size_t count = elements.known.size();
    if (type.type.minItems && !elements.open && count < *type.type.minItems)
        misfit({}, node, expectedCount("at least", *type.type.minItems, "element"));
    bool certain = std::all_of(elements.known.begin(), elements.known.end(),
                               [](const Part& part) { return part.guard->isTrue() && !part.repeated; });
    if (type.type.maxItems && certain && count > *type.type.maxItems)
        misfit({}, node, expectedCount("at most", *type.type.maxItems, "element"));
    if (!type.type.mapKeys.empty() && count > 1)
        distinct(objects(Path{}, node), type.type.mapKeys);
    for (size_t i = 0; i < count; ++i)
        at(i, type.type.element, elements.known[i]);
}

void Walk::checkMap(const Type& type, NodeRef node) {
    if (node->kind != NodeKind::Record)
        return expected("a map", node);
    for (const Part& part : view_.fields(node).known)
        at(std::string(part.key), type.type.element, part);
}

bool Walk::matches(std::string_view pattern, const std::string& text) {
    auto it = patterns_.find(pattern);
    if (it == patterns_.end())
        it = patterns_.emplace(pattern, kube::compilePattern(pattern)).first;
    return !it->second || re2::RE2::PartialMatch(text, *it->second);
}

// ---- for the rules

bool Walk::isPatched(const Path& at) const { return findings_.patchOf(*document_, below(path_, at)).has_value(); }

Finding Walk::misfit(const Path& at, NodeRef value, const std::string& fault) {
    Path path = below(path_, at);
    std::string text = value != nullptr ? shown(value) : std::string();
    std::string seen = text.empty() || value->kind == NodeKind::Record ? "" : ", found " + quoted(value);
    bool tellsAlready = fault.find(", found ") != std::string::npos;
    return findings_.report(diag::Code::E5020, *document_, path, text, show(path), document_->kind,
                            fault + (tellsAlready ? "" : seen));
}

Finding Walk::barred(const Path& at, const std::string& text, const std::string& fault, const Path& named) {
    std::string name = show(below(path_, named.empty() ? at : named));
    return findings_.report(diag::Code::E5027, *document_, below(path_, at), text, name, document_->kind, fault);
}

Finding Walk::lacks(const Path& at, const std::string& beside) {
    Path path = below(path_, at);
    return findings_.report(diag::Code::E5020, *document_, path, beside, show(path), document_->kind, "is required");
}

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
    Parts out;
    out.open = fields.open && fields.find(key) == nullptr;
    for (const Part& field : fields.known) {
        if (field.key != key)
            continue;
        Parts inner = (view.*open)(field.value);
        out.open |= inner.open;
        for (Part& part : inner.known) {
            part.guard = view.both(field.guard, part.guard);
            part.repeated |= field.repeated;
            out.known.push_back(part);
        }
    }
    return out;
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
            if (view_.meet(form.guard, beside.guard))
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
        if (const std::string* text = textOf(form.value))
            if (Illegal fault = legal(*text))
                report(code, at, *text, *text, what, fault);
}

void Walk::name(const Parts& fields, const char* key, Illegal (*legal)(std::string_view), const char* what) {
    for (const Part& form : forms(fields, key)) {
        View::Within within(view_, form.guard);
        nameAt({key}, form.value, legal, diag::Code::E5024, what);
        size_t index = 0;
        if (form.value->kind == NodeKind::List)
            for (const Part& element : view_.elements(form.value).known)
                nameAt({key, index++}, element.value, legal, diag::Code::E5024, what);
    }
}

void Walk::labels(const Parts& fields, const char* key, const char* what) {
    NodeRef found = fields.get(key);
    if (found == nullptr)
        return;
    for (const Part& label : view_.fields(found).known) {
        std::string name(label.key);
        if (Illegal fault = labelKey(label.key))
            report(diag::Code::E5022, {key, name}, name, name, fmt::format("the key of {}", what), fault);
        nameAt({key, name}, label.value, labelValue, diag::Code::E5022, fmt::format("the value of {}", what).c_str());
    }
}

std::vector<Walk::Element> Walk::objects(const Parts& fields, const char* list) {
    std::vector<Element> out;
    for (const Part& part : fields.known)
        if (part.key == list)
            for (Element& element : objects(Path{list}, part.value)) {
                element.guard = view_.both(part.guard, element.guard);
                out.push_back(std::move(element));
            }
    return out;
}

std::vector<Walk::Element> Walk::objects(const Path& at, NodeRef list) {
    std::vector<Element> out;
    size_t index = 0;
    for (const Part& element : view_.elements(list).known) {
        Path place = at;
        place.emplace_back(index++);
        for (const Part& form : view_.forms(element.value).known)
            if (form.value->kind == NodeKind::Record)
                out.push_back({view_.both(element.guard, form.guard), place, view_.fields(form.value)});
    }
    return out;
}

std::vector<Walk::Identity> Walk::identities(const Element& element, const std::vector<std::string_view>& keys) {
    std::vector<Identity> out{{element.guard, "", "", false}};
    for (std::string_view name : keys) {
        // Equal nodes are equal values, late or not. The API server fills in one default of a key.
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
        std::string otherwise = name == "protocol" ? "TCP" : "";
        if (!lacking->isFalse())
            add(lacking, otherwise, otherwise, false);
        out = std::move(next);
    }
    return out;
}

void Walk::distinct(const std::vector<Element>& elements, const std::vector<std::string_view>& keys) {
    std::unordered_map<std::string, std::vector<std::pair<const Element*, NodeRef>>> seen;
    for (const Element& element : elements) {
        for (const Identity& identity : identities(element, keys)) {
            if (!identity.hasKey)
                continue;
            auto& others = seen[identity.key];
            // What one round of a loop asks of its element may be true of none.
            bool isTwice = std::any_of(others.begin(), others.end(), [&](const auto& other) {
                return other.first != &element && other.second->around == identity.guard->around &&
                       view_.meet(other.second, identity.guard);
            });
            others.emplace_back(&element, identity.guard);
            if (!isTwice)
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
    Path list = path_;
    list.insert(list.end(), element.begin(), element.end());
    list.pop_back();
    return list;
}

} // namespace stackc::judge
