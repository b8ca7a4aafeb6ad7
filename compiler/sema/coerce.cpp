// Coercions, made explicit where they change how a value is written.
#include "sema/checker.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <set>

namespace stackc::sema {

void Checker::mismatch(TypeId expected, TypeId found, Span span, const std::string& why) {
    if (leaks(expected, found, span))
        return;
    auto twins = homonyms(expected, found);
    auto report = sink_.report(Code::E3001, span, "`" + (twins ? qualified(expected) : show(expected)) + "`",
                               twins ? "`" + qualified(found) + "`" : show(found));
    const Type& from = type(found);
    TypeKind to = kindOf(expected);
    if (!why.empty())
        report.note(why);
    if (twins) {
        report.note(type(twins->first).span, "expected is this type");
        report.note(type(twins->second).span, "found is this type");
    }
    bool wantsData = to == TypeKind::Data || (to == TypeKind::Native && nativeOf(expected).shape == kube::Shape::Open);
    if (TypeId inner = wantsData && from.kind != TypeKind::Variant ? variantIn(found) : TypeId{}; inner.valid())
        report.note("it may hold the variant `" + show(inner) + "`, which is no data")
            .suggest("build the data field by field, and with `match` say how each case is written");
    else if (from.kind == TypeKind::Variant && !from.tagKey.empty() && (to == TypeKind::String || to == TypeKind::Data))
        report.suggest("`.tag` is the name of the chosen case");
    else if ((from.kind == TypeKind::Int || from.kind == TypeKind::Bool || from.kind == TypeKind::Float) &&
             to == TypeKind::String)
        report.suggest("`str(…)` makes a string of it");
    else if (from.kind == TypeKind::Sensitive)
        report.suggest("it may be empty, or too long: give the value that it comes from the type `Sensitive(1..)`");
    else if ((from.kind == TypeKind::Int || from.kind == TypeKind::Bool || from.kind == TypeKind::Float) &&
             to == TypeKind::Variant && type(expected).textCase() >= 0)
        report.suggest("`str(…)` makes a string of it");
    else if (from.kind == TypeKind::String && to == TypeKind::Record && type(expected).field("repository") &&
             type(expected).field("tag"))
        report.suggest("write `{ repository = \"…\", tag = \"…\" }`");
    else if (auto written = isOfRefined(expected, found) ? writtenHere(expected) : std::nullopt)
        report.suggest("declare what is given as " + *written);
}

/// Is it a list or map like the found one, but for the types of its keys or elements, which are refined ones of those?
bool Checker::isOfRefined(TypeId expected, TypeId found) {
    const Type& a = type(expected);
    const Type& b = type(found);
    auto areAlike = [&](TypeId one, TypeId other) {
        bool isPlain = core::isText(type(one)) || kindOf(one) == TypeKind::Int || kindOf(one) == TypeKind::Float;
        bool isSame = program_.types.same(one, other) || isOfRefined(one, other);
        return isSame || (isPlain && kindOf(one) == kindOf(other) && fits(one, other));
    };
    bool isMap = a.kind == TypeKind::Map;
    return a.kind == b.kind && (isMap || a.kind == TypeKind::List) && areAlike(a.element, b.element) &&
           (!isMap || areAlike(a.key, b.key));
}

/// A type as this module writes it, and what it has to import for that; nothing where it can't name it.
std::optional<std::string> Checker::writtenHere(TypeId id) const {
    const ModuleInfo& here = modules_[env_.module];
    std::set<std::string> imports;
    bool isNamed = true;
    std::string shown = program_.types.show(id, [&](const Type& named) {
        auto isIts = [&](const ModuleInfo& module) { return module.tree->file == named.span.file; };
        auto module = std::find_if(modules_.begin(), modules_.end(), isIts);
        if (!named.span.valid() || module == modules_.end())
            return named.name; // of the language itself
        auto declared = module->names.find(named.name);
        auto own = here.names.find(named.name);
        bool isDeclared = declared != module->names.end();
        if (isDeclared && own != here.names.end() && own->second == declared->second)
            return named.name;
        isNamed = isNamed && isDeclared && symbols_[declared->second].exported;
        for (const auto& [alias, index] : here.modules)
            if (isIts(modules_[index]))
                return alias + "." + named.name;
        isNamed = isNamed && !module->path.empty();
        imports.insert("`import " + module->path + "`");
        return module->path + "." + named.name;
    });
    if (!isNamed)
        return std::nullopt;
    return fmt::format("`{}`{}{}", shown, imports.empty() ? "" : ", with ", fmt::join(imports, " and "));
}

std::optional<std::pair<TypeId, TypeId>> Checker::homonyms(TypeId expected, TypeId found) const {
    if (program_.types.same(expected, found))
        return std::nullopt;
    const Type& a = type(expected);
    const Type& b = type(found);
    if (!a.name.empty() && a.name == b.name && a.span.valid() && b.span.valid())
        return std::pair(expected, found);
    if (a.kind == TypeKind::Partial && b.kind != TypeKind::Partial)
        return homonyms(a.element, found);
    if (a.kind == TypeKind::Optional && b.kind != TypeKind::Optional)
        return homonyms(a.element, found);
    if (b.kind == TypeKind::Optional && a.kind != TypeKind::Optional)
        return homonyms(expected, b.element);
    if (a.kind != b.kind || !a.name.empty() || !b.name.empty())
        return std::nullopt;
    if (a.kind == TypeKind::Record) {
        for (const core::Field& field : a.fields)
            if (const core::Field* other = b.field(field.name))
                if (auto inner = homonyms(field.type, other->type))
                    return inner;
        return std::nullopt;
    }
    if (a.kind == TypeKind::Map)
        if (auto keys = homonyms(a.key, b.key))
            return keys;
    return a.element.valid() && b.element.valid() ? homonyms(a.element, b.element) : std::nullopt;
}

/// With the modules that declare its named types.
std::string Checker::qualified(TypeId id) const {
    return program_.types.show(id, [&](const Type& named) {
        for (const ModuleInfo& module : modules_)
            if (!module.path.empty() && named.span.valid() && module.tree->file == named.span.file)
                return module.path + "." + named.name;
        return named.name;
    });
}

ExprId Checker::coerce(ExprId id, TypeId expected, Span span) {
    TypeId found = typeOf(id);
    if (program_.types.same(found, expected) || isError(id) || kindOf(expected) == TypeKind::Error)
        return id;
    TypeKind from = kindOf(found);
    TypeKind to = kindOf(expected);
    if (from == TypeKind::Optional && to != TypeKind::Optional) {
        sink_.report(Code::E3018, span, show(found), show(expected))
            .suggest("open it with `if let x = …` or give a value with `??`");
        return errorExpr(span);
    }
    if (to == TypeKind::String && from == TypeKind::String && !fits(found, expected) && provesText(id, expected)) {
        program_.exprs[id.value].type = expected;
        return id;
    }
    bool isSecret = to == TypeKind::Sensitive && (from == TypeKind::String || from == TypeKind::Sensitive);
    if (isSecret && !fits(found, expected) && provesText(id, expected))
        return id;
    if (to == TypeKind::Variant && type(expected).textCase() >= 0 && !fits(found, expected)) {
        auto text = static_cast<uint32_t>(type(expected).textCase());
        TypeId payload = type(expected).cases[text].payload;
        if (core::isText(type(found)) && kindOf(payload) == TypeKind::Sensitive && provesText(id, payload))
            return make(span, expected, core::VariantExpr{text, coerce(id, payload, span)});
    }
    if (!fits(found, expected)) {
        if (ExprId converted = coerceElements(id, expected, span); converted.valid())
            return converted;
        TypeId wanted = to == TypeKind::Optional ? TypeId(type(expected).element) : expected;
        bool areObjects = from == TypeKind::Native && kindOf(wanted) == TypeKind::Native;
        auto reason = areObjects ? unfit(id, nativeOf(wanted).id, {}) : std::nullopt;
        if (!areObjects || reason) {
            mismatch(expected, found, span, reason.value_or(""));
            return errorExpr(span);
        }
        program_.exprs[id.value].type = wanted;
        return coerce(id, expected, span);
    }
    if (to == TypeKind::Optional) {
        if (from == TypeKind::Optional)
            return coerceHeld(id, expected, span);
        ExprId payload = coerce(id, type(expected).element, span);
        return make(span, expected, core::OptionalLit{true, payload});
    }
    if (to == TypeKind::Partial && found == backend_)
        return field(id, "gives", expected, span);
    if (to == TypeKind::Variant) {
        auto text = static_cast<uint32_t>(type(expected).textCase());
        ExprId payload = coerce(id, type(expected).cases[text].payload, span);
        return make(span, expected, core::VariantExpr{text, payload});
    }
    bool isText = to == TypeKind::String || to == TypeKind::Sensitive || to == TypeKind::Data ||
                  (to == TypeKind::Native && nativeOf(expected).shape == kube::Shape::String);
    if (isText && (from == TypeKind::Enum ||
                   (from == TypeKind::IntOrPercent && (to == TypeKind::String || to == TypeKind::Sensitive))))
        return prim(core::Op::ToText, {id}, program_.types.string(), span);
    bool isOther = from == TypeKind::String && isNumberOrText(found) && nodeAs<core::Literal>(id) == nullptr &&
                   !(to == TypeKind::String && type(expected).domain == core::Domain::Quantity);
    if (isText && to != TypeKind::Data && isOther)
        return prim(core::Op::ToText, {id}, program_.types.string(), span);
    return id;
}

/// An optional with what it holds coerced, where that is another value then.
ExprId Checker::coerceHeld(ExprId id, TypeId expected, Span span) {
    TypeId held = type(typeOf(id)).element;
    if (!isNumberOrText(held))
        return id;
    VarId var = newVar("it", held);
    ExprId payload = coerce(varRef(var, span), type(expected).element, span);
    if (nodeAs<core::VarRef>(payload) != nullptr)
        return id;
    ExprId some = make(span, expected, core::OptionalLit{true, payload});
    return make(span, expected, core::IfLetExpr{var, id, some, make(span, expected, core::NoneLit{})});
}

bool Checker::isNumberOrText(TypeId id) const {
    const Type& t = type(id);
    return t.kind == TypeKind::IntOrPercent || (t.kind == TypeKind::String && t.domain == core::Domain::Quantity);
}

ExprId Checker::coerceElements(ExprId id, TypeId expected, Span span) {
    const Type from = type(typeOf(id));
    const Type to = type(expected);
    bool isNative = to.kind == TypeKind::Native;
    kube::Shape shape = isNative ? nativeOf(expected).shape : kube::Shape::Open;
    bool areMaps = from.kind == TypeKind::Map && (to.kind == TypeKind::Map || shape == kube::Shape::Map);
    bool areLists = from.kind == TypeKind::List && (to.kind == TypeKind::List || shape == kube::Shape::List);
    if (!areMaps && !areLists)
        return {};
    TypeId element = isNative ? program_.types.native(nativeOf(expected).element) : TypeId(to.element);
    bool keysFit = areLists || isNative || fits(from.key, to.key);
    if (!keysFit || kindOf(from.element) == TypeKind::Optional || !fits(from.element, element))
        return {};
    core::Entry loop, item;
    loop.kind = core::EntryKind::For;
    loop.span = item.span = span;
    loop.value = id;
    VarId held = newVar("it", from.element);
    if (areMaps) {
        loop.first = newVar("key", from.key);
        item.keyExpr = varRef(loop.first, span);
    }
    (areMaps ? loop.second : loop.first) = held;
    item.value = coerce(varRef(held, span), element, span);
    loop.body.push_back(std::move(item));
    if (areMaps)
        return make(span, expected, core::RecordExpr{{}, {std::move(loop)}});
    return make(span, expected, core::ListExpr{{std::move(loop)}});
}

} // namespace stackc::sema
