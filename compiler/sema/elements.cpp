// `list["key"]`: one element of a list, addressed by its merge key.
#include "sema/checker.h"

#include "sema/suggest.h"

namespace stackc::sema {

/// `@mergeKey("name")` before a list: the field that tells its elements apart.
void Checker::declareMergeKey(core::Field& field, const ast::Annotation& annotation) {
    bool isList = isCollection(field.type) && kindOf(field.type) != TypeKind::Map;
    TypeId element = isList ? elementOf(field.type) : TypeId{};
    if (!isList || (kindOf(element) != TypeKind::Record && kindOf(element) != TypeKind::Native)) {
        if (kindOf(field.type) != TypeKind::Error && (!isList || kindOf(element) != TypeKind::Error))
            sink_.report(Code::E2017, annotation.name.span, annotation.name.text)
                .note("it is for lists of records and of Kubernetes objects");
        return;
    }
    std::string key = annotationText(annotation);
    if (key.empty())
        return;
    TypeId keyType;
    if (kindOf(element) == TypeKind::Record) {
        auto index = fieldIndex(element, {key, annotation.span});
        if (!index)
            return;
        keyType = type(element).fields[*index].type;
        if (kindOf(keyType) == TypeKind::Optional)
            keyType = type(keyType).element;
    } else {
        auto found = nativeOf(element).fields.find(key);
        keyType = found ? scalarOf(found->type) : nativeSlot(nativeOf(element), {key, annotation.span}).type;
    }
    if (kindOf(keyType) == TypeKind::Error)
        return;
    if (!core::isStringLike(type(keyType)))
        sink_.report(Code::E3001, annotation.span, "a string", show(keyType));
    else
        field.mergeKey = key;
}

/// The items of a list that is written out; false if some are computed.
bool Checker::writtenItems(ExprId list, std::vector<core::Entry>& out) const {
    if (const auto* let = nodeAs<core::LetRef>(list))
        return writtenItems(program_[let->let].value, out);
    const auto* node = nodeAs<core::ListExpr>(list);
    if (node == nullptr)
        return false;
    for (const core::Entry& item : node->items) {
        if (item.kind == core::EntryKind::Set)
            out.push_back(item);
        else if (item.kind != core::EntryKind::Spread || !writtenItems(item.value, out))
            return false;
    }
    return true;
}

/// The text of an element's key, if it is written out.
std::optional<std::string> Checker::elementKey(ExprId element, const std::string& key) const {
    if (const auto* let = nodeAs<core::LetRef>(element))
        return elementKey(program_[let->let].value, key);
    const auto* record = nodeAs<core::RecordExpr>(element);
    if (record == nullptr)
        return std::nullopt;
    for (const core::Entry& entry : record->entries) {
        if (entry.kind != core::EntryKind::Set || entry.key != key)
            continue;
        const auto* optional = nodeAs<core::OptionalLit>(entry.value);
        ExprId value = optional != nullptr ? optional->payload : entry.value;
        if (const auto* choice = nodeAs<core::EnumExpr>(value))
            return type(typeOf(value)).cases[choice->caseIndex].key;
        if (const auto* number = nodeAs<core::Literal>(value); number && number->kind == core::Literal::Kind::Int)
            return std::to_string(number->integer);
        const std::string* text = literalText(value);
        return text != nullptr ? std::optional(*text) : std::nullopt;
    }
    return record->base.valid() ? elementKey(record->base, key) : std::nullopt;
}

/// Reports why `["…"]` can't be followed.
ExprId Checker::noElement(TypeId list, Span span) {
    auto report = sink_.report(Code::E3040, span, "`" + show(list) + "` is not a list");
    bool isMap =
        kindOf(list) == TypeKind::Native ? nativeOf(list).shape == kube::Shape::Map : kindOf(list) == TypeKind::Map;
    if (isMap)
        report.suggest("an entry of a map is reached by its key: `map.key`, `map { \"key\" = … }`");
    return errorExpr(span);
}

/// The merge key of Kubernetes' lists of such objects; empty if there is none, or not the same for all.
std::string Checker::mergeKeyOf(kube::TypeId element) const {
    std::string_view key;
    for (uint32_t i = 0; i < library_.typeCount(); ++i) {
        kube::Type list = library_.type(kube::TypeId{i});
        if (list.shape != kube::Shape::List || list.element != element || list.mergeKey.empty() || list.mergeKey == key)
            continue;
        if (!key.empty())
            return {};
        key = list.mergeKey;
    }
    return std::string(key);
}

ExprId Checker::amendElement(const Slot& slot, ExprId current, const Edit& edit, size_t step, PathTree& paths) {
    const ast::Name& wanted = edit.target->steps[step].name;
    TypeId list = slot.type;
    if (kindOf(list) == TypeKind::Error || (current.valid() && isError(current)))
        return errorExpr(edit.span);
    if (!isCollection(list) || kindOf(list) == TypeKind::Map ||
        (kindOf(list) == TypeKind::Native && nativeOf(list).shape != kube::Shape::List))
        return noElement(list, wanted.span);
    std::string key = slot.mergeKey;
    if (key.empty() && kindOf(list) == TypeKind::Native)
        key = nativeOf(list).mergeKey;
    if (key.empty() && kindOf(list) == TypeKind::List && kindOf(type(list).element) == TypeKind::Native)
        key = mergeKeyOf(nativeOf(type(list).element).id);
    if (key.empty()) {
        bool isOwn = kindOf(list) != TypeKind::Native;
        sink_.report(Code::E3040, wanted.span, "the elements of `" + show(list) + "` have no merge key")
            .suggest(isOwn ? "`@mergeKey(\"name\")` before the field says which of the elements' fields is one"
                           : "Kubernetes replaces this list as a whole: set all of it, `" + slot.key +
                                 " = [ … ]`, or let the service make it otherwise");
        return errorExpr(edit.span);
    }
    std::vector<core::Entry> items;
    bool isKnown = !current.valid() || writtenItems(current, items);
    std::vector<std::string> known;
    std::vector<size_t> matching;
    for (size_t i = 0; i < items.size(); ++i) {
        auto text = elementKey(items[i].value, key);
        if (text == wanted.text)
            matching.push_back(i);
        if (text)
            known.push_back(*text);
        isKnown = isKnown && text.has_value();
    }
    if (matching.size() > 1) {
        sink_.report(Code::E3085, wanted.span, key, wanted.text)
            .note(program_[items[matching[1]].value].span, "the second one")
            .suggest("take one of them away, or give them different keys");
        return current;
    }
    if (!isKnown)
        return computedElement(list, key, current, edit, step, paths);
    if (!matching.empty())
        return editElement(list, std::move(items), matching.front(), edit, step, paths);
    std::string all;
    for (const std::string& text : known)
        all += (all.empty() ? "`" : ", `") + text + "`";
    sink_.report(Code::E3041, wanted.span, key, wanted.text)
        .note(all.empty() ? "it has no elements" : "its elements are " + all)
        .suggest(didYouMean(wanted.text, known));
    return current;
}

/// How the paths of a block name an element.
static std::string placeOfElement(const ast::Name& name) { return "[\"" + name.text + "\"]"; }

ExprId Checker::editElement(TypeId list, std::vector<core::Entry> items, size_t index, const Edit& edit, size_t step,
                            PathTree& paths) {
    const ast::Name& name = edit.target->steps[step].name;
    bool isLast = step + 1 == edit.target->steps.size();
    std::string place = placeOfElement(name);
    ExprId& value = items[index].value;
    while (const auto* let = nodeAs<core::LetRef>(value))
        value = program_[let->let].value;
    if (!claim(paths, place, claimOf(edit, step), isLast ? edit.target->span : name.span))
        return make(edit.span, list, core::ListExpr{std::move(items)});
    if (isLast && edit.kind == Edit::Kind::remove)
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
    else
        value = elementValue(elementOf(list), value, edit, step, paths.children[place]);
    return make(edit.span, list, core::ListExpr{std::move(items)});
}

/// An element of a list that is not written out: found when the list is there.
ExprId Checker::computedElement(TypeId list, const std::string& key, ExprId current, const Edit& edit, size_t step,
                                PathTree& paths) {
    const ast::Name& name = edit.target->steps[step].name;
    bool isLast = step + 1 == edit.target->steps.size();
    std::string place = placeOfElement(name);
    if (!claim(paths, place, claimOf(edit, step), isLast ? edit.target->span : name.span))
        return current;
    core::AmendElements amended;
    amended.list = current;
    amended.key = key;
    amended.wanted = string(name.text, program_.types.string(), name.span);
    amended.element = newVar(name.text, elementOf(list));
    if (!isLast || edit.kind != Edit::Kind::remove)
        amended.value =
            elementValue(elementOf(list), varRef(amended.element, edit.span), edit, step, paths.children[place]);
    return make(name.span, list, std::move(amended));
}

ExprId Checker::elementValue(TypeId element, ExprId now, const Edit& edit, size_t step, PathTree& inner) {
    if (step + 1 < edit.target->steps.size())
        return amend(element, now, {.edit = &edit, .step = step + 1, .span = edit.span}, inner);
    if (edit.kind == Edit::Kind::amend)
        return amend(element, now, {.block = edit.block, .span = edit.span}, inner);
    if (edit.kind == Edit::Kind::assign)
        return check(edit.value, element);
    sink_.report(Code::E3014, edit.span, "+=", show(element));
    return errorExpr(edit.span);
}

} // namespace stackc::sema
