#pragma once
// What is known of the objects in resources.

#include "judge/view.h"

#include <initializer_list>
#include <optional>

namespace stackc::judge {

/// An object somewhere in a resource. Without fields if there is none.
struct Object {
    NodeRef guard = nullptr;
    Trail at;
    Parts fields;
    bool repeated = false; ///< by a loop, inside of which a list is known to have elements

    NodeRef get(std::string_view key) const { return fields.get(key); }
    const std::string* text(std::string_view key) const { return textOf(fields.get(key)); }
    /// Nothing there, for sure.
    bool lacks(std::string_view key) const { return !fields.open && fields.find(key) == nullptr; }
};

/// The whole resource, under the guard of all that it needs.
Object root(View& view, const ir::Document& document);
/// The namespace that a text names: null that of the release; nothing where it is not known.
std::optional<NodeRef> namespaceIn(NodeRef text);
/// The namespace of a resource; nothing of those that are in none.
std::optional<NodeRef> namespaceOf(View& view, const ir::Document& document);
/// What stands below the key, or below the keys one after the other.
Object object(View& view, const Object& parent, std::string_view key);
Object object(View& view, const Object& parent, std::initializer_list<std::string_view> keys);
/// The elements of the list below the key.
std::vector<Object> objects(View& view, const Object& parent, std::string_view key);
/// May that list have elements that are not known?
bool mayHaveMore(View& view, const Object& parent, std::string_view key);
/// The guard of a field, with that of its object; of the object alone if there is no such field.
NodeRef guardOf(View& view, const Object& parent, std::string_view field);
/// What the field may be, each under its guard.
std::vector<Part> formsOf(View& view, const Object& object, std::string_view field);
/// May the field be something that is not known here?
bool isLate(View& view, const Object& object, std::string_view field);
/// Appends the guards under which the field has the value; false if there are none.
bool addGuards(View& view, const Object& object, std::string_view field, NodeRef value, std::vector<NodeRef>& guards);
/// The guards of those ports of the holders, containers or Services, that have the value; none where there may be
/// others that are not known.
std::optional<std::vector<NodeRef>> portGuards(View& view, const std::vector<Object>& holders, std::string_view field,
                                               NodeRef wanted);

} // namespace stackc::judge
