#include "driver/explain.h"
#include "driver/page.h"
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
    if (type.distinct)
        text += ", none of them twice";
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

PageTable fieldsOf(const Library& library, const Type& type) {
    bool isKind = library.kind(type.id).has_value();
    PageTable table{"fields", {}};
    for (Field field : type.fields)
        if (!isKind || (field.name != "apiVersion" && field.name != "kind"))
            table.rows.push_back({.name = std::string(field.name),
                                  .type = show(library, field.type),
                                  .isRequired = field.required,
                                  .releases = releases(field.releases),
                                  .doc = std::string(field.doc)});
    return table;
}

} // namespace

Page explainType(const Library& library, const std::string& path) {
    TypeId id = *library.find(path);
    Type type = library.type(id), inner = library.type(library.underlying(id));
    Page page;
    page.title = path;
    auto kind = library.kind(id);
    auto field = library.findField(path);
    if (kind) {
        page.row("kind", fmt::format("{} of {}, {}", kind->kind, kind->apiVersion,
                                     kind->namespaced ? "namespaced" : "for the whole cluster"));
        page.row("releases", releases(kind->releases));
    } else {
        bool itself = type.path == path;
        page.row("type", itself ? shapeOf(library, type) : show(library, id));
        if (!itself && type.shape != Shape::Object && !type.path.empty())
            page.row("that is", shapeOf(library, type));
    }
    if (field) {
        page.row("required", field->required ? "yes" : "no");
        page.row("releases", releases(field->releases));
    }
    page.doc = field && !field->doc.empty() ? field->doc : type.doc;
    if (inner.shape == Shape::Object)
        page.tables.push_back(fieldsOf(library, inner));
    return page;
}

} // namespace stackc::driver
