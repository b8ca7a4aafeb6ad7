#include "core/verify.h"

#include <fmt/format.h>

namespace stackc::core {

namespace {

/// May a value of the type be a number where the type says text?
bool isNumberOrText(const Type& type) {
    return type.kind == TypeKind::IntOrPercent || (type.kind == TypeKind::String && type.domain == Domain::Quantity);
}

class Verifier {
public:
    explicit Verifier(const Program& program) : program_(program) {}

    std::vector<Violation> take() && { return std::move(found_); }

    void all() {
        for (const Expr& expr : program_.exprs) {
            at_ = &expr;
            if (kindOf(expr.type) != TypeKind::Error)
                std::visit([&](const auto& node) { (*this)(node); }, expr.node);
        }
        at_ = nullptr;
        for (const Let& let : program_.lets)
            gives(let.value, let.type, "a let", let.span);
        for (const Function& function : program_.functions)
            gives(function.body, function.result, "a function", function.span);
        gives(program_.defaults, program_.valuesType, "the defaults", {});
        for (const Environment& environment : program_.environments)
            gives(environment.values, program_.valuesType, "an environment", environment.span);
        for (const Component& component : program_.components)
            statements(component.body);
        statements(program_.statements);
    }

    // What gives one of several values, or hands one on.
    void operator()(const IfExpr& n) {
        gives(n.condition, TypeKind::Bool, "a condition");
        gives(n.then, at_->type, "`then`");
        gives(n.otherwise, at_->type, "`else`");
    }
    void operator()(const IfLetExpr& n) {
        gives(n.optional, TypeKind::Optional, "what is opened");
        gives(n.then, at_->type, "`then`");
        gives(n.otherwise, at_->type, "`else`");
    }
    void operator()(const MatchExpr& n) {
        for (const MatchArm& arm : n.arms)
            gives(arm.body, at_->type, "an arm");
    }
    void operator()(const LetExpr& n) {
        gives(n.value, program_[n.var].type, "a let");
        gives(n.body, at_->type, "what follows a let");
    }
    void operator()(const Coalesce& n) {
        gives(n.optional, TypeKind::Optional, "the left side of `??`");
        if (!n.optional.valid() || kindOf(typeOf(n.optional)) != TypeKind::Optional)
            return;
        bool staysOptional = kindOf(at_->type) == TypeKind::Optional;
        TypeId left = typeOf(n.optional);
        require(staysOptional ? left : TypeId(type(left).element), at_->type, "the left side of `??`",
                program_[n.optional].span);
        gives(n.otherwise, at_->type, "the right side of `??`");
    }
    void operator()(const LetRef& n) { require(program_[n.let].type, at_->type, "a let", at_->span); }
    void operator()(const VarRef& n) { require(program_[n.var].type, at_->type, "a variable", at_->span); }
    void operator()(const CallExpr& n) {
        const Function& function = program_[n.fn];
        for (size_t i = 0; i < n.args.size() && i < function.params.size(); ++i)
            gives(n.args[i], program_[function.params[i]].type, "an argument");
        require(function.result, at_->type, "a call", at_->span);
    }

    // What holds values.
    void operator()(const OptionalLit& n) {
        if (kindOf(at_->type) != TypeKind::Optional)
            tell("an optional", "a " + show(at_->type), at_->span);
        else if (n.payload.valid())
            gives(n.payload, type(at_->type).element, "what an optional holds");
    }
    void operator()(const VariantExpr& n) {
        const Type& variant = type(at_->type);
        if (variant.kind != TypeKind::Variant || n.caseIndex >= variant.cases.size())
            return tell("a case", "no case of " + show(at_->type), at_->span);
        if (n.payload.valid() && variant.cases[n.caseIndex].payload.valid())
            gives(n.payload, variant.cases[n.caseIndex].payload, "what a case holds");
    }
    void operator()(const ListExpr& n) {
        if (kindOf(at_->type) == TypeKind::List)
            entries(n.items, [&](const Entry&) { return TypeId(type(at_->type).element); });
    }
    void operator()(const RecordExpr& n) {
        const Type& whole = type(at_->type);
        if (whole.kind == TypeKind::Map)
            entries(n.entries, [&](const Entry&) { return TypeId(whole.element); });
        const Type& record = whole.kind == TypeKind::Partial ? type(whole.element) : whole;
        if (record.kind == TypeKind::Record)
            entries(n.entries, [&](const Entry& entry) {
                const Field* field = record.field(entry.key);
                return field != nullptr ? field->type : TypeId{};
            });
    }

