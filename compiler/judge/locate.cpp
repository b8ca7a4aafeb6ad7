#include "judge/locate.h"

#include <map>
#include <optional>

namespace stackc::judge {

using core::EntryKind;
using core::ExprId;
using core::VarId;

namespace {

class Locator {
public:
    Locator(const core::Program& program, const source::SourceManager& sources, const ir::Document& document)
        : program_(program), sources_(sources), document_(document) {
        for (const core::Statement* statement : document.origin) {
            if (statement->kind == core::StatementKind::Use)
                bindUse(*statement);
            if (isUsers(statement->span))
                declaration_ = statement->kind == core::StatementKind::Use || !declaration_.valid() ? statement->span
                                                                                                    : declaration_;
        }
        if (!document.origin.empty() && isUsers(document.origin.back()->span))
            declaration_ = document.origin.back()->span;
    }

    core::Span run(const Path& path, const std::string& text) {
        wanted_ = text;
        patches(program_.statements, path);
        for (const core::Component& component : program_.components)
            patches(component.body, path);
        if (!document_.origin.empty() && !isWhole(path))
            follow(document_.origin.back()->value, path, 0);
        if (best_ && isWhole(path))
            return best_->span;
        if (!text.empty() && declaration_.valid() && !isOfLibrary_)
            if (auto found = findText(text))
                return *found;
        if (best_)
            return best_->span;
        return declaration_.valid() ? declaration_ : document_.span;
    }

private:
    struct Best {
        size_t depth;
        core::Span span;
    };

    bool isWhole(const Path& path) const { return best_ && best_->depth == path.size(); }

    bool isUsers(core::Span span) const { return span.valid() && !sources_.path(span.file).starts_with("<stdlib>/"); }

    bool isPatched(core::VarId use) const {
        for (const core::Statement* statement : document_.origin)
            if (statement->kind == core::StatementKind::Use && statement->var == use)
                return true;
        return false;
    }

    /// What patches of the uses that made the document say of the place.
    void patches(const std::vector<core::Statement>& statements, const Path& path) {
        for (const core::Statement& statement : statements) {
            if (statement.kind == core::StatementKind::Patch && isPatched(statement.var))
                for (const core::Amendment& amendment : statement.amendments)
                    if (!isWhole(path) && amendment.path.back() == document_.name)
                        below(amendment.value, path, 0);
            patches(statement.body, path);
            patches(statement.orElse, path);
            for (const core::StatementArm& arm : statement.arms)
                patches(arm.body, path);
        }
    }

    /// Goes on without taking the expression itself for the place: of what is amended the most stands elsewhere.
    void below(ExprId id, const Path& path, size_t depth) {
        if (!id.valid() || budget_ == 0)
            return;
        --budget_;
        std::visit([&](const auto& node) { into(node, path, depth); }, program_[id].node);
    }

    void bindUse(const core::Statement& use) {
        const core::Component& component = program_[use.component];
        for (size_t i = 0; i < component.params.size() && i < use.args.size(); ++i)
            bound_[component.params[i].value] = use.args[i];
        bindLets(component.body);
    }

    void bindLets(const std::vector<core::Statement>& statements) {
        for (const core::Statement& statement : statements) {
            if (statement.kind == core::StatementKind::Let)
                bound_[statement.var.value] = statement.value;
            bindLets(statement.body);
            bindLets(statement.orElse);
        }
    }

    void note(core::Span span, size_t depth) {
        if (guesses_ == 0 && isUsers(span) && (!best_ || depth > best_->depth))
            best_ = Best{depth, span};
    }

    void follow(ExprId id, const Path& path, size_t depth) {
        if (!id.valid() || budget_ == 0)
            return;
        --budget_;
        const core::Expr& expr = program_[id];
        if (depth > 0)
            note(expr.span, depth);
        if (depth == path.size() && isWanted(expr))
            arrive(expr.span, depth);
        std::visit([&](const auto& node) { into(node, path, depth); }, expr.node);
    }

    bool isWanted(const core::Expr& expr) const {
        const auto* literal = std::get_if<core::Literal>(&expr.node);
        return literal != nullptr && !wanted_.empty() && textOf(*literal) == wanted_;
    }

    static std::string textOf(const core::Literal& literal) {
        return literal.kind == core::Literal::Kind::Int ? std::to_string(literal.integer) : literal.text;
    }

    /// The text itself, at the end of the path; in a list whose elements can't be counted it is what tells them apart.
    void arrive(core::Span span, size_t depth) {
        isOfLibrary_ = isOfLibrary_ || !isUsers(span);
        if (guesses_ > 0 && isUsers(span) && (!best_ || depth > best_->depth))
            best_ = Best{depth, span};
    }

    template <typename Other> void into(const Other&, const Path&, size_t) {}

