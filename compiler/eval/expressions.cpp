#include "eval/evaluator.h"

#include "core/layout.h"
#include "core/origin.h"
#include "eval/limits.h"
#include "values/decode.h"
#include "values/encode.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::eval {

using ir::NodeKind;

NodeRef Evaluator::evaluate(ExprId id) {
    const core::Expr& expr = program_[id];
    core::Span saved = here_;
    core::Span outer = author_;
    if (expr.span.valid())
        here_ = expr.span;
    if (program_.isAuthors(expr.span))
        author_ = expr.span;
    ExprId around = std::exchange(current_, id);
    NodeRef result = nullptr;
    if (depth_ >= limit::depth) {
        result = stop(diag::Code::E4029, limit::depth);
    } else if (!spend(1)) {
        result = nodes_.none();
    } else {
        ++depth_;
        result = visit(expr);
        --depth_;
        if (result->parts > limit::parts && !namesBackends(expr.type))
            result = stop(diag::Code::E4028, limit::parts);
    }
    here_ = saved;
    author_ = outer;
    current_ = around;
    return result;
}

/// Backends, and what names some: never written out with those that they name themselves, each of which is looked at
/// once.
bool Evaluator::namesBackends(core::TypeId id) const {
    if (!id.valid())
        return false;
    const core::Type& type = typeOf(id);
    if (type.kind == core::TypeKind::List || type.kind == core::TypeKind::Optional)
        return namesBackends(type.element);
    return type.kind == core::TypeKind::Partial || id == program_.backendType;
}

/// The part of what the author wrote whose value reached a fault in the library: an argument, or a field of a record
/// that is one.
core::Span Evaluator::authorsPart(core::Span fault) const {
    core::Origin origin(program_);
    for (const core::Statement* statement : statements_)
        origin.bind(*statement);
    for (const core::CallExpr* call : running_)
        origin.bind(*call);
    std::optional<core::Span> part = current_.valid() ? origin.behind(current_, fault) : std::nullopt;
    bool isInside = part && part->file == author_.file && part->begin >= author_.begin && part->end <= author_.end;
    return isInside ? *part : author_;
}

NodeRef Evaluator::unsupported(const core::Expr& expr, std::string_view what) {
    report(diag::Code::E4003, expr.span.valid() ? expr.span : here_, what);
    return nodes_.none();
}

