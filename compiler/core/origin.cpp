#include "core/origin.h"

#include "core/children.h"

#include <utility>

namespace stackc::core {

namespace {

/// The step to some element of a list or map.
const Step any{""};

bool isAny(const Step& step) { return !step.isElement && step.key.empty(); }

} // namespace

void Origin::bind(const Statement& statement) {
    if (statement.kind != StatementKind::Use)
        return;
    const Component& component = program_[statement.component];
    for (size_t i = 0; i < component.params.size() && i < statement.args.size(); ++i)
        bind(component.params[i], statement.args[i]);
    bindAll(component.body);
}

void Origin::bind(const CallExpr& call) {
    const Function& function = program_[call.fn];
    for (size_t i = 0; i < function.params.size() && i < call.args.size(); ++i)
        bind(function.params[i], call.args[i]);
}

void Origin::bindAll(const std::vector<Statement>& statements) {
    for (const Statement& statement : statements) {
        if (statement.kind == StatementKind::Let || statement.kind == StatementKind::IfLet)
            bind(statement.var, statement.value);
        if (statement.kind == StatementKind::For)
            bindRound(statement.var, statement.second, statement.value);
        bindAll(statement.body);
        bindAll(statement.orElse);
        for (const StatementArm& arm : statement.arms) {
            bind(arm.bind, statement.value);
            bindAll(arm.body);
        }
    }
}

/// The variables of a loop: an element, or a key and an element.
void Origin::bindRound(VarId first, VarId second, ExprId source) {
    bind(first, source, second.valid() ? Share::Key : Share::Element);
    bind(second, source, Share::Element);
}

void Origin::search(ExprId expr, const Path& path, const std::string& text) {
    wanted_ = text;
    follow(expr, {path, 0, true});
}

void Origin::searchAmended(ExprId expr, const Path& path, const std::string& text) {
    wanted_ = text;
    follow(expr, {path, 0, false});
}

std::optional<Span> Origin::behind(ExprId id, Span within) {
    // The service whose attributes are read stands behind all of them: an attribute says more.
    size_t saved = bound_.mark();
    auto budget = budget_;
    auto key = keyBehind(id);
    bound_.backTo(saved);
    budget_ = budget;
    if (key)
        return key;
    if (auto attribute = behind(id, within, Services::Attributes))
        return attribute;
    bound_.backTo(saved);
    budget_ = budget;
    return behind(id, within, Services::Whole);
}

std::optional<Span> Origin::behind(ExprId id, Span within, Services services) {
    if (!id.valid() || budget_ == 0)
        return std::nullopt;
    --budget_;
    const Expr& expr = program_[id];
    bool isService = std::holds_alternative<MergeExpr>(expr.node);
    if (isService && services == Services::Attributes)
        return std::nullopt;
    if (const auto* access = std::get_if<FieldAccess>(&expr.node))
        if (auto field = fieldOf(*access))
            return field;
    if (program_.isAuthors(expr.span) && !isService)
        return expr.span;
    if (const auto* ref = std::get_if<VarRef>(&expr.node)) {
        const Bound* found = bound_.find(ref->var.value);
        if (found == nullptr)
            return std::nullopt;
        const ExprId value = found->value;
        const std::optional<Span> element = ofRound(ref->var, value);
        return element ? element : behind(value, {}, services);
    }
    const auto* call = std::get_if<CallExpr>(&expr.node);
    if (call != nullptr)
        bind(*call);
    std::optional<Span> result;
    eachChild(expr.node, [&](ExprId child) {
        Span span = program_[child].span;
        bool isBeside =
            within.valid() && span.file == within.file && (span.end <= within.begin || span.begin >= within.end);
        if (!result && !isBeside)
            result = behind(child, within, services);
    });
    if (!result && call != nullptr && services == Services::Attributes)
        result = behind(program_[call->fn].body, {}, services);
    return result;
}

/// What the author writes for the element of the round.
std::optional<Span> Origin::ofRound(VarId element, ExprId source) {
    const auto round = rounds_.find(element.value);
    if (round == rounds_.end())
        return std::nullopt;
    Origin other(program_);
    other.bound_ = bound_;
    other.budget_ = budget_;
    other.search(source, {round->second}, "");
    budget_ = other.budget_;
    return other.found_ && other.found_->depth == 1 ? std::optional(other.found_->span) : std::nullopt;
}

/// What the author writes for a field.
std::optional<Span> Origin::fieldOf(const FieldAccess& access) {
    Origin other(program_);
    other.bound_ = bound_;
    other.budget_ = budget_;
    other.search(access.base, {access.name}, "");
    budget_ = other.budget_;
    return other.found_ ? std::optional(other.found_->span) : other.source_;
}

/// What the author writes under a key that the expression asks a map for.
std::optional<Span> Origin::keyBehind(ExprId id) {
    if (!id.valid() || budget_ == 0)
        return std::nullopt;
    --budget_;
    const Expr& expr = program_[id];
    const auto* prim = std::get_if<PrimExpr>(&expr.node);
    const auto* key =
        prim != nullptr && prim->op == Op::HasKey ? std::get_if<Literal>(&program_[prim->args[1]].node) : nullptr;
    if (key != nullptr) {
        Origin other(program_);
        other.bound_ = bound_;
        other.budget_ = budget_;
        other.search(prim->args[0], {key->text}, "");
        budget_ = other.budget_;
        return other.found_ && other.found_->depth == 1 ? std::optional(other.found_->span) : std::nullopt;
    }
    std::optional<Span> result;
    if (const auto* call = std::get_if<CallExpr>(&expr.node)) {
        bind(*call);
        result = keyBehind(program_[call->fn].body);
    }
    if (const auto* ref = std::get_if<VarRef>(&expr.node))
        if (const Bound* found = bound_.find(ref->var.value))
            result = keyBehind(found->value);
    eachChild(expr.node, [&](ExprId child) {
        if (!result)
            result = keyBehind(child);
    });
    return result;
}

/// What stands deeper is closer; of what stands as deep the first is the entry that says it.
void Origin::note(Span span, size_t depth) {
    if (guesses_ == 0 && program_.isAuthors(span) && (!found_ || depth > found_->depth))
        found_ = Written{depth, span};
}

void Origin::follow(ExprId id, At at) {
    if (!id.valid() || budget_ == 0)
        return;
    --budget_;
    const Expr& expr = program_[id];
    bool isMerge = std::holds_alternative<MergeExpr>(expr.node);
    if (at.depth > 0 && at.isPlace && !isMerge)
        note(expr.span, at.depth);
    if (at.depth == at.path.size())
        arrive(expr, at.depth);
    std::visit([&](const auto& node) { into(node, at); }, expr.node);
}

/// At the end of the path; in a list whose elements can't be counted the text is what tells them apart.
void Origin::arrive(const Expr& expr, size_t depth) {
    const auto* literal = std::get_if<Literal>(&expr.node);
    if (literal != nullptr && !wanted_.empty() && textOf(*literal) == wanted_) {
        isOfLibrary_ = isOfLibrary_ || !program_.isAuthors(expr.span);
        if (guesses_ > 0 && program_.isAuthors(expr.span) && (!found_ || depth > found_->depth))
            found_ = Written{depth, expr.span, true};
    }
    bool isOther = literal != nullptr && !wanted_.empty();
    if (source_ || isOther || (found_ && found_->depth == depth))
        return;
    bool isMade = std::holds_alternative<PrimExpr>(expr.node) || std::holds_alternative<RecordExpr>(expr.node) ||
                  std::holds_alternative<ListExpr>(expr.node) || std::holds_alternative<TextExpr>(expr.node);
    if (way_) {
        source_ = way_->span;
    } else if (isMade) {
        size_t saved = bound_.mark();
        eachChild(expr.node, [&](ExprId child) {
            if (!source_)
                source_ = behind(child);
        });
        bound_.backTo(saved);
    }
}

std::string Origin::textOf(const Literal& literal) {
    return literal.kind == Literal::Kind::Int ? std::to_string(literal.integer) : literal.text;
}

/// Goes on with the value that has the expression's value at the step: the rest of the path continues below it.
void Origin::followBelow(ExprId base, Step step, At at) {
    auto here = static_cast<std::ptrdiff_t>(at.depth);
    Path longer(at.path.begin(), at.path.begin() + here);
    longer.push_back(std::move(step));
    longer.insert(longer.end(), at.path.begin() + here, at.path.end());
    std::optional<Written> saved = std::exchange(found_, std::nullopt);
    follow(base, {longer, at.depth, false});
    if (found_ && found_->depth > at.depth)
        found_->depth -= 1;
    if (!found_ || (saved && saved->depth >= found_->depth))
        found_ = saved;
}

/// Values are not looked into: what came in through the entry is all that is known.
void Origin::into(const InputRef&, At) {
    if (!source_ && way_)
        source_ = way_->span;
}

void Origin::into(const RecordExpr& record, At at) {
    entries(record.entries, at);
    follow(record.base, {at.path, at.depth, false});
}

void Origin::into(const ListExpr& list, At at) {
    if (at.depth == at.path.size())
        return;
    const Step& step = at.path[at.depth];
    // What stands after the element does not move it.
    bool isCounted = guesses_ == 0 && step.isElement && step.index < list.items.size();
    for (size_t i = 0; isCounted && i <= step.index; ++i)
        isCounted = list.items[i].kind == EntryKind::Set && !list.items[i].omitEmpty && !list.items[i].omitNone;
    if (isCounted)
        set(list.items[step.index], at);
    else
        entries(list.items, at);
}

void Origin::into(const VariantExpr& variant, At at) { follow(variant.payload, at); }
void Origin::into(const LetRef& ref, At at) { follow(program_[ref.let].value, at); }

void Origin::into(const VarRef& ref, At at) {
    const Bound* found = bound_.find(ref.var.value);
    if (found == nullptr)
        return;
    const Bound bound = *found;
    if (bound.share == Share::Whole)
        return follow(bound.value, at);
    bool saved = std::exchange(isKeyWanted_, bound.share == Share::Key);
    followBelow(bound.value, any, at);
    isKeyWanted_ = saved;
}

void Origin::into(const FieldAccess& access, At at) { followBelow(access.base, access.name, at); }

void Origin::into(const CallExpr& call, At at) {
    size_t saved = bound_.mark();
    bind(call);
    follow(program_[call.fn].body, at);
    bound_.backTo(saved);
}

void Origin::into(const LetExpr& let, At at) {
    bind(let.var, let.value);
    follow(let.body, at);
}

void Origin::into(const IfExpr& choice, At at) {
    follow(choice.then, at);
    follow(choice.otherwise, at);
}

void Origin::into(const IfLetExpr& choice, At at) {
    bind(choice.var, choice.optional);
    follow(choice.then, at);
    follow(choice.otherwise, at);
}

void Origin::into(const MatchExpr& match, At at) {
    for (const MatchArm& arm : match.arms) {
        bind(arm.bind, match.subject);
        follow(arm.body, at);
    }
}

void Origin::into(const OptionalLit& optional, At at) { follow(optional.payload, at); }

void Origin::into(const Coalesce& either, At at) {
    follow(either.optional, at);
    follow(either.otherwise, at);
}

void Origin::into(const MergeExpr& merge, At at) {
    At part{at.path, at.depth, false};
    follow(merge.own, part);
    for (const Let& let : program_.lets) {
        const auto* backend = std::get_if<RecordExpr>(&program_[let.value].node);
        if (let.type != program_.backendType || backend == nullptr)
            continue;
        for (const Entry& entry : backend->entries)
            if (entry.key == "gives")
                follow(entry.value, part);
    }
}

void Origin::into(const AmendElements& amended, At at) {
    if (at.depth < at.path.size() && at.path[at.depth].isElement && amended.value.valid()) {
        ++guesses_;
        follow(amended.value, {at.path, at.depth + 1, false});
        --guesses_;
    }
    follow(amended.list, {at.path, at.depth, false});
}

/// What lies below a text is in the data that it is written from.
void Origin::into(const TextExpr& text, At at) {
    if (at.depth < at.path.size())
        follow(text.data, {at.path, at.depth, false});
}

void Origin::set(const Entry& entry, At at) {
    std::optional<Way> saved = way_;
    if (program_.isAuthors(entry.span) && !entry.key.empty() && (!way_ || way_->guesses == guesses_))
        way_ = Way{entry.span, guesses_};
    note(entry.span, at.depth + 1);
    follow(entry.value, {at.path, at.depth + 1, true});
    way_ = saved;
}

/// An entry whose key may be the one that is looked for.
void Origin::key(const Entry& entry, size_t depth) {
    bool isOther = !entry.keyExpr.valid() && !wanted_.empty() && entry.key != wanted_;
    if (isOther)
        return;
    bool isAuthors = program_.isAuthors(entry.span);
    if (!entry.keyExpr.valid() && isAuthors && (!found_ || depth > found_->depth))
        found_ = Written{depth, entry.span};
    else if (!source_ && way_)
        source_ = way_->span;
    isOfLibrary_ = isOfLibrary_ || (!entry.keyExpr.valid() && !isAuthors);
}

/// `for k, v in m { (k) = … }`: what stands under a key is made of what the map has under it.
void Origin::keyed(const Entry& entry, At at) {
    const auto* ref = std::get_if<VarRef>(&program_[entry.keyExpr].node);
    const Bound* found = ref != nullptr ? bound_.find(ref->var.value) : nullptr;
    if (found == nullptr || found->share != Share::Key || (found_ && found_->depth > at.depth))
        return;
    const Path shorter(at.path.begin(), at.path.begin() + static_cast<std::ptrdiff_t>(at.depth) + 1);
    const ExprId map = found->value;
    const std::string wanted = std::exchange(wanted_, "");
    follow(map, {shorter, at.depth, false});
    wanted_ = wanted;
}

void Origin::entries(const std::vector<Entry>& entries, At at) {
    if (at.depth == at.path.size())
        return;
    const Step& step = at.path[at.depth];
    bool isUncertain = step.isElement || isAny(step);
    bool asksForKey = isKeyWanted_ && isAny(step) && at.depth + 1 == at.path.size();
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
        guesses_ += isUncertain ? 1 : 0;
        if (entry->kind == EntryKind::Spread)
            follow(entry->value, {at.path, at.depth, false});
        if (entry->kind == EntryKind::IfLet)
            bind(entry->first, entry->value);
        if (entry->kind == EntryKind::For)
            bindRound(entry->first, entry->second, entry->value);
        bool matches = isAny(step)      ? entry->kind == EntryKind::Set
                       : step.isElement ? entry->key.empty() && !entry->keyExpr.valid()
                                        : entry->key == step.key;
        if (entry->kind == EntryKind::Amend && matches) {
            if (at.depth + 1 == at.path.size())
                note(entry->span, at.depth + 1);
            follow(entry->value, {at.path, at.depth + 1, false});
        }
        // Which element of a list it is taken from is not asked: nothing else says why it is not there.
        bool isTaken = entry->kind == EntryKind::Remove && matches && at.depth + 1 == at.path.size();
        if (isTaken && !found_ && program_.isAuthors(entry->span))
            found_ = Written{at.depth + 1, entry->span};
        if (entry->kind == EntryKind::Set && matches && asksForKey)
            key(*entry, at.depth + 1);
        else if (entry->kind == EntryKind::Set && matches)
            set(*entry, at);
        else if (entry->kind == EntryKind::Set && entry->keyExpr.valid() && !isUncertain)
            keyed(*entry, at);
        this->entries(entry->body, at);
        this->entries(entry->orElse, at);
        guesses_ -= isUncertain ? 1 : 0;
    }
}

} // namespace stackc::core
