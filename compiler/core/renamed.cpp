#include "core/renamed.h"

#include "core/layout.h"

#include <algorithm>

namespace stackc::core {

namespace {

/// The path in `@was`, below where its chart's values stand.
KeyPath below(KeyPath root, const std::string& was) {
    for (size_t begin = 0; begin <= was.size();) {
        size_t end = std::min(was.find('.', begin), was.size());
        root.push_back(was.substr(begin, end - begin));
        begin = end + 1;
    }
    return root;
}

class Finder {
public:
    explicit Finder(const TypeTable& types) : types_(types) {}

    std::vector<RenamedField> found;

    struct Place {
        size_t root, sure; ///< steps of the path
        bool isSure = true;
    };

    void record(const Type& type, Place place) {
        if (type.subchart)
            place.root = path_.size();
        for (const Field& field : type.fields) {
            Place inner = place;
            if (!field.flat)
                enter(inner, field.key);
            if (!field.was.empty())
                found.push_back({&field, below(root(place), field.was), path_, place.root, inner.sure});
            value(types_[field.type], inner);
            if (!field.flat)
                path_.pop_back();
        }
    }

private:
    void enter(Place& place, const std::string& key) {
        path_.push_back(key);
        place.sure += place.isSure ? 1 : 0;
    }

    KeyPath root(const Place& place) const {
        return {path_.begin(), path_.begin() + static_cast<std::ptrdiff_t>(place.root)};
    }

    void value(const Type& type, const Place& place) {
        if (type.kind == TypeKind::Optional)
            value(types_[type.element], place);
        else if (type.kind == TypeKind::Record)
            record(type, place);
        else if (type.kind == TypeKind::Variant && !type.tagKey.empty())
            for (const Case& item : type.cases)
                if (item.payload.valid()) {
                    Place inner = place;
                    inner.isSure = false;
                    enter(inner, item.key);
                    value(types_[item.payload], inner);
                    path_.pop_back();
                }
    }

    KeyPath path_;
    const TypeTable& types_;
};

} // namespace

std::vector<RenamedField> renamedFields(const TypeTable& types, const Type& record) {
    Finder finder(types);
    finder.record(record, {0, 0, true});
    return std::move(finder.found);
}

size_t stepsInto(const TypeTable& types, const Type& record, const KeyPath& path, size_t root, const Field*& found) {
    const Type* at = &record;
    const Field* holder = nullptr; // of an optional record, which has a key `enabled`
    found = nullptr;
    for (size_t step = 0; step < path.size(); ++step) {
        const Field* next = path[step] == "enabled" ? holder : nullptr;
        for (const Placed& placed : layout(types, *at)) {
            std::vector<std::string> keys = keysOf(types, *placed.field);
            if (std::find(keys.begin(), keys.end(), path[step]) != keys.end())
                next = placed.field;
        }
        if (next == nullptr)
            return step;
        const Type& type = types[next->type];
        at = type.kind == TypeKind::Optional ? &types[type.element] : &type;
        bool isLast = step + 1 == path.size();
        bool isSwitch = next == holder;
        holder = type.kind == TypeKind::Optional ? next : nullptr;
        if (isLast || isSwitch || next->flat || at->kind != TypeKind::Record || at->open ||
            (at->subchart && step >= root)) {
            found = next;
            return step;
        }
    }
    return path.size();
}

} // namespace stackc::core
