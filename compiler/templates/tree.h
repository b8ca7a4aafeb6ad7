#pragma once
// Go templates as trees. The lowering builds them, the printer alone writes `{{`.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace stackc::templates {

struct Expr;
using ExprPtr = std::shared_ptr<const Expr>;

enum class ExprKind : uint8_t {
    Root,     ///< the template's argument: `.`, or `$` where range or with has moved the dot
    Dot,      ///< what the innermost `with` moved the dot to
    Box,      ///< the dict that a boxed define takes
    Variable, ///< `$text`
    String,
    Int,
    Float, ///< spelled as `text`, with a point
    Bool,
    Field, ///< args[0].text, `index` where text is no identifier; nil-safe if `safe`
    Call,  ///< text args…; text is a function, or a method as a path from the root (`.Capabilities.…`)
    Pipe,  ///< args[last] | text args…
};

struct Expr {
    ExprKind kind = ExprKind::Root;
    bool boolean = false;
    bool safe = false;
    bool guarded = false; ///< of a field: its base may be a text where the guards around it don't hold
    int64_t integer = 0;
    std::string text = {};
    std::vector<ExprPtr> args = {};
};

ExprPtr root();
ExprPtr dot();
ExprPtr box();
ExprPtr variable(std::string name);
ExprPtr stringLiteral(std::string value);
ExprPtr intLiteral(int64_t value);
ExprPtr floatLiteral(std::string spelling);
ExprPtr boolLiteral(bool value);
/// `safe`: the base may be nil, and the field then is.
ExprPtr field(ExprPtr base, std::string name, bool safe = false);
/// The same where the base may be a text, unless the guards around hold.
ExprPtr guardedField(ExprPtr base, std::string name, bool safe);
ExprPtr call(std::string function, std::vector<ExprPtr> args);
/// `input | function args…`
ExprPtr pipe(ExprPtr input, std::string function, std::vector<ExprPtr> args = {});
/// `not e`, with a double negation taken away and `eq` turned into `ne`.
ExprPtr negate(const ExprPtr& e);
/// Are they the same text?
bool isSame(const ExprPtr& a, const ExprPtr& b);
/// Is `other` what `negate` makes of `e`?
bool isNegated(const ExprPtr& e, const ExprPtr& other);
/// Is one of them what `negate` makes of the other one?
bool areOpposite(const ExprPtr& a, const ExprPtr& b);
/// The expression with `by` wherever it has `what` as a part; itself where it has no such part.
ExprPtr replaced(const ExprPtr& e, const ExprPtr& what, const ExprPtr& by);
/// Does the expression read the variable?
bool mentions(const ExprPtr& e, std::string_view variable);
/// Does the expression read what `with` and `range` move?
bool readsDot(const ExprPtr& e);
bool isCallOf(const ExprPtr& e, std::string_view function);

/// A piece of a line: static text (any bytes; the printer escapes what would read as an action), or an action.
struct Part {
    std::string text;
    ExprPtr action; ///< null: text
};

struct Block;
using Body = std::vector<Block>;

/// One line of output at `indent`, which counts the `dashes` leading "- ".
struct Line {
    int indent = 0;
    int dashes = 0;
    std::vector<Part> parts;
    bool isFirst = false; ///< of the template's text: the control before it trims the line's end
};
/// `{{- e }}` on a line of its own: what prints its own line break (nindent), or nothing (fail).
struct Action {
    int indent = 0;
    ExprPtr expr;
};
/// `{{- $name := e }}`, or `=`.
struct Assign {
    int indent = 0;
    std::string name;
    ExprPtr expr;
    bool again = false;
};
struct Branch {
    ExprPtr condition; ///< null: else
    Body body;
};
struct If {
    int indent = 0;
    std::vector<Branch> branches;
};
/// `{{- if condition }}text{{- end }}` behind the end of the line before: what a key holds if nothing follows below it.
struct Suffix {
    int indent = 0;
    ExprPtr condition;
    std::string text;
};
/// A text behind the end of the line before, whatever that is.
struct Tail {
    std::string text;
};
struct Range {
    int indent = 0;
    std::string key; ///< variable; empty: none
    std::string element;
    ExprPtr source;
    Body body;
    Body otherwise; ///< where there is nothing to walk; empty: no `else`
};
struct With {
    int indent = 0;
    ExprPtr source;
    Body body;
    Body otherwise;
};
/// `{{- /* … */}}`
struct Comment {
    std::string text;
};
/// How the control lines of a body are trimmed. Left: `{{- if }}`, for text that follows a line. Right: `{{ if -}}`,
/// for the outermost level of what begins with a line that may be conditional.
enum class Trim : uint8_t { Left, Right };
struct Define {
    std::string name;
    std::string comment;
    Trim trim = Trim::Left;
    size_t leading = 0;        ///< how many blocks at the beginning are trimmed to the right, whatever `trim` says
    bool finalNewline = false; ///< the text ends in a line break
    std::vector<std::string> of = {}; ///< what it does its work for, by names, where it stands for several templates
    bool boxed = false; ///< the argument is a dict: `root`, the variables of loops, what like pieces differ in
    Body body;
};

struct Block {
    std::variant<Line, Action, Assign, If, Suffix, Tail, Range, With, Comment, Define> node;
};

/// The bodies in a block, those that hold nothing but stand for a branch included.
std::vector<Body*> bodiesOf(Block& block);
std::vector<const Body*> bodiesOf(const Block& block);

Block line(int indent, std::vector<Part> parts);
Block textLine(int indent, std::string text);
/// `key: {{ e }}`
Block actionLine(int indent, std::string prefix, ExprPtr action);

} // namespace stackc::templates