NodeRef Evaluator::visit(const core::Expr& expr) {
    struct Visitor {
        Evaluator& self;
        const core::Expr& expr;

        NodeRef operator()(const core::ErrorExpr&) { return self.nodes_.none(); }
        NodeRef operator()(const core::Literal& literal) {
            switch (literal.kind) {
            case core::Literal::Kind::Bool:
                return self.nodes_.boolean(literal.boolean);
            case core::Literal::Kind::Int:
                return self.nodes_.integer(literal.integer);
            case core::Literal::Kind::Float:
                return self.nodes_.number(literal.number, core::numberText(literal.number));
            case core::Literal::Kind::String:
                return self.nodes_.string(literal.text);
            }
            return self.nodes_.none();
        }
        NodeRef operator()(const core::NoneLit&) { return self.nodes_.none(); }
        NodeRef operator()(const core::OptionalLit& optional) {
            NodeRef payload = self.evaluate(optional.payload);
            return optional.on ? payload : self.nodes_.off(payload);
        }
        NodeRef operator()(const core::InputRef& ref) { return self.input(ref.input, expr.type); }
        NodeRef operator()(const core::VarRef& ref) {
            ++self.openReads_;
            NodeRef bound = self.vars_[ref.var.value];
            return bound != nullptr ? bound : self.unbound(ref, expr);
        }
        NodeRef operator()(const core::LetRef& ref) {
            if (ref.let == self.program_.services)
                return self.services(expr);
            NodeRef& known = self.lets_[ref.let.value];
            if (known == nullptr) {
                const core::Let& let = self.program_[ref.let];
                NodeRef made = self.byItself(self.letChecks_[ref.let.value],
                                             [&] { return self.named(self.evaluate(let.value), let.name); });
                self.lets_[ref.let.value] = made;
            }
            self.repeatChecks(self.letChecks_[ref.let.value]);
            return self.lets_[ref.let.value];
        }
        NodeRef operator()(const core::FieldAccess& access) {
            NodeRef base = self.evaluate(access.base);
            if (self.typeOf(self.program_[access.base].type).kind == core::TypeKind::Map)
                return self.valueOf(base, access.name, expr);
            NodeRef value = self.fieldOf(base, access.name, expr);
            if (value->isNone() && self.lacks(access, expr))
                self.report(diag::Code::E3003, expr.span, self.program_.types.show(self.program_[access.base].type),
                            fmt::format("`{}`", access.name));
            return value;
        }
        NodeRef operator()(const core::RecordExpr& record) { return self.recordOnce(record, expr); }
        NodeRef operator()(const core::ListExpr& list) { return self.list(list); }
        NodeRef operator()(const core::VariantExpr& variant) {
            const core::Case& chosen = self.typeOf(expr.type).cases[variant.caseIndex];
            NodeRef payload = variant.payload.valid() ? self.evaluate(variant.payload) : nullptr;
            return self.nodes_.variant(variant.caseIndex, chosen.key, payload);
        }
        NodeRef operator()(const core::EnumExpr& value) {
            return self.nodes_.string(self.typeOf(expr.type).cases[value.caseIndex].key);
        }
        NodeRef operator()(const core::IfExpr& choice) { return self.ifExpr(choice, expr); }
        NodeRef operator()(const core::IfLetExpr& choice) {
            NodeRef optional = self.evaluate(choice.optional);
            NodeRef guard = self.simplify(self.present(optional));
            if (guard->isFalse())
                return self.evaluate(choice.otherwise);
            self.vars_[choice.var.value] = self.payload(optional);
            NodeRef a = self.underThen(guard, choice.then);
            if (guard->isTrue())
                return a;
            return self.choose(guard, a, self.underThen(self.guards_.negate(guard), choice.otherwise), expr.type);
        }
        NodeRef operator()(const core::MatchExpr& match) { return self.matchExpr(match, expr); }
        NodeRef operator()(const core::LetExpr& let) {
            if (!self.isLeftOut(let.var, let.body))
                self.vars_[let.var.value] = self.named(self.evaluate(let.value), self.program_[let.var].name);
            return self.evaluate(let.body);
        }
        NodeRef operator()(const core::CallExpr& call) { return self.call(call, expr); }
        NodeRef operator()(const core::PrimExpr& prim) {
            std::vector<NodeRef> args;
            for (ExprId arg : prim.args)
                args.push_back(self.evaluate(arg));
            return self.primitive(prim.op, std::move(args), &expr);
        }
        NodeRef operator()(const core::IsCase& test) {
            return self.caseIs(self.evaluate(test.subject), self.program_[test.subject].type, test.caseIndex);
        }
        NodeRef operator()(const core::IsSome& test) { return self.present(self.evaluate(test.subject)); }
        NodeRef operator()(const core::Coalesce& coalesce) {
            NodeRef optional = self.evaluate(coalesce.optional);
            NodeRef guard = self.simplify(self.present(optional));
            if (guard->isFalse())
                return self.evaluate(coalesce.otherwise);
            if (guard->isTrue())
                return self.payload(optional);
            return self.choose(guard, self.payload(optional),
                               self.underThen(self.guards_.negate(guard), coalesce.otherwise), expr.type);
        }
        NodeRef operator()(const core::TagOf& tag) { return self.tagOf(self.evaluate(tag.subject)); }
        NodeRef operator()(const core::TextExpr& text) { return self.text(text, expr); }
        NodeRef operator()(const core::MergeExpr& merge) { return self.merge(merge, expr); }
        NodeRef operator()(const core::FirstExpr& first) {
            return self.firstOf(self.evaluate(first.list), self.typeOf(expr.type).element, expr);
        }
        NodeRef operator()(const core::AttributesExpr& attributes) { return self.attributes(attributes, expr); }
        NodeRef operator()(const core::AmendElements& amended) { return self.amendElements(amended, expr); }
        NodeRef operator()(const core::FailExpr& fail) {
            self.report(diag::Code::E3012, expr.span, fail.why);
            return self.nodes_.none();
        }
    };
    return std::visit(Visitor{*this, expr}, expr.node);
}

