#include "syntax/format.h"

#include <vector>

#include "syntax/layout.h"
#include "syntax/lexing.h"
#include "syntax/parser.h"

namespace stackc::syntax {

namespace {

constexpr std::size_t kIndent = 4;

class Formatter {
public:
    explicit Formatter(const std::vector<Piece>& pieces) : pieces_(pieces) {}

    std::string run() {
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            const Piece& piece = pieces_[i];
            if (i > 0 && piece.breaks == 0) {
                if (spaceBetween(i > 1 ? &pieces_[i - 2] : nullptr, pieces_[i - 1], piece))
                    out_ += ' ';
            } else {
                if (i > 0)
                    out_.append(static_cast<std::size_t>(piece.breaks), '\n');
                lineIndent_ = indentOf(piece);
                out_.append(lineIndent_, ' ');
            }
            out_ += piece.text;
            if (isOpener(piece.kind))
                open_.push_back(lineIndent_);
            if (isCloser(piece.kind))
                open_.pop_back();
        }
        if (!out_.empty())
            out_ += '\n';
        return std::move(out_);
    }

private:
    std::size_t indentOf(const Piece& piece) const {
        if (isCloser(piece.kind))
            return open_.back();
        std::size_t base = open_.empty() ? 0 : open_.back() + kIndent;
        return piece.continues ? base + kIndent : base;
    }

    const std::vector<Piece>& pieces_;
    std::string out_;
    /// For each open bracket the indentation of its line.
    std::vector<std::size_t> open_;
    std::size_t lineIndent_ = 0;
};

} // namespace

std::string format(const source::SourceManager& sources, source::FileId file, diag::Sink& sink) {
    std::size_t errors = sink.errorCount();
    parse(sources, file, sink);
    if (sink.errorCount() > errors)
        return {};
    std::vector<Piece> pieces = layOut(lex(sources, file, sink), sources.text(file));
    return Formatter(pieces).run();
}

} // namespace stackc::syntax
