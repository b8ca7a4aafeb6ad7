#include "sema/chart/values.h"

#include "core/layout.h"
#include "sema/chart/renamed.h"
#include "sema/decl/type_exprs.h"
#include "sema/expr/conditions.h"
#include "sema/make.h"
#include "text/yaml_words.h"

#include <algorithm>
#include <set>

namespace stackc::sema {

namespace {

uint64_t fieldsOf(const Checking& in, TypeId type, std::map<TypeId, uint64_t>& known);
void valuesRulesIn(Checking& in, TypeId type, bool element, std::set<std::pair<uint32_t, bool>>& seen);
void caseRules(Checking& in, const Type& type);
void switchRules(Checking& in, const Type& payload);

} // namespace

void valuesType(Checking& in, const ast::ValuesDecl& decl) {
    if (in.chart.valuesSpan.valid()) {
        in.sink.report(Code::E2015, in.tree()[decl.type].span, "values")
            .note(in.chart.valuesSpan, "first declared here");
        return;
    }
    in.chart.valuesSpan = in.tree()[decl.type].span;
    TypeId id = resolveType(in, decl.type);
    if (in.kindOf(id) != TypeKind::Record)
        return;
    in.program.types.edit(id).name = "values";
    std::map<TypeId, uint64_t> known;
    constexpr uint64_t most = 100'000;
    if (fieldsOf(in, id, known) > most) {
        in.sink.report(Code::E1017, in.tree()[decl.type].span, most)
            .suggest("let types refer to one another less often");
        in.chart.endlessValues = true;
        return;
    }
    in.program.valuesType = id;
}

namespace {

/// How many fields values of the type have when they are written out, as far as that can be counted.
uint64_t fieldsOf(const Checking& in, TypeId id, std::map<TypeId, uint64_t>& known) {
    constexpr uint64_t countless = uint64_t{1} << 32;
    auto [place, fresh] = known.try_emplace(id, 0);
    if (!id.valid() || !fresh)
        return place->second;
    const Type& t = in.type(id);
    uint64_t sum = 0;
    for (const core::Field& field : t.fields)
        sum += 1 + fieldsOf(in, field.type, known);
    for (const core::Case& c : t.cases)
        sum += c.payload.valid() ? 1 + fieldsOf(in, c.payload, known) : 0;
    if (t.kind == TypeKind::Optional || t.kind == TypeKind::List || t.kind == TypeKind::Map)
        sum += fieldsOf(in, t.element, known);
    return known[id] = std::min(sum, countless);
}

} // namespace

void topCheck(Checking& in, const ast::Rule& rule) {
    if (in.chart.faultyValues)
        return;
    const EnvScope scope(in, 0);
    TypeId values = in.program.valuesType;
    VarId self = newVar(in, "values", values);
    in.env.values = self;
    core::TypeCheck check{condition(in, rule.condition), message(in, rule.message), self, rule.span};
    in.program.types.edit(values).checks.push_back(check);
}

void valuesRules(Checking& in) {
    std::set<std::pair<uint32_t, bool>> seen;
    const core::TypeTable& types = in.program.types;
    for (const core::Placed& placed : core::layout(types, in.type(in.program.valuesType)))
        for (const std::string& key : core::keysOf(types, *placed.field))
            if (key == "global" && in.kindOf(placed.field->type) != TypeKind::Error &&
                (placed.field != placed.outer || in.kindOf(placed.field->type) != TypeKind::Record))
                in.sink.report(Code::E3034, placed.outer->span, key, "what Helm gives to subcharts")
                    .suggest("`global` is a record");
    valuesRulesIn(in, in.program.valuesType, false, seen);
    renamedRules(in, seen);
}

namespace {

void keyRule(Checking& in, const std::string& key, Span span) {
    if (text::isYamlWord(key))
        in.sink.report(Code::E3037, span, key).suggest("rename it, or give it another key with `@key(\"…\")`");
}

/// The keys that stand in the map of a record, each once.
void keyRules(Checking& in, const Type& record) {
    struct Holder {
        std::string path; ///< in the source
        Span span;
        bool flat;
    };
    std::map<std::string, Holder> holders;
    for (const core::Placed& placed : core::layout(in.program.types, record)) {
        bool isFlat = placed.outer->flat;
        for (const std::string& key : core::keysOf(in.program.types, *placed.field)) {
            if (!isFlat) // else it is looked at where it is declared
                keyRule(in, key, placed.field->span);
            std::string path = isFlat ? placed.outer->name + "." + key : placed.field->name;
            auto [it, isNew] = holders.try_emplace(key, Holder{path, placed.outer->span, isFlat});
            bool isSaid = !isNew && isFlat && it->second.span == placed.outer->span; // of the flat type itself
            if (isNew || isSaid)
                continue;
            if (isFlat || it->second.flat)
                in.sink.report(Code::E3064, placed.outer->span, path, it->second.path, key)
                    .note(it->second.span, "the other one is declared here")
                    .suggest("without `@flat` it has a map of its own");
            else
                in.sink.report(Code::E3034, placed.outer->span, key, "another field")
                    .note(it->second.span, "which is here");
        }
    }
}

/// `element`: inside of a list or map, whose defaults Helm doesn't merge.
void valuesRulesIn(Checking& in, TypeId id, bool element, std::set<std::pair<uint32_t, bool>>& seen) {
    if (!id.valid() || !seen.insert({id.value, element}).second)
        return;
    const Type t = in.type(id);
    bool isFirst = !seen.contains({id.value, !element});
    if (isFirst)
        keyRules(in, t);
    for (const core::Field& field : t.fields) {
        if (element && field.flat && field.defaultValue.valid() && in.kindOf(field.type) == TypeKind::Record)
            in.sink.report(Code::E3065, field.span, field.name)
                .suggest("there the defaults of its type's own fields hold, one by one");
        valuesRulesIn(in, field.type, element, seen);
    }
    if (isFirst)
        caseRules(in, t);
    for (const core::Case& c : t.cases)
        valuesRulesIn(in, c.payload, element || t.isTextual(), seen);
    if (t.kind == TypeKind::Optional && isFirst)
        switchRules(in, in.type(t.element));
    bool areElements = t.kind == TypeKind::List || t.kind == TypeKind::Map;
    if (t.kind == TypeKind::Optional || areElements)
        valuesRulesIn(in, t.element, element || areElements, seen);
}

void caseRules(Checking& in, const Type& t) {
    if (!t.tagKey.empty())
        keyRule(in, t.tagKey, t.span);
    std::map<std::string, Span> keys;
    for (const core::Case& c : t.cases) {
        if (c.key.empty())
            in.sink.report(Code::E3053, c.span, c.name).suggest("give it another key with `@key(\"…\")`");
        if (t.kind == TypeKind::Variant)
            keyRule(in, c.key, c.span);
        if (auto [it, isNew] = keys.try_emplace(c.key, c.span); !isNew)
            in.sink.report(Code::E3034, c.span, c.key, "another case").note(it->second, "which is here");
    }
}

/// What is optional has a key `enabled` beside its own.
void switchRules(Checking& in, const Type& payload) {
    for (const core::Placed& placed : core::layout(in.program.types, payload))
        for (const std::string& key : core::keysOf(in.program.types, *placed.field))
            if (key == "enabled")
                in.sink.report(Code::E3034, placed.outer->span, key, "the switch of an optional record")
                    .suggest("leave it out: that the optional is there says it; or give it another name");
    for (const core::Case& c : payload.cases)
        if (payload.kind == TypeKind::Variant && (c.key == "enabled" || payload.tagKey == "enabled"))
            in.sink.report(Code::E3034, c.span, "enabled", "the switch of an optional variant");
}

} // namespace

} // namespace stackc::sema
