#include "text/inclusion.h"

#include "support/stopping.h"
#include "text/utf8.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace stackc::text {

namespace {

constexpr char32_t lastRune = 0x10ffff;
constexpr size_t mostStates = 4000;
constexpr size_t mostPairs = 20000;
constexpr size_t mostSteps = 4'000'000; ///< a character beside a range

struct Range {
    char32_t from, to;
};
using Runes = std::vector<Range>;
using StateSet = std::vector<size_t>; ///< ascending, each once

/// What isn't in the ranges.
Runes others(Runes runes) {
    std::sort(runes.begin(), runes.end(), [](const Range& a, const Range& b) { return a.from < b.from; });
    Runes out;
    char32_t next = 0;
    for (const Range& range : runes) {
        if (range.from > next)
            out.push_back({next, range.from - 1});
        next = std::max<char32_t>(next, range.to + 1);
    }
    if (next <= lastRune)
        out.push_back({next, lastRune});
    return out;
}

/// A nondeterministic automaton: each state goes to `next` with one of its characters, and to `free` without any.
struct Automaton {
    struct State {
        Runes runes;
        size_t next = 0;
        std::vector<size_t> free;
    };
    std::vector<State> states;
    size_t start = 0, end = 0;

    size_t add() {
        states.emplace_back();
        return states.size() - 1;
    }

    StateSet closure(StateSet open) const {
        std::vector<bool> seen(states.size());
        StateSet all;
        while (!open.empty()) {
            size_t state = open.back();
            open.pop_back();
            if (seen[state])
                continue;
            seen[state] = true;
            if (state == end || !states[state].runes.empty())
                all.push_back(state); // the others only lead to these
            open.insert(open.end(), states[state].free.begin(), states[state].free.end());
        }
        std::sort(all.begin(), all.end());
        return all;
    }

    StateSet step(const StateSet& from, char32_t rune) const {
        StateSet to;
        for (size_t state : from)
            for (const Range& range : states[state].runes)
                if (range.from <= rune && rune <= range.to)
                    to.push_back(states[state].next);
        return closure(std::move(to));
    }

    /// What a step from the states looks at.
    size_t rangesOf(const StateSet& set) const {
        size_t count = set.size();
        for (size_t state : set)
            count += states[state].runes.size();
        return count;
    }

    bool accepts(const StateSet& set) const { return std::binary_search(set.begin(), set.end(), end); }
};

/// Makes the automaton of a pattern, by Thompson's construction.
class Reader {
public:
    explicit Reader(std::string_view pattern) : text_(pattern) {}

    std::optional<Automaton> read() {
        made_.start = made_.add();
        made_.end = made_.add();
        do {
            size_t from = made_.add();
            made_.states[made_.start].free.push_back(from);
            if (!take('^'))
                from = anything(from);
            size_t to = sequence(from);
            if (!take('$'))
                to = anything(to);
            made_.states[to].free.push_back(made_.end);
        } while (!failed_ && take('|'));
        if (failed_ || at_ != text_.size())
            return std::nullopt;
        return std::move(made_);
    }

private:
    bool atEnd() const { return at_ >= text_.size(); }
    char peek() const { return atEnd() ? '\0' : text_[at_]; }
    bool take(char c) {
        if (atEnd() || text_[at_] != c)
            return false;
        ++at_;
        return true;
    }

    /// A state behind any text.
    size_t anything(size_t from) {
        size_t loop = made_.add();
        made_.states[from].free.push_back(loop);
        made_.states[loop].runes = {{0, lastRune}};
        made_.states[loop].next = loop;
        size_t to = made_.add();
        made_.states[loop].free.push_back(to);
        return to;
    }

    // Each of these reads a part that begins in the state `from`, and gives the state behind it.

    size_t alternatives(size_t from) {
        size_t to = made_.add();
        do {
            size_t one = made_.add();
            made_.states[from].free.push_back(one);
            size_t behind = sequence(one);
            made_.states[behind].free.push_back(to);
        } while (!failed_ && take('|'));
        return to;
    }

