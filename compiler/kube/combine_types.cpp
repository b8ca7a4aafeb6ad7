#include "kube/combine_types.h"

#include <algorithm>

namespace stackc::kube {
namespace {

constexpr int maxDepth = 20;
constexpr int maxSteps = 10'000;

// A bound of both types, and of either.
constexpr auto both = [](auto a, auto b, auto pick) { return a && b ? decltype(a)(pick(*a, *b)) : std::nullopt; };
constexpr auto either = [](auto a, auto b, auto pick) { return a && b ? decltype(a)(pick(*a, *b)) : a ? a : b; };

constexpr auto smaller = [](auto a, auto b) { return std::min(a, b); };
constexpr auto larger = [](auto a, auto b) { return std::max(a, b); };

// Sets the bounds of `node`, which may be `a`: `lower` takes one of two lower bounds, `upper` one of two upper ones.
template <typename Combine, typename Lower, typename Upper>
void combineBounds(TypeNode& node, const TypeNode& a, const TypeNode& b, Combine combine, Lower lower, Upper upper) {
    node.min = combine(a.min, b.min, lower);
    node.max = combine(a.max, b.max, upper);
    node.minFloat = combine(a.minFloat, b.minFloat, lower);
    node.maxFloat = combine(a.maxFloat, b.maxFloat, upper);
    node.minLength = combine(a.minLength, b.minLength, lower);
    node.maxLength = combine(a.maxLength, b.maxLength, upper);
    node.minItems = combine(a.minItems, b.minItems, lower);
    node.maxItems = combine(a.maxItems, b.maxItems, upper);
}

class Union {
public:
    explicit Union(const ExpandReference& expand) : expand_(expand) {}

    TypeNode of(TypeNode a, TypeNode b) {
        if (sameType(a, b))
            return a;
        if (depth_ >= maxDepth || ++steps_ > maxSteps)
            return TypeNode();
        ++depth_;
        if (!a.ref.empty())
            a = expand_(a);
        if (!b.ref.empty())
            b = expand_(b);
        TypeNode result = a.shape == b.shape ? alike(std::move(a), std::move(b)) : mixed(a, b);
        --depth_;
        return result;
    }

private:
    static bool isOneOf(Shape shape, std::initializer_list<Shape> shapes) {
        return std::find(shapes.begin(), shapes.end(), shape) != shapes.end();
    }

    static TypeNode mixed(const TypeNode& a, const TypeNode& b) {
        auto are = [&](std::initializer_list<Shape> shapes) {
            return isOneOf(a.shape, shapes) && isOneOf(b.shape, shapes);
        };
        if (are({Shape::Int, Shape::Float}))
            return ofShape(Shape::Float);
        if (are({Shape::String, Shape::Time}))
            return ofShape(Shape::String);
        if (are({Shape::Int, Shape::String, Shape::IntOrString})) {
            TypeNode node = ofShape(Shape::IntOrString);
            const TypeNode& text = a.shape == Shape::Int ? b : a;
            if (a.shape == Shape::Int || b.shape == Shape::Int)
                node.pattern = text.pattern;
            return node;
        }
        // The API has numbers beside texts in quantities only.
        if (are({Shape::Float, Shape::String, Shape::Quantity, Shape::IntOrString, Shape::Int}))
            return ofShape(Shape::Quantity);
        return TypeNode();
    }

    TypeNode alike(TypeNode a, TypeNode b) {
        TypeNode node = ofShape(a.shape);
        node.format = a.format == b.format ? a.format : "";
        node.pattern = a.pattern == b.pattern ? a.pattern : "";
        combineBounds(node, a, b, both, smaller, larger);
        if (!a.enumValues.empty() && !b.enumValues.empty()) {
            node.enumValues = a.enumValues;
            for (const std::string& value : b.enumValues)
                if (std::find(a.enumValues.begin(), a.enumValues.end(), value) == a.enumValues.end())
                    node.enumValues.push_back(value);
        }
        if (node.shape == Shape::List && a.mapKeys == b.mapKeys && a.mergeKey == b.mergeKey) {
            node.mapKeys = a.mapKeys;
            node.mergeKey = a.mergeKey;
        }
        node.distinct = a.distinct && b.distinct;
        if (!a.element.empty())
            node.element.push_back(of(std::move(a.element[0]), std::move(b.element[0])));
        if (node.shape == Shape::Object)
            uniteFields(node, a, b);
        return node;
    }

