#pragma once

#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "syntax/ast_expr.h"

namespace stackc::syntax {

/// Which stretches of a text block belong to its text. If the opening quotes end their line, the text begins on the
/// next and the indentation of the closing quotes is taken from each line; if text stands before the closing quotes,
/// the least indentation of all lines is taken. Otherwise the text is as it stands.
class TextBlock {
public:
    /// `parts` are the raw parts in order; those with a value are interpolations.
    TextBlock(const std::vector<StringPart>& parts, std::string_view text, diag::Sink& sink);

    /// What of part `index` is text, still with escapes.
    std::vector<Span> pieces(std::size_t index) const;

private:
    std::string_view textOf(Span span) const { return text_.substr(span.begin, span.end - span.begin); }
    bool opensLine() const;
    void findIndentation();
    std::size_t leastIndentation() const;
    std::size_t indentationAt(Span part, std::size_t lineBegin) const;

    const std::vector<StringPart>& parts_;
    std::string_view text_;
    diag::Sink& sink_;
    bool strips_ = false;
    bool ownClosingLine_ = false;
    std::size_t indentation_ = 0;
};

} // namespace stackc::syntax
