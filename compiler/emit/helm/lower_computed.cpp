// Collections that are put together before they are walked: a dict, whose keys a range walks in byte order, or a list.
#include "emit/helm/helpers.h"
#include "emit/helm/statements.h"

#include <algorithm>
#include <iterator>

namespace stackc::emit::helm {

using core::TypeKind;

namespace {

/// What `$list = append $list x` appends to the list; null: the block is something else.
ExprPtr appended(const Block& block, const std::string& list) {
    const Assign* assign = std::get_if<Assign>(&block.node);
    bool isAppend = assign != nullptr && assign->name == list && isCallOf(assign->expr, "append");
    return isAppend ? assign->expr->args[1] : nullptr;
}

/// Elements that stand one behind the other in one `list`: that which the list begins with, or one that is added to it.
void joinAppended(Body& body, const std::string& list) {
    Body out;
    for (size_t i = 0; i < body.size(); ++i) {
        std::vector<ExprPtr> elements;
        for (; i < body.size() && appended(body[i], list); ++i)
            elements.push_back(appended(body[i], list));
        Assign* before = out.empty() ? nullptr : std::get_if<Assign>(&out.back().node);
        bool isBegun = before != nullptr && before->name == list && isCallOf(before->expr, "list");
        if (isBegun && !elements.empty())
            before->expr = call("list", std::move(elements));
        else if (elements.size() > 1)
            out.push_back({Assign{.indent = 0,
                                  .name = list,
                                  .expr = call("concat", {variable(list), call("list", std::move(elements))}),
                                  .again = true}});
        else if (elements.size() == 1)
            out.push_back(body[i - 1]);
        if (i == body.size())
            break;
        for (Body* inner : bodiesOf(body[i]))
            joinAppended(*inner, list);
        out.push_back(std::move(body[i]));
    }
    body = std::move(out);
}

/// Late maps of scalars, one laid over the other? Helm merges maps inside of maps, so others are no case for its merge.
bool isMergedOfScalars(const Lowering& in, const std::vector<Entry>& entries) {
    return std::all_of(entries.begin(), entries.end(), [&in](const Entry& entry) {
        if (entry.kind != EntryKind::Spread || !entry.guard->isTrue() || entry.value->kind != NodeKind::Ref)
            return false;
        const core::Type& type = in.kinds.typeOf(entry.value);
        if (type.kind != TypeKind::Map)
            return false;
        TypeKind element = in.program.types[type.element].kind;
        return element == TypeKind::Bool || element == TypeKind::Int || element == TypeKind::Float ||
               element == TypeKind::String || element == TypeKind::Sensitive || element == TypeKind::Enum;
    });
}

/// A value as it would stand in values.
ExprPtr goValue(Lowering& in, NodeRef node) {
    if (node->isConst() && !in.kinds.isScalar(node))
        return constant(in, node);
    if (in.kinds.isScalar(node))
        return scalar(in, node).expr;
    bool isPlain = std::all_of(node->entries.begin(), node->entries.end(), [](const Entry& e) {
        return e.kind == EntryKind::Value && e.keyNode == nullptr && e.guard->isTrue();
    });
    if ((node->kind == NodeKind::Record || node->kind == NodeKind::List) && !isPlain)
        return computed(in, node);
    std::vector<ExprPtr> args;
    switch (node->kind) {
    case NodeKind::Record:
        for (const Entry& entry : node->entries) {
            args.push_back(stringLiteral(entry.key));
            args.push_back(goValue(in, entry.value));
        }
        return call("dict", std::move(args));
    case NodeKind::List:
        for (const Entry& entry : node->entries)
            args.push_back(goValue(in, entry.value));
        return call("list", std::move(args));
    case NodeKind::Choice: {
        const Eager eager(in);
        ExprPtr result = goValue(in, node->entries.back().value);
        for (size_t i = node->entries.size() - 1; i-- > 0;)
            result =
                call("ternary", {goValue(in, node->entries[i].value), result, boolean(in, node->entries[i].guard)});
        return result;
    }
    default:
        return place(in, node);
    }
}

/// What is set later wins.
void fill(Lowering& in, NodeRef collection, const std::vector<Entry>& entries, const ExprPtr& whole, Body& out) {
    bool isMap = collection->kind == NodeKind::Record;
    auto set = [&](ExprPtr key, ExprPtr value) {
        return Block{Assign{.indent = 0, .name = "_", .expr = call("set", {whole, std::move(key), std::move(value)})}};
    };
    auto assign = [&](ExprPtr value) {
        return Block{Assign{.indent = 0, .name = whole->text, .expr = std::move(value), .again = true}};
    };
    std::vector<Item> items;
    for (const Entry& entry : entries) {
        Item item{.conjuncts = conjunctsOf(entry.guard), .extra = {}, .place = nullptr, .emit = {}};
        switch (entry.kind) {
        case EntryKind::Value:
            item.emit = [&](Body& body) {
                ExprPtr key = entry.keyNode != nullptr ? stringOf(in, entry.keyNode) : stringLiteral(entry.key);
                body.push_back(isMap ? set(key, goValue(in, entry.value))
                                     : assign(call("append", {whole, goValue(in, entry.value)})));
            };
            break;
        case EntryKind::Spread:
            item.emit = [&](Body& body) {
                if (isMap)
                    body.push_back({Range{.indent = 0,
                                          .key = "key",
                                          .element = "value",
                                          .source = loopSource(in, entry.value),
                                          .body = {set(variable("key"), variable("value"))},
                                          .otherwise = {}}});
                else
                    body.push_back(assign(call("concat", {whole, orEmpty(in, entry.value, "list")})));
            };
            break;
        case EntryKind::Each:
            item.emit = [&](Body& body) {
                withLoop(in, entry.loop, 0, body, [&](Body& inner) { fill(in, collection, entry.body, whole, inner); });
            };
            break;
        }
        items.push_back(std::move(item));
    }
    guarded(in, std::move(items), 0, out);
}

} // namespace

ExprPtr listedBefore(Lowering& in, NodeRef list, Body& out) {
    const TakenName taken(in.around, "list");
    Body filled{{Assign{.indent = 0, .name = "list", .expr = call("list", {})}}};
    fill(in, list, list->entries, variable("list"), filled);
    joinAppended(filled, "list");
    std::ranges::move(filled, std::back_inserter(out));
    return variable("list");
}

ExprPtr computed(Lowering& in, NodeRef collection) {
    bool isMap = collection->kind == NodeKind::Record;
    if (isMap && isMergedOfScalars(in, collection->entries)) {
        std::vector<ExprPtr> maps{call("dict", {})};
        for (const Entry& entry : collection->entries)
            maps.push_back(orEmpty(in, entry.value, "dict"));
        return call("mergeOverwrite", std::move(maps));
    }
    std::string name = isMap ? "map" : "list";
    ExprPtr text = helper(in, collection, nameOfAll(collection), [&](Body& body) {
        const TakenName taken(in.around, name);
        body.push_back({Assign{.indent = 0, .name = name, .expr = call(isMap ? "dict" : "list", {})}});
        fill(in, collection, collection->entries, variable(name), body);
        joinAppended(body, name);
        ExprPtr whole = variable(name);
        if (const Assign* only = std::get_if<Assign>(&body.back().node);
            only != nullptr && isCallOf(only->expr, "list")) {
            whole = only->expr;
            body.pop_back();
        }
        body.push_back({Action{0, call("toJson", {whole})}});
    });
    return pipe(text, isMap ? "fromJson" : "fromJsonArray");
}

} // namespace stackc::emit::helm
