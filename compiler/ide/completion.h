#pragma once
// What could stand at the cursor, also where the text around it is no program yet.

#include "ide/analysis.h"
#include "ide/text_edit.h"

namespace stackc::ide {

struct CompletionItem {
    enum class Kind : std::uint8_t {
        Keyword,
        Type,
        Function,
        Value,
        Service,
        Component,
        Resource,
        Variable,
        Field,
        Case,
        Module,
        Environment,
        Annotation
    };
    Kind kind = Kind::Value;
    std::string label{};
    std::string detail{};          ///< its type, or how it is called
    std::string doc{};             ///< Markdown; empty: none
    std::string insert{};          ///< in place of `Completions::replaced`
    bool isSnippet = false;        ///< `insert` has places to fill in: `$1`, `${1:name}`, `$0`; `\$` is a dollar.
                                   ///< Else it is put in as it is
    int rank = 0;                  ///< items of lower rank come first
    std::vector<TextEdit> edits{}; ///< elsewhere in the file: an import
};

struct Completions {
    source::Span replaced; ///< the word at the cursor; maybe empty
    std::vector<CompletionItem> items;
};

/// By rank, then by label. Nothing in comments, texts and numbers.
Completions completion(const Analysis& analysis, source::FileId file, std::uint32_t offset);

} // namespace stackc::ide
