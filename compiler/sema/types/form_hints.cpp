#include "sema/types/form_hints.h"

#include "sema/fixes.h"
#include "sema/names/lookup.h"
#include "sema/types/kinds.h"
#include "text/regex.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace stackc::sema {

using core::Domain;
using kube::Shape;

namespace {

/// Without the optional around it.
TypeId payloadOf(const Checking& in, TypeId id) {
    return in.kindOf(id) == TypeKind::Optional ? TypeId(in.type(id).element) : id;
}

bool isShape(const Checking& in, TypeId id, Shape shape) {
    return in.kindOf(id) == TypeKind::Native && in.nativeOf(id).shape == shape;
}

bool isOneOf(TypeKind kind, std::initializer_list<TypeKind> kinds) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

bool isQuantity(const Checking& in, TypeId id) {
    const Type& t = in.type(id);
    return (t.kind == TypeKind::String && t.domain == Domain::Quantity) || isShape(in, id, Shape::Quantity);
}

/// The one field that a record can't do without, if it is a text that takes this one; else "".
std::string textField(const Checking& in, TypeId id, const std::string& text) {
    if (isShape(in, id, Shape::Object)) {
        const kube::Type native = in.nativeOf(id);
        const auto name = native.fields.find("name");
        bool isSure = name && in.library.shape(name->type) == Shape::String;
        for (const kube::Field field : native.fields)
            isSure = isSure && (!field.required || field.name == "name");
        return isSure ? "name" : "";
    }
    if (in.kindOf(id) != TypeKind::Record)
        return "";
    const core::Field* needed = nullptr;
    const std::vector<core::Field>& fields = in.type(id).fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const core::Field& field = fields[i];
        bool hasDefault = field.defaultValue.valid() || in.memo.defaultSources.contains({id.value, i});
        if (hasDefault || in.kindOf(field.type) == TypeKind::Optional)
            continue;
        if (needed != nullptr)
            return "";
        needed = &field;
    }
    if (needed == nullptr || in.kindOf(needed->type) != TypeKind::String)
        return "";
    const std::string& pattern = in.type(needed->type).pattern;
    return pattern.empty() || text::matches(pattern, text) ? needed->name : "";
}

/// `nginx:1.27` → `{ repository = "nginx", tag = "1.27" }`, where a record takes these two; else "".
std::string imageOf(const Type& record, const std::string& text) {
    if (record.kind != TypeKind::Record || !record.field("repository") || !record.field("tag"))
        return "";
    const std::size_t colon = text.find(':', text.rfind('/') + 1);
    const std::string tag = colon == std::string::npos ? "…" : text.substr(colon + 1);
    return "{ repository = \"" + text.substr(0, colon) + "\", tag = \"" + tag + "\" }";
}

bool isNumber(TypeKind kind) { return kind == TypeKind::Int || kind == TypeKind::Float; }

bool isInteger(std::string_view text) {
    int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

/// Is it any text?
bool isPlainText(const Checking& in, TypeId id) {
    const Type& t = in.type(id);
    if (t.kind == TypeKind::Variant)
        return t.textCase() >= 0;
    return isShape(in, id, Shape::String) ||
           (isOneOf(t.kind, {TypeKind::String, TypeKind::Sensitive}) && t.domain == Domain::Plain && t.pattern.empty());
}

bool isListOrMap(const Checking& in, TypeId id) {
    return isOneOf(in.kindOf(id), {TypeKind::List, TypeKind::Map}) || isShape(in, id, Shape::List) ||
           isShape(in, id, Shape::Map);
}

/// Of what is no truth where one is asked for.
std::string truthHint(const Checking& in, TypeId found) {
    if (isNumber(in.kindOf(found)))
        return "a number is compared: `x != 0`";
    if (core::isStringLike(in.type(found)))
        return "a text is compared: `x != \"\"`";
    return isListOrMap(in, found) ? "`nonEmpty(x)` asks whether it has elements" : "";
}

/// Of data where a text is expected.
std::string textOfHint(const Checking& in, TypeId found) {
    const Type& t = in.type(found);
    if (t.kind == TypeKind::List && core::isText(in.type(t.element)))
        return "`join(x, \",\")` is a text of it";
    return isListOrMap(in, found) || isBlock(in, found) ? "`yamlText(x)` and `jsonText(x)` are texts of it" : "";
}

/// The field of the record that has one of these names; "…" where it has none.
std::string oneOfFields(const Type& record, std::initializer_list<std::string_view> names) {
    for (std::string_view name : names)
        if (record.field(std::string(name)) != nullptr)
            return "x." + std::string(name);
    return "…";
}

/// Of a list where a map is expected, or the other way around.
std::string rebuiltHint(const Checking& in, TypeId wanted, TypeId found) {
    const bool isMap = in.kindOf(wanted) == TypeKind::Map || isShape(in, wanted, Shape::Map);
    const bool isList = in.kindOf(wanted) == TypeKind::List || isShape(in, wanted, Shape::List);
    if (isList && in.kindOf(found) == TypeKind::Map)
        return "`[for k, v in map: …]` makes a list of a map";
    if (!isMap || in.kindOf(found) != TypeKind::List)
        return "";
    const Type& element = in.type(in.type(found).element);
    return "a map is made of a list by `{ for x in list { (" + oneOfFields(element, {"name", "key", "id"}) +
           ") = " + oneOfFields(element, {"value", "text"}) + " } }`";
}

constexpr std::string_view keyed = "what is told apart by keys stands in braces: `{ key = value }`";
constexpr std::string_view textsOfData = "a text of data is `yamlText({ … })`, one of a list `join([…], \",\")`";

} // namespace

