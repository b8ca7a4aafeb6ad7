#include "ir/locate.h"

#include "core/origin.h"

#include <algorithm>
#include <optional>

namespace stackc::ir {

using core::Origin;
using core::Path;
using core::Span;
using core::StatementKind;

namespace {

class Locator {
public:
    Locator(const core::Program& program, const Document& document)
        : program_(program), document_(document), declaration_(declarationOf(program, document)), origin_(program) {
        for (const core::Statement* statement : document.origin)
            origin_.bind(*statement);
    }

    Span run(const Path& path, const std::string& text) {
        patches(program_.statements, path, text);
        for (const core::Component& component : program_.components)
            patches(component.body, path, text);
        if (!document_.origin.empty() && !isWhole(path))
            origin_.search(document_.origin.back()->value, path, text);
        const auto& found = origin_.found();
        if (isWhole(path))
            return found->span;
        if (origin_.source())
            return inside(*origin_.source(), text);
        if (!text.empty() && !origin_.isOfLibrary())
            if (auto written = findText(declaration_, text))
                return *written;
        return found ? found->span : declaration_;
    }

private:
    bool isWhole(const Path& path) const { return origin_.found() && origin_.found()->depth == path.size(); }

    bool isPatched(core::VarId use) const {
        return std::any_of(document_.origin.begin(), document_.origin.end(), [&](const core::Statement* statement) {
            return statement->kind == StatementKind::Use && statement->var == use;
        });
    }

    /// What patches of the uses that made the document say of the place.
    void patches(const std::vector<core::Statement>& statements, const Path& path, const std::string& text) {
        for (const core::Statement& statement : statements) {
            if (statement.kind == StatementKind::Patch && isPatched(statement.var))
                for (const core::Amendment& amendment : statement.amendments)
                    if (!isWhole(path) && amendment.path.back() == document_.name)
                        origin_.searchAmended(amendment.value, path, text);
            patches(statement.body, path, text);
            patches(statement.orElse, path, text);
            for (const core::StatementArm& arm : statement.arms)
                patches(arm.body, path, text);
        }
    }

    Span inside(Span span, const std::string& text) const {
        return text.empty() ? span : findText(span, text).value_or(span);
    }

    /// The first literal or key inside of the span that is the text.
    std::optional<Span> findText(Span whole, const std::string& text) const {
        std::optional<Span> found;
        auto offer = [&](Span span) {
            bool isInside = span.file == whole.file && span.begin >= whole.begin && span.end <= whole.end;
            if (isInside && (!found || span.begin < found->begin))
                found = span;
        };
        for (const core::Expr& expr : program_.exprs) {
            if (const auto* literal = std::get_if<core::Literal>(&expr.node)) {
                if (Origin::textOf(*literal) == text && literal->kind != core::Literal::Kind::Bool)
                    offer(expr.span);
            } else if (const auto* record = std::get_if<core::RecordExpr>(&expr.node)) {
                for (const core::Entry& entry : record->entries)
                    if (entry.key == text)
                        offer(entry.span);
            }
        }
        return found;
    }

    const core::Program& program_;
    const Document& document_;
    Span declaration_; ///< of the author: the resource, or the use that makes it
    Origin origin_;
};

} // namespace

Span locate(const core::Program& program, const Document& document, const Path& path, const std::string& text) {
    return Locator(program, document).run(path, text);
}

Span declarationOf(const core::Program& program, const Document& document) {
    for (auto statement = document.origin.rbegin(); statement != document.origin.rend(); ++statement)
        if (program.isAuthors((*statement)->span))
            return (*statement)->span;
    return document.span;
}

} // namespace stackc::ir