    void into(const core::RecordExpr& record, const Path& path, size_t depth) {
        entries(record.entries, path, depth);
        follow(record.base, path, depth);
    }
    void into(const core::ListExpr& list, const Path& path, size_t depth) {
        if (depth == path.size())
            return;
        bool plain = true;
        for (const core::Entry& item : list.items)
            plain = plain && item.kind == EntryKind::Set && !item.omitEmpty && !item.omitNone;
        if (plain && guesses_ == 0 && path[depth].isElement && path[depth].index < list.items.size()) {
            const core::Entry& item = list.items[path[depth].index];
            note(item.span, depth + 1);
            follow(item.value, path, depth + 1);
        } else {
            entries(list.items, path, depth);
        }
    }
    void into(const core::LetRef& ref, const Path& path, size_t depth) { follow(program_[ref.let].value, path, depth); }
    void into(const core::VarRef& ref, const Path& path, size_t depth) {
        if (auto found = bound_.find(ref.var.value); found != bound_.end())
            follow(found->second, path, depth);
    }
    void into(const core::FieldAccess& access, const Path& path, size_t depth) {
        // The rest of the path continues below the field.
        Path longer(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(depth));
        longer.emplace_back(access.name);
        longer.insert(longer.end(), path.begin() + static_cast<std::ptrdiff_t>(depth), path.end());
        std::optional<Best> saved = std::exchange(best_, std::nullopt);
        follow(access.base, longer, depth);
        if (best_ && best_->depth > depth)
            best_->depth -= 1;
        if (!best_ || (saved && saved->depth >= best_->depth))
            best_ = saved;
    }
    void into(const core::CallExpr& call, const Path& path, size_t depth) {
        const core::Function& function = program_[call.fn];
        std::map<uint32_t, ExprId> saved = bound_;
        for (size_t i = 0; i < function.params.size() && i < call.args.size(); ++i)
            bound_[function.params[i].value] = call.args[i];
        follow(function.body, path, depth);
        bound_ = std::move(saved);
    }
    void into(const core::LetExpr& let, const Path& path, size_t depth) {
        bound_[let.var.value] = let.value;
        follow(let.body, path, depth);
    }
    void into(const core::IfExpr& choice, const Path& path, size_t depth) {
        follow(choice.then, path, depth);
        follow(choice.otherwise, path, depth);
    }
    void into(const core::IfLetExpr& choice, const Path& path, size_t depth) {
        follow(choice.then, path, depth);
        follow(choice.otherwise, path, depth);
    }
    void into(const core::MatchExpr& match, const Path& path, size_t depth) {
        for (const core::MatchArm& arm : match.arms)
            follow(arm.body, path, depth);
    }
    void into(const core::OptionalLit& optional, const Path& path, size_t depth) {
        follow(optional.payload, path, depth);
    }
    void into(const core::MergeExpr& merge, const Path& path, size_t depth) {
        follow(merge.own, path, depth);
        for (const core::Let& let : program_.lets) {
            const auto* backend = std::get_if<core::RecordExpr>(&program_[let.value].node);
            if (let.type != program_.backendType || backend == nullptr)
                continue;
            for (const core::Entry& entry : backend->entries)
                if (entry.key == "gives")
                    follow(entry.value, path, depth);
        }
    }
    void into(const core::AmendElements& amended, const Path& path, size_t depth) {
        if (depth < path.size() && path[depth].isElement && amended.value.valid()) {
            ++guesses_;
            below(amended.value, path, depth + 1);
            --guesses_;
        }
        follow(amended.list, path, depth);
    }

    void entries(const std::vector<core::Entry>& entries, const Path& path, size_t depth) {
        if (depth == path.size())
            return;
        const Step& step = path[depth];
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
            guesses_ += step.isElement ? 1 : 0;
            if (entry->kind == EntryKind::Spread)
                follow(entry->value, path, depth);
            bool matches = step.isElement ? entry->key.empty() && !entry->keyExpr.valid() : entry->key == step.key;
            if (entry->kind == EntryKind::Amend && matches) {
                if (depth + 1 == path.size())
                    note(entry->span, depth + 1);
                below(entry->value, path, depth + 1);
            }
            if (entry->kind == EntryKind::Set && matches) {
                note(entry->span, depth + 1);
                follow(entry->value, path, depth + 1);
            }
            this->entries(entry->body, path, depth);
            this->entries(entry->orElse, path, depth);
            guesses_ -= step.isElement ? 1 : 0;
        }
    }

    /// The first literal or key of the declaration that is the text.
    std::optional<core::Span> findText(const std::string& text) const {
        std::optional<core::Span> found;
        auto offer = [&](core::Span span) {
            bool inside =
                span.file == declaration_.file && span.begin >= declaration_.begin && span.end <= declaration_.end;
            if (inside && (!found || span.begin < found->begin))
                found = span;
        };
        for (const core::Expr& expr : program_.exprs) {
            if (const auto* literal = std::get_if<core::Literal>(&expr.node)) {
                if (textOf(*literal) == text && literal->kind != core::Literal::Kind::Bool)
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
    const source::SourceManager& sources_;
    const ir::Document& document_;
    core::Span declaration_; ///< of the author: the resource, or the use that makes it
    std::map<uint32_t, ExprId> bound_;
    std::optional<Best> best_;
    std::string wanted_;       ///< the text that is looked for
    bool isOfLibrary_ = false; ///< the library wrote it
    int guesses_ = 0;          ///< lists on the way in which it can't be told which element is meant
    size_t budget_ = 20000;
};

} // namespace

core::Span locate(const core::Program& program, const source::SourceManager& sources, const ir::Document& document,
                  const Path& path, const std::string& text) {
    return Locator(program, sources, document).run(path, text);
}

} // namespace stackc::judge
