#pragma once
// An expectation's value, and the values of its parts.

#include "syntax/ast.h"
#include "testing/check_tests.h"
#include "testing/world.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stackc::testing {

namespace ast = syntax;

/// The names that a test gives values itself, the innermost last.
using Scope = std::vector<std::pair<std::string, Value>>;

/// The name that stands for a case of the test.
struct CaseOf {
    std::string name;
    ast::ExprId value;
    /// What values and texts have for the cases of enums and variants in it, by the offsets of their names.
    std::map<uint32_t, std::string> keys;
};

/// The expression that the name of a case stands for, or a field of it; any other expression itself.
ast::ExprId standsFor(const ast::Module& module, const std::optional<CaseOf>& testCase, ast::ExprId id);

/// A part of an expectation: where its value is shown, by a byte offset, and what it is.
struct Part {
    uint32_t at = 0;
    std::string text;
};

/// Evaluates expressions of one file.
class Evaluator {
public:
    /// All must outlive it.
    Evaluator(const ast::Module& module, const World& world, const std::optional<CaseOf>& testCase,
              const ExprFacts& facts)
        : module_(module), world_(world), case_(testCase), facts_(facts) {}

    /// A Fault says what can't be asked, and where: `faultAt`.
    Value evaluate(ast::ExprId id, const Scope& scope);

    /// Of what was evaluated since the start, in the order of evaluation.
    const std::vector<Part>& parts() const { return parts_; }
    source::Span faultAt() const { return faultAt_; }

    /// The scopes of a loop's rounds over the elements of a list, or the entries of an object. A Fault, or nothing.
    Value rounds(const ast::LoopPattern& pattern, ast::ExprId source, const Scope& scope, std::vector<Scope>& out);

private:
    Value node(ast::ExprId id, const ast::ErrorExpr& expr);
    Value node(ast::ExprId id, const ast::NoneLit& expr);
    Value node(ast::ExprId id, const ast::BoolLit& expr);
    Value node(ast::ExprId id, const ast::IntLit& expr);
    Value node(ast::ExprId id, const ast::FloatLit& expr);
    Value node(ast::ExprId id, const ast::UnitLit& expr);
    Value node(ast::ExprId id, const ast::StringLit& expr);
    Value node(ast::ExprId id, const ast::NameRef& expr);
    Value node(ast::ExprId id, const ast::MemberExpr& expr);
    Value node(ast::ExprId id, const ast::IndexExpr& expr);
    Value node(ast::ExprId id, const ast::CallExpr& expr);
    Value node(ast::ExprId id, const ast::ApplyExpr& expr);
    Value node(ast::ExprId id, const ast::BlockExpr& expr);
    Value node(ast::ExprId id, const ast::ListExpr& expr);
    Value node(ast::ExprId id, const ast::MatchExpr& expr);
    Value node(ast::ExprId id, const ast::IfExpr& expr);
    Value node(ast::ExprId id, const ast::LetExpr& expr);
    Value node(ast::ExprId id, const ast::UnaryExpr& expr);
    Value node(ast::ExprId id, const ast::BinaryExpr& expr);
    Value node(ast::ExprId id, const ast::IsExpr& expr);

    void begin(const Scope& scope);
    Value walk(const ast::LoopPattern& pattern, ast::ExprId source, std::vector<Scope>& out);
    Value run(ast::ExprId id);
    const std::string* keyOf(ast::ExprId id) const;
    Value resource(const std::string& kind, const ast::CallExpr& call);
    Value truth(ast::ExprId id);
    Value number(const ast::BinaryExpr& expr, const Value& a, const Value& b) const;
    Value object(ast::BlockId block);
    struct Both;
    Value item(ast::ItemId id, Both& list);
    void showCounterexample(ast::ExprId list);
    Value chain(Value base, ast::ExprId from, uint32_t at, Value result);
    Value failed(ast::ExprId id, std::string why);
    Value at(ast::ExprId id, Value value);
    void show(uint32_t at, const Value& value);
    void showWhole(ast::ExprId id, const Value& value);

    const ast::Module& module_;
    const World& world_;
    const std::optional<CaseOf>& case_;
    const ExprFacts& facts_;
    Scope scope_;
    std::vector<Part> parts_;
    source::Span faultAt_;
    size_t steps_ = 0; ///< since it was made
    size_t quiet_ = 0; ///< inside of something that is evaluated several times
};

} // namespace stackc::testing