    void uniteFields(TypeNode& node, TypeNode& a, TypeNode& b) {
        node.openFields = a.openFields || b.openFields;
        for (FieldNode& field : a.fields) {
            FieldNode* other = findField(b, field.name);
            if (other)
                field.type = of(std::move(field.type), std::move(other->type));
            else if (b.openFields)
                field.type = TypeNode();
            field.required = field.required && other && other->required;
            node.fields.push_back(std::move(field));
        }
        for (FieldNode& field : b.fields) {
            if (findField(node, field.name))
                continue;
            if (a.openFields)
                field.type = TypeNode();
            field.required = false;
            node.fields.push_back(std::move(field));
        }
        sortByName(node.fields);
    }

    const ExpandReference& expand_;
    int depth_ = 0, steps_ = 0;
};

class Intersection {
public:
    explicit Intersection(const ExpandReference& expand) : expand_(expand) {}

    bool compatible = true;

    TypeNode of(TypeNode a, TypeNode b) {
        if (isAnything(a))
            return b;
        if (isAnything(b) || sameType(a, b) || depth_ >= maxDepth || ++steps_ > maxSteps)
            return a;
        ++depth_;
        if (!a.ref.empty())
            a = expand_(a);
        if (!b.ref.empty())
            b = expand_(b);
        TypeNode result = a.shape == b.shape ? alike(std::move(a), std::move(b)) : mixed(std::move(a), std::move(b));
        --depth_;
        return result;
    }

private:
    static bool isAnything(const TypeNode& node) { return node.ref.empty() && node.shape == Shape::Open; }

    // The narrower of two shapes where one contains the other.
    TypeNode mixed(TypeNode a, TypeNode b) {
        auto contains = [](Shape wide, Shape narrow) {
            switch (wide) {
            case Shape::Float:
                return narrow == Shape::Int;
            case Shape::String:
                return narrow == Shape::Time;
            case Shape::IntOrString:
                return narrow == Shape::Int || narrow == Shape::String || narrow == Shape::Time;
            case Shape::Quantity:
                return narrow == Shape::Int || narrow == Shape::Float || narrow == Shape::String ||
                       narrow == Shape::IntOrString;
            default:
                return false;
            }
        };
        if (contains(a.shape, b.shape))
            return b;
        if (contains(b.shape, a.shape))
            return a;
        if (a.shape == Shape::Object && b.shape == Shape::Map && a.openFields)
            return a.fields.empty() ? b : a;
        if (b.shape == Shape::Object && a.shape == Shape::Map && b.openFields)
            return b.fields.empty() ? a : b;
        compatible = false;
        return TypeNode();
    }

    TypeNode alike(TypeNode a, TypeNode b) {
        if (a.format.empty())
            a.format = b.format;
        if (a.pattern.empty())
            a.pattern = b.pattern;
        combineBounds(a, a, b, either, larger, smaller);
        intersectEnums(a, b);
        if (a.mapKeys.empty()) {
            a.mapKeys = b.mapKeys;
            a.mergeKey = b.mergeKey;
        }
        a.distinct = a.distinct || b.distinct;
        if (!a.element.empty())
            a.element[0] = of(std::move(a.element[0]), std::move(b.element[0]));
        for (FieldNode& field : b.fields) {
            FieldNode* own = findField(a, field.name);
            if (!own) {
                a.fields.push_back(std::move(field));
                continue;
            }
            own->type = of(std::move(own->type), std::move(field.type));
            own->required = own->required || field.required;
            if (own->doc.empty())
                own->doc = field.doc;
        }
        a.openFields = a.openFields && b.openFields;
        sortByName(a.fields);
        return a;
    }

    void intersectEnums(TypeNode& a, const TypeNode& b) {
        if (a.enumValues.empty()) {
            a.enumValues = b.enumValues;
        } else if (!b.enumValues.empty()) {
            std::erase_if(a.enumValues, [&](const std::string& value) {
                return std::find(b.enumValues.begin(), b.enumValues.end(), value) == b.enumValues.end();
            });
            if (a.enumValues.empty())
                compatible = false;
        }
    }

    const ExpandReference& expand_;
    int depth_ = 0, steps_ = 0;
};

} // namespace

TypeNode unite(std::vector<TypeNode> types, const ExpandReference& expand) {
    if (types.empty())
        return TypeNode();
    Union united(expand);
    TypeNode result = std::move(types[0]);
    for (size_t i = 1; i < types.size(); ++i)
        result = united.of(std::move(result), std::move(types[i]));
    return result;
}

TypeNode intersect(TypeNode a, TypeNode b, const ExpandReference& expand, bool& compatible) {
    Intersection intersection(expand);
    TypeNode result = intersection.of(std::move(a), std::move(b));
    compatible = intersection.compatible;
    return result;
}

} // namespace stackc::kube