    void operator()(const PrimExpr& n) {
        switch (n.op) {
        case Op::And:
        case Op::Or:
        case Op::Not:
            for (ExprId arg : n.args)
                gives(arg, TypeKind::Bool, opName(n.op));
            break;
        case Op::Concat:
        case Op::Lower:
        case Op::Upper:
        case Op::Cut:
        case Op::Replace:
        case Op::Contains:
        case Op::HasPrefix:
        case Op::HasSuffix:
        case Op::Matches:
        case Op::UrlHost:
        case Op::Base64:
        case Op::Sha256:
            text(n.args.empty() ? ExprId{} : n.args[0], opName(n.op));
            for (size_t i = 1; i < n.args.size() && n.op == Op::Concat; ++i)
                text(n.args[i], opName(n.op));
            break;
        case Op::Add:
        case Op::Sub:
        case Op::Mul:
        case Op::Div:
        case Op::Mod:
        case Op::Min:
        case Op::Max:
            for (ExprId arg : n.args)
                if (arg.valid() && kindOf(typeOf(arg)) != kindOf(at_->type))
                    tell(opName(n.op), show(typeOf(arg)), program_[arg].span);
            break;
        default:
            break;
        }
    }
    template <typename Other> void operator()(const Other&) {}

private:
    const Type& type(TypeId id) const { return program_.types[id]; }
    TypeKind kindOf(TypeId id) const { return type(id).kind; }
    TypeId typeOf(ExprId id) const { return program_[id].type; }
    std::string show(TypeId id) const { return program_.types.show(id); }

    void tell(std::string_view what, const std::string& given, Span span) {
        found_.push_back({fmt::format("{} gives {}", what, given), span});
    }
    void require(TypeId from, TypeId to, std::string_view what, Span span) {
        if (!isFormOf(from, to, 0))
            tell(fmt::format("{} of `{}`", what, show(to)), "`" + show(from) + "`", span);
    }
    void gives(ExprId value, TypeId wanted, std::string_view what, Span span = {}) {
        if (!value.valid() || !wanted.valid())
            return;
        const Expr& expr = program_[value];
        // What is written out has the form that it is written in.
        bool isWritten = std::holds_alternative<Literal>(expr.node) || std::holds_alternative<FailExpr>(expr.node);
        if (isWritten && isNumberOrText(type(expr.type)))
            return;
        if (!isFormOf(expr.type, wanted, 0) && !std::holds_alternative<FailExpr>(expr.node))
            tell(fmt::format("{} of `{}`", what, show(wanted)), "`" + show(expr.type) + "`",
                 expr.span.valid() ? expr.span : span);
    }
    void gives(ExprId value, TypeKind wanted, std::string_view what) {
        if (value.valid() && kindOf(typeOf(value)) != wanted && kindOf(typeOf(value)) != TypeKind::Error)
            tell(what, "`" + show(typeOf(value)) + "`", program_[value].span);
    }
    void text(ExprId value, std::string_view what) {
        if (!value.valid() || std::holds_alternative<Literal>(program_[value].node))
            return;
        const Type& given = type(typeOf(value));
        if (given.kind != TypeKind::Error && (!isText(given) || isNumberOrText(given)))
            tell(what, "`" + show(typeOf(value)) + "`", program_[value].span);
    }
    void statements(const std::vector<Statement>& list) {
        for (const Statement& statement : list) {
            if (statement.kind == StatementKind::If || statement.kind == StatementKind::Check)
                gives(statement.value, TypeKind::Bool, "a condition");
            if (statement.kind == StatementKind::IfLet)
                gives(statement.value, TypeKind::Optional, "what is opened");
            if (statement.kind == StatementKind::Check)
                gives(statement.message, TypeKind::String, "a message");
            if (statement.kind == StatementKind::Let)
                gives(statement.value, program_[statement.var].type, "a let", statement.span);
            if (statement.kind == StatementKind::Use) {
                const std::vector<VarId>& params = program_[statement.component].params;
                for (size_t i = 0; i < statement.args.size() && i < params.size(); ++i)
                    gives(statement.args[i], program_[params[i]].type, "an argument");
            }
            statements(statement.body);
            statements(statement.orElse);
            for (const StatementArm& arm : statement.arms)
                statements(arm.body);
        }
    }
    template <typename Wanted> void entries(const std::vector<Entry>& list, const Wanted& wanted) {
        for (const Entry& entry : list) {
            bool isValue = entry.kind == EntryKind::Set && !entry.omitNone && !entry.omitEmpty;
            if (isValue)
                gives(entry.value, wanted(entry), "an entry", entry.span);
            entries(entry.body, wanted);
            entries(entry.orElse, wanted);
        }
    }

