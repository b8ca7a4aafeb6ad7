#include "judge/walk.h"

#include "kube/pattern.h"
#include "support/meanwhile.h"
#include "text/counted.h"
#include "text/regex.h"
#include "text/utf8.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

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

void Walk::resource(const ir::Document& document, kube::TypeId root) { start(document, {}, root, document.object); }

void Walk::part(const ir::Document& document, std::string_view field, kube::TypeId type, NodeRef node) {
    const Trail::Link step{nullptr, field};
    start(document, Trail(step), type, node);
}

void Walk::start(const ir::Document& document, const Trail& at, kube::TypeId type, NodeRef node) {
    document_ = &document;
    const support::Meanwhile here(here_, at);
    choices_.clear();
    View::Within within(view_, view_.guardOf(document));
    check(type, node);
}

void Walk::at(Trail::Link step, kube::TypeId type, const Part& part) {
    View::Within within(view_, part.guard);
    step.up = here_.last();
    const support::Meanwhile here(here_, Trail(step));
    check(type, part.value);
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
        if (node->kind == NodeKind::String && !text::admits(kube::quantityPattern, node->text))
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
    else if (!pattern.empty() && !text::admits(pattern, text))
        misfit({}, node, fmt::format("text that matches `{}` is expected", pattern));
    else if (type.minLength && text::countRunes(text) < *type.minLength)
        misfit({}, node, expectedCount("at least", *type.minLength, "character"));
    else if (type.maxLength && text::countRunes(text) > *type.maxLength)
        misfit({}, node, expectedCount("at most", *type.maxLength, "character"));
}

void Walk::checkObject(const Type& type, NodeRef node) {
    if (node->kind != NodeKind::Record)
        return expected("a map", node);
    Parts fields = view_.fields(node);
    for (std::string_view required : type.required) {
        // The document's own apiVersion and kind stand beside its object.
        bool isHeader = here_.isRoot() && (required == "apiVersion" || required == "kind");
        if (!fields.open && !isHeader && fields.find(required) == nullptr)
            misfit({std::string(required)}, nullptr, "is required");
    }
    for (const Part& part : fields.known) {
        std::optional<kube::Field> field = type.type.fields.find(part.key);
        if (field)
            at({nullptr, part.key}, field->type, part);
        else if (!type.type.openFields && !(here_.isRoot() && part.key == "status"))
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
        distinct(objects(Trail(), node), type.type.mapKeys);
    if (type.type.distinct && count > 1)
        distinct(Path(), node);
    for (size_t i = 0; i < count; ++i)
        at({nullptr, {}, i, true}, type.type.element, elements.known[i]);
}

void Walk::checkMap(const Type& type, NodeRef node) {
    if (node->kind != NodeKind::Record)
        return expected("a map", node);
    for (const Part& part : view_.fields(node).known)
        at({nullptr, part.key}, type.type.element, part);
}

// ---- for the rules

bool Walk::meet(NodeRef one, NodeRef other) {
    NodeRef both = view_.both(one, other);
    if (both->isTrue() || !view_.meet(one, other))
        return both->isTrue();
    View::Within within(view_, both);
    return findings_.mayBe();
}

bool Walk::isPatched(const Path& at) const { return findings_.patchOf(*document_, below(here_, at)).has_value(); }

Finding Walk::misfit(const Path& at, NodeRef value, const std::string& fault) {
    Path path = below(here_, at);
    std::string text = value != nullptr ? shown(value) : std::string();
    std::string seen = text.empty() || value->kind == NodeKind::Record ? "" : ", found " + quoted(value);
    bool tellsAlready = fault.find(", found ") != std::string::npos;
    return findings_.report(diag::Code::E5020, *document_, path, text, show(path), document_->kind,
                            fault + (tellsAlready ? "" : seen));
}

Finding Walk::barred(const Path& at, const std::string& text, const std::string& fault, const Path& named) {
    std::string name = show(below(here_, named.empty() ? at : named));
    return findings_.report(diag::Code::E5027, *document_, below(here_, at), text, name, document_->kind, fault);
}

Finding Walk::lacks(const Path& at, const std::string& beside) {
    Path path = below(here_, at);
    return findings_.report(diag::Code::E5020, *document_, path, beside, show(path), document_->kind, "is required");
}

} // namespace stackc::judge