    size_t sequence(size_t from) {
        while (!failed_ && !atEnd() && peek() != '|' && peek() != ')' && peek() != '$')
            from = counted(from);
        return from;
    }

    size_t counted(size_t from) {
        const size_t begin = at_;
        size_t inner = made_.add();
        size_t behind = atom(inner);
        size_t low = 1, high = 1;
        bool isBounded = true;
        if (take('?'))
            low = 0;
        else if (take('*'))
            low = 0, isBounded = false;
        else if (take('+'))
            isBounded = false;
        else if (take('{')) {
            low = high = number();
            if (take(',')) {
                isBounded = peek() != '}';
                high = isBounded ? number() : low;
            }
            failed_ = failed_ || !take('}') || (isBounded && high < low);
        }
        take('?'); // as few as possible: the same texts
        const size_t end = at_;
        return repeated({inner, behind}, from, begin, low, isBounded ? std::optional(high) : std::nullopt, end);
    }

    /// The part that was read once, from `first` on, as often as is said: what stands at `begin` is read anew each
    /// time.
    size_t repeated(std::pair<size_t, size_t> first, size_t from, size_t begin, size_t low, std::optional<size_t> high,
                    size_t end) {
        std::optional<std::pair<size_t, size_t>> unused = first;
        auto once = [&](size_t at) {
            if (unused) {
                auto [inner, behind] = *std::exchange(unused, std::nullopt);
                made_.states[at].free.push_back(inner);
                return behind;
            }
            at_ = begin;
            return atom(at);
        };
        for (size_t i = 0; i < low && !failed_; ++i)
            from = once(from);
        size_t to = made_.add();
        made_.states[from].free.push_back(to);
        if (!high) {
            size_t again = made_.add();
            made_.states[from].free.push_back(again);
            size_t behind = once(again);
            made_.states[behind].free.push_back(again);
            made_.states[behind].free.push_back(to);
        }
        for (size_t i = low; high && i < *high && !failed_; ++i) {
            from = once(from);
            made_.states[from].free.push_back(to);
        }
        at_ = end;
        return to;
    }

    size_t number() {
        constexpr size_t most = 10000;
        size_t value = 0;
        failed_ = failed_ || std::isdigit(static_cast<unsigned char>(peek())) == 0;
        while (!atEnd() && std::isdigit(static_cast<unsigned char>(peek())) != 0 && value < most)
            value = value * 10 + static_cast<size_t>(text_[at_++] - '0');
        return value;
    }

    size_t atom(size_t from) {
        failed_ = failed_ || made_.states.size() > mostStates;
        if (failed_)
            return from;
        if (take('(')) {
            if (take('?'))
                failed_ = !take(':');
            size_t to = alternatives(from);
            failed_ = failed_ || !take(')');
            return to;
        }
        if (take('['))
            return one(from, charClass());
        if (take('.'))
            return one(from, others({{U'\n', U'\n'}}));
        failed_ = failed_ || std::string_view("^*+?{").find(peek()) != std::string_view::npos;
        return one(from, character());
    }

    size_t one(size_t from, Runes runes) {
        size_t to = made_.add();
        size_t at = made_.add();
        made_.states[from].free.push_back(at);
        made_.states[at].runes = std::move(runes);
        made_.states[at].next = to;
        return to;
    }

    Runes charClass() {
        bool isNegated = take('^');
        Runes runes;
        while (!failed_ && !atEnd() && peek() != ']') {
            Runes some = character();
            bool isRange = peek() == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != ']';
            if (isRange) {
                ++at_;
                Runes end = character();
                failed_ = failed_ || !isOne(some) || !isOne(end) || end[0].from < some[0].from;
                if (!failed_)
                    some = {{some[0].from, end[0].from}};
            }
            runes.insert(runes.end(), some.begin(), some.end());
        }
        failed_ = failed_ || !take(']');
        return isNegated ? others(std::move(runes)) : runes;
    }

