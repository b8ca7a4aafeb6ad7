#include "ide/lens.h"

#include <optional>

namespace stackc::ide {

namespace {

using Kind = Lens::Kind;

class Lenses {
public:
    explicit Lenses(std::string_view text) : text_(text) {}

    void addAll(const std::vector<Symbol>& symbols, bool isInValues) {
        for (const Symbol& symbol : symbols) {
            if (auto kind = kindOf(symbol.kind, isInValues); kind && !isOnLineOfLast(symbol.place.begin))
                lenses_.push_back({*kind, symbol.name, symbol.place, symbol.whole});
            addAll(symbol.children, symbol.kind == SymbolKind::Values || isInValues);
        }
    }

    std::vector<Lens> take() { return std::move(lenses_); }

private:
    static std::optional<Kind> kindOf(SymbolKind kind, bool isInValues) {
        switch (kind) {
        case SymbolKind::Field:
            return isInValues ? std::optional(Kind::Value) : std::nullopt;
        case SymbolKind::Service:
        case SymbolKind::Resource:
        case SymbolKind::Instance:
        case SymbolKind::Component:
            return Kind::Made;
        case SymbolKind::Backend:
            return Kind::Backend;
        case SymbolKind::Test:
            return Kind::Test;
        default:
            return std::nullopt;
        }
    }

    bool isOnLineOfLast(std::uint32_t offset) const {
        if (lenses_.empty())
            return false;
        std::uint32_t last = lenses_.back().at.begin;
        return text_.substr(last, offset - last).find('\n') == std::string_view::npos;
    }

    std::string_view text_;
    std::vector<Lens> lenses_;
};

} // namespace

std::vector<Lens> lensesOf(const std::vector<Symbol>& outline, std::string_view text) {
    Lenses lenses(text);
    lenses.addAll(outline, false);
    return lenses.take();
}

} // namespace stackc::ide
