#pragma once
// Another name for a value, in values files.

#include "ide/analysis.h"
#include "support/result.h"

namespace stackc::ide {

/// A values file with places that get another text.
struct ValuesEdits {
    struct Edit {
        std::size_t begin = 0, end = 0; ///< bytes
        std::string text;
        bool operator==(const Edit&) const = default;
    };

    std::string path;
    std::string text; ///< of the file as it is, without a byte order mark, as editors have it
    std::vector<Edit> edits;
};

/// Of a field or case that is declared at a place of the stack's files, or of charts that it includes: the bytes of its
/// keys, and of texts that are the case, in the stack's values files. All else in them stays as it is. It fails where
/// a file can't be read, or a key can't get the name without changing something else.
support::Result<std::vector<ValuesEdits>> renameInValues(const Analysis& analysis, source::Span declared,
                                                         const std::string& name);

} // namespace stackc::ide
