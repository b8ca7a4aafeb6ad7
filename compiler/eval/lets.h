#pragma once
// The program's lets, each of which is evaluated once, by itself.

#include "eval/evaluation.h"

namespace stackc::eval {

class Lets {
public:
    explicit Lets(Evaluation& in) : in_(in), kept_(in.program.lets.size()) {}

    /// Has none for its lifetime: all are made anew.
    class Anew;

    /// The value of a let, which `make` makes where it is asked for first.
    template <typename Make> NodeRef value(core::LetId let, const Make& make) {
        if (kept_[let.value].value == nullptr) {
            Standalone made = byItself(in_, make);
            kept_[let.value] = std::move(made);
        }
        repeatStandalone(in_, kept_[let.value]);
        return kept_[let.value].value;
    }

private:
    Evaluation& in_;
    std::vector<Standalone> kept_;
};

class Lets::Anew {
public:
    explicit Anew(Lets& lets) : none_(lets.kept_, std::vector<Standalone>(lets.kept_.size())) {}

private:
    Meanwhile<std::vector<Standalone>> none_;
};

} // namespace stackc::eval
