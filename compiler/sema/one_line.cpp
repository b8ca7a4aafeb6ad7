#include "sema/one_line.h"

#include "text/characters.h"
#include "text/utf8.h"

namespace stackc::sema {

bool isOneLine(diag::Sink& sink, std::string_view text, source::Span span, std::string_view what, Letters letters) {
    for (size_t at = 0; at < text.size();) {
        char32_t rune = text::nextRune(text, at);
        bool fine = rune >= 0x20 && text::isCarried(rune) && (letters == Letters::any || rune < 0x7f);
        if (fine)
            continue;
        sink.report(diag::Code::E5046, span, what, letters == Letters::ascii ? " ASCII" : "", text::nameOf(rune));
        return false;
    }
    return true;
}

} // namespace stackc::sema