/// With the `else if`s that follow, each under the failure of those before it.
NodeRef Evaluator::ifExpr(const core::IfExpr& first, const core::Expr& expr) {
    NodeRef around = context_;
    NodeRef rest = yes();
    std::vector<Entry> arms;
    for (const core::IfExpr* choice = &first; choice != nullptr;) {
        NodeRef guard = simplify(evaluate(choice->condition));
        if (!guard->isFalse())
            arms.push_back(ir::NodeTable::item(guards_.narrow(rest, guard), underThen(guard, choice->then)));
        if (guard->isTrue())
            break;
        NodeRef failed = guards_.negate(guard);
        rest = guards_.both(rest, failed);
        context_ = guards_.both(context_, failed);
        ExprId otherwise = choice->otherwise;
        choice = std::get_if<core::IfExpr>(&program_[otherwise].node);
        if (choice == nullptr)
            arms.push_back(ir::NodeTable::item(rest, evaluate(otherwise)));
    }
    context_ = around;
    return chooseAll(std::move(arms), expr.type);
}

NodeRef Evaluator::underThen(NodeRef guard, ExprId expr) {
    Under under(*this, guard);
    return evaluate(expr);
}

NodeRef Evaluator::input(core::Input input, core::TypeId type) {
    // Helm knows the alias alone of a chart that is included by an included one; its name has both.
    bool isNested = program_.chart.templates.find('/') != std::string::npos;
    if (input == core::Input::ChartName && (known_ != nullptr || isNested))
        return nodes_.string(program_.chart.name);
    if (input == core::Input::ChartDeclaredName)
        return nodes_.string(program_.chart.declaredName);
    if (known_ == nullptr)
        return nodes_.input(input, type);
    switch (input) {
    case core::Input::Values:
        return known_->values;
    case core::Input::ReleaseName:
        return nodes_.string(known_->releaseName);
    case core::Input::ReleaseNamespace:
        return nodes_.string(known_->releaseNamespace);
    case core::Input::ReleaseService:
        return nodes_.string(known_->releaseService);
    case core::Input::ChartVersion:
        return nodes_.string(program_.chart.version);
    case core::Input::ChartAppVersion:
        return nodes_.string(program_.chart.appVersion);
    case core::Input::KubeVersion:
        return nodes_.string(known_->kubeVersion);
    case core::Input::ChartName:
    case core::Input::ChartDeclaredName:
        break;
    }
    return nodes_.string(program_.chart.name);
}

NodeRef Evaluator::call(const core::CallExpr& call, const core::Expr& expr) {
    const core::Function& function = program_[call.fn];
    std::vector<NodeRef> args;
    for (size_t i = 0; i < call.args.size(); ++i)
        args.push_back(isLeftOut(function.params[i], function.body)
                           ? nodes_.none()
                           : named(evaluate(call.args[i]), program_[function.params[i]].name));
    auto runBody = [&] {
        for (size_t i = 0; i < args.size(); ++i)
            vars_[function.params[i].value] = args[i];
        running_.push_back(&call);
        NodeRef result = evaluate(function.body);
        running_.pop_back();
        return function.templateName.empty() ? named(result, function.name, limit::unsharedCall) : result;
    };
    bool closed = std::none_of(args.begin(), args.end(), hasLoopVariable);
    if (function.templateName.empty() || !closed) {
        CallKey key{call.fn.value, loopDepth_, context_, {}, args};
        for (const Round& round : rounds_)
            std::get<3>(key).emplace_back(round.context, round.loop);
        if (auto known = calls_.find(key); known != calls_.end()) {
            addChecks(known->second.checks);
            return known->second.result;
        }
        CallKey anywhere = key;
        std::get<2>(anywhere) = nullptr;
        if (auto known = sharedCalls_.find(anywhere);
            known != sharedCalls_.end() && guards_.implies(context_, known->second.first))
            return known->second.second;
        Checks others = beginChecks();
        NodeRef result = runBody();
        std::vector<ir::Check> checks = endChecks(std::move(others));
        addChecks(checks);
        if (result->kind == NodeKind::Shared && checks.empty())
            sharedCalls_[std::move(anywhere)] = {context_, result};
        calls_.emplace(std::move(key), Called{result, std::move(checks)});
        return result;
    }
    auto [place, fresh] = templates_.try_emplace({call.fn.value, args}, nullptr);
    if (!fresh) {
        repeatChecks(templateChecks_[place->second]);
        return place->second;
    }
    // A named template stands for itself wherever it is included, so nothing around the call may shape it.
    std::vector<ir::Check> checks;
    NodeRef body = byItself(checks, [&] {
        NodeRef made = runBody();
        bool isStructure = made->kind == NodeKind::Record || made->kind == NodeKind::List;
        return normalize(isStructure ? dataOf(made, DataUse::Resource, expr) : made, nodes_, guards_);
    });
    bool isShared = body->late && !hasLoopVariable(body);
    NodeRef result = body;
    if (isShared) {
        // Of instances with one body, and no checks that may differ, the first is enough; a map or list of the library
        // is one whatever the function's name.
        bool isOfLibrary = program_.library.contains(function.span.file);
        bool isStructure = body->kind == NodeKind::Record || body->kind == NodeKind::List;
        NodeRef& alike = templateBodies_[{isOfLibrary && isStructure ? UINT32_MAX : call.fn.value, body}];
        result =
            checks.empty() && alike != nullptr ? alike : nodes_.shared(nameTemplate(function.templateName, args), body);
        if (checks.empty())
            alike = result;
    }
    place->second = result;
    repeatChecks(checks);
    templateChecks_[result] = std::move(checks);
    return result;
}

