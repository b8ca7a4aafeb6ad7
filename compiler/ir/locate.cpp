#include "ir/locate.h"

#include "core/origin.h"

#include <algorithm>
#include <optional>
#include <set>

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

    /// Where the author says the path; else what the resource is made for, and else the declaration.
    Span run(const Path& path, const std::string& text, const std::string& element) {
        auto found = written(path, text);
        if ((!isWhole(path) || origin_.found()->isGuess) && !element.empty())
            if (auto own = ofElement(path, text, element))
                return *own;
        if (!found)
            found = condition();
        return found.value_or(declaration_);
    }

    /// What a patch says of just this path.
    std::optional<Span> patched(const Path& path, const std::string& text) {
        patches(program_.statements, path, text);
        for (const core::Component& component : program_.components)
            patches(component.body, path, text);
        return isWhole(path) ? std::optional(origin_.found()->span) : std::nullopt;
    }

    std::optional<Span> written(const Path& path, const std::string& text) {
        if (auto found = patched(path, text))
            return found;
        if (!document_.origin.empty())
            origin_.search(document_.origin.back()->value, path, text);
        const auto& found = origin_.found();
        if (isWhole(path))
            return found->span;
        if (origin_.source())
            return text.empty() ? *origin_.source()
                                : findText(*origin_.source(), text, path).value_or(*origin_.source());
        if (!text.empty() && !origin_.isOfLibrary()) {
            auto written = found ? findText(found->span, text, path) : std::nullopt;
            if (!written)
                written = findText(declaration_, text, path);
            if (written)
                return *written;
        }
        return found ? std::optional(found->span) : std::nullopt;
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

    /// What the author says of the innermost element of the path: the entry under its name, `env { HOST = "x" }`, or
    /// what is behind the path in the record with that name, or the name if that record has no such thing.
    std::optional<Span> ofElement(const Path& path, const std::string& text, const std::string& element) const {
        auto last = std::find_if(path.rbegin(), path.rend(), [](const core::Step& step) { return step.isElement; });
        Path name(path.begin(), last.base());
        name.emplace_back("name");
        auto found = Locator(program_, document_).written(name, element);
        if (!found)
            return std::nullopt;
        if (const core::Entry* entry = entryWith(*found, element)) {
            const auto& known = origin_.found();
            const Span value = program_[entry->value].span;
            bool isAlternative = known && known->isGuess && value.covers(known->span);
            return isAlternative ? known->span : textIn(value, text, path).value_or(*found);
        }
        const Path rest(last.base(), path.end());
        bool isThere = false;
        for (size_t i = 0; i < program_.exprs.size() && !rest.empty(); ++i)
            if (isNamed(program_.exprs[i], *found)) {
                isThere = true;
                Origin inner(program_);
                inner.search(core::ExprId(static_cast<uint32_t>(i)), rest, text);
                if (inner.found() && inner.found()->depth == rest.size())
                    return textIn(inner.found()->span, text, path).value_or(inner.found()->span);
            }
        return isThere ? found : std::nullopt;
    }

    /// Is it a record whose `name` stands there?
    bool isNamed(const core::Expr& expr, Span name) const {
        const auto* record = std::get_if<core::RecordExpr>(&expr.node);
        return record != nullptr && std::any_of(record->entries.begin(), record->entries.end(), [&](const auto& entry) {
                   return entry.key == "name" && entry.value.valid() && program_[entry.value].span == name;
               });
    }

    /// The entry of that key which stands there; null if there is none.
    const core::Entry* entryWith(Span span, const std::string& key) const {
        const core::Entry* found = nullptr;
        for (const core::Expr& expr : program_.exprs)
            if (const auto* record = std::get_if<core::RecordExpr>(&expr.node); record != nullptr && found == nullptr)
                anyEntry(record->entries, [&](const core::Entry& entry) {
                    bool isIt = entry.span == span && entry.key == key;
                    found = isIt ? &entry : found;
                    return isIt;
                });
        return found;
    }

    /// Does one of the entries, or of those that they hold, do?
    template <typename Does> static bool anyEntry(const std::vector<core::Entry>& entries, const Does& does) {
        return std::any_of(entries.begin(), entries.end(), [&](const core::Entry& entry) {
            return does(entry) || anyEntry(entry.body, does) || anyEntry(entry.orElse, does);
        });
    }

    /// What the author wrote of the optional, or the list, that the library makes the resource for.
    std::optional<Span> condition() {
        if (document_.origin.empty() || program_.isAuthors(document_.origin.back()->span))
            return std::nullopt;
        for (const core::Component& component : program_.components)
            if (const core::Statement* around = statementAround(component.body, *document_.origin.back(), nullptr))
                return origin_.behind(around->value);
        return std::nullopt;
    }

    /// The innermost statement with a value that the statement stands in.
    const core::Statement* statementAround(const std::vector<core::Statement>& statements,
                                           const core::Statement& wanted, const core::Statement* around) const {
        for (const core::Statement& statement : statements) {
            if (&statement == &wanted)
                return around;
            bool binds = statement.kind == StatementKind::IfLet || statement.kind == StatementKind::For;
            for (const auto* body : {&statement.body, &statement.orElse})
                if (const auto* found = statementAround(*body, wanted, binds ? &statement : around))
                    return found;
            for (const core::StatementArm& arm : statement.arms)
                if (const auto* found = statementAround(arm.body, wanted, around))
                    return found;
        }
        return nullptr;
    }

    std::optional<Span> textIn(Span whole, const std::string& text, const Path& path) const {
        return text.empty() ? std::nullopt : findText(whole, text, path);
    }

    /// The first key or literal inside of the span that is the text. Where the path ends in it, keys come first.
    std::optional<Span> findText(Span whole, const std::string& text, const Path& path) const {
        bool isKey = !path.empty() && !path.back().isElement && path.back().key == text;
        auto key = isKey ? firstText(whole, text, false) : std::nullopt;
        return key ? key : firstText(whole, text, true);
    }

    /// The first key that is the text, or `literals` as well.
    std::optional<Span> firstText(Span whole, const std::string& text, bool literals) const {
        std::optional<Span> found;
        auto isFirst = [&](Span span) { // most are not: it is asked before texts are compared
            return whole.covers(span) && (!found || span.begin < found->begin);
        };
        for (const core::Expr& expr : program_.exprs) {
            if (const auto* literal = std::get_if<core::Literal>(&expr.node)) {
                bool isMeant = literals && literal->kind != core::Literal::Kind::Bool && isFirst(expr.span);
                if (isMeant && Origin::textOf(*literal) == text)
                    found = expr.span;
            } else if (const auto* record = std::get_if<core::RecordExpr>(&expr.node)) {
                anyEntry(record->entries, [&](const core::Entry& entry) {
                    if (isFirst(entry.span) && entry.key == text)
                        found = entry.span;
                    return false;
                });
            }
        }
        return found;
    }

    const core::Program& program_;
    const Document& document_;
    Span declaration_; ///< of the author: the resource, or the use that makes it
    Origin origin_;
};

