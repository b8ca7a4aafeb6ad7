#include "testing/test_check.h"

#include "diag/suggest.h"
#include "testing/functions.h"
#include "testing/values_places.h"
#include "testing/written.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace stackc::testing {

namespace ast = syntax;

namespace {

using diag::Code;

constexpr std::array roots{"resources", "values", "release", "chart", "notes"};

/// One test.
class TestCheck {
public:
    TestCheck(session::Compilation& compilation, const TestKinds& kinds, const ast::Module& module, Findings& findings)
        : library_(compilation.library), program_(compilation.program), sink_(compilation.sink), kinds_(kinds),
          module_(module), findings_(findings), places_(program_, module) {}

    void run(const ast::TestDecl& test) {
        if (test.pattern) {
            caseName_ = test.pattern->first;
            caseKeys_ = keysIn(module_, test.cases);
        }
        bool expects = body(test.body, true);
        if (!expects)
            sink_.report(Code::E3089, test.name.span, "has to expect something")
                .suggest("`expect snapshot` holds all that comes out against what came out before");
    }

private:
    struct Bound {
        ast::Name name;
        Known type;
        Known hint;                    ///< what it probably is, where the type isn't known
        std::vector<std::string> keys; ///< of an element of a list that is written out: those of its elements
    };
    using Names = std::vector<Bound>;

    void bind(const ast::Name& name, Known type, std::vector<std::string> keys = {}, Known hint = {}) {
        names_.push_back({name, type, hint, std::move(keys)});
        findings_.names.bound.push_back({name.span, name.span});
    }

    /// Does the body expect something?
    bool body(ast::BodyId id, bool isOutermost) {
        bool expects = false;
        if (!id.valid())
            return expects;
        size_t names = names_.size();
        for (ast::StmtId stmt : module_[id].stmts) {
            const auto& node = module_[stmt].node;
            if (const auto* expect = std::get_if<ast::ExpectStmt>(&node)) {
                expectation(*expect);
                expects = true;
            } else if (const auto* let = std::get_if<ast::LetDecl>(&node)) {
                bind(let->name, infer(let->value), {}, hintOf(let->value));
            } else if (const auto* loop = std::get_if<ast::ForStmt>(&node)) {
                size_t before = names_.size();
                open(loop->pattern, loop->source, loop->filter);
                if (loop->filter.valid())
                    infer(loop->filter);
                expects = body(loop->body, false) || expects;
                names_.resize(before);
            } else if (std::holds_alternative<ast::GivenStmt>(node) && !isOutermost) {
                sink_.report(Code::E3089, module_[stmt].span, "is given something at its outermost level only");
            }
        }
        names_.resize(names);
        return expects;
    }

    void expectation(const ast::ExpectStmt& expect) {
        const auto* name = std::get_if<ast::NameRef>(&module_[expect.value].node);
        const auto* call = std::get_if<ast::CallExpr>(&module_[expect.value].node);
        if (expect.text.valid())
            infer(expect.text);
        findings_.candidates.isBegin |= name != nullptr && isWanted(name->name);
        bool isRefusal = name != nullptr && name->name.text == "refused";
        bool isSnapshot = name != nullptr && name->name.text == "snapshot";
        if (isRefusal || isSnapshot)
            return;
        if (call != nullptr && isNamed(call->callee, "snapshot")) {
            if (call->args.size() != 1)
                sink_.report(Code::E3015, module_[expect.value].span, "snapshot", "it takes 1 argument");
            for (const ast::Arg& arg : call->args)
                infer(arg.value);
            return;
        }
        if (expect.text.valid())
            sink_.report(Code::E3088, module_[expect.text].span, "have a text behind it")
                .suggest("a text tells what is `refused`, or names a `snapshot`");
        infer(expect.value);
    }

    bool isNamed(ast::ExprId id, std::string_view name) const {
        const auto* ref = std::get_if<ast::NameRef>(&module_[id].node);
        return ref != nullptr && ref->name.text == name;
    }

    void open(const ast::LoopPattern& pattern, ast::ExprId source, ast::ExprId filter) {
        Known through = infer(source);
        Known element;
        if (through && (library_.shape(*through) == kube::Shape::List || library_.shape(*through) == kube::Shape::Map))
            element = library_.type(*through).element;
        bool isMap = through && library_.shape(*through) == kube::Shape::Map;
        if (isNamed(source, "resources"))
            resources_.push_back(pattern.first.text);
        if (pattern.second)
            bind(pattern.first, std::nullopt);
        bind(pattern.second ? *pattern.second : pattern.first, isMap && !pattern.second ? std::nullopt : element,
             keysIn(module_, source), hint(pattern, source, filter));
    }

