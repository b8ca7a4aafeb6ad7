#include "core/declared.h"

#include <utility>

namespace stackc::core {

std::vector<std::string> splitPath(const std::string& path) {
    std::vector<std::string> parts(1);
    for (char c : path) {
        if (c == '.')
            parts.emplace_back();
        else if (c == '[')
            parts.emplace_back("[");
        else
            parts.back() += c;
    }
    return parts;
}

namespace {

class Declarations {
public:
    explicit Declarations(const Program& program) : program_(program) {}

    Declared at(const std::string& path) {
        TypeId at = program_.valuesType;
        for (const std::string& part : splitPath(path)) {
            while (at.valid() && program_.types[at].kind == TypeKind::Optional)
                at = program_.types[at].element;
            if (!at.valid() || !step(at, part))
                found_.steps.push_back(part); // the source knows nothing below
        }
        found_.type = at;
        return std::move(found_);
    }

private:
    /// From a type to what the key leads to; false if it has no such key.
    bool step(TypeId& at, const std::string& key) {
        const Type& type = program_.types[at];
        at = type.kind == TypeKind::List || type.kind == TypeKind::Map ? type.element : TypeId{};
        for (const Field& field : type.fields) {
            Span before = std::exchange(found_.span, field.span);
            found_.steps.push_back(field.key);
            TypeId inner = field.type;
            bool isThere = field.flat ? key == program_.types[inner].tagKey || step(inner, key) : field.key == key;
            if (isThere) {
                at = inner;
                return true;
            }
            found_.steps.pop_back();
            found_.span = before;
        }
        for (const Case& item : type.cases)
            if (item.key == key) {
                found_.steps.push_back(key);
                at = item.payload;
                return true;
            }
        return false;
    }

    const Program& program_;
    Declared found_;
};

} // namespace

Declared declaredAt(const Program& program, const std::string& path) { return Declarations(program).at(path); }

} // namespace stackc::core
