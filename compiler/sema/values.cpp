// `values { … }`: the public surface, its rules, and what is never read of it.
#include "sema/checker.h"
#include "text/yaml_words.h"

#include <algorithm>
#include <set>

namespace stackc::sema {

void Checker::valuesType(const ast::ValuesDecl& decl) {
    if (valuesSpan_.valid()) {
        sink_.report(Code::E2015, tree()[decl.type].span, "values").note(valuesSpan_, "first declared here");
        return;
    }
    valuesSpan_ = tree()[decl.type].span;
    TypeId id = resolveType(decl.type);
    if (kindOf(id) != TypeKind::Record)
        return;
    program_.types.edit(id).name = "values";
    std::map<TypeId, uint64_t> known;
    constexpr uint64_t most = 100'000;
    if (fieldsOf(id, known) > most) {
        sink_.report(Code::E1017, tree()[decl.type].span, most).suggest("let types refer to one another less often");
        endlessValues_ = true;
        return;
    }
    program_.valuesType = id;
}

/// How many fields values of the type have when they are written out, as far as that can be counted.
uint64_t Checker::fieldsOf(TypeId id, std::map<TypeId, uint64_t>& known) const {
    constexpr uint64_t countless = uint64_t{1} << 32;
    auto [place, fresh] = known.try_emplace(id, 0);
    if (!id.valid() || !fresh)
        return place->second;
    const Type& t = type(id);
    uint64_t sum = 0;
    for (const core::Field& field : t.fields)
        sum += 1 + fieldsOf(field.type, known);
    for (const core::Case& c : t.cases)
        sum += c.payload.valid() ? 1 + fieldsOf(c.payload, known) : 0;
    if (t.kind == TypeKind::Optional || t.kind == TypeKind::List || t.kind == TypeKind::Map)
        sum += fieldsOf(t.element, known);
    return known[id] = std::min(sum, countless);
}

void Checker::topCheck(const ast::Rule& rule) {
    EnvScope scope(*this, 0);
    TypeId values = program_.valuesType;
    VarId self = newVar("values", values);
    env_.values = self;
    core::TypeCheck check{condition(rule.condition), message(rule.message), self, rule.span};
    program_.types.edit(values).checks.push_back(check);
}

void Checker::valuesRules() {
    std::set<uint32_t> seen;
    for (const core::Field& field : type(program_.valuesType).fields)
        if (field.key == "global" && kindOf(field.type) != TypeKind::Record)
            sink_.report(Code::E3034, field.span, field.key, "what Helm gives to subcharts")
                .suggest("`global` is a record");
    valuesRulesIn(program_.valuesType, seen);
}

void Checker::valuesRulesIn(TypeId id, std::set<uint32_t>& seen) {
    if (!id.valid() || !seen.insert(id.value).second)
        return;
    const Type t = type(id);
    std::map<std::string, Span> keys;
    auto key = [&](const std::string& text, Span span) {
        if (text::isYamlWord(text))
            sink_.report(Code::E3037, span, text).suggest("rename it, or give it another key with `@key(\"…\")`");
        auto [it, isNew] = keys.try_emplace(text, span);
        if (!isNew)
            sink_.report(Code::E3034, span, text, "another field").note(it->second, "which is here");
    };
    for (const core::Field& field : t.fields) {
        if (field.flat)
            flatKeys(field, key);
        else
            key(field.key, field.span);
        movedField(field);
        valuesRulesIn(field.type, seen);
    }
    for (const core::Case& c : t.cases) {
        if (c.key.empty())
            sink_.report(Code::E3053, c.span, c.name).suggest("give it another key with `@key(\"…\")`");
        else if (t.kind == TypeKind::Variant)
            key(c.key, c.span);
        else if (auto [it, isNew] = keys.try_emplace(c.key, c.span); !isNew)
            sink_.report(Code::E3034, c.span, c.key, "another case").note(it->second, "which is here");
        valuesRulesIn(c.payload, seen);
    }
    if (t.kind == TypeKind::Optional) {
        const Type inner = type(t.element);
        for (const core::Field& field : inner.fields)
            if (field.key == "enabled")
                sink_.report(Code::E3034, field.span, "enabled", "the switch of an optional record");
        for (const core::Case& c : inner.cases)
            if (inner.kind == TypeKind::Variant && (c.key == "enabled" || inner.tagKey == "enabled"))
                sink_.report(Code::E3034, c.span, "enabled", "the switch of an optional variant");
    }
    if (t.kind == TypeKind::Optional || t.kind == TypeKind::List || t.kind == TypeKind::Map)
        valuesRulesIn(t.element, seen);
}

/// The keys that a flat field puts beside its siblings.
void Checker::flatKeys(const core::Field& field, const std::function<void(const std::string&, Span)>& key) {
    const Type& t = type(field.type);
    for (const core::Field& inner : t.fields)
        key(inner.key, field.span);
    if (t.kind == TypeKind::Variant)
        key(t.tagKey, field.span);
    for (const core::Case& c : t.cases)
        if (c.payload.valid())
            key(c.key, field.span);
}

/// An old path must not lead to what is there now.
void Checker::movedField(const core::Field& field) {
    TypeId at = program_.valuesType;
    size_t begin = 0;
    while (!field.was.empty()) {
        size_t end = std::min(field.was.find('.', begin), field.was.size());
        TypeId record = kindOf(at) == TypeKind::Optional ? type(at).element : at;
        const core::Field* found = nullptr;
        if (kindOf(record) == TypeKind::Record)
            for (const core::Field& candidate : type(record).fields)
                if (candidate.key == field.was.substr(begin, end - begin))
                    found = &candidate;
        if (found == nullptr)
            return;
        if (end == field.was.size()) {
            sink_.report(Code::E3034, field.span, field.was, "another value").note(found->span, "which is here");
            return;
        }
        at = found->type;
        begin = end + 1;
    }
}

} // namespace stackc::sema
