// `values { … }`: the public surface, its rules, and what is never read of it.
#include "core/layout.h"
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
    std::set<std::pair<uint32_t, bool>> seen;
    const core::TypeTable& types = program_.types;
    for (const core::Placed& placed : core::layout(types, type(program_.valuesType)))
        for (const std::string& key : core::keysOf(types, *placed.field))
            if (key == "global" && (placed.field != placed.outer || kindOf(placed.field->type) != TypeKind::Record))
                sink_.report(Code::E3034, placed.outer->span, key, "what Helm gives to subcharts")
                    .suggest("`global` is a record");
    valuesRulesIn(program_.valuesType, false, seen);
    renamedRules(seen);
}

void Checker::keyRule(const std::string& key, Span span) {
    if (text::isYamlWord(key))
        sink_.report(Code::E3037, span, key).suggest("rename it, or give it another key with `@key(\"…\")`");
}

/// The keys that stand in the map of a record, each once.
void Checker::keyRules(const Type& record) {
    struct Holder {
        std::string path; ///< in the source
        Span span;
        bool flat;
    };
    std::map<std::string, Holder> holders;
    for (const core::Placed& placed : core::layout(program_.types, record)) {
        bool isFlat = placed.outer->flat;
        for (const std::string& key : core::keysOf(program_.types, *placed.field)) {
            if (!isFlat) // else it is looked at where it is declared
                keyRule(key, placed.field->span);
            std::string path = isFlat ? placed.outer->name + "." + key : placed.field->name;
            auto [it, isNew] = holders.try_emplace(key, Holder{path, placed.outer->span, isFlat});
            bool isSaid = !isNew && isFlat && it->second.span == placed.outer->span; // of the flat type itself
            if (isNew || isSaid)
                continue;
            if (isFlat || it->second.flat)
                sink_.report(Code::E3064, placed.outer->span, path, it->second.path, key)
                    .note(it->second.span, "the other one is declared here")
                    .suggest("without `@flat` it has a map of its own");
            else
                sink_.report(Code::E3034, placed.outer->span, key, "another field")
                    .note(it->second.span, "which is here");
        }
    }
}

/// `element`: inside of a list or map, whose defaults Helm doesn't merge.
void Checker::valuesRulesIn(TypeId id, bool element, std::set<std::pair<uint32_t, bool>>& seen) {
    if (!id.valid() || !seen.insert({id.value, element}).second)
        return;
    const Type t = type(id);
    bool isFirst = !seen.contains({id.value, !element});
    if (isFirst)
        keyRules(t);
    for (const core::Field& field : t.fields) {
        if (element && field.flat && field.defaultValue.valid() && kindOf(field.type) == TypeKind::Record)
            sink_.report(Code::E3065, field.span, field.name)
                .suggest("there the defaults of its type's own fields hold, one by one");
        valuesRulesIn(field.type, element, seen);
    }
    if (isFirst)
        caseRules(t);
    for (const core::Case& c : t.cases)
        valuesRulesIn(c.payload, element || t.isTextual(), seen);
    if (t.kind == TypeKind::Optional && isFirst)
        switchRules(type(t.element));
    bool areElements = t.kind == TypeKind::List || t.kind == TypeKind::Map;
    if (t.kind == TypeKind::Optional || areElements)
        valuesRulesIn(t.element, element || areElements, seen);
}

void Checker::caseRules(const Type& t) {
    if (!t.tagKey.empty())
        keyRule(t.tagKey, t.span);
    std::map<std::string, Span> keys;
    for (const core::Case& c : t.cases) {
        if (c.key.empty())
            sink_.report(Code::E3053, c.span, c.name).suggest("give it another key with `@key(\"…\")`");
        if (t.kind == TypeKind::Variant)
            keyRule(c.key, c.span);
        if (auto [it, isNew] = keys.try_emplace(c.key, c.span); !isNew)
            sink_.report(Code::E3034, c.span, c.key, "another case").note(it->second, "which is here");
    }
}

/// What is optional has a key `enabled` beside its own.
void Checker::switchRules(const Type& payload) {
    for (const core::Placed& placed : core::layout(program_.types, payload))
        for (const std::string& key : core::keysOf(program_.types, *placed.field))
            if (key == "enabled")
                sink_.report(Code::E3034, placed.outer->span, key, "the switch of an optional record");
    for (const core::Case& c : payload.cases)
        if (payload.kind == TypeKind::Variant && (c.key == "enabled" || payload.tagKey == "enabled"))
            sink_.report(Code::E3034, c.span, "enabled", "the switch of an optional variant");
}

} // namespace stackc::sema
