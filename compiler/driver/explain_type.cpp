#include "driver/explain.h"
#include "kube/library.h"
#include "text/numbers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <limits>
#include <vector>

namespace stackc::driver {

namespace {

using kube::Field;
using kube::Library;
using kube::Releases;
using kube::Shape;
using kube::Type;
using kube::TypeId;

using text::maxSafeInteger;

/// "(1..5)", nothing where the whole of a common width is allowed.
std::string bounds(const Type& type) {
    bool low = type.min && *type.min != -maxSafeInteger && *type.min != std::numeric_limits<int32_t>::min();
    bool high = type.max && *type.max != maxSafeInteger && *type.max != std::numeric_limits<int32_t>::max();
    if (!low && !high)
        return "";
    return fmt::format("({}..{})", low ? std::to_string(*type.min) : "", high ? std::to_string(*type.max) : "");
}

std::string sizes(std::optional<uint32_t> min, std::optional<uint32_t> max, const char* what) {
    if (!min && !max)
        return "";
    return fmt::format(", {}..{} {}", min ? std::to_string(*min) : "0", max ? std::to_string(*max) : "", what);
}

std::string floatBounds(const Type& type) {
    if (!type.minFloat && !type.maxFloat)
        return "";
    return fmt::format("({}..{})", type.minFloat ? fmt::format("{}", *type.minFloat) : "",
                       type.maxFloat ? fmt::format("{}", *type.maxFloat) : "");
}

std::string shapeOf(const Library& library, const Type& type);

/// As a user would write it: a name, or the shape.
std::string show(const Library& library, TypeId id) {
    Type type = library.type(id);
    return type.path.empty() ? shapeOf(library, type) : std::string(type.path);
}

std::string textOf(const Type& type, std::string name) {
    if (!type.enumValues.empty()) {
        std::string values;
        for (std::string_view value : type.enumValues)
            values += (values.empty() ? "one of " : ", ") + (value.empty() ? "\"\"" : std::string(value));
        return values;
    }
    name += sizes(type.minLength, type.maxLength, "characters");
    if (!type.pattern.empty())
        name += fmt::format(", matches {}", type.pattern);
    return name;
}

std::string shapeOf(const Library& library, const Type& type) {
    switch (type.shape) {
    case Shape::Bool:
        return "Bool";
    case Shape::Int:
        return "Int" + bounds(type);
    case Shape::Float:
        return "Float" + floatBounds(type);
    case Shape::String:
        return textOf(type, "String");
    case Shape::IntOrString:
        return textOf(type, "Int" + bounds(type) + " or String");
    case Shape::Quantity:
        return "Quantity";
    case Shape::Time:
        return "Time";
    case Shape::Object:
        return type.openFields ? "an object, open for other fields" : "an object";
    case Shape::Open:
        return "Data";
    case Shape::Map:
        return fmt::format("[String: {}]", show(library, type.element)) +
               sizes(type.minItems, type.maxItems, "entries");
    case Shape::List:
        break;
    }
    std::string text = fmt::format("[{}]", show(library, type.element));
    text += sizes(type.minItems, type.maxItems, "elements");
    if (!type.mapKeys.empty())
        return text + fmt::format(", merged by {}", fmt::join(type.mapKeys, ", "));
    return type.mergeKey.empty() ? text : text + fmt::format(", merged by {}", type.mergeKey);
}

std::string releases(Releases known) {
    if (known.since == 0 && known.until == 0)
        return "";
    std::string text = known.since != 0 ? fmt::format("since 1.{}", known.since) : "";
    if (known.until != 0)
        text += fmt::format("{}gone since 1.{}", text.empty() ? "" : ", ", known.until);
    return text;
}

void row(std::string& out, const char* name, const std::string& value) {
    if (!value.empty())
        out += fmt::format("{:<10}{}\n", name, value);
}

void fieldRows(std::string& out, const Library& library, const Type& type) {
    bool isKind = library.kind(type.id).has_value();
    std::vector<Field> fields;
    size_t width = 0;
    for (Field field : type.fields)
        if (!isKind || (field.name != "apiVersion" && field.name != "kind")) {
            fields.push_back(field);
            width = std::max(width, field.name.size());
        }
    if (fields.empty())
        return;
    out += "\nfields, * for those that are required:\n";
    for (const Field& field : fields) {
        std::string when = releases(field.releases);
        out += fmt::format("{} {:<{}}  {}{}\n", field.required ? "*" : " ", field.name, width,
                           show(library, field.type), when.empty() ? "" : "; " + when);
        if (!field.doc.empty())
            out += fmt::format("  {:<{}}    {}\n", "", width, field.doc);
    }
}

} // namespace

std::string explainType(const Library& library, const std::string& path) {
    TypeId id = *library.find(path);
    Type type = library.type(id), inner = library.type(library.underlying(id));
    std::string out = path + "\n\n";
    auto kind = library.kind(id);
    auto field = library.findField(path);
    if (kind) {
        row(out, "kind",
            fmt::format("{} of {}, {}", kind->kind, kind->apiVersion,
                        kind->namespaced ? "namespaced" : "for the whole cluster"));
        row(out, "releases", releases(kind->releases));
    } else {
        bool itself = type.path == path;
        row(out, "type", itself ? shapeOf(library, type) : show(library, id));
        if (!itself && type.shape != Shape::Object && !type.path.empty())
            row(out, "that is", shapeOf(library, type));
    }
    if (field) {
        row(out, "required", field->required ? "yes" : "no");
        row(out, "releases", releases(field->releases));
    }
    std::string doc(field && !field->doc.empty() ? field->doc : type.doc);
    if (!doc.empty())
        out += "\n" + doc + "\n";
    if (inner.shape == Shape::Object)
        fieldRows(out, library, inner);
    return out;
}

} // namespace stackc::driver
