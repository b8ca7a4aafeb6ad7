#pragma once
// The evaluation of expressions of all kinds, with what is kept of lets, calls and services. Inside of the stage; see
// eval.h for what it promises.

#include "eval/calls.h"
#include "eval/evaluation.h"
#include "eval/lets.h"
#include "eval/services.h"
#include "eval/templates.h"

namespace stackc::eval {

class Evaluator : public Evaluation {
public:
    Evaluator(const core::Program& program, ir::NodeTable& nodes, const Known* known, diag::Sink& sink);

    NodeRef evaluate(ExprId id) override; // expressions.cpp

    Templates templates;
    Lets lets;
    Calls calls;
    Services services;
    std::vector<ir::BackendUse> uses; ///< of backends, by services and by each other
};

} // namespace stackc::eval
