#include "sema/expr/elements.h"

#include "diag/suggest.h"
#include "sema/expr/blocks.h"
#include "sema/expr/edits.h"
#include "sema/expr/element_keys.h"
#include "sema/expr/infer.h"
#include "sema/make.h"
#include "sema/suggest.h"
#include "sema/types/kinds.h"

#include <fmt/format.h>

namespace stackc::sema {

namespace {

/// An edit whose step leads to an element.
struct ElementEdit {
    const Edit& edit;
    size_t step;
    std::string place; ///< how the paths of the block name it; empty where that isn't known
};

ExprId editElement(Checking& in, TypeId list, std::vector<core::Entry> items, size_t index, const ElementEdit& at,
                   PathTree& paths);
ExprId computedElement(Checking& in, const ElementKeys& keys, const WantedElement& wanted, ExprId current,
                       const Edit& edit, size_t step, PathTree& paths);
ExprId elementValue(Checking& in, TypeId element, ExprId now, const Edit& edit, size_t step, PathTree& inner);

bool isLastStep(const ElementEdit& at) { return at.step + 1 == at.edit.target->steps.size(); }

bool isRemoved(const ElementEdit& at) { return isLastStep(at) && at.edit.kind == Edit::Kind::remove; }

/// Marks the element as set; reports a second setting. Elements of which the key isn't known are not held against
/// others.
bool claimElement(Checking& in, PathTree& paths, const ElementEdit& at) {
    const Span span = isLastStep(at) ? at.edit.target->span : at.edit.target->steps[at.step].name.span;
    return at.place.empty() || claim(in, paths, at.place, claimOf(at.edit, at.step), span);
}

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

/// How the paths of a block name an element; empty where its key is not known.
std::string placeOf(const WantedElement& wanted) { return wanted.text ? "[\"" + shownKey(wanted) + "\"]" : ""; }

/// The elements whose key is not the only one: what to write instead.
std::string toldApart(const Checking& in, const ElementKeys& keys, const std::vector<WrittenKeys>& matching) {
    const std::string& key = keys.first;
    if (matching[0].second && matching[1].second && *matching[0].second != *matching[1].second)
        return fmt::format("`{}` tells them apart: `{}[\"{}/{}\"]`", keys.second, keys.name, *matching[0].first,
                           *matching[0].second);
    return in.kindOf(keys.list) == TypeKind::Native
               ? "`" + key + "` doesn't tell them apart: set the list as a whole, `" + keys.name + " = [ … ]`"
               : "take one of them away, or give them different keys";
}

/// No element has the key that is wanted.
void noSuchElement(Checking& in, const ElementKeys& keys, const WantedElement& wanted,
                   const std::vector<std::string>& known) {
    const std::string text = shownKey(wanted);
    in.sink.report(Code::E3041, wanted.span, keys.first, text)
        .note(known.empty() ? "it has no elements" : "its elements are " + diag::quotedList(known))
        .suggest(didYouMean(text, known));
}

} // namespace

ExprId amendElement(Checking& in, const Slot& slot, ExprId current, const Edit& edit, size_t step, PathTree& paths) {
    const ast::TargetStep& target = edit.target->steps[step];
    TypeId list = slot.type;
    if (in.kindOf(list) == TypeKind::Error || (current.valid() && in.isError(current)))
        return in.errorExpr(edit.span);
    std::optional<ElementKeys> keys = elementKeys(in, slot, target.name.span);
    if (!keys)
        return in.errorExpr(edit.span);
    std::optional<WantedElement> wanted = wantedElement(in, *keys, target.name, target.computed);
    if (!wanted)
        return current.valid() ? current : in.errorExpr(edit.span);
    std::vector<core::Entry> items;
    bool isKnown = (!current.valid() || writtenItems(in, current, items)) && wanted->text;
    std::vector<std::string> known;
    std::vector<size_t> matching;
    std::vector<WrittenKeys> found;
    for (size_t i = 0; i < items.size() && isKnown; ++i) {
        WrittenKeys element = writtenKeys(in, items[i].value, *keys);
        std::optional<bool> matches = isWanted(element, *wanted);
        isKnown = matches.has_value();
        if (!isKnown)
            break;
        known.push_back(shownKeys(element, *keys));
        if (*matches) {
            matching.push_back(i);
            found.push_back(element);
        }
    }
    if (isKnown && matching.size() > 1) {
        in.sink.report(Code::E3085, wanted->span, keys->first, *wanted->text)
            .note(in.program[items[matching[1]].value].span, "the second one")
            .suggest(toldApart(in, *keys, found));
        return current;
    }
    if (!isKnown)
        return computedElement(in, *keys, *wanted, current, edit, step, paths);
    if (!matching.empty())
        return editElement(in, list, std::move(items), matching.front(), {edit, step, placeOf(*wanted)}, paths);
    noSuchElement(in, *keys, *wanted, known);
    return current;
}

namespace {

ExprId editElement(Checking& in, TypeId list, std::vector<core::Entry> items, size_t index, const ElementEdit& at,
                   PathTree& paths) {
    const auto& [edit, step, place] = at;
    ExprId& value = items[index].value;
    while (const auto* let = in.nodeAs<core::LetRef>(value))
        value = in.program[let->let].value;
    if (!claimElement(in, paths, at))
        return in.make(edit.span, list, core::ListExpr{std::move(items)});
    if (isRemoved(at))
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
    else
        value = elementValue(in, elementOf(in, list), value, edit, step, paths.children[place]);
    return in.make(edit.span, list, core::ListExpr{std::move(items)});
}

/// An element of a list that is not written out, or whose key isn't: found when the list is there.
ExprId computedElement(Checking& in, const ElementKeys& keys, const WantedElement& wanted, ExprId current,
                       const Edit& edit, size_t step, PathTree& paths) {
    const ElementEdit at{edit, step, placeOf(wanted)};
    if (!claimElement(in, paths, at))
        return current;
    TypeId element = elementOf(in, keys.list);
    core::AmendElements amended;
    amended.list = current.valid() ? current : in.make(edit.span, keys.list, core::ListExpr{});
    amended.key = keys.first;
    amended.wanted = wanted.key;
    amended.second = wanted.second;
    amended.reading = keys.reading;
    amended.element = newVar(in, wanted.text.value_or("element"), element);
    PathTree unknown;
    if (!isRemoved(at))
        amended.value = elementValue(in, element, varRef(in, amended.element, edit.span), edit, step,
                                     at.place.empty() ? unknown : paths.children[at.place]);
    return in.make(wanted.span, keys.list, std::move(amended));
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
