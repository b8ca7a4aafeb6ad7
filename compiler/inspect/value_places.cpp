#include "inspect/value_places.h"

#include "core/declared.h"
#include "core/layout.h"
#include "inspect/default_place.h"
#include "values/context.h"

#include <algorithm>

namespace stackc::inspect {

using core::TypeId;
using core::TypeKind;

namespace {

class Walk {
public:
    Walk(const core::Program& program, MapPlaces& places) : program_(program), places_(places) {}

    std::vector<SourceMap::Value> run() {
        below(program_.valuesType, "", SourceMap::none);
        return std::move(values_);
    }

private:
    void at(TypeId type, const std::string& path, size_t around) {
        size_t place = places_.of(defaultAt(program_, path));
        if (place != around && place != SourceMap::none)
            values_.push_back({path, place});
        while (type.valid() && program_.types[type].kind == TypeKind::Optional)
            type = program_.types[type].element;
        bool isOpen = std::find(open_.begin(), open_.end(), type) != open_.end(); // it holds itself
        if (!type.valid() || isOpen || !saysMore(program_.types[type], path))
            return;
        open_.push_back(type);
        below(type, path, place);
        open_.pop_back();
    }

    /// Is there something of the author in the type, or what the author gives by fields?
    bool saysMore(const core::Type& type, const std::string& path) const {
        if (type.kind == TypeKind::List || type.kind == TypeKind::Map)
            return true;
        auto isAuthors = [this](const auto& part) { return program_.isAuthors(part.span); };
        if (std::any_of(type.fields.begin(), type.fields.end(), isAuthors) ||
            std::any_of(type.cases.begin(), type.cases.end(), isAuthors))
            return true;
        core::ExprId given = defaultExpr(program_, path);
        return given.valid() && (std::holds_alternative<core::RecordExpr>(program_[given].node) ||
                                 std::holds_alternative<core::VariantExpr>(program_[given].node));
    }

    void below(TypeId id, const std::string& path, size_t around) {
        const core::Type& type = program_.types[id];
        if (type.kind == TypeKind::List || type.kind == TypeKind::Map)
            at(type.element, path + "[]", around);
        if (type.kind == TypeKind::Record)
            for (const core::Placed& placed : core::layout(program_.types, type))
                field(*placed.field, path, around);
        cases(type, path, around);
    }

    void field(const core::Field& field, const std::string& path, size_t around) {
        if (!field.flat)
            return at(field.type, values::joinPath(path, field.key), around);
        const core::Type& variant = program_.types[field.type];
        if (!variant.tagKey.empty())
            at({}, values::joinPath(path, variant.tagKey), around);
        cases(variant, path, around);
    }

    void cases(const core::Type& variant, const std::string& path, size_t around) {
        for (const core::Case& item : variant.cases)
            at(item.payload, values::joinPath(path, item.key), around);
    }

    const core::Program& program_;
    MapPlaces& places_;
    std::vector<SourceMap::Value> values_;
    std::vector<TypeId> open_; ///< the types around
};

bool isAny(const std::string& part) { return part == "[]"; }

bool isWithin(const std::vector<std::string>& path, const std::vector<std::string>& outer) {
    return outer.size() <= path.size() &&
           std::equal(outer.begin(), outer.end(), path.begin(),
                      [](const std::string& a, const std::string& b) { return a == b || isAny(a); });
}

} // namespace

std::vector<SourceMap::Value> valuePlaces(const core::Program& program, MapPlaces& places) {
    return Walk(program, places).run();
}

const SourceMap::Value* valueAround(const std::vector<SourceMap::Value>& values, const std::string& path) {
    const std::vector<std::string> parts = core::splitPath(path);
    const SourceMap::Value* found = nullptr;
    size_t deepest = 0;
    for (const SourceMap::Value& value : values) {
        std::vector<std::string> outer = core::splitPath(value.path);
        if (outer.size() > deepest && isWithin(parts, outer)) {
            found = &value;
            deepest = outer.size();
        }
    }
    return found;
}

} // namespace stackc::inspect