    /// Of what a loop binds: `for r in resources if r.kind == "Pod"`.
    Known hint(const ast::LoopPattern& pattern, ast::ExprId source, ast::ExprId filter) const {
        const std::string kind = isNamed(source, "resources") ? kindIn(module_, filter, pattern.first.text) : "";
        if (!kind.empty())
            return kinds_.has(kind) ? kinds_.typeOf(kind) : Known();
        Known through = pattern.second ? Known() : hintOf(source);
        return through && library_.shape(*through) == kube::Shape::List ? Known(library_.type(*through).element)
                                                                        : Known();
    }

    Known hintOf(ast::ExprId id) const {
        return testing::hintOf(module_, library_, id, [this](const std::string& name) {
            auto bound =
                std::find_if(names_.rbegin(), names_.rend(), [&](const Bound& one) { return one.name.text == name; });
            return bound == names_.rend() ? Known() : bound->type ? bound->type : bound->hint;
        });
    }

    Known infer(ast::ExprId id) {
        if (!id.valid())
            return {}; // a gap, which only an editor asks of
        Known type = std::visit([&](const auto& one) { return node(id, one); }, module_[id].node);
        if (Value::Amount amount = amountOf(id, type); amount != Value::Amount::None)
            findings_.facts.amounts[{module_.file, id}] = amount;
        return type;
    }

    /// Of an expression that has the type, if any is known, or that stands for a place of the values.
    Value::Amount amountOf(ast::ExprId id, Known type) const {
        if (type)
            return library_.shape(*type) == kube::Shape::Quantity ? Value::Amount::Quantity : Value::Amount::None;
        return places_.amountOf(id);
    }

    Known refuse(ast::ExprId id, const char* what, const char* instead) {
        sink_.report(Code::E3088, module_[id].span, what).suggest(instead);
        return {};
    }

    template <typename Other> Known node(ast::ExprId, const Other&) { return {}; } // literals

    Known node(ast::ExprId, const ast::StringLit& expr) {
        for (const ast::StringPart& part : expr.parts)
            if (part.value.valid())
                infer(part.value);
        return {};
    }

    bool isWanted(const ast::Name& name) const { return !findings_.wanted.empty() && name.text == findings_.wanted; }

    std::vector<std::string> visible() const {
        std::vector<std::string> names(roots.begin(), roots.end());
        for (const Bound& one : names_)
            names.push_back(one.name.text);
        if (!caseName_.text.empty())
            names.push_back(caseName_.text);
        return names;
    }

    std::vector<std::string> callable() const {
        std::vector<std::string> names = kinds_.names();
        for (std::string& function : functionNames())
            names.push_back(std::move(function));
        return names;
    }

    Known node(ast::ExprId, const ast::NameRef& expr) {
        if (isWanted(expr.name)) {
            findings_.candidates.names = visible();
            findings_.candidates.calls = callable();
        }
        for (auto it = names_.rbegin(); it != names_.rend(); ++it)
            if (it->name.text == expr.name.text) {
                findings_.names.bound.push_back({expr.name.span, it->name.span});
                return it->type;
            }
        if (expr.name.text == caseName_.text) {
            findings_.names.bound.push_back({expr.name.span, caseName_.span});
            return {};
        }
        if (std::find(roots.begin(), roots.end(), expr.name.text) != roots.end())
            return {};
        auto report = sink_.report(Code::E2001, expr.name.span, expr.name.text);
        if (kinds_.has(expr.name.text))
            report.suggest(fmt::format("`{}(\"name\")` is a resource", expr.name.text));
        else
            report.suggest(diag::didYouMean(diag::suggestName(expr.name.text, visible())));
        return {};
    }

    Known node(ast::ExprId, const ast::MemberExpr& expr) {
        Known base = infer(expr.base);
        if (isWanted(expr.name))
            memberCandidates(expr, base);
        if (!base)
            return valuesMember(expr);
        const kube::Type type = library_.type(*base);
        if (type.shape == kube::Shape::Map)
            return type.element;
        if (type.shape != kube::Shape::Object) {
            if (type.shape == kube::Shape::List)
                sink_.report(Code::E3088, expr.name.span, fmt::format("ask a list for `{}`", expr.name.text))
                    .suggest("pick an element, `[0]` or `[\"name\"]`, or walk the list with `for`");
            return {};
        }
        findings_.names.fields.push_back({expr.name.span, *base, {}, {}});
        if (auto field = type.fields.find(expr.name.text))
            return field->type;
        bool isRoot = library_.kind(*base).has_value() && (expr.name.text == "apiVersion" || expr.name.text == "kind");
        if (isRoot || type.openFields)
            return {};
        std::vector<std::string> names;
        for (const kube::Field field : type.fields)
            names.emplace_back(field.name);
        sink_.report(Code::E3002, expr.name.span, expr.name.text, type.path)
            .suggest(diag::didYouMean(diag::suggestName(expr.name.text, names)));
        return {};
    }

