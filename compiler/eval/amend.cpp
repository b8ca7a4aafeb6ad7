#include "eval/amend.h"

#include "diag/suggest.h"
#include "eval/choose.h"
#include "eval/held.h"
#include "eval/keys.h"
#include "eval/loops.h"
#include "eval/optionals.h"
#include "eval/places.h"
#include "eval/primitives.h"
#include "kube/demands.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <utility>

namespace stackc::eval {

using ir::EntryKind;
using ir::NodeKind;

namespace {

/// Elements that have a key are being looked for.
struct Search {
    NodeRef wanted;  ///< the key
    NodeRef matched; ///< where an element before has it
    bool found;
    int certain = 0;                  ///< elements that surely have it, outside of loops
    std::vector<std::string> known{}; ///< keys of the others
    std::optional<core::SecondKey> second{};

    /// For what a loop makes, where nothing is there for certain.
    Search inLoop() const { return {wanted, matched, found, 0, {}, second}; }
};

std::vector<Entry> withoutKey(Evaluation& in, const std::vector<Entry>& entries, const std::string& key, NodeRef guard,
                              core::Span span);
std::vector<Entry> spreadWithoutKey(Evaluation& in, Entry spread, const std::string& key, NodeRef guard,
                                    core::Span span);
void amendItem(Evaluation& in, const core::AmendElements& amended, Search& search, Entry item, std::vector<Entry>& out);
void amendSpread(Evaluation& in, const core::AmendElements& amended, Search& search, const Entry& item,
                 std::vector<Entry>& out);
void keepPart(Evaluation& in, const core::AmendElements& amended, const Search& search, NodeRef before, NodeRef after,
              NodeRef reached);
void splitSecond(Evaluation& in, const core::AmendElements& amended, Search& search);
void judgeSearch(Evaluation& in, const core::AmendElements& amended, const Search& search, const std::string& wanted,
                 core::Span span);

std::string staticKey(Evaluation& in, const core::Entry& item) {
    if (!item.keyExpr.valid())
        return item.key;
    NodeRef key = unshared(in.evaluate(item.keyExpr));
    if (key->kind == NodeKind::String)
        return key->text;
    in.report(diag::Code::E4003, item.span, "removing an entry whose key is late");
    return "";
}

} // namespace

void amendEntry(Evaluation& in, const core::Entry& item, NodeRef guard, bool moves, Entries& out) {
    NodeRef key = item.keyExpr.valid() ? unshared(in.evaluate(item.keyExpr)) : in.nodes.string(item.key);
    bool isStatic = key->kind == NodeKind::String;
    // A list that is not there has no element to amend, and stays away.
    bool isOfElements = std::holds_alternative<core::AmendElements>(in.program[item.value].node);
    Held before =
        held(in, out.all(), key, in.program[item.first].type, isOfElements ? Absent::IsAbsent : Absent::IsEmpty);
    if (before.there == nullptr) {
        bool isData = std::any_of(out.all().begin(), out.all().end(), [&in](const Entry& entry) {
            NodeRef whole = entry.kind == EntryKind::Spread ? unshared(entry.value) : nullptr;
            return whole != nullptr && isPlace(whole) && in.typeOf(whole).kind == core::TypeKind::Data;
        });
        if (isData)
            in.report(diag::Code::E4003, item.span, "amending a part of what is open data in the values")
                .suggest("give the part in the values, or declare the value with a type of Kubernetes, such as "
                         "`k8s.core.v1.ConfigMap`");
        else
            in.report(diag::Code::E4003, item.span, "amending an entry of a map whose keys are late")
                .suggest("write it before the loop or the spread that has late keys, or give a whole value with `=`");
        return;
    }
    // Where an object around may not be there, its lists aren't, either.
    if (isOfElements && before.there->isFalse() && !in.place.context()->isTrue())
        return;
    NodeRef amended = nullptr;
    if (!before.there->isFalse()) {
        Under under(in, before.there);
        in.vars[item.first.value] = before.value;
        amended = in.evaluate(item.value);
    }
    if (amended != nullptr && isOfElements) {
        guard = in.guards.both(guard, before.there);
    } else if (!before.there->isTrue() && !item.otherwise.valid()) {
        in.report(diag::Code::E3012, item.span,
                  before.there->isFalse() ? "it is not there" : "it is there under a condition only");
    } else if (!before.there->isTrue()) {
        NodeRef absent = in.guards.negate(before.there);
        Under under(in, absent);
        in.vars[item.first.value] = in.evaluate(item.otherwise);
        NodeRef made = in.evaluate(item.value);
        amended = amended == nullptr ? made : choose(in, before.there, amended, made, in.program[item.value].type);
    }
    if (amended == nullptr || (isOfElements && before.there->isFalse()))
        return;
    Entry made;
    made.guard = guard;
    if (isStatic)
        made.key = key->text;
    else
        made.keyNode = key;
    made.value = amended;
    out.add(std::move(made), moves);
}

void removeEntry(Evaluation& in, const core::Entry& item, NodeRef guard, Entries& out) {
    std::vector<Entry> before = opened(in, out.take());
    giveWayToMaps(in, before); // which are no longer whole
    out.assign(withoutKey(in, before, staticKey(in, item), guard, item.span));
}

namespace {

/// The entries but for a key, as far as the guard reaches. Late keys are compared with it.
std::vector<Entry> withoutKey(Evaluation& in, const std::vector<Entry>& entries, const std::string& key, NodeRef guard,
                              core::Span span) {
    std::vector<Entry> left;
    for (Entry& entry : opened(in, entries)) {
        if (entry.kind == EntryKind::Spread) {
            for (Entry& part : spreadWithoutKey(in, std::move(entry), key, guard, span))
                left.push_back(std::move(part));
            continue;
        }
        NodeRef removed = in.no();
        if (entry.kind == EntryKind::Each)
            entry.body = withoutKey(in, entry.body, key, guard, span);
        else if (ir::fixedKey(entry) == nullptr)
            removed = in.guards.both(guard, compare(in, core::Op::Eq, entry.keyNode, in.nodes.string(key)));
        else if (isEntryOf(entry, key))
            removed = guard;
        // What is left is left outside of the branch that removes it. What the entry's guard says already stays as it
        // is said: of n keys that are removed each would make all of it anew.
        entry.guard = in.guards.both(entry.guard, in.guards.simplify(in.guards.negate(removed), entry.guard));
        if (!entry.guard->isFalse() && (entry.kind != EntryKind::Each || !entry.body.empty()))
            left.push_back(std::move(entry));
    }
    return left;
}

/// A late map becomes a loop over it.
std::vector<Entry> spreadWithoutKey(Evaluation& in, Entry spread, const std::string& key, NodeRef guard,
                                    core::Span span) {
    NodeRef whole = unshared(spread.value);
    if (isExpandable(in, whole))
        whole = expand(in, whole);
    if (whole->kind == NodeKind::Record)
        return guarded(in, spread.guard, withoutKey(in, whole->entries, key, guard, span));
    if (whole->isNone())
        return {};
    if (whole->kind != NodeKind::Ref || in.typeOf(whole).kind != core::TypeKind::Map) {
        in.report(diag::Code::E4003, span, "removing a key from what is late as a whole");
        return {std::move(spread)};
    }
    Entry round;
    round.kind = EntryKind::Each;
    round.guard = spread.guard;
    round.loop = in.nodes.loop(whole, in.place.depth(), "item", "key");
    Entry inner = ir::NodeTable::item(in.yes(), in.nodes.element(round.loop, in.typeOf(whole).element));
    inner.keyNode = in.nodes.key(round.loop, in.typeOf(whole).key);
    round.body = withoutKey(in, {std::move(inner)}, key, guard, span);
    return {std::move(round)};
}

} // namespace

std::string shownKey(const core::AmendElements& amended, NodeRef wanted) {
    const bool isBeside = amended.second && !amended.second->wanted.empty();
    return wanted->text + (isBeside ? "/" + amended.second->wanted : "");
}

NodeRef amendElements(Evaluation& in, const core::AmendElements& amended, const core::Expr& expr) {
    NodeRef list = unshared(in.evaluate(amended.list));
    NodeRef wanted = unshared(in.evaluate(amended.wanted));
    std::vector<Entry> items;
    if (list->kind == NodeKind::List) {
        items = list->entries;
    } else if (!list->isNone()) {
        items.push_back(spreadOf(in, list));
    }
    std::vector<Entry> out;
    Search search{wanted, in.no(), false};
    splitSecond(in, amended, search);
    for (Entry& item : items)
        amendItem(in, amended, search, std::move(item), out);
    const bool isAsked = amended.mustExist && wanted->kind == NodeKind::String;
    // With all inputs known it may just not be there for these values.
    in.isUnmet |= isAsked && (!search.found || search.certain > 1);
    if (isAsked && in.known == nullptr)
        judgeSearch(in, amended, search, shownKey(amended, wanted), expr.span);
    return in.nodes.list(std::move(out));
}

namespace {

/// Reports that no element has the key, or that more than one surely has.
void judgeSearch(Evaluation& in, const core::AmendElements& amended, const Search& search, const std::string& wanted,
                 core::Span span) {
    if (!search.found) {
        auto report = in.report(diag::Code::E3041, span, amended.key, wanted);
        if (!search.known.empty())
            report.note("its elements are " + diag::quotedList(search.known))
                .suggest(diag::didYouMean(diag::suggestName(wanted, search.known)));
    }
    if (search.certain <= 1)
        return;
    const core::Type& list = in.typeOf(in.program[amended.list].type);
    std::vector<std::string_view> keys;
    if (list.kind == core::TypeKind::Native)
        keys = in.program.types.natives().type(list.native).mapKeys;
    const bool isOneOfTwo = keys.size() == 2 && keys[0] == amended.key && !search.second;
    in.report(diag::Code::E3085, span, amended.key, wanted)
        .suggest(isOneOfTwo ? fmt::format("`{}` tells them apart: `[\"{}/…\"]`", keys[1], wanted)
                            : fmt::format("`{}` doesn't tell them apart: give them different keys, or set the list as "
                                          "a whole with `=`",
                                          amended.key));
}

/// As what the key of an element is read. A key that Kubernetes' element may lack, or that is a number, is no text for
/// a template until it is made one.
core::TypeId keyType(Evaluation& in, const core::AmendElements& amended, const std::string& field) {
    const core::TypeTable& types = in.program.types;
    if (amended.second && field == amended.second->field)
        return amended.reading;
    const core::Type* element = &in.typeOf(in.program[amended.list].type);
    if (element->kind == core::TypeKind::List)
        element = &in.typeOf(element->element);
    if (element->kind != core::TypeKind::Native)
        return types.string();
    kube::Type native = types.natives().type(element->native);
    if (native.shape == kube::Shape::List)
        native = types.natives().type(native.element);
    if (amended.reading.valid() && field != amended.key)
        native = types.natives().type(types[amended.reading].native);
    std::optional<kube::Field> found = native.fields.find(field);
    bool isText = found && found->required && types.natives().shape(found->type) == kube::Shape::String;
    return isText ? types.string() : types.intOrPercent();
}

/// Ports are told apart by their numbers.
NodeRef keyText(Evaluation& in, NodeRef key) {
    if (key->kind == NodeKind::Int)
        return in.nodes.string(std::to_string(key->integer));
    if (key->kind == NodeKind::Choice) {
        std::vector<Entry> arms = alternatives(in, key);
        for (Entry& arm : arms)
            arm.value = keyText(in, unshared(arm.value));
        return chooseAll(in, std::move(arms));
    }
    bool isNumber = isPlace(key) &&
                    (in.typeOf(key).kind == core::TypeKind::Int || in.typeOf(key).kind == core::TypeKind::IntOrPercent);
    return isNumber ? primitive(in, core::Op::ToText, {key}, nullptr) : key;
}

/// A field of an element, or of an object in it: `metadata.name`.
NodeRef fieldAt(Evaluation& in, const core::AmendElements& amended, NodeRef element, std::string_view path) {
    const size_t dot = path.find('.');
    const std::string field(path.substr(0, dot));
    if (dot == std::string_view::npos)
        return fieldOf(in, element, field, {in.trace.here(), keyType(in, amended, field), {}});
    NodeRef holder = payload(in, fieldOf(in, element, field, {in.trace.here(), amended.reading, {}}));
    return fieldAt(in, amended, holder, path.substr(dot + 1));
}

/// The key of an element, as a text; none where it has none.
NodeRef keyOf(Evaluation& in, const core::AmendElements& amended, NodeRef element) {
    return keyText(in, payload(in, fieldAt(in, amended, element, amended.key)));
}

/// The second key of an element, as a text; Kubernetes' default where it has none.
NodeRef secondOf(Evaluation& in, const core::AmendElements& amended, NodeRef element) {
    NodeRef field = fieldAt(in, amended, element, amended.second->field);
    NodeRef held = keyText(in, payload(in, field));
    NodeRef otherwise = in.nodes.string(std::string(kube::defaultOfKey(amended.second->field)));
    return held->isNone() ? otherwise : choose(in, present(in, field), held, otherwise);
}

/// `/UDP`, where elements are told apart by a second key and this one says it for certain; else "".
std::string shownSecond(Evaluation& in, const core::AmendElements& amended, const Search& search, NodeRef element) {
    if (!search.second)
        return "";
    NodeRef second = keyText(in, payload(in, fieldAt(in, amended, element, search.second->field)));
    return second->kind == NodeKind::String ? "/" + second->text : "";
}

/// Both keys of an element, as `53/UDP`.
NodeRef bothKeys(Evaluation& in, const core::AmendElements& amended, NodeRef element) {
    std::vector<NodeRef> parts{keyOf(in, amended, element), in.nodes.string("/"), secondOf(in, amended, element)};
    return primitive(in, core::Op::Concat, std::move(parts), nullptr);
}

/// What comes behind the last `/` of a key that is known is the second key, if that may be so.
void splitSecond(Evaluation& in, const core::AmendElements& amended, Search& search) {
    search.second = amended.second;
    if (!amended.second || !amended.second->wanted.empty() || search.wanted->kind != NodeKind::String)
        return;
    search.second.reset();
    const std::string& whole = search.wanted->text;
    const size_t slash = whole.rfind('/');
    if (slash == std::string::npos)
        return;
    const std::string second = whole.substr(slash + 1);
    const std::vector<core::Case>& cases = in.typeOf(in.typeOf(amended.reading).element).cases;
    if (!std::ranges::any_of(cases, [&](const core::Case& one) { return one.key == second; }))
        return;
    search.second = {amended.second->field, second, kube::defaultOfKey(amended.second->field) == second};
    search.wanted = in.nodes.string(whole.substr(0, slash));
}

/// Where the field of an element is what is wanted.
NodeRef hasField(Evaluation& in, const core::AmendElements& amended, NodeRef element, const std::string& path,
                 NodeRef wanted) {
    NodeRef field = fieldAt(in, amended, element, path);
    NodeRef held = keyText(in, payload(in, field));
    return held->isNone() ? in.no() : in.guards.both(present(in, field), compare(in, core::Op::Eq, held, wanted));
}

/// Where the element is the one that is wanted. A key that is late is the first one, or both.
NodeRef isWanted(Evaluation& in, const core::AmendElements& amended, const Search& search, NodeRef element) {
    NodeRef same = hasField(in, amended, element, amended.key, search.wanted);
    if (!search.second)
        return same;
    const core::SecondKey& second = *search.second;
    if (second.wanted.empty()) {
        NodeRef key = fieldAt(in, amended, element, amended.key);
        if (payload(in, key)->isNone())
            return same;
        NodeRef both = compare(in, core::Op::Eq, bothKeys(in, amended, element), search.wanted);
        return in.guards.either(same, in.guards.both(present(in, key), both));
    }
    if (same->isFalse())
        return same;
    NodeRef beside = hasField(in, amended, element, second.field, in.nodes.string(second.wanted));
    if (second.isDefault)
        beside = in.guards.either(beside, in.guards.negate(present(in, fieldAt(in, amended, element, second.field))));
    return in.guards.both(same, beside);
}

/// Elements whose key is not known are amended under the condition that they have it. A part is the one element that
/// surely has it, where there is one.
void amendItem(Evaluation& in, const core::AmendElements& amended, Search& search, Entry item,
               std::vector<Entry>& out) {
    if (search.matched->isTrue()) {
        out.push_back(std::move(item));
        return;
    }
    if (item.kind == EntryKind::Each) {
        Around around(in, item.loop);
        Search inside = search.inLoop();
        std::vector<Entry> body;
        for (Entry& inner : item.body)
            amendItem(in, amended, inside, std::move(inner), body);
        search.found = inside.found;
        search.known.insert(search.known.end(), inside.known.begin(), inside.known.end());
        item.body = std::move(body);
        out.push_back(std::move(item));
        return;
    }
    if (item.kind == EntryKind::Spread)
        return amendSpread(in, amended, search, item, out);
    NodeRef same = in.guards.both(isWanted(in, amended, search, item.value), in.guards.negate(search.matched));
    same = in.guards.simplify(same, in.guards.both(in.place.context(), item.guard));
    if (same->isFalse() || item.guard->isFalse()) {
        if (NodeRef key = keyOf(in, amended, item.value); key->kind == NodeKind::String)
            search.known.push_back(key->text + shownSecond(in, amended, search, item.value));
        out.push_back(std::move(item));
        return;
    }
    search.found = true;
    search.certain += same->isTrue() && item.guard->isTrue() ? 1 : 0;
    if (!amended.mustExist)
        search.matched = in.simplify(in.guards.either(search.matched, in.guards.both(item.guard, same)));
    if (!amended.value.valid()) {
        // Said beside what is said already, and so the branches around find again what both of them say.
        item.guard = in.guards.both(item.guard, in.guards.negate(same));
        if (!item.guard->isFalse())
            out.push_back(std::move(item));
        return;
    }
    NodeRef reached = in.guards.both(item.guard, same);
    NodeRef after = nullptr;
    {
        Under under(in, reached);
        in.vars[amended.element.value] = item.value;
        after = in.evaluate(amended.value);
    }
    if (!amended.mustExist)
        keepPart(in, amended, search, item.value, after, reached);
    Under under(in, reached);
    item.value = choose(in, same, after, item.value, in.program[amended.value].type);
    out.push_back(std::move(item));
}

/// A part goes on to select its element by the key that it was given, where it was.
void keepPart(Evaluation& in, const core::AmendElements& amended, const Search& search, NodeRef before, NodeRef after,
              NodeRef reached) {
    auto keyIn = [&](NodeRef element) {
        return search.second ? bothKeys(in, amended, element) : keyOf(in, amended, element);
    };
    NodeRef key = keyIn(after);
    const auto* selector = std::get_if<core::VarRef>(&in.program[amended.wanted].node);
    if (selector == nullptr || key->isNone() || key == keyIn(before))
        return;
    if (!in.place.rounds().empty() && in.known == nullptr) {
        in.report(diag::Code::E4003, in.trace.here(), "a new key for an element that a loop or the values give")
            .suggest("give the key where the element is made");
        return;
    }
    NodeRef& selected = in.vars[selector->var.value];
    selected = choose(in, reached, key, selected, in.program.types.string());
}

/// The elements of a list within the list: one by one, or in a loop.
void amendSpread(Evaluation& in, const core::AmendElements& amended, Search& search, const Entry& item,
                 std::vector<Entry>& out) {
    NodeRef whole = unshared(item.value);
    if (whole->kind == NodeKind::List) {
        for (Entry& inner : guarded(in, item.guard, whole->entries))
            amendItem(in, amended, search, std::move(inner), out);
        return;
    }
    Binding binding{amended.element, {}};
    auto body = [&]() -> std::vector<Entry> {
        Search inside = search.inLoop();
        std::vector<Entry> one;
        amendItem(in, amended, inside, ir::NodeTable::item(in.yes(), in.vars[amended.element.value]), one);
        search.found = inside.found;
        return one;
    };
    core::TypeId type = in.program[amended.list].type;
    Walk walk{type, isMap(in, type), binding, body, in.trace.here()};
    std::vector<Entry> made = each(in, whole, walk, in.nodes.integer(0));
    appendItems(in, out, guarded(in, item.guard, std::move(made)));
}

} // namespace

} // namespace stackc::eval