/// Follows nodes down to a use, with the path that leads there.
class UseFinder {
public:
    explicit UseFinder(const Use& use) : use_(use) {}

    std::optional<Path> in(NodeRef root) { return node(root, std::nullopt) ? std::optional(path_) : std::nullopt; }

private:
    using Format = std::optional<core::TextFormat>;

    bool node(NodeRef node, Format inText) {
        if (node == nullptr || !seen_.insert({node, inText}).second)
            return false;
        bool isUsed =
            use_.node != nullptr ? node == use_.node : node->kind == NodeKind::String && node->text == use_.text;
        if (isUsed && !use_.isSpread && inText == use_.inText)
            return true;
        Format written = node->kind == NodeKind::Text ? node->format : inText;
        for (NodeRef arg : node->args)
            if (this->node(arg, written))
                return true;
        return entries(*node, node->entries, inText);
    }

    bool entries(const Node& parent, const std::vector<Entry>& entries, Format inText) {
        for (size_t i = 0; i < entries.size(); ++i)
            if (entry(parent, entries[i], i, inText))
                return true;
        return false;
    }

    bool entry(const Node& parent, const Entry& entry, size_t index, Format inText) {
        bool isSpread = entry.kind == EntryKind::Spread;
        if (isSpread && use_.isSpread && inText == use_.inText && spreads(entry.value))
            return true;
        if (node(entry.guard, inText) || (entry.loop != nullptr && node(entry.loop->source, inText)))
            return true;
        bool isStep = entry.kind == EntryKind::Value && parent.kind != NodeKind::Choice;
        if (isStep)
            path_.push_back(parent.kind == NodeKind::List ? core::Step(index) : core::Step(entry.key));
        bool isKey = isStep && use_.node == nullptr && inText == use_.inText && entry.key == use_.text;
        if (isKey || node(entry.keyNode, inText) || node(entry.value, inText) || entries(parent, entry.body, inText))
            return true;
        if (isStep)
            path_.pop_back();
        return false;
    }

    bool spreads(NodeRef source) const {
        bool isArm =
            source->kind == NodeKind::Choice && std::any_of(source->entries.begin(), source->entries.end(),
                                                            [&](const Entry& arm) { return spreads(arm.value); });
        return source == use_.node || isArm || (source->kind == NodeKind::Shared && spreads(source->args[0]));
    }

    Use use_;
    Path path_;
    std::set<std::pair<NodeRef, Format>> seen_;
};

/// The author's entry for the path. Where the library computes keys it is found by what the author calls it.
Span entryAt(const core::Program& program, const Document& document, const Path& path) {
    auto found = Locator(program, document).written(path, "");
    if (!found && !path.empty() && !path.back().isElement)
        found = Locator(program, document).written(path, path.back().key);
    return found.value_or(declarationOf(program, document));
}

} // namespace

std::optional<Span> locate(const Package& package, const Use& use) {
    UseFinder finder(use);
    for (const Document& document : package.documents) {
        if (auto path = finder.in(document.object))
            return entryAt(*package.program, document, *path);
        for (const Scope& scope : document.scopes)
            if (finder.in(scope.guard) || (scope.loop != nullptr && finder.in(scope.loop->source)))
                return declarationOf(*package.program, document);
    }
    for (const Check& check : package.checks)
        if (finder.in(check.condition) || finder.in(check.message) || finder.in(check.keys))
            return check.span;
    return std::nullopt;
}

Span locate(const core::Program& program, const Document& document, const Path& path, const std::string& text,
            const std::string& element) {
    return Locator(program, document).run(path, text, element);
}

std::optional<Span> patchFor(const core::Program& program, const Document& document, const Path& path) {
    return Locator(program, document).patched(path, "");
}

Span declarationOf(const core::Program& program, const Document& document) {
    for (auto statement = document.origin.rbegin(); statement != document.origin.rend(); ++statement)
        if (program.isAuthors((*statement)->span))
            return (*statement)->span;
    return document.span;
}

} // namespace stackc::ir