    void memberCandidates(const ast::MemberExpr& expr, Known base) {
        base = base ? base : hintOf(expr.base);
        if (base)
            findings_.candidates.object = program_.types.native(*base);
        findings_.candidates.values = places_.typeOf(expr.base);
        if (isNamed(expr.base, "release"))
            findings_.candidates.names = {"name", "namespace"};
        if (isNamed(expr.base, "chart"))
            findings_.candidates.names = {"name", "version", "appVersion"};
        if (isResource(expr.base))
            findings_.candidates.names = {"apiVersion", "kind", "metadata", "spec", "data"};
        if (isNamed(expr.base, caseName_.text))
            findings_.candidates.names = caseKeys_;
        for (const Bound& one : names_)
            if (isNamed(expr.base, one.name.text) && !one.keys.empty())
                findings_.candidates.names = one.keys;
        const auto* around = std::get_if<ast::MemberExpr>(&module_[expr.base].node);
        if (auto meta = library_.find("k8s.meta.v1.ObjectMeta");
            meta && around != nullptr && around->name.text == "metadata" && isResource(around->base))
            findings_.candidates.object = program_.types.native(*meta);
    }

    /// Is it the name for one of `resources`?
    bool isResource(ast::ExprId id) const {
        const auto* ref = std::get_if<ast::NameRef>(&module_[id].node);
        return ref != nullptr && std::find(resources_.begin(), resources_.end(), ref->name.text) != resources_.end();
    }

    /// `values.x`, by the keys that values.yaml has.
    Known valuesMember(const ast::MemberExpr& expr) {
        if (!isNamed(expr.base, "values"))
            return {};
        const core::Type& type = program_.types[program_.valuesType];
        std::vector<std::string> keys;
        for (const core::Field& field : type.fields) {
            if (field.key == expr.name.text || field.flat)
                return {};
            keys.push_back(field.key);
        }
        sink_.report(Code::E3002, expr.name.span, expr.name.text, "values")
            .suggest(diag::didYouMean(diag::suggestName(expr.name.text, keys)));
        return {};
    }

    Known node(ast::ExprId id, const ast::IndexExpr& expr) {
        Known base = infer(expr.base);
        infer(expr.index);
        if (const core::Field* field = places_.fieldOf(expr.base); field != nullptr && !field->mergeKey.empty())
            findings_.facts.elementKeys[{module_.file, id}] = field->mergeKey;
        if (!base)
            return {};
        kube::Shape shape = library_.shape(*base);
        if (shape == kube::Shape::List)
            picked(id, expr, library_.type(*base));
        return shape == kube::Shape::List || shape == kube::Shape::Map ? Known(library_.type(*base).element)
                                                                       : std::nullopt;
    }

    /// An element of a list of Kubernetes.
    void picked(ast::ExprId id, const ast::IndexExpr& expr, const kube::Type& list) {
        if (!list.mergeKey.empty())
            findings_.facts.elementKeys[{module_.file, id}] = list.mergeKey;
        const kube::Type element = library_.type(list.element);
        auto isField = [&](std::string_view name) { return element.fields.find(name).has_value(); };
        bool mayBeThere = element.shape == kube::Shape::Open || element.openFields || isField(list.mergeKey) ||
                          std::any_of(pickedBy().begin(), pickedBy().end(), isField);
        if (!mayBeThere && std::holds_alternative<ast::StringLit>(module_[expr.index].node))
            sink_.report(Code::E3088, module_[expr.index].span, "pick an element of this list by a text")
                .suggest(
                    "no field tells its elements apart: pick one by its number, `[0]`, or walk the list with `for`");
    }

    Known node(ast::ExprId id, const ast::CallExpr& expr) {
        std::vector<Known> arguments;
        for (const ast::Arg& arg : expr.args)
            arguments.push_back(infer(arg.value));
        const auto* callee = std::get_if<ast::NameRef>(&module_[expr.callee].node);
        if (callee == nullptr)
            return refuse(expr.callee, "call this", "it calls functions, `len(x)`, and names resources by their kind");
        const std::string& name = callee->name.text;
        if (isWanted(callee->name))
            findings_.candidates.calls = callable();
        if (const Function* function = functionNamed(name)) {
            bool isNamed =
                std::any_of(expr.args.begin(), expr.args.end(), [](const ast::Arg& arg) { return arg.name; });
            if (isNamed || expr.args.size() != function->parameters)
                sink_.report(
                    Code::E3015, module_[id].span, name,
                    fmt::format("it takes {} argument{}", function->parameters, function->parameters == 1 ? "" : "s"));
            return {};
        }
        if (!kinds_.has(name)) {
            sink_.report(Code::E2026, callee->name.span, name)
                .suggest(diag::didYouMean(diag::suggestName(name, callable())));
            return {};
        }
        bool isRight = !expr.args.empty() && expr.args.size() <= 2 && !expr.args[0].name &&
                       (expr.args.size() == 1 || (expr.args[1].name && expr.args[1].name->text == "namespace"));
        if (!isRight)
            sink_.report(Code::E3015, module_[id].span, name,
                         "it takes a name, and `namespace = …` where that is needed");
        return kinds_.typeOf(name);
    }