std::string listHint(const Checking& in, TypeId expected) {
    const TypeId wanted = payloadOf(in, expected);
    if (in.kindOf(wanted) == TypeKind::Map || isShape(in, wanted, Shape::Map))
        return std::string(keyed);
    if (in.kindOf(wanted) == TypeKind::Record || isShape(in, wanted, Shape::Object))
        return "it is one, and no list of them: `{ … }`";
    return isPlainText(in, wanted) ? std::string(textsOfData) : "";
}

std::string blockHint(const Checking& in, TypeId expected) {
    const TypeId wanted = payloadOf(in, expected);
    TypeId element;
    if (in.kindOf(wanted) == TypeKind::List)
        element = in.type(wanted).element;
    else if (isShape(in, wanted, Shape::List))
        return in.library.shape(in.nativeOf(wanted).element) == Shape::Object ? "a list stands in brackets: `= [{ … }]`"
                                                                              : "a list stands in brackets: `= […]`";
    else if (isOneOf(in.kindOf(wanted), {TypeKind::Int, TypeKind::Float, TypeKind::Bool}))
        return "it is one value, which stands behind `=`: `key = …`";
    else
        return isPlainText(in, wanted) ? std::string(textsOfData) : "";
    return isBlock(in, element) ? "a list stands in brackets: `= [{ … }]`" : "a list stands in brackets: `= […]`";
}

std::string casesOf(const Checking& in, const Type& variant) {
    constexpr std::size_t most = 6;
    if (variant.cases.size() > most)
        return "";
    std::string list;
    for (const core::Case& one : variant.cases) {
        bool isRecord = one.payload.valid() && in.kindOf(one.payload) == TypeKind::Record;
        std::string payload = !one.payload.valid() ? "" : isRecord ? " { … }" : "(…)";
        list += (list.empty() ? "`" : ", `") + one.name + payload + "`";
    }
    return list;
}

std::string plainTextHint(Checking& in, const std::string& text, TypeId expected) {
    const TypeId wanted = payloadOf(in, expected);
    const TypeKind kind = in.kindOf(wanted);
    if ((kind == TypeKind::Int || isShape(in, wanted, Shape::Int)) && isInteger(text))
        return "a number stands there without quotes: `" + text + "`";
    if ((kind == TypeKind::Bool || isShape(in, wanted, Shape::Bool)) && (text == "true" || text == "false"))
        return "it stands there without quotes: `" + text + "`";
    if (wanted == in.memo.backend) {
        const auto symbol = lookupSymbol(in, text);
        bool isBackend = symbol && in.symbols[*symbol].kind == SymbolKind::Backend;
        return isBackend ? "its name stands there without quotes: `" + text + "`"
                         : "what is declared as `backend` stands there, by its name without quotes";
    }
    if (std::string image = imageOf(in.type(wanted), text); !image.empty())
        return "write `" + image + "`";
    if (std::string field = textField(in, wanted, text); !field.empty())
        return "write `{ " + field + " = \"" + text + "\" }`";
    if (kind == TypeKind::Variant && in.type(wanted).textCase() < 0)
        if (std::string cases = casesOf(in, in.type(wanted)); !cases.empty())
            return "name the case: " + cases;
    if (kind == TypeKind::Map || isShape(in, wanted, Shape::Map))
        return std::string(keyed);
    return kind == TypeKind::List || isShape(in, wanted, Shape::List) ? "a list stands in brackets: `[…]`" : "";
}

std::string fieldsHint(const Checking& in, TypeId expected, TypeId found) {
    const TypeId wanted = payloadOf(in, expected);
    const bool hasFields =
        (in.kindOf(wanted) == TypeKind::Record && wanted != in.memo.backend) || isShape(in, wanted, Shape::Object);
    const bool isPlain = isOneOf(in.kindOf(found), {TypeKind::Bool, TypeKind::Int, TypeKind::Float, TypeKind::String});
    if (isPlain && (in.kindOf(wanted) == TypeKind::Map || isShape(in, wanted, Shape::Map)))
        return std::string(keyed);
    if (!hasFields || !isPlain)
        return "";
    const bool isSwitch = wanted != expected && in.kindOf(wanted) == TypeKind::Record;
    return isSwitch ? "what has fields is switched on by `on { … }`, and off by `off`"
                    : "what has fields stands in braces: `{ … }`";
}