namespace {

bool isWord(std::string_view text) {
    return !text.empty() && text.size() <= 63 && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_';
    });
}

/// The keys that lead to a place of the values: `auth-password`; empty where one of them is no word.
std::string wordsTo(NodeRef place) {
    if (place->kind != NodeKind::Ref || place->base != ir::RefBase::Field)
        return {};
    bool isBelow = place->args[0]->kind == NodeKind::Ref && place->args[0]->base == ir::RefBase::Field;
    std::string above = isBelow ? wordsTo(place->args[0]) : std::string();
    if (!isWord(place->text) || (isBelow && above.empty()))
        return {};
    return isBelow ? above + "-" + place->text : place->text;
}

/// The places that a node reads, as words, in order.
void placesIn(NodeRef node, std::vector<std::string>& out) {
    if (node == nullptr || !node->late)
        return;
    if (std::string words = wordsTo(node); !words.empty()) {
        out.push_back(std::move(words));
        return;
    }
    for (const Entry& entry : node->entries)
        placesIn(entry.value, out);
    for (NodeRef arg : node->args)
        placesIn(arg, out);
}

} // namespace

/// A template's name and the first of its texts, or of the places that it is made of, that no other instance has in its
/// name.
std::string Evaluator::nameTemplate(const std::string& name, const std::vector<NodeRef>& args) {
    auto isFree = [&](const std::string& full) { return ++templateNames_[full] == 1; };
    for (NodeRef arg : args)
        if (arg->kind == NodeKind::String && isWord(arg->text) && isFree(name + "." + arg->text))
            return name + "." + arg->text;
    constexpr size_t longest = 63;
    if (templateNames_.contains(name))
        for (NodeRef arg : args) {
            std::vector<std::string> places;
            if (arg->parts < limit::unsharedCall)
                placesIn(arg, places);
            for (const std::string& place : places)
                if (place.size() <= longest && isFree(name + "." + place))
                    return name + "." + place;
        }
    return numberTemplate(name);
}

/// The name, with the first number behind it that no other template has if one has the plain name.
std::string Evaluator::numberTemplate(const std::string& name) {
    int count = ++templateNames_[name];
    if (count == 1)
        return name;
    std::string numbered = fmt::format("{}.{}", name, count);
    while (++templateNames_[numbered] > 1)
        numbered = fmt::format("{}.{}", name, ++templateNames_[name]);
    return numbered;
}

NodeRef Evaluator::refField(NodeRef ref, const std::string& name, core::TypeId wanted) {
    const core::Type& type = typeOf(ref);
    if (type.kind == core::TypeKind::Native || type.kind == core::TypeKind::Data)
        return nodes_.field(ref, name, wanted);
    if (type.kind == core::TypeKind::Map)
        return orEmpty(nodes_.field(ref, name, type.element), type.element, nullptr);
    const core::Field* field = declaredField(type, name);
    if (field == nullptr)
        return nodes_.none();
    NodeRef result = nodes_.field(ref, field->key, field->type);
    // Helm merges neither lists nor what is in their elements, so the chart applies an element's defaults itself.
    NodeRef fallback = inElement(ref) ? whereAbsent(*field, presetAt(ref)) : nullptr;
    if (fallback == nullptr)
        return orEmpty(result, field->type, field);
    ir::Node node;
    node.kind = NodeKind::Default;
    node.args = {result, fallback};
    node.type = field->type;
    return orEmpty(nodes_.intern(std::move(node)), field->type, field);
}

/// The field of a record type, whose fields no longer change; null if there is none of that name.
const core::Field* Evaluator::declaredField(const core::Type& type, const std::string& name) {
    auto [fields, fresh] = fields_.try_emplace(&type);
    if (fresh)
        for (const core::Field& field : type.fields)
            fields->second.try_emplace(field.name, &field);
    auto found = fields->second.find(name);
    return found == fields->second.end() ? nullptr : found->second;
}

