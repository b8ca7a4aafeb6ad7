#pragma once
// What is put in for an item of a completion, with places to fill in.

#include "ide/completion_items.h"

namespace stackc::ide {

struct Insert {
    std::string text;
    bool isSnippet = false;
};

/// Has the field to be set?
bool isNeeded(const core::TypeTable& types, const core::Field& field, int depth = 0);
/// A name where it is one, also if it is a word of the language, and else a text in quotes.
std::string asKey(std::string_view key);
/// A name where it is one, and else a text in quotes.
std::string asName(std::string_view name);

/// A key with what it is set to: a block, a list, or a value. Fields that have to be set are filled in.
Insert assigned(const Probed& in, const std::string& name, core::TypeId type);
/// A case with what it holds: `name { needed = $1 }` for what has fields, or `name($0)`.
Insert applied(const Probed& in, const std::string& name, core::TypeId payload);
/// `name(n) => `, where the arm isn't written yet.
Insert arm(const Probed& in, const std::string& name, bool holdsSomething);

} // namespace stackc::ide
