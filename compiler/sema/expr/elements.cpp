#include "sema/expr/elements.h"

#include "diag/suggest.h"
#include "sema/expr/blocks.h"
#include "sema/expr/edits.h"
#include "sema/expr/infer.h"
#include "sema/expr/slots.h"
#include "sema/make.h"
#include "sema/suggest.h"
#include "sema/types/kinds.h"

namespace stackc::sema {

namespace {

ExprId editElement(Checking& in, TypeId list, std::vector<core::Entry> items, size_t index, const Edit& edit,
                   size_t step, PathTree& paths);
ExprId computedElement(Checking& in, TypeId list, const std::string& key, ExprId current, const Edit& edit, size_t step,
                       PathTree& paths);
ExprId elementValue(Checking& in, TypeId element, ExprId now, const Edit& edit, size_t step, PathTree& inner);

/// The items of a list that is written out; false if some are computed.
bool writtenItems(const Checking& in, ExprId list, std::vector<core::Entry>& out) {
    if (const auto* let = in.nodeAs<core::LetRef>(list))
        return writtenItems(in, in.program[let->let].value, out);
    const auto* node = in.nodeAs<core::ListExpr>(list);
    if (node == nullptr)
        return false;
    for (const core::Entry& item : node->items) {
        if (item.kind == core::EntryKind::Set)
            out.push_back(item);
        else if (item.kind != core::EntryKind::Spread || !writtenItems(in, item.value, out))
            return false;
    }
    return true;
}

/// The text of an element's key, if it is written out.
std::optional<std::string> elementKey(const Checking& in, ExprId element, const std::string& key) {
    if (const auto* let = in.nodeAs<core::LetRef>(element))
        return elementKey(in, in.program[let->let].value, key);
    const auto* record = in.nodeAs<core::RecordExpr>(element);
    if (record == nullptr)
        return std::nullopt;
    for (const core::Entry& entry : record->entries) {
        if (entry.kind != core::EntryKind::Set || entry.key != key)
            continue;
        const auto* optional = in.nodeAs<core::OptionalLit>(entry.value);
        ExprId value = optional != nullptr ? optional->payload : entry.value;
        if (const auto* choice = in.nodeAs<core::EnumExpr>(value))
            return in.type(in.typeOf(value)).cases[choice->caseIndex].key;
        if (const auto* number = in.nodeAs<core::Literal>(value); number && number->kind == core::Literal::Kind::Int)
            return std::to_string(number->integer);
        const std::string* text = literalText(in, value);
        return text != nullptr ? std::optional(*text) : std::nullopt;
    }
    return record->base.valid() ? elementKey(in, record->base, key) : std::nullopt;
}

} // namespace

ExprId noElement(Checking& in, TypeId list, Span span) {
    auto report = in.sink.report(Code::E3040, span, "`" + in.show(list) + "` is not a list");
    bool isMap = in.kindOf(list) == TypeKind::Native ? in.nativeOf(list).shape == kube::Shape::Map
                                                     : in.kindOf(list) == TypeKind::Map;
    if (isMap)
        report.suggest("an entry of a map is reached by its key: `map.key`, `map { \"key\" = … }`");
    return in.errorExpr(span);
}

namespace {

/// The merge key of Kubernetes' lists of such objects; empty if there is none, or not the same for all.
std::string mergeKeyOf(const Checking& in, kube::TypeId element) {
    std::string_view key;
    for (uint32_t i = 0; i < in.library.typeCount(); ++i) {
        kube::Type list = in.library.type(kube::TypeId{i});
        if (list.shape != kube::Shape::List || list.element != element || list.mergeKey.empty() || list.mergeKey == key)
            continue;
        if (!key.empty())
            return {};
        key = list.mergeKey;
    }
    return std::string(key);
}

/// Is the field of Kubernetes' object a number?
bool isNumber(const Checking& in, TypeId object, const std::string& field) {
    if (in.kindOf(object) != TypeKind::Native)
        return false;
    std::optional<kube::Field> found = in.nativeOf(object).fields.find(field);
    return found && in.library.shape(found->type) == kube::Shape::Int;
}

} // namespace

ExprId amendElement(Checking& in, const Slot& slot, ExprId current, const Edit& edit, size_t step, PathTree& paths) {
    const ast::Name& wanted = edit.target->steps[step].name;
    TypeId list = slot.type;
    if (in.kindOf(list) == TypeKind::Error || (current.valid() && in.isError(current)))
        return in.errorExpr(edit.span);
    if (!isCollection(in, list) || in.kindOf(list) == TypeKind::Map ||
        (in.kindOf(list) == TypeKind::Native && in.nativeOf(list).shape != kube::Shape::List))
        return noElement(in, list, wanted.span);
    std::string key = slot.mergeKey;
    if (key.empty() && in.kindOf(list) == TypeKind::Native)
        key = in.nativeOf(list).mergeKey;
    if (key.empty() && in.kindOf(list) == TypeKind::List && in.kindOf(in.type(list).element) == TypeKind::Native)
        key = mergeKeyOf(in, in.nativeOf(in.type(list).element).id);
    if (key.empty()) {
        bool isOwn = in.kindOf(list) != TypeKind::Native;
        in.sink.report(Code::E3040, wanted.span, "the elements of `" + in.show(list) + "` have no merge key")
            .suggest(isOwn ? "`@mergeKey(\"name\")` before the field says which of the elements' fields is one"
                           : "Kubernetes replaces this list as a whole: set all of it, `" + slot.key +
                                 " = [ … ]`, or let the service make it otherwise");
        return in.errorExpr(edit.span);
    }
    if (isNumber(in, elementOf(in, list), key) && wanted.text.find_first_not_of("0123456789") != std::string::npos) {
        in.sink.report(Code::E3041, wanted.span, key, wanted.text)
            .suggest("`" + key + "` is a number, which stands in quotes: `" + slot.key + "[\"80\"]`");
        return current.valid() ? current : in.errorExpr(edit.span);
    }
    std::vector<core::Entry> items;
    bool isKnown = !current.valid() || writtenItems(in, current, items);
    std::vector<std::string> known;
    std::vector<size_t> matching;
    for (size_t i = 0; i < items.size(); ++i) {
        auto text = elementKey(in, items[i].value, key);
        if (text == wanted.text)
            matching.push_back(i);
        if (text)
            known.push_back(*text);
        isKnown = isKnown && text.has_value();
    }
    if (matching.size() > 1) {
        in.sink.report(Code::E3085, wanted.span, key, wanted.text)
            .note(in.program[items[matching[1]].value].span, "the second one")
            .suggest(in.kindOf(list) == TypeKind::Native
                         ? "`" + key + "` doesn't tell them apart: set the list as a whole, `" + slot.key + " = [ … ]`"
                         : "take one of them away, or give them different keys");
        return current;
    }
    if (!isKnown)
        return computedElement(in, list, key, current, edit, step, paths);
    if (!matching.empty())
        return editElement(in, list, std::move(items), matching.front(), edit, step, paths);
    in.sink.report(Code::E3041, wanted.span, key, wanted.text)
        .note(known.empty() ? "it has no elements" : "its elements are " + diag::quotedList(known))
        .suggest(didYouMean(wanted.text, known));
    return current;
}

/// How the paths of a block name an element.
static std::string placeOfElement(const ast::Name& name) { return "[\"" + name.text + "\"]"; }

namespace {

ExprId editElement(Checking& in, TypeId list, std::vector<core::Entry> items, size_t index, const Edit& edit,
                   size_t step, PathTree& paths) {
    const ast::Name& name = edit.target->steps[step].name;
    bool isLast = step + 1 == edit.target->steps.size();
    std::string place = placeOfElement(name);
    ExprId& value = items[index].value;
    while (const auto* let = in.nodeAs<core::LetRef>(value))
        value = in.program[let->let].value;
    if (!claim(in, paths, place, claimOf(edit, step), isLast ? edit.target->span : name.span))
        return in.make(edit.span, list, core::ListExpr{std::move(items)});
    if (isLast && edit.kind == Edit::Kind::remove)
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
    else
        value = elementValue(in, elementOf(in, list), value, edit, step, paths.children[place]);
    return in.make(edit.span, list, core::ListExpr{std::move(items)});
}

/// An element of a list that is not written out: found when the list is there.
ExprId computedElement(Checking& in, TypeId list, const std::string& key, ExprId current, const Edit& edit, size_t step,
                       PathTree& paths) {
    const ast::Name& name = edit.target->steps[step].name;
    bool isLast = step + 1 == edit.target->steps.size();
    std::string place = placeOfElement(name);
    if (!claim(in, paths, place, claimOf(edit, step), isLast ? edit.target->span : name.span))
        return current;
    core::AmendElements amended;
    amended.list = current;
    amended.key = key;
    amended.wanted = makeString(in, name.text, in.program.types.string(), name.span);
    amended.element = newVar(in, name.text, elementOf(in, list));
    if (!isLast || edit.kind != Edit::Kind::remove)
        amended.value = elementValue(in, elementOf(in, list), varRef(in, amended.element, edit.span), edit, step,
                                     paths.children[place]);
    return in.make(name.span, list, std::move(amended));
}

ExprId elementValue(Checking& in, TypeId element, ExprId now, const Edit& edit, size_t step, PathTree& inner) {
    if (step + 1 < edit.target->steps.size())
        return amend(in, element, now, {.edit = &edit, .step = step + 1, .span = edit.span}, inner);
    if (edit.kind == Edit::Kind::amend)
        return amend(in, element, now, {.block = edit.block, .span = edit.span}, inner);
    if (edit.kind == Edit::Kind::assign)
        return check(in, edit.value, element);
    in.sink.report(Code::E3014, edit.span, "+=", in.show(element));
    return in.errorExpr(edit.span);
}

} // namespace

} // namespace stackc::sema