NodeRef Evaluator::orEmpty(NodeRef place, core::TypeId type, const core::Field* field) {
    if (!typeOf(type).isTextual())
        return place;
    values::Context context{program_, nodes_, [this](ExprId id) { return evaluate(id); }};
    NodeRef meant = values::meantByEmpty(context, typeOf(type), field);
    if (meant == nullptr)
        return place;
    return choose(isEmptyText(place, type), meant, place);
}

/// What a field of an element is read as where its key is absent: its default, as the values would say it. Null where
/// an absent key says the same.
NodeRef Evaluator::whereAbsent(const core::Field& field, NodeRef outer) {
    if (field.flat && typeOf(field.type).kind == core::TypeKind::Record)
        return nullptr; // its fields have theirs, one by one
    const Entry* said =
        outer != nullptr && outer->kind == NodeKind::Record ? ir::findEntry(outer, field.name) : nullptr;
    NodeRef value = said != nullptr              ? said->value
                    : field.defaultValue.valid() ? evaluate(field.defaultValue)
                                                 : nodes_.none();
    if (value->isNone() || value->late)
        return nullptr;
    values::Context context{program_, nodes_, [this](ExprId id) { return evaluate(id); }};
    NodeRef held = values::plainNode(nodes_, values::encodeElement(context, field.type, value, &field));
    bool isOpen = typeOf(field.type).kind == core::TypeKind::Native || typeOf(field.type).kind == core::TypeKind::Data;
    bool isEmpty = (held->kind == NodeKind::Record || held->kind == NodeKind::List) && held->entries.empty();
    bool isSwitch = typeOf(field.type).kind == core::TypeKind::Optional;
    // A list that has no default of its own is required but for what is said around it.
    bool isAsDeclared = field.defaultValue.valid() || typeOf(field.type).kind == core::TypeKind::Record;
    return isEmpty && isAsDeclared && !isOpen && !isSwitch ? nullptr : held;
}

/// What the default of a field around says of the fields at a place of an element, in which users give some of them;
/// null for nothing.
NodeRef Evaluator::presetAt(NodeRef place) {
    if (place->kind == NodeKind::Default)
        return presetAt(place->args[0]);
    if (place->base != ir::RefBase::Field)
        return nullptr;
    auto [known, fresh] = presets_.try_emplace(place, nullptr);
    if (!fresh)
        return known->second;
    NodeRef parent = place->args[0];
    const core::Type* type = &typeOf(parent);
    if (type->kind == core::TypeKind::Optional)
        type = &typeOf(type->element);
    core::Field field;
    if (type->kind == core::TypeKind::Record) {
        if (const core::Field* declared = core::fieldOfKey(*type, place->text))
            field = *declared;
    } else if (type->kind == core::TypeKind::Variant && !type->tagKey.empty()) {
        for (const core::Case& one : type->cases)
            if (one.key == place->text) {
                field.key = one.key;
                field.type = one.payload;
            }
    }
    if (!field.type.valid())
        return nullptr;
    NodeRef outer = presetAt(parent);
    values::Context context{program_, nodes_, [this](ExprId id) { return evaluate(id); }};
    bool isNothing = type->kind == core::TypeKind::Variant && outer == nullptr;
    NodeRef preset = isNothing ? nullptr : values::heldByPreset(values::presetOf(context, field, outer));
    presets_[place] = preset != nullptr && !preset->late ? preset : nullptr;
    return presets_[place];
}

/// The only entry of a fixed key, with an index where the record is large; null where there are several.
const Entry* Evaluator::entryOf(NodeRef record, const std::string& key) {
    constexpr size_t large = 32;
    if (record->entries.size() < large) {
        const Entry* found = nullptr;
        for (const Entry& entry : record->entries)
            if (isEntryOf(entry, key) && std::exchange(found, &entry) != nullptr)
                return nullptr;
        return found;
    }
    auto [index, fresh] = entryIndex_.try_emplace(record);
    if (fresh)
        for (const Entry& entry : record->entries)
            if (const std::string* fixed = ir::fixedKey(entry))
                if (auto [other, isNew] = index->second.try_emplace(*fixed, &entry); !isNew)
                    other->second = nullptr;
    auto place = index->second.find(key);
    return place != index->second.end() ? place->second : nullptr;
}

