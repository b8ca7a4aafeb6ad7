#pragma once
// What the sources say of what they declare, by the places of the names.

#include "source/source_manager.h"
#include "syntax/ast.h"

#include <functional>
#include <map>
#include <set>
#include <string>

namespace stackc::ide {

using source::FileId;
using source::Span;

struct Declaration {
    std::string doc;   ///< the text of its doc comment; empty: none
    Span whole;        ///< with its block
    std::string words; ///< what is written before the name: "fn"; empty: nothing
    Span signature;    ///< the name and what it takes and gives
};

/// Of files whose trees are asked for when something in them is.
class Declarations {
public:
    using Trees = std::function<const syntax::Module&(FileId)>;
    explicit Declarations(Trees trees) : trees_(std::move(trees)) {}

    /// Null where no name is declared.
    const Declaration* at(Span name) const;

private:
    Trees trees_;
    mutable std::map<Span, Declaration> known_;
    mutable std::set<FileId> read_;
};

} // namespace stackc::ide
