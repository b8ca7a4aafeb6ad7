#pragma once
// The text in which something stands where the cursor is, for the checker to tell what could stand there.

#include "ide/analysis.h"
#include "syntax/following.h"

namespace stackc::ide {

/// What a name at the cursor is taken for; the first that parses.
enum class Form : std::uint8_t {
    Name,    ///< it stands where a name is wanted: `x`
    Entry,   ///< of a block: `x = x`
    Start,   ///< of a declaration or a statement: `let x = x`
    Field,   ///< of a record type: `x: x`
    Arm,     ///< of a `match`: `x => x`
    Applied, ///< with a block behind it: `x {}`
    Called,  ///< behind `use y =`: `x()`
    Case,    ///< of a statement's `match`: `x => {}`
};

struct ProbeText {
    std::string text; ///< of the whole file
    Form form = Form::Name;
    std::uint32_t begin = 0; ///< of the name in it
    std::uint32_t end = 0;
    bool isText = false;        ///< it is in quotes: what stands there is a text
    source::Span replaced;      ///< what of the file as it is the name stands for: the word at the cursor, maybe empty
    char before = 0, after = 0; ///< what stands beside it, but for blanks; 0: nothing. Of `after`, a line end is one
    syntax::Module tree;        ///< of the declaration around the name
    std::uint32_t sliceBegin = 0; ///< where that begins in the text
    syntax::Following following;  ///< what may stand there, as the text before it tells
};

/// Nothing in comments, numbers, and texts over several lines or with values in them.
std::optional<ProbeText> probeText(const Analysis& analysis, source::FileId file, std::uint32_t offset);

/// The name that stands at the cursor.
extern const std::string_view probeName;

} // namespace stackc::ide