std::string madeHint(Checking& in, TypeId expected, TypeId found) {
    const TypeId wanted = payloadOf(in, expected);
    const TypeKind from = in.kindOf(found);
    if (isQuantity(in, wanted) && (isNumber(from) || from == TypeKind::String) && !isQuantity(in, found))
        return "a quantity isn't made of a number or text: declare what is given as `Quantity`, or choose by `if` "
               "among ones that are written out";
    if (in.kindOf(wanted) == TypeKind::Bool || isShape(in, wanted, Shape::Bool))
        return truthHint(in, found);
    if (std::string text = isPlainText(in, wanted) ? textOfHint(in, found) : ""; !text.empty())
        return text;
    if (std::string rebuilt = rebuiltHint(in, wanted, found); !rebuilt.empty())
        return rebuilt;
    const Type& to = in.type(wanted);
    if (to.kind != in.kindOf(found) || (to.kind != TypeKind::Map && to.kind != TypeKind::List))
        return "";
    const int text = in.type(to.element).textCase();
    const TypeId held = in.type(found).element;
    if (in.kindOf(to.element) != TypeKind::Variant || text < 0 ||
        !isOneOf(in.kindOf(held), {TypeKind::String, TypeKind::Sensitive}))
        return "";
    const TypeId payload = in.type(to.element).cases[static_cast<std::size_t>(text)].payload;
    if (!isOneOf(in.kindOf(payload), {TypeKind::String, TypeKind::Sensitive}))
        return "";
    const TypeId key = to.key;
    const bool isMap = to.kind == TypeKind::Map;
    const TypeId given = isMap ? in.program.types.map(key, payload) : in.program.types.list(payload);
    return "declare what is given as `" + in.show(given) + "`";
}

std::string narrowerHint(const Checking& in, ExprId id, TypeId expected) {
    const TypeId wanted = payloadOf(in, expected);
    if (in.kindOf(wanted) != in.kindOf(in.typeOf(id)) || !isNumber(in.kindOf(wanted)))
        return "";
    const std::string shown = "`" + in.show(wanted) + "`";
    return in.nodeAs<core::PrimExpr>(id) != nullptr
               ? "give what it is computed of narrower types, so that it lies in " + shown
               : "declare what is given as " + shown;
}

namespace {

/// Of operands that have no order.
std::string orderHint(const Type& t) {
    if (t.kind == TypeKind::IntOrPercent)
        return "`wholeOr(x, n)` is its number, or `n` where it is a percentage";
    if (t.kind != TypeKind::String)
        return "";
    switch (t.domain) {
    case Domain::Duration:
        return "durations have no order: declare an `Int`, in seconds, and compare that";
    case Domain::Percent:
        return "percentages have no order: declare an `Int(0..100)` and compare that";
    default:
        return "texts have no order: numbers and quantities have one";
    }
}

} // namespace

std::string operandsHint(const Checking& in, std::string_view symbol, TypeId left, TypeId right, bool isWritten) {
    const Type& a = in.type(left);
    const Type& b = in.type(right);
    constexpr std::array<std::string_view, 4> orders{"<", "<=", ">", ">="};
    const bool isOrder = std::find(orders.begin(), orders.end(), symbol) != orders.end();
    const bool isEquality = symbol == "==" || symbol == "!=";
    if (isNumber(a.kind) && isNumber(b.kind)) {
        if (isEquality)
            return "numbers with a fraction are compared with `<`, `<=`, `>` and `>=`";
        if (!isOrder)
            return "whole numbers alone are computed with: declare an `Int`, say of thousandths";
        return isWritten ? "a number with a fraction is written so: `1.0` for `1`"
                         : "declare both as `Int`, or both as `Float`";
    }
    if (isOrder && a.kind != TypeKind::Optional && b.kind != TypeKind::Optional) {
        const bool isPlain = a.kind == TypeKind::String && a.domain == Domain::Plain;
        const std::string hint = orderHint(isPlain ? b : a);
        return hint.empty() ? orderHint(isPlain ? a : b) : hint;
    }
    if (isEquality && core::isText(a) != core::isText(b) && (a.kind == TypeKind::Bool || b.kind == TypeKind::Bool))
        return "a truth is asked as it is: `if x`, `if not x`";
    const bool areLists = a.kind == TypeKind::List && b.kind == TypeKind::List;
    if (isEquality && (areLists || (a.kind == TypeKind::Map && b.kind == TypeKind::Map)))
        return areLists && core::isText(in.type(a.element))
                   ? "lists aren't compared: `nonEmpty(x)` and `len(x)` tell how much is in them, `join(x, \",\")` is "
                     "a "
                     "text of it"
                   : "lists and maps aren't compared: `nonEmpty(x)` and `len(x)` tell how much is in them";
    return "";
}

} // namespace stackc::sema
