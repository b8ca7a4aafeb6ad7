#pragma once
// The texts of files with edits, and where their places are then.

#include "ide/analysis.h"
#include "ide/text_edit.h"

#include <map>
#include <string>

namespace stackc::ide {

class Edited {
public:
    /// Of a file of these sources. An edit that is there already is one with it; others don't overlap it.
    void add(const source::SourceManager& sources, const TextEdit& edit);

    /// The files with edits, as they are with them, by path.
    Texts texts() const;
    /// Where an offset of a file is then; what begins where an edit does begins behind its lead.
    std::uint32_t moved(std::string_view path, std::uint32_t offset) const;

private:
    struct File {
        std::string text;
        std::map<std::uint32_t, TextEdit> edits; ///< by their begins
    };
    std::map<std::string, File, std::less<>> files_;
};

} // namespace stackc::ide
