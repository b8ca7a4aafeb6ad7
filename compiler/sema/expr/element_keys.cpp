#include "sema/expr/element_keys.h"

#include "diag/suggest.h"
#include "kube/demands.h"
#include "sema/elaborate.h"
#include "sema/expr/elements.h"
#include "sema/expr/forms.h"
#include "sema/expr/infer.h"
#include "sema/make.h"
#include "sema/types/coerce.h"
#include "sema/types/kinds.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::sema {

using kube::Shape;

namespace {

/// Kubernetes' list of such objects; nothing if there is none, or their merge keys differ.
std::optional<kube::Type> listOf(const Checking& in, kube::TypeId element) {
    std::optional<kube::Type> found;
    for (uint32_t i = 0; i < in.library.typeCount(); ++i) {
        kube::Type list = in.library.type(kube::TypeId{i});
        if (list.shape != Shape::List || list.element != element || list.mergeKey.empty())
            continue;
        if (found && found->mergeKey != list.mergeKey)
            return std::nullopt;
        if (!found || found->mapKeys.size() < list.mapKeys.size())
            found = std::move(list);
    }
    return found;
}

/// Resources within a list, as the claims of a StatefulSet, go by their names.
void nameOfResource(Checking& in, const kube::Type& object, ElementKeys& keys) {
    auto metadata = object.shape == Shape::Object ? object.fields.find("metadata") : std::nullopt;
    bool isNamed = metadata && in.library.shape(metadata->type) == Shape::Object &&
                   in.library.type(metadata->type).fields.find("name");
    if (!isNamed)
        return;
    keys.first = "metadata.name";
    keys.reading = in.program.types.native(metadata->type);
}

/// Is the field of Kubernetes' object a number?
bool isNumber(const Checking& in, const kube::Type& object, const std::string& field) {
    std::optional<kube::Field> found = object.fields.find(field);
    return found && in.library.shape(found->type) == Shape::Int;
}

/// A second field by which Kubernetes tells the elements apart.
void findSecond(Checking& in, const kube::Type& list, ElementKeys& keys) {
    if (list.mapKeys.size() != 2 || list.mapKeys[0] != keys.first)
        return;
    auto field = in.library.type(list.element).fields.find(list.mapKeys[1]);
    if (!field || in.library.shape(field->type) != Shape::String)
        return;
    for (std::string_view value : in.library.type(field->type).enumValues)
        keys.seconds.emplace_back(value);
    if (keys.seconds.empty())
        return;
    keys.second = field->name;
    keys.reading = in.program.types.optional(scalarOf(in, field->type));
}

/// The text of an element's field, if it is written out; `absent` where the field is certainly not there.
std::optional<std::string> fieldText(const Checking& in, ExprId element, std::string_view path,
                                     const std::optional<std::string>& absent) {
    if (const auto* let = in.nodeAs<core::LetRef>(element))
        return fieldText(in, in.program[let->let].value, path, absent);
    const auto* record = in.nodeAs<core::RecordExpr>(element);
    if (record == nullptr)
        return std::nullopt;
    const size_t dot = path.find('.');
    bool isWhole = !record->base.valid();
    for (const core::Entry& entry : record->entries) {
        isWhole = isWhole && entry.kind == core::EntryKind::Set && !entry.keyExpr.valid();
        if (entry.kind != core::EntryKind::Set || entry.keyExpr.valid() || entry.key != path.substr(0, dot))
            continue;
        const auto* optional = in.nodeAs<core::OptionalLit>(entry.value);
        ExprId value = optional != nullptr ? optional->payload : entry.value;
        if (dot != std::string_view::npos)
            return fieldText(in, value, path.substr(dot + 1), absent);
        if (const auto* choice = in.nodeAs<core::EnumExpr>(value))
            return in.type(in.typeOf(value)).cases[choice->caseIndex].key;
        if (const auto* number = in.nodeAs<core::Literal>(value); number && number->kind == core::Literal::Kind::Int)
            return std::to_string(number->integer);
        const std::string* text = literalText(in, value);
        return text != nullptr ? std::optional(*text) : std::nullopt;
    }
    if (record->base.valid())
        return fieldText(in, record->base, path, absent);
    return isWhole ? absent : std::nullopt;
}

/// The text that an expression is, also by the name of a `let`.
const std::string* knownText(const Checking& in, ExprId id) {
    if (const auto* let = in.nodeAs<core::LetRef>(id))
        return knownText(in, in.program[let->let].value);
    return literalText(in, id);
}

/// The key that an expression computes: a string, or the digits of a number where the elements have numbers.
ExprId computedKey(Checking& in, const ElementKeys& keys, ast::ExprId computed, Span span) {
    TypeId text = in.program.types.string();
    if (!keys.isNumber || !inferable(in, computed))
        return check(in, computed, text);
    ExprId key = infer(in, computed);
    if (in.kindOf(in.typeOf(key)) != TypeKind::Int)
        return coerce(in, key, text, span);
    if (const auto* number = in.nodeAs<core::Literal>(key))
        return makeString(in, std::to_string(number->integer), text, span);
    return makePrim(in, core::Op::ToText, {key}, text, span);
}

/// Takes what comes behind the last `/`, as in `53/UDP`, for the second key; of a key that isn't known, the evaluation
/// does. False where it can't be one.
bool splitSecond(Checking& in, const ElementKeys& keys, WantedElement& wanted) {
    if (keys.second.empty())
        return true;
    if (!wanted.text)
        wanted.second = core::SecondKey{keys.second, {}};
    const size_t slash = wanted.text ? wanted.text->rfind('/') : std::string::npos;
    if (slash == std::string::npos)
        return true;
    std::string second = wanted.text->substr(slash + 1);
    if (std::ranges::find(keys.seconds, second) == keys.seconds.end()) {
        if (!keys.isNumber)
            return true;
        in.sink.report(Code::E3041, wanted.span, keys.second, second)
            .suggest(fmt::format("`{}` is one of {}", keys.second, diag::quotedList(keys.seconds)));
        return false;
    }
    const bool isDefault = kube::defaultOfKey(keys.second) == second;
    wanted.second = core::SecondKey{keys.second, std::move(second), isDefault};
    wanted.text->resize(slash);
    wanted.key = makeString(in, *wanted.text, in.program.types.string(), wanted.span);
    return true;
}

} // namespace

