#include "sema/types/coerce.h"

#include "sema/make.h"
#include "sema/names/lookup.h"
#include "sema/notes.h"
#include "sema/types/fits.h"
#include "sema/types/form_hints.h"
#include "sema/types/kinds.h"
#include "sema/types/native_values.h"
#include "sema/types/secrets.h"
#include "sema/types/text_types.h"
#include "text/patterns.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <set>

namespace stackc::sema {

namespace {

bool isOfRefined(Checking& in, TypeId expected, TypeId found);
bool isNarrower(Checking& in, TypeId expected, TypeId found);
std::optional<std::string> writtenHere(const Checking& in, TypeId id);
std::optional<std::pair<TypeId, TypeId>> homonyms(const Checking& in, TypeId expected, TypeId found);
std::string qualified(const Checking& in, TypeId id);
const Type* shadowing(const Checking& in, TypeId expected, TypeId found);

} // namespace

void mismatch(Checking& in, TypeId expected, TypeId found, Span span, const std::string& why, const std::string& hint) {
    if (leaks(in, expected, found, span))
        return;
    auto twins = homonyms(in, expected, found);
    const Type& from = in.type(found);
    TypeKind to = in.kindOf(expected);
    // It is shown by its elements, as those of the language are.
    bool isNativeList = from.kind == TypeKind::Native && isCollection(in, found) && !twins;
    auto report = in.sink.report(Code::E3001, span, "`" + (twins ? qualified(in, expected) : in.show(expected)) + "`",
                                 twins          ? "`" + qualified(in, found) + "`"
                                 : isNativeList ? "Kubernetes' `" + in.show(found) + "`"
                                                : in.show(found));
    if (!why.empty())
        report.note(why);
    if (twins) {
        report.note(in.type(twins->first).span, "expected is this type");
        report.note(in.type(twins->second).span, "found is this type");
    }
    if (const Type* own = twins ? nullptr : shadowing(in, expected, found))
        report.note(own->span, "this type has the name of one of the language");
    std::string made = hint.empty() ? madeHint(in, expected, found) : hint;
    bool wantsData =
        to == TypeKind::Data || (to == TypeKind::Native && in.nativeOf(expected).shape == kube::Shape::Open);
    if (TypeId inner = wantsData && from.kind != TypeKind::Variant ? variantIn(in, found) : TypeId{}; inner.valid())
        report.note("it may hold the variant `" + in.show(inner) + "`, which is no data")
            .suggest("build the data field by field, and with `match` say how each case is written");
    else if (!made.empty())
        report.suggest(made);
    else if (from.kind == TypeKind::Variant && !from.tagKey.empty() && (to == TypeKind::String || to == TypeKind::Data))
        report.suggest("`.tag` is the name of the chosen case");
    else if ((from.kind == TypeKind::Int || from.kind == TypeKind::Bool || from.kind == TypeKind::Float) &&
             (to == TypeKind::String || (to == TypeKind::Native && in.nativeOf(expected).shape == kube::Shape::String)))
        report.suggest("`str(…)` makes a string of it");
    else if (to == TypeKind::IntOrPercent && from.kind == TypeKind::Int)
        report.suggest(fmt::format("declare what is given as an Int from 0 to {} at most", text::greatestPart));
    else if (to == TypeKind::IntOrPercent && from.kind == TypeKind::String && from.domain == core::Domain::Percent)
        report.suggest("a `Percent` may be above `100%`: declare what is given as `IntOrPercent`");
    else if (from.kind == TypeKind::Sensitive)
        report.suggest("it may be empty, or too long: give the value that it comes from the type `Sensitive(1..)`");
    else if ((from.kind == TypeKind::Int || from.kind == TypeKind::Bool || from.kind == TypeKind::Float) &&
             to == TypeKind::Variant && in.type(expected).textCase() >= 0)
        report.suggest("`str(…)` makes a string of it");
    else if (from.kind == TypeKind::String && to == TypeKind::Record && in.type(expected).field("repository") &&
             in.type(expected).field("tag"))
        report.suggest("write `{ repository = \"…\", tag = \"…\" }`");
    else if (isNativeList && to == TypeKind::List)
        report.suggest("`[for x in …: x]` makes a list of it");
    else if (isNativeList && to == TypeKind::Map)
        report.suggest("`{ for k, v in … { (k) = v } }` makes a map of it");
    else if (auto written = isOfRefined(in, expected, found) || isNarrower(in, expected, found)
                                ? writtenHere(in, expected)
                                : std::nullopt)
        report.suggest("declare what is given as " + *written);
    else
        report.suggest(fieldsHint(in, expected, found));
}

namespace {

/// Is it a list or map like the found one, but for the types of its keys or elements, which are refined ones of those?
bool isOfRefined(Checking& in, TypeId expected, TypeId found) {
    const Type& a = in.type(expected);
    const Type& b = in.type(found);
    auto areAlike = [&](TypeId one, TypeId other) {
        bool isPlain =
            core::isText(in.type(one)) || in.kindOf(one) == TypeKind::Int || in.kindOf(one) == TypeKind::Float;
        bool isSame = in.program.types.same(one, other) || isOfRefined(in, one, other);
        return isSame || (isPlain && in.kindOf(one) == in.kindOf(other) && fits(in, one, other));
    };
    bool isMap = a.kind == TypeKind::Map;
    return a.kind == b.kind && (isMap || a.kind == TypeKind::List) && areAlike(a.element, b.element) &&
           (!isMap || areAlike(a.key, b.key));
}

/// Is it a declared type of some of the texts that the found one has?
bool isNarrower(Checking& in, TypeId expected, TypeId found) {
    const Type& to = in.type(expected);
    const Type& from = in.type(found);
    bool areTexts = to.kind == TypeKind::String && from.kind == TypeKind::String;
    bool isPartOfDomain = to.domain == from.domain && to.domain != core::Domain::Plain;
    return !to.name.empty() && areTexts && (isPartOfDomain || fits(in, expected, found));
}

/// The module that programs have a type from: of those that declare it or pass it on the one that is written shortest;
/// null: none.
const ModuleInfo* moduleOf(const Checking& in, const Type& named) {
    auto isIts = [&](const ModuleInfo& module) { return module.tree->file == named.span.file; };
    auto module = std::find_if(in.modules.begin(), in.modules.end(), isIts);
    if (!named.span.valid() || module == in.modules.end())
        return nullptr;
    const ModuleInfo* shortest = &*module;
    if (std::optional<SymbolIndex> declared = exportOf(in, *module, named.name))
        for (const ModuleInfo& other : in.modules)
            if (!other.path.empty() && other.path.size() < shortest->path.size() &&
                exportOf(in, other, named.name) == declared)
                shortest = &other;
    return shortest;
}

/// A type as this module writes it, and what it has to import for that; nothing where it can't name it.
std::optional<std::string> writtenHere(const Checking& in, TypeId id) {
    const ModuleInfo& here = in.modules[in.env.module];
    std::set<std::string> imports;
    bool isNamed = true;
    std::string shown = in.program.types.show(id, [&](const Type& named) {
        const ModuleInfo* module = moduleOf(in, named);
        if (module == nullptr)
            return named.name; // of the language itself
        auto declared = module->names.find(named.name);
        auto own = here.names.find(named.name);
        bool isDeclared = declared != module->names.end();
        if (in.modules.prelude && module == &in.modules[*in.modules.prelude] && own == here.names.end())
            return named.name; // visible everywhere
        if (isDeclared && own != here.names.end() && own->second == declared->second)
            return named.name;
        isNamed = isNamed && exportOf(in, *module, named.name);
        for (const auto& [alias, index] : here.modules)
            if (&in.modules[index] == module)
                return alias + "." + named.name;
        isNamed = isNamed && !module->path.empty();
        imports.insert("`import " + module->path + "`");
        return module->path + "." + named.name;
    });
    if (!isNamed)
        return std::nullopt;
    return fmt::format("`{}`{}{}", shown, imports.empty() ? "" : ", with ", fmt::join(imports, " and "));
}

/// The two types of one name that make the shown types different ones, where it is that.
std::optional<std::pair<TypeId, TypeId>> homonyms(const Checking& in, TypeId expected, TypeId found) {
    if (in.program.types.same(expected, found))
        return std::nullopt;
    const Type& a = in.type(expected);
    const Type& b = in.type(found);
    if (!a.name.empty() && a.name == b.name && a.span.valid() && b.span.valid())
        return std::pair(expected, found);
    if (a.kind == TypeKind::Partial && b.kind != TypeKind::Partial)
        return homonyms(in, a.element, found);
    if (a.kind == TypeKind::Optional && b.kind != TypeKind::Optional)
        return homonyms(in, a.element, found);
    if (b.kind == TypeKind::Optional && a.kind != TypeKind::Optional)
        return homonyms(in, expected, b.element);
    if (a.kind != b.kind || !a.name.empty() || !b.name.empty())
        return std::nullopt;
    if (a.kind == TypeKind::Record) {
        for (const core::Field& field : a.fields)
            if (const core::Field* other = b.field(field.name))
                if (auto inner = homonyms(in, field.type, other->type))
                    return inner;
        return std::nullopt;
    }
    if (a.kind == TypeKind::Map)
        if (auto keys = homonyms(in, a.key, b.key))
            return keys;
    return a.element.valid() && b.element.valid() ? homonyms(in, a.element, b.element) : std::nullopt;
}

/// The declared one of two types, if the other one is the language's own and is called the same; else null.
const Type* shadowing(const Checking& in, TypeId expected, TypeId found) {
    auto heldBy = [&](TypeId id) { return in.kindOf(id) == TypeKind::Optional ? TypeId(in.type(id).element) : id; };
    const TypeId a = heldBy(expected), b = heldBy(found);
    const bool isDeclaredOne = in.type(a).name.empty() != in.type(b).name.empty();
    if (!isDeclaredOne || in.show(a) != in.show(b))
        return nullptr;
    return &in.type(in.type(a).name.empty() ? b : a);
}

/// With the modules that declare its named types.
std::string qualified(const Checking& in, TypeId id) {
    return in.program.types.show(id, [&](const Type& named) {
        const ModuleInfo* module = moduleOf(in, named);
        return module != nullptr && !module->path.empty() ? module->path + "." + named.name : named.name;
    });
}

} // namespace

ExprId coerce(Checking& in, ExprId id, TypeId expected, Span span) {
    TypeId found = in.typeOf(id);
    if (in.program.types.same(found, expected) || in.isError(id) || in.kindOf(expected) == TypeKind::Error)
        return id;
    noteConversion(in, found, expected, span);
    TypeKind from = in.kindOf(found);
    TypeKind to = in.kindOf(expected);
    if (from == TypeKind::Optional && to != TypeKind::Optional) {
        in.sink.report(Code::E3018, span, in.show(found), in.show(expected))
            .suggest(to == TypeKind::Bool && in.kindOf(in.type(found).element) != TypeKind::Bool
                         ? "`x != none` asks whether it is there; `if let x = …` opens it"
                         : "open it with `if let x = …` or give a value with `??`");
        return in.errorExpr(span);
    }
    if (to == TypeKind::String && from == TypeKind::String && !fits(in, found, expected) &&
        provesText(in, id, expected)) {
        in.program.exprs[id.value].type = expected;
        return id;
    }
    if (to == TypeKind::Optional && from == TypeKind::String && !fits(in, found, expected)) {
        TypeId payload = in.type(expected).element;
        if (in.kindOf(payload) == TypeKind::String && provesText(in, id, payload))
            return in.make(span, expected, core::OptionalLit{true, coerce(in, id, payload, span)});
    }
    bool isSecret = to == TypeKind::Sensitive && (from == TypeKind::String || from == TypeKind::Sensitive);
    if (isSecret && !fits(in, found, expected) && provesText(in, id, expected))
        return id;
    if (to == TypeKind::Variant && in.type(expected).textCase() >= 0 && !fits(in, found, expected)) {
        auto text = static_cast<uint32_t>(in.type(expected).textCase());
        TypeId payload = in.type(expected).cases[text].payload;
        if (core::isText(in.type(found)) && in.kindOf(payload) == TypeKind::Sensitive && provesText(in, id, payload))
            return in.make(span, expected, core::VariantExpr{text, coerce(in, id, payload, span)});
    }
    if (!fits(in, found, expected)) {
        if (ExprId converted = coerceElements(in, id, expected, span); converted.valid())
            return converted;
        TypeId wanted = to == TypeKind::Optional ? TypeId(in.type(expected).element) : expected;
        bool areObjects = from == TypeKind::Native && in.kindOf(wanted) == TypeKind::Native;
        auto reason = areObjects ? unfit(in, id, in.nativeOf(wanted).id, {}) : std::nullopt;
        if (!areObjects || reason) {
            const std::string unproven = unprovenBecause(in, id, wanted);
            mismatch(in, expected, found, span, reason.value_or(""),
                     unproven.empty() ? narrowerHint(in, id, wanted) : unproven);
            return in.errorExpr(span);
        }
        in.program.exprs[id.value].type = wanted;
        return coerce(in, id, expected, span);
    }
    if (to == TypeKind::Optional) {
        if (from == TypeKind::Optional)
            return coerceHeld(in, id, expected, span);
        ExprId payload = coerce(in, id, in.type(expected).element, span);
        return in.make(span, expected, core::OptionalLit{true, payload});
    }
    if (to == TypeKind::Partial && found == in.memo.backend)
        return readField(in, id, "gives", expected, span);
    if (to == TypeKind::Variant) {
        auto text = static_cast<uint32_t>(in.type(expected).textCase());
        ExprId payload = coerce(in, id, in.type(expected).cases[text].payload, span);
        return in.make(span, expected, core::VariantExpr{text, payload});
    }
    bool isNativeText = to == TypeKind::Native && in.nativeOf(expected).shape == kube::Shape::String;
    bool isText = to == TypeKind::String || to == TypeKind::Sensitive || to == TypeKind::Data || isNativeText;
    bool isChoice = isNativeText && !in.nativeOf(expected).enumValues.empty();
    if (isText && (from == TypeKind::Enum ||
                   (from == TypeKind::IntOrPercent && (to == TypeKind::String || to == TypeKind::Sensitive))))
        return makePrim(in, core::Op::ToText, {id}, isChoice ? expected : in.program.types.string(), span);
    bool isOther = from == TypeKind::String && isNumberOrText(in, found) && in.nodeAs<core::Literal>(id) == nullptr &&
                   !(to == TypeKind::String && in.type(expected).domain == core::Domain::Quantity);
    if (isText && to != TypeKind::Data && isOther)
        return makePrim(in, core::Op::ToText, {id}, in.program.types.string(), span);
    return id;
}

ExprId coerceHeld(Checking& in, ExprId id, TypeId expected, Span span) {
    noteConversion(in, in.typeOf(id), expected, span);
    TypeId held = in.type(in.typeOf(id)).element;
    TypeId wanted = in.type(expected).element;
    // The case of an enum is its text.
    bool isSameText = in.kindOf(held) == TypeKind::Enum && in.kindOf(wanted) != TypeKind::Variant;
    if (in.program.types.same(held, wanted) || (isSameText && fits(in, held, wanted)))
        return id;
    VarId var = newVar(in, "it", held);
    ExprId payload = coerce(in, varRef(in, var, span), wanted, span);
    if (in.isError(payload))
        return payload;
    if (in.nodeAs<core::VarRef>(payload) != nullptr)
        return id;
    ExprId some = in.make(span, expected, core::OptionalLit{true, payload});
    return in.make(span, expected, core::IfLetExpr{var, id, some, in.make(span, expected, core::NoneLit{})});
}

ExprId coerceElements(Checking& in, ExprId id, TypeId expected, Span span) {
    const Type from = in.type(in.typeOf(id));
    const Type to = in.type(expected);
    bool isNative = to.kind == TypeKind::Native;
    kube::Shape shape = isNative ? in.nativeOf(expected).shape : kube::Shape::Open;
    bool areMaps = from.kind == TypeKind::Map && (to.kind == TypeKind::Map || shape == kube::Shape::Map);
    bool areLists = from.kind == TypeKind::List && (to.kind == TypeKind::List || shape == kube::Shape::List);
    if (!areMaps && !areLists)
        return {};
    TypeId element = isNative ? in.program.types.native(in.nativeOf(expected).element) : TypeId(to.element);
    bool keysFit = areLists || isNative || fits(in, from.key, to.key);
    if (!keysFit || in.kindOf(from.element) == TypeKind::Optional || !fits(in, from.element, element))
        return {};
    core::Entry loop, item;
    loop.kind = core::EntryKind::For;
    loop.span = item.span = span;
    loop.value = id;
    VarId held = newVar(in, "it", from.element);
    if (areMaps) {
        loop.first = newVar(in, "key", from.key);
        item.keyExpr = varRef(in, loop.first, span);
    }
    (areMaps ? loop.second : loop.first) = held;
    item.value = coerce(in, varRef(in, held, span), element, span);
    loop.body.push_back(std::move(item));
    if (areMaps)
        return in.make(span, expected, core::RecordExpr{{}, {std::move(loop)}});
    return in.make(span, expected, core::ListExpr{{std::move(loop)}});
}

} // namespace stackc::sema
