#pragma once
// Trees as bytes, by which the library's modules come into the program parsed. The bytes are the members of the tree's
// structs in the order of their declaration (fields.h):
//
// clang-format off
//     number, id            variable length, seven bits a byte, lowest first; an id is one more than its index, 0 is none
//     truth, enumerator     one byte
//     text, list            its length, then its bytes or elements
//     optional              a truth, then what is in it
//     variant               one byte, which alternative; then that
//     span                  0 if it points nowhere, else one more than its length; then how far it begins from the
//                           beginning of the span before, as a number whose lowest bit is the sign
//     file                  nothing: all places of a tree lie in its file
// clang-format on

#include <string>
#include <string_view>

#include "syntax/ast.h"

namespace stackc::syntax {

/// The whole tree, of any file.
std::string packTree(const Module& module);

/// The tree that `packTree` was given, as a tree of `file`. `bytes` come from this compiler's build and are trusted.
Module unpackTree(std::string_view bytes, FileId file);

} // namespace stackc::syntax
