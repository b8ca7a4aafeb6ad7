#include "sema/elaboration.h"

namespace stackc::sema {

namespace {

/// Reports that more declarations need each other than can be elaborated.
bool tooDeep(Checking& in, Span use) {
    constexpr size_t most = 1000;
    if (in.elaboration.chain.size() < most)
        return false;
    in.sink.report(Code::E1018, use, most);
    return true;
}

/// Begins to elaborate a declaration; false after it has been reported that it can't be.
bool enter(Checking& in, SymbolIndex index, Span use) {
    Symbol& symbol = in.symbols[index];
    if (symbol.state != Symbol::State::busy) {
        if (tooDeep(in, use))
            return false;
        symbol.state = Symbol::State::busy;
        in.elaboration.chain.push_back(index);
        return true;
    }
    in.sink.report(Code::E2010, use, symbol.name).note(symbol.span, chainTo(in, index));
    return false;
}

} // namespace

std::string chainTo(const Checking& in, SymbolIndex index) {
    std::string chain;
    bool inside = false;
    for (SymbolIndex link : in.elaboration.chain) {
        inside = inside || link == index;
        if (inside)
            chain += in.symbols[link].name + " → ";
    }
    return chain + in.symbols[index].name;
}

Elaborating::Elaborating(Checking& in, SymbolIndex index, Span use) : in_(in), began_(enter(in, index, use)) {}

Elaborating::~Elaborating() {
    if (!began_)
        return;
    in_.symbols[in_.elaboration.chain.back()].state = Symbol::State::done;
    in_.elaboration.chain.pop_back();
}

} // namespace stackc::sema
