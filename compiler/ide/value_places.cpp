#include "ide/value_places.h"

#include "values/context.h"

#include <algorithm>

namespace stackc::ide {

namespace {

class Places {
public:
    Places(const core::Program& program, source::Span declared) : program_(program), declared_(declared) {}

    std::vector<std::string> run() {
        below(program_.valuesType, "");
        return std::move(places_);
    }

private:
    /// Of a type that holds itself only the first one is looked into.
    void below(core::TypeId id, const std::string& path) {
        if (!id.valid() || std::find(around_.begin(), around_.end(), id) != around_.end())
            return;
        around_.push_back(id);
        const core::Type& type = program_.types[id];
        for (const core::Field& field : type.fields) {
            if (field.flat)
                below(field.type, path);
            else
                at(field.span, field.type, values::joinPath(path, field.key));
        }
        for (const core::Case& one : type.cases)
            if (one.payload.valid())
                at(one.span, one.payload, values::joinPath(path, one.key));
        bool hasElements = type.kind == core::TypeKind::List || type.kind == core::TypeKind::Map;
        below(type.element, hasElements ? path + "[]" : path);
        around_.pop_back();
    }

    void at(source::Span declared, core::TypeId type, const std::string& path) {
        if (declared == declared_)
            places_.push_back(path);
        else
            below(type, path);
    }

    const core::Program& program_;
    source::Span declared_;
    std::vector<core::TypeId> around_;
    std::vector<std::string> places_;
};

} // namespace

std::vector<std::string> valuePlaces(const core::Program& program, source::Span declared) {
    return declared.valid() ? Places(program, declared).run() : std::vector<std::string>();
}

} // namespace stackc::ide
