#include "sema/index.h"

#include <algorithm>
#include <tuple>

namespace stackc::sema {

namespace {

/// Outer things before what is inside of them.
bool before(Span a, Span b) { return std::tuple(a.file, a.begin, b.end) < std::tuple(b.file, b.begin, a.end); }

/// Sorts by place, and keeps the first of those that `isSame` says are one.
template <typename Item, typename Same> void order(std::vector<Item>& items, Same isSame) {
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return before(a.span, b.span); });
    std::vector<Item> kept;
    kept.reserve(items.size());
    size_t first = 0; // of those at the place
    for (Item& item : items) {
        if (kept.size() > first && kept[first].span != item.span)
            first = kept.size();
        bool isKnown = std::any_of(kept.begin() + static_cast<std::ptrdiff_t>(first), kept.end(),
                                   [&](Item& other) { return isSame(other, item); });
        if (!isKnown)
            kept.push_back(std::move(item));
    }
    items = std::move(kept);
}

/// The first that doesn't begin before a place.
template <typename Item> auto from(const std::vector<Item>& items, Span span) {
    return std::lower_bound(items.begin(), items.end(), span,
                            [](const Item& item, Span wanted) { return before(item.span, wanted); });
}

/// The smallest item around an offset; null if there is none. Items contain one another, or have nothing in common.
template <typename Item> const Item* innermost(const std::vector<Item>& items, source::FileId file, uint32_t offset) {
    const Item* found = nullptr;
    for (auto it = from(items, {file, offset + 1, offset + 1}); it != items.begin();) {
        --it;
        if (it->span.file != file)
            break;
        bool isAround = it->span.begin <= offset && offset <= it->span.end;
        if (isAround && (found == nullptr || it->span.size() < found->span.size()))
            found = &*it;
    }
    return found;
}

template <typename Item> const Item* exactly(const std::vector<Item>& items, Span span) {
    auto it = from(items, span);
    return it != items.end() && it->span == span ? &*it : nullptr;
}

} // namespace

bool Entity::isSame(const Entity& other) const {
    if (declared.valid() || other.declared.valid())
        return declared == other.declared;
    if (kind != other.kind || name != other.name)
        return false;
    return kind == EntityKind::NativeType || kind == EntityKind::NativeField ? native == other.native
           : kind == EntityKind::Case                                        ? type == other.type
                                                                             : true;
}

const Entity* Index::declared(uint32_t variable) const {
    auto known = variables_.find(variable);
    return known == variables_.end() ? nullptr : &known->second;
}

void Index::finish() {
    order(names_, [](const NameUse& known, const NameUse& name) { return known.entity.isSame(name.entity); });
    // Of one expression several things may be known: what was expected, and what was found.
    order(expressions_, [](TypedSpan& known, const TypedSpan& more) {
        if (!known.found.valid())
            known.found = more.found;
        if (!known.expected.valid())
            known.expected = more.expected;
        return true;
    });
    order(blocks_, [](const TypedSpan&, const TypedSpan&) { return true; });
    order(calls_, [](const Call&, const Call&) { return true; });
    std::erase_if(conversions_, [&](const Conversion& one) { return followed_.contains(one.span); });
    order(conversions_, [](const Conversion& a, const Conversion& b) { return a.from == b.from && a.to == b.to; });
}

const NameUse* Index::nameAt(source::FileId file, uint32_t offset) const {
    const NameUse* found = nullptr;
    for (auto it = from(names_, {file, offset + 1, offset + 1}); it != names_.begin();) {
        --it;
        if (it->span.file != file || (found != nullptr && it->span != found->span))
            break;
        if (it->span.begin <= offset && offset <= it->span.end)
            found = &*it; // the first one at the place
        else if (it->span.end < offset)
            break;
    }
    return found;
}

std::vector<const NameUse*> Index::usesOf(const Entity& entity) const {
    std::vector<const NameUse*> uses;
    for (const NameUse& name : names_)
        if (name.entity.isSame(entity) && (uses.empty() || uses.back()->span != name.span))
            uses.push_back(&name);
    return uses;
}

const TypedSpan* Index::expressionAt(source::FileId file, uint32_t offset) const {
    return innermost(expressions_, file, offset);
}

const TypedSpan* Index::blockAt(source::FileId file, uint32_t offset) const { return innermost(blocks_, file, offset); }

const TypedSpan* Index::expression(Span span) const { return exactly(expressions_, span); }

const TypedSpan* Index::block(Span span) const { return exactly(blocks_, span); }

const Call* Index::callAt(source::FileId file, uint32_t offset) const { return innermost(calls_, file, offset); }

} // namespace stackc::sema