    /// Is a value of the one type, as it is, one of the other?
    bool isFormOf(TypeId fromId, TypeId toId, size_t depth) const {
        const Type& from = type(fromId);
        const Type& to = type(toId);
        if (fromId == toId || from.kind == TypeKind::Error || to.kind == TypeKind::Error || depth > 20)
            return true;
        bool isPlainText = isText(from) && !isNumberOrText(from);
        switch (to.kind) {
        case TypeKind::Bool:
        case TypeKind::Int:
        case TypeKind::Float:
            return from.kind == to.kind;
        case TypeKind::String:
            return to.domain == Domain::Quantity ? from.kind == TypeKind::String : isPlainText;
        case TypeKind::Sensitive:
            return isPlainText;
        case TypeKind::IntOrPercent:
            return from.kind == TypeKind::Int || from.kind == TypeKind::IntOrPercent || isPlainText ||
                   isNativeNumberOrText(from);
        case TypeKind::Enum:
            return from.kind == TypeKind::Enum || isNativeChoice(from);
        case TypeKind::Optional:
            return from.kind == TypeKind::Optional && isFormOf(from.element, to.element, depth + 1);
        case TypeKind::List:
            return from.kind == TypeKind::List && isFormOf(from.element, to.element, depth + 1);
        case TypeKind::Map:
            return from.kind == TypeKind::Map && isFormOf(from.element, to.element, depth + 1);
        case TypeKind::Variant:
        case TypeKind::Record:
            return from.kind == to.kind && program_.types.same(fromId, toId);
        case TypeKind::Partial:
            return from.kind == TypeKind::Partial ? program_.types.same(from.element, to.element)
                                                  : program_.types.same(fromId, to.element);
        case TypeKind::Native:
            return isFormOfNative(from, to);
        case TypeKind::Data:
            return from.kind != TypeKind::Variant && from.kind != TypeKind::Partial;
        case TypeKind::Error:
            return true;
        }
        return true;
    }

    /// Of Kubernetes' texts those that are one of some, which are read as an enum's cases are.
    bool isNativeChoice(const Type& type) const {
        return type.kind == TypeKind::Native && !program_.types.natives().type(type.native).enumValues.empty();
    }

    bool isNativeNumberOrText(const Type& type) const {
        return type.kind == TypeKind::Native && program_.types.natives().shape(type.native) == kube::Shape::IntOrString;
    }

    /// Of objects it is not asked which they are: what is taken away from a type of Kubernetes is another type.
    bool isFormOfNative(const Type& from, const Type& to) const {
        kube::Shape shape = program_.types.natives().shape(to.native);
        if (from.kind == TypeKind::Native) {
            kube::Shape other = program_.types.natives().shape(from.native);
            bool areAlike = other == shape || shape == kube::Shape::Open || other == kube::Shape::Open;
            return areAlike || (shape == kube::Shape::IntOrString && other != kube::Shape::Object);
        }
        switch (shape) {
        case kube::Shape::Bool:
            return from.kind == TypeKind::Bool;
        case kube::Shape::Int:
            return from.kind == TypeKind::Int;
        case kube::Shape::Float:
            return from.kind == TypeKind::Int || from.kind == TypeKind::Float;
        case kube::Shape::String:
        case kube::Shape::Time:
            return isText(from) && !isNumberOrText(from);
        case kube::Shape::Quantity:
        case kube::Shape::IntOrString:
            return isText(from) || from.kind == TypeKind::Int || from.kind == TypeKind::IntOrPercent;
        case kube::Shape::List:
            return from.kind == TypeKind::List;
        case kube::Shape::Map:
            return from.kind == TypeKind::Map;
        case kube::Shape::Object:
            return false;
        case kube::Shape::Open:
            return from.kind != TypeKind::Variant && from.kind != TypeKind::Partial && from.kind != TypeKind::Optional;
        }
        return true;
    }

    const Program& program_;
    const Expr* at_ = nullptr;
    std::vector<Violation> found_;
};

} // namespace

std::vector<Violation> verify(const Program& program) {
    Verifier verifier(program);
    verifier.all();
    return std::move(verifier).take();
}

} // namespace stackc::core
