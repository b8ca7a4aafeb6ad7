#pragma once
// Words of other languages, and what there is here for them.

#include <string>
#include <string_view>

namespace stackc::syntax {

/// How Stack declares what another language declares with the word; `rest` is the text behind it. "" for a word that
/// is none's.
std::string foreignDeclaration(std::string_view word, std::string_view rest);

/// What there is for a function of another language, such as `printf`; "" for a name that is none's.
std::string_view foreignFunction(std::string_view name);

/// What there is for a member that lists, maps and texts have in other languages, such as `length`; "" for others.
std::string_view foreignMember(std::string_view name);

/// What there is for a type that other languages have by that name, such as `number` or `Map`; "" for others.
std::string_view foreignType(std::string_view name);

/// What there is for a value that other languages have by that name, such as `null` or `var`; "" for others.
std::string_view foreignValue(std::string_view name);

} // namespace stackc::syntax
