#pragma once
// What a resource's block says, before it is laid out.

#include <cstdint>
#include <string>
#include <vector>

namespace stackc::manifest {

struct Member;

struct Item {
    enum class Kind : uint8_t {
        Word,  ///< a literal, a name, `{}` or `[]`: what stands on one line
        Lines, ///< a text block: its lines, spelled but not indented
        Block, ///< not empty
        List,  ///< not empty
    } kind = Kind::Word;
    std::string text;            ///< Word, Lines
    std::vector<Member> members; ///< Block
    std::vector<Item> items;     ///< List
};

struct Member {
    std::string key; ///< as spelled
    Item value;
};

} // namespace stackc::manifest