    static bool isOne(const Runes& runes) { return runes.size() == 1 && runes[0].from == runes[0].to; }

    /// One character, or the class that an escape stands for.
    Runes character() {
        if (atEnd()) {
            failed_ = true;
            return {};
        }
        if (!take('\\')) {
            char32_t rune = nextRune(text_, at_);
            failed_ = failed_ || rune == badRune;
            return {{rune, rune}};
        }
        char c = peek();
        ++at_;
        const Runes digits{{U'0', U'9'}};
        const Runes word{{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}};
        const Runes blanks{{U'\t', U'\n'}, {U'\f', U'\r'}, {U' ', U' '}};
        switch (c) {
        case 'd':
            return digits;
        case 'D':
            return others(digits);
        case 'w':
            return word;
        case 'W':
            return others(word);
        case 's':
            return blanks;
        case 'S':
            return others(blanks);
        case 'n':
            return {{U'\n', U'\n'}};
        case 't':
            return {{U'\t', U'\t'}};
        case 'r':
            return {{U'\r', U'\r'}};
        default:
            failed_ = failed_ || std::ispunct(static_cast<unsigned char>(c)) == 0;
            return {{static_cast<char32_t>(c), static_cast<char32_t>(c)}};
        }
    }

    std::string_view text_;
    size_t at_ = 0;
    bool failed_ = false;
    Automaton made_;
};

/// A character of each class that neither automaton tells apart.
std::vector<char32_t> representatives(const Automaton& a, const Automaton& b) {
    std::set<char32_t> begins{0};
    for (const Automaton* automaton : {&a, &b})
        for (const Automaton::State& state : automaton->states)
            for (const Range& range : state.runes) {
                begins.insert(range.from);
                if (range.to < lastRune)
                    begins.insert(range.to + 1);
            }
    return {begins.begin(), begins.end()};
}

Inclusion decide(std::string_view wide, std::string_view narrow) {
    std::optional<Automaton> all = Reader(wide).read();
    std::optional<Automaton> some = Reader(narrow).read();
    if (!all || !some)
        return Inclusion::Unknown;
    const std::vector<char32_t> runes = representatives(*all, *some);
    std::vector<std::pair<StateSet, StateSet>> open{{some->closure({some->start}), all->closure({all->start})}};
    std::set<std::pair<StateSet, StateSet>> seen(open.begin(), open.end());
    size_t steps = 0;
    while (!open.empty()) {
        auto [inner, outer] = std::move(open.back());
        open.pop_back();
        if (some->accepts(inner) && !all->accepts(outer))
            return Inclusion::No;
        support::mayStop();
        steps += runes.size() * (some->rangesOf(inner) + all->rangesOf(outer));
        if (steps > mostSteps)
            return Inclusion::Unknown;
        for (char32_t rune : runes) {
            StateSet further = some->step(inner, rune);
            if (further.empty())
                continue;
            std::pair next{std::move(further), all->step(outer, rune)};
            if (!seen.insert(next).second)
                continue;
            if (seen.size() > mostPairs)
                return Inclusion::Unknown;
            open.push_back(std::move(next));
        }
    }
    return Inclusion::Yes;
}

} // namespace

Inclusion inclusion(std::string_view wide, std::string_view narrow) {
    if (wide.empty() || wide == narrow)
        return Inclusion::Yes;
    constexpr size_t mostKnown = 1000;
    thread_local std::map<std::pair<std::string, std::string>, Inclusion> known;
    std::pair asked{std::string(wide), std::string(narrow)};
    if (auto place = known.find(asked); place != known.end())
        return place->second;
    const Inclusion decided = decide(wide, narrow);
    if (known.size() >= mostKnown)
        known.clear();
    known.emplace(std::move(asked), decided);
    return decided;
}

bool includes(std::string_view wide, std::string_view narrow) { return inclusion(wide, narrow) == Inclusion::Yes; }

} // namespace stackc::text