/// What a map has under a key, which is read where it surely is.
NodeRef Evaluator::valueOf(NodeRef map, const std::string& key, const core::Expr& expr) {
    map = unshare(map);
    bool isFixed = map->kind == NodeKind::Record && std::all_of(map->entries.begin(), map->entries.end(), [](auto& e) {
                       return ir::fixedKey(e) != nullptr && e.guard->isTrue();
                   });
    const Entry* only = isFixed ? entryOf(map, key) : nullptr;
    if (only != nullptr)
        return only->value;
    Held found = heldBySpread(map, nodes_.string(key), expr.type);
    NodeRef there = found.there != nullptr ? simplify(found.there) : nullptr;
    if (there != nullptr && there->isTrue())
        return found.value;
    report(diag::Code::E3098, expr.span, key,
           there == nullptr   ? "some of its keys are late"
           : there->isFalse() ? "it isn't there"
                              : "it is there under a condition only")
        .suggest("a map is read with `for`, or under the same condition");
    return nodes_.none();
}

/// Is it a field that a record needs and that the preset, of which the record is made, doesn't have?
bool Evaluator::lacks(const core::FieldAccess& access, const core::Expr& expr) const {
    const auto* record = std::get_if<core::RecordExpr>(&program_[access.base].node);
    return record != nullptr && record->base.valid() && typeOf(expr.type).kind != core::TypeKind::Optional &&
           typeOf(program_[record->base].type).kind == core::TypeKind::Optional;
}

NodeRef Evaluator::fieldOf(NodeRef base, const std::string& name, const core::Expr& expr) {
    base = unshare(base);
    switch (base->kind) {
    case NodeKind::Record: {
        if (const Entry* entry = entryOf(base, name))
            return entry->value;
        NodeRef whole = nodes_.record(opened(base->entries));
        NodeRef found = nullptr;
        for (const Entry& entry : whole->entries)
            if (isEntryOf(entry, name))
                found = found == nullptr ? entry.value : choose(entry.guard, entry.value, found, expr.type);
        if (found != nullptr)
            return found;
        for (const Entry& entry : whole->entries)
            if (entry.kind == ir::EntryKind::Spread && isPlace(entry.value))
                return refField(entry.value, name, expr.type);
        return nodes_.none();
    }
    case NodeKind::Ref:
    case NodeKind::Default:
        return refField(base, name, expr.type);
    case NodeKind::Off:
        return fieldOf(base->args[0], name, expr);
    case NodeKind::Choice: {
        std::vector<Entry> arms;
        for (const Entry& arm : alternatives(base))
            if (!arm.value->isNone() && !guards_.excludes(context_, arm.guard))
                arms.push_back(ir::NodeTable::item(arm.guard, fieldOf(arm.value, name, expr)));
        return chooseAll(std::move(arms), expr.type);
    }
    default:
        return nodes_.none();
    }
}

NodeRef Evaluator::matchExpr(const core::MatchExpr& match, const core::Expr& expr) {
    NodeRef subject = evaluate(match.subject);
    core::TypeId type = program_[match.subject].type;
    const core::Type& subjectType = typeOf(type);
    bool optional = subjectType.kind == core::TypeKind::Optional;
    std::vector<Entry> chosen;
    std::vector<NodeRef> failed; // the guards of the arms before
    for (const core::MatchArm& arm : match.arms) {
        std::vector<NodeRef> tests;
        for (uint32_t index : arm.cases) {
            NodeRef test = optional ? present(subject) : caseIs(subject, type, index);
            tests.push_back(optional && index == 0 ? guards_.negate(test) : test);
        }
        NodeRef guard = simplify(arm.cases.empty() ? guards_.all(failed) : guards_.any(tests));
        failed.push_back(guards_.negate(guard));
        if (guard->isFalse())
            continue;
        if (arm.bind.valid())
            vars_[arm.bind.value] = optional ? payload(subject) : casePayload(subject, type, arm.cases[0]);
        chosen.push_back(ir::NodeTable::item(guard, underThen(guard, arm.body)));
        if (guard->isTrue())
            break;
    }
    return chooseAll(std::move(chosen), expr.type);
}

NodeRef Evaluator::text(const core::TextExpr& text, const core::Expr& expr) {
    NodeRef tree = dataOf(evaluate(text.data), DataUse::Text, expr);
    if (tree->isConst())
        return madeText(writeText(tree, text.format));
    ir::Node node;
    node.kind = NodeKind::Text;
    node.format = text.format;
    node.args = {tree};
    return nodes_.intern(std::move(node));
}

} // namespace stackc::eval
