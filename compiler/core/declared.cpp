#include "core/declared.h"

#include <algorithm>
#include <utility>

namespace stackc::core {

namespace {

/// The key of `["a.b"]`.
std::string unquoted(const std::string& step) {
    std::string key;
    for (size_t i = 2; i + 2 < step.size(); ++i) {
        i += step[i] == '\\' ? 1 : 0;
        key += step[i];
    }
    return key;
}

} // namespace

size_t endOfStep(const std::string& path, size_t begin) {
    if (path.compare(begin, 2, "[\"") != 0)
        return std::min(path.find_first_of(".[", begin + 1), path.size());
    for (size_t i = begin + 2; i + 1 < path.size(); ++i) {
        i += path[i] == '\\' ? 1 : 0;
        if (path.compare(i, 2, "\"]") == 0)
            return i + 2;
    }
    return path.size();
}

std::vector<std::string> splitPath(const std::string& path) {
    std::vector<std::string> parts;
    for (size_t i = 0; i < path.size();) {
        size_t end = endOfStep(path, i);
        bool isQuoted = path.compare(i, 2, "[\"") == 0;
        parts.push_back(isQuoted ? unquoted(path.substr(i, end - i)) : path.substr(i, end - i));
        i = end < path.size() && path[end] == '.' ? end + 1 : end;
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
