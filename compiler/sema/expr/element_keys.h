#pragma once
// What tells the elements of lists apart, and which of them `list["key"]` means.

#include "sema/expr/slots.h"

namespace stackc::sema {

/// The fields that tell the elements of a list apart.
struct ElementKeys {
    TypeId list;
    std::string name;                 ///< of the list, for messages
    std::string first;                ///< the field, or that of an object in them: `metadata.name`
    TypeId reading;                   ///< of that object; else of the second field, an optional
    std::string second;               ///< a field beside it, as `protocol` of ports; empty where there is none
    std::vector<std::string> seconds; ///< what that may be
    bool isNumber = false;            ///< is the first one a number?
};

/// The element that is wanted.
struct WantedElement {
    ExprId key;                      ///< a string
    std::optional<std::string> text; ///< where it is known
    std::optional<core::SecondKey> second;
    Span span;
};

/// What an element that is written out has for its keys.
struct WrittenKeys {
    std::optional<std::string> first, second; ///< nothing: not known here
};

/// The keys of the list that a slot takes; reported where it is no list, or nothing tells its elements apart.
std::optional<ElementKeys> elementKeys(Checking& in, const Slot& slot, Span span);
/// The element with the name, or with the key that is computed, if that is valid; reported where none can have it.
std::optional<WantedElement> wantedElement(Checking& in, const ElementKeys& keys, const ast::Name& name,
                                           ast::ExprId computed);
/// What is known of an element's keys.
WrittenKeys writtenKeys(const Checking& in, ExprId element, const ElementKeys& keys);
/// Has the element the keys that are wanted? Nothing where it isn't known.
std::optional<bool> isWanted(const WrittenKeys& element, const WantedElement& wanted);
/// The key that is wanted, where it is known, as it is written: `53/UDP`.
std::string shownKey(const WantedElement& wanted);
/// How messages write an element: `80`, `53/UDP`.
std::string shownKeys(const WrittenKeys& element, const ElementKeys& keys);

} // namespace stackc::sema