    Known node(ast::ExprId id, const ast::ApplyExpr&) {
        return refuse(id, "hold a case with fields",
                      "what a test is given may; an expectation compares what comes out");
    }

    Known node(ast::ExprId, const ast::BlockExpr& expr) {
        entries(expr.block);
        return {};
    }

    void entries(ast::BlockId block) {
        for (ast::EntryId id : module_[block].entries) {
            const ast::Entry& entry = module_[id];
            const auto* assign = std::get_if<ast::AssignEntry>(&entry.node);
            const auto* amend = std::get_if<ast::AmendEntry>(&entry.node);
            const ast::Target* target = assign != nullptr  ? &assign->target
                                        : amend != nullptr ? &amend->target
                                                           : nullptr;
            bool isPlain = target != nullptr && !target->steps.empty() && (assign == nullptr || !assign->append) &&
                           std::all_of(target->steps.begin(), target->steps.end(), [](const ast::TargetStep& step) {
                               return step.kind == ast::TargetStep::Kind::key;
                           });
            if (!isPlain)
                sink_.report(Code::E3088, entry.span, "hold this entry").suggest("write `key = value`");
            else if (amend != nullptr)
                entries(amend->block);
            else
                infer(assign->value);
        }
    }

    Known node(ast::ExprId, const ast::ListExpr& expr) {
        for (ast::ItemId one : expr.items)
            item(one);
        return {};
    }

    void item(ast::ItemId id) {
        const auto& node = module_[id].node;
        if (const auto* value = std::get_if<ast::ValueItem>(&node)) {
            infer(value->value);
        } else if (const auto* spread = std::get_if<ast::SpreadItem>(&node)) {
            infer(spread->value);
        } else if (const auto* choice = std::get_if<ast::IfItem>(&node)) {
            condition(choice->cond);
            item(choice->body);
        } else {
            const auto& loop = std::get<ast::ForItem>(node);
            size_t before = names_.size();
            open(loop.pattern, loop.source, loop.filter);
            if (loop.filter.valid())
                infer(loop.filter);
            item(loop.body);
            names_.resize(before);
        }
    }

    void condition(const ast::Cond& cond) {
        if (cond.binding)
            sink_.report(Code::E3088, cond.binding->span, "open an optional")
                .suggest("what is not there is `none`: compare with it, or ask `exists(…)`");
        infer(cond.value);
    }

    Known node(ast::ExprId id, const ast::MatchExpr&) { return refuse(id, "hold a `match`", "compare with `==`"); }

    Known node(ast::ExprId, const ast::IfExpr& expr) {
        condition(expr.cond);
        Known then = infer(expr.then), otherwise = infer(expr.otherwise);
        return then == otherwise ? then : std::nullopt;
    }

    Known node(ast::ExprId, const ast::LetExpr& expr) {
        bind(expr.name, infer(expr.value));
        Known body = infer(expr.body);
        names_.pop_back();
        return body;
    }

    Known node(ast::ExprId, const ast::UnaryExpr& expr) {
        infer(expr.operand);
        return {};
    }

    Known node(ast::ExprId, const ast::BinaryExpr& expr) {
        Known left = infer(expr.lhs);
        infer(expr.rhs);
        return expr.op == ast::BinaryOp::coalesce ? left : std::nullopt;
    }

    Known node(ast::ExprId id, const ast::IsExpr& expr) {
        infer(expr.operand);
        findings_.candidates.isCase |= expr.test == ast::IsExpr::Test::caseName && isWanted(expr.name);
        if (expr.test != ast::IsExpr::Test::none)
            return refuse(id, "ask for a case", "it asks `is none` alone; what comes out has no cases");
        return {};
    }

    const kube::Library& library_;
    core::Program& program_;
    diag::Sink& sink_;
    const TestKinds& kinds_;
    const ast::Module& module_;
    Findings& findings_;
    ValuesPlaces places_;
    ast::Name caseName_;
    std::vector<std::string> caseKeys_;
    Names names_;
    std::vector<std::string> resources_; ///< names for one of `resources`
};

} // namespace

void checkTest(session::Compilation& compilation, const TestKinds& kinds, const syntax::Module& module,
               const syntax::TestDecl& test, Findings& findings) {
    TestCheck(compilation, kinds, module, findings).run(test);
}

} // namespace stackc::testing