std::optional<ElementKeys> elementKeys(Checking& in, const Slot& slot, Span span) {
    ElementKeys keys;
    keys.list = slot.type;
    keys.name = slot.key;
    keys.first = slot.mergeKey;
    const TypeKind kind = in.kindOf(slot.type);
    if (kind == TypeKind::Error)
        return std::nullopt;
    const bool isNative = kind == TypeKind::Native;
    if (kind != TypeKind::List && (!isNative || in.nativeOf(slot.type).shape != Shape::List)) {
        noElement(in, slot.type, span);
        return std::nullopt;
    }
    TypeId element = elementOf(in, slot.type);
    if (in.kindOf(element) == TypeKind::Native) {
        kube::Type object = in.nativeOf(element);
        std::optional<kube::Type> list = isNative ? in.nativeOf(slot.type) : listOf(in, object.id);
        if (keys.first.empty() && list)
            keys.first = list->mergeKey;
        if (keys.first.empty())
            nameOfResource(in, object, keys);
        keys.isNumber = isNumber(in, object, keys.first);
        if (list)
            findSecond(in, *list, keys);
    }
    if (!keys.first.empty())
        return keys;
    in.sink.report(Code::E3040, span, "the elements of `" + in.show(slot.type) + "` have no merge key")
        .suggest(isNative ? "Kubernetes replaces this list as a whole: set all of it, `" + slot.key +
                                " = [ … ]`, or let the service make it otherwise"
                          : "`@mergeKey(\"name\")` before the field says which of the elements' fields is one");
    return std::nullopt;
}

std::optional<WantedElement> wantedElement(Checking& in, const ElementKeys& keys, const ast::Name& name,
                                           ast::ExprId computed) {
    WantedElement wanted{{}, name.text, {}, name.span};
    wanted.key = computed.valid() ? computedKey(in, keys, computed, name.span)
                                  : makeString(in, name.text, in.program.types.string(), name.span);
    if (in.isError(wanted.key))
        return std::nullopt;
    const std::string* known = knownText(in, wanted.key);
    wanted.text = known != nullptr ? std::optional(*known) : std::nullopt;
    if (!splitSecond(in, keys, wanted))
        return std::nullopt;
    if (!keys.isNumber || !wanted.text || wanted.text->find_first_not_of("0123456789") == std::string::npos)
        return wanted;
    in.sink.report(Code::E3041, name.span, keys.first, *wanted.text)
        .suggest("`" + keys.first + "` is a number, which stands in quotes: `" + keys.name + "[\"80\"]`");
    return std::nullopt;
}

WrittenKeys writtenKeys(const Checking& in, ExprId element, const ElementKeys& keys) {
    WrittenKeys known{fieldText(in, element, keys.first, std::nullopt), {}};
    if (!keys.second.empty())
        known.second = fieldText(in, element, keys.second, std::string(kube::defaultOfKey(keys.second)));
    return known;
}

std::optional<bool> isWanted(const WrittenKeys& element, const WantedElement& wanted) {
    if (!element.first || !wanted.text)
        return std::nullopt;
    if (*element.first != *wanted.text)
        return false;
    if (!wanted.second)
        return true;
    return element.second ? std::optional(*element.second == wanted.second->wanted) : std::nullopt;
}

std::string shownKey(const WantedElement& wanted) {
    return *wanted.text + (wanted.second ? "/" + wanted.second->wanted : "");
}

std::string shownKeys(const WrittenKeys& element, const ElementKeys& keys) {
    bool isSaid = !keys.second.empty() && element.second && *element.second != kube::defaultOfKey(keys.second);
    return *element.first + (isSaid ? "/" + *element.second : "");
}

} // namespace stackc::sema
