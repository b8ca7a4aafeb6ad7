#include "testing/expectation.h"

#include "support/meanwhile.h"
#include "testing/functions.h"

#include <cstdlib>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::testing {

namespace {

constexpr size_t maxSteps = 2'000'000;

} // namespace

ast::ExprId standsFor(const ast::Module& module, const std::optional<CaseOf>& testCase, ast::ExprId id) {
    if (!testCase)
        return id;
    if (const auto* name = std::get_if<ast::NameRef>(&module[id].node))
        return name->name.text == testCase->name ? testCase->value : id;
    const auto* member = std::get_if<ast::MemberExpr>(&module[id].node);
    if (member == nullptr)
        return id;
    const auto* block = std::get_if<ast::BlockExpr>(&module[standsFor(module, testCase, member->base)].node);
    if (block == nullptr)
        return id;
    for (ast::EntryId entry : module[block->block].entries) {
        const auto* assign = std::get_if<ast::AssignEntry>(&module[entry].node);
        bool isIt = assign != nullptr && assign->target.steps.size() == 1 &&
                    assign->target.steps[0].name.text == member->name.text;
        if (isIt)
            return assign->value;
    }
    return id;
}

Value Evaluator::evaluate(ast::ExprId id, const Scope& scope) {
    begin(scope);
    return run(id);
}

void Evaluator::begin(const Scope& scope) {
    scope_ = scope;
    parts_.clear();
    faultAt_ = {};
}

Value Evaluator::rounds(const ast::LoopPattern& pattern, ast::ExprId source, const Scope& scope,
                        std::vector<Scope>& out) {
    begin(scope);
    return walk(pattern, source, out);
}

Value Evaluator::walk(const ast::LoopPattern& pattern, ast::ExprId source, std::vector<Scope>& out) {
    Value through = run(source);
    if (through.isFault() || through.kind == Value::Kind::Absent)
        return through;
    if (!through.isData() || !through.data->is_structured())
        return failed(source, through.isData() ? fmt::format("{} can't be walked", kindOf(through)) : through.why);
    auto add = [&](Value first, Value second) {
        Scope inner = scope_;
        inner.emplace_back(pattern.first.text, pattern.second ? std::move(first) : second);
        if (pattern.second)
            inner.emplace_back(pattern.second->text, std::move(second));
        out.push_back(std::move(inner));
    };
    int64_t index = 0;
    if (through.data->is_object())
        for (const std::string& key : keysInOrder(*through.data))
            add(valueOf(key), pattern.second ? partOf(through, key) : valueOf(key));
    else
        for (; static_cast<size_t>(index) < through.data->size(); ++index)
            add(valueOf(index), partOf(through, static_cast<size_t>(index)));
    return {};
}

Value Evaluator::run(ast::ExprId id) {
    if (++steps_ > maxSteps)
        return failed(id, fmt::format("the expectations of this case take more than {} steps", maxSteps));
    ast::ExprId stands = standsFor(module_, case_, id);
    const std::string* key = keyOf(stands);
    Value value = key != nullptr ? valueOf(*key)
                                 : std::visit([&](const auto& one) { return node(stands, one); }, module_[stands].node);
    if (auto amount = facts_.amounts.find({module_.file, id}); amount != facts_.amounts.end())
        value.amount = amount->second;
    bool isPlain = !value.isData() || !value.data->is_structured();
    if (stands != id && isPlain)
        show(module_[id].span.begin, value);
    return at(id, std::move(value));
}

/// Of a case of the values that a case of the test names; null: it names none.
const std::string* Evaluator::keyOf(ast::ExprId id) const {
    const ast::Expr& expr = module_[id];
    bool isName = std::holds_alternative<ast::NameRef>(expr.node) || std::holds_alternative<ast::StringLit>(expr.node);
    if (!case_ || !isName)
        return nullptr;
    auto key = case_->keys.find(expr.span.begin);
    return key != case_->keys.end() ? &key->second : nullptr;
}

/// The innermost place of a fault is what is told.
Value Evaluator::at(ast::ExprId id, Value value) {
    if (value.isFault() && !faultAt_.valid())
        faultAt_ = module_[id].span;
    return value;
}

Value Evaluator::failed(ast::ExprId id, std::string why) { return at(id, fault(std::move(why))); }

void Evaluator::show(uint32_t at, const Value& value) {
    if (quiet_ == 0 && !value.isFault())
        parts_.push_back({at, shown(value)});
}

Value Evaluator::node(ast::ExprId id, const ast::ErrorExpr&) { return failed(id, "this can't be read"); }

Value Evaluator::node(ast::ExprId, const ast::NoneLit&) { return {}; }

Value Evaluator::node(ast::ExprId, const ast::BoolLit& expr) { return valueOf(expr.value); }

Value Evaluator::node(ast::ExprId, const ast::IntLit& expr) { return valueOf(expr.value); }

Value Evaluator::node(ast::ExprId, const ast::FloatLit& expr) {
    return valueOf(std::strtod(expr.text.c_str(), nullptr));
}

Value Evaluator::node(ast::ExprId, const ast::UnitLit& expr) {
    Value value = valueOf(expr.text);
    value.amount = Value::Amount::Unit;
    return value;
}

Value Evaluator::node(ast::ExprId, const ast::StringLit& expr) {
    std::string text, seen;
    auto say = [](const Json& data) { return data.is_string() ? data.get<std::string>() : data.dump(); };
    for (const ast::StringPart& part : expr.parts) {
        text += part.text;
        seen += part.text;
        if (!part.value.valid())
            continue;
        Value value = run(part.value);
        if (value.isFault())
            return value;
        bool isPlain = value.isData() && !value.data->is_structured();
        if (!isPlain)
            return failed(part.value, fmt::format("{} can't stand in a text", kindOf(value)));
        text += say(*value.data);
        seen += say(seenOf(value));
    }
    return valueOf(std::move(text), std::move(seen));
}

Value Evaluator::node(ast::ExprId id, const ast::NameRef& expr) {
    const std::string& name = expr.name.text;
    for (auto it = scope_.rbegin(); it != scope_.rend(); ++it)
        if (it->first == name) {
            bool isPlain = !it->second.isData() || !it->second.data->is_structured();
            if (isPlain)
                show(expr.name.span.begin, it->second);
            return it->second;
        }
    if (name == "resources")
        return world_.all;
    if (name == "values")
        return world_.values;
    if (name == "release")
        return world_.release;
    if (name == "chart")
        return world_.chart;
    if (name == "notes") {
        show(expr.name.span.begin, world_.notes);
        return world_.notes;
    }
    // The name of a case of the values, where a case of the test stands for it.
    return case_ ? valueOf(name) : failed(id, fmt::format("there is no `{}` here", name));
}

/// The result of a step, shown there; what the step is taken from is shown where it makes the difference.
Value Evaluator::chain(Value base, ast::ExprId from, uint32_t at, Value result) {
    bool isLost = base.isData() && !result.isData() && !result.isFault();
    if (isLost && std::holds_alternative<ast::CallExpr>(module_[from].node))
        show(module_[from].span.begin, base);
    bool isLeaf = !result.isData() || !result.data->is_structured();
    if (isLeaf && base.isData())
        show(at, result);
    return result;
}

Value Evaluator::node(ast::ExprId, const ast::MemberExpr& expr) {
    Value base = run(expr.base);
    if (base.isFault())
        return base;
    return chain(base, expr.base, expr.name.span.begin, memberOf(base, expr.name.text));
}

Value Evaluator::node(ast::ExprId id, const ast::IndexExpr& expr) {
    Value base = run(expr.base);
    Value index = base.isFault() ? Value() : run(expr.index);
    if (base.isFault() || index.isFault())
        return base.isFault() ? base : index;
    auto key = facts_.elementKeys.find({module_.file, id});
    Value element = elementOf(base, index, key != facts_.elementKeys.end() ? key->second : "");
    return chain(base, expr.base, module_[expr.base].span.end, std::move(element));
}

Value Evaluator::resource(const std::string& kind, const ast::CallExpr& call) {
    std::string name, ns;
    for (const ast::Arg& arg : call.args) {
        Value value = run(arg.value);
        if (value.isFault())
            return value;
        if (!value.isData() || !value.data->is_string())
            return failed(arg.value, fmt::format("a name is wanted, and there is {}", kindOf(value)));
        (arg.name ? ns : name) = value.data->get<std::string>();
    }
    return world_.resource(kind, name, ns);
}

Value Evaluator::node(ast::ExprId id, const ast::CallExpr& expr) {
    const std::string& name = std::get<ast::NameRef>(module_[expr.callee].node).name.text;
    const Function* function = functionNamed(name);
    if (function == nullptr) {
        Value found = resource(name, expr);
        if (found.kind == Value::Kind::Missing)
            show(module_[id].span.begin, found);
        return found;
    }
    std::vector<Value> arguments;
    for (const ast::Arg& arg : expr.args) {
        arguments.push_back(run(arg.value));
        if (arguments.back().isFault())
            return arguments.back();
    }
    Value result = function->call(arguments);
    show(module_[id].span.begin, result);
    if (name == "all" && result.isData() && *result.data == false)
        showCounterexample(expr.args[0].value);
    return result;
}

/// Of `[for x in list: truth]`, the first element of which it is not so: what it is, and the parts of the truth.
void Evaluator::showCounterexample(ast::ExprId list) {
    const auto* whole = std::get_if<ast::ListExpr>(&module_[list].node);
    bool isOne = quiet_ == 0 && whole != nullptr && whole->items.size() == 1;
    const auto* loop = isOne ? std::get_if<ast::ForItem>(&module_[whole->items[0]].node) : nullptr;
    const auto* body = loop != nullptr ? std::get_if<ast::ValueItem>(&module_[loop->body].node) : nullptr;
    if (body == nullptr)
        return;
    support::Meanwhile<size_t> quietly(quiet_, quiet_ + 1);
    std::vector<Scope> rounds;
    walk(loop->pattern, loop->source, rounds);
    for (Scope& round : rounds) {
        support::Meanwhile<Scope> inside(scope_, std::move(round));
        Value isMeant = loop->filter.valid() ? truth(loop->filter) : valueOf(true);
        if (!isMeant.isData() || *isMeant.data == false)
            continue;
        if (Value holds = run(body->value); !holds.isData() || *holds.data != false)
            continue;
        support::Meanwhile<size_t> aloud(quiet_, quiet_ - 1);
        const ast::Name& last = loop->pattern.second ? *loop->pattern.second : loop->pattern.first;
        show(last.span.begin, scope_.back().second);
        if (loop->pattern.second)
            show(loop->pattern.first.span.begin, scope_[scope_.size() - 2].second);
        run(body->value);
        return;
    }
}

Value Evaluator::node(ast::ExprId id, const ast::ApplyExpr&) {
    return failed(id, "a case with fields is known in what is given alone");
}

Value Evaluator::object(ast::BlockId block) {
    Json object = Json::object();
    Json seen = Json::object();
    for (ast::EntryId id : module_[block].entries) {
        const auto* assign = std::get_if<ast::AssignEntry>(&module_[id].node);
        const auto* amend = std::get_if<ast::AmendEntry>(&module_[id].node);
        Value value = assign != nullptr ? run(assign->value) : this->object(amend->block);
        if (value.isFault())
            return value;
        Json* at = &object;
        Json* atSeen = &seen;
        for (const ast::TargetStep& step : (assign != nullptr ? assign->target : amend->target).steps) {
            at = &(*at)[step.name.text];
            atSeen = &(*atSeen)[step.name.text];
        }
        if (value.isData()) {
            *at = *value.data;
            *atSeen = seenOf(value);
        }
    }
    return valueOf(std::move(object), std::move(seen));
}

Value Evaluator::node(ast::ExprId, const ast::BlockExpr& expr) { return object(expr.block); }

/// Of a list that is put together: what is in it, and what may be seen of that.
struct Evaluator::Both {
    Json data, seen;
};

/// Adds what the item gives to a list. A Fault, or nothing.
Value Evaluator::item(ast::ItemId id, Both& list) {
    const auto& node = module_[id].node;
    if (const auto* value = std::get_if<ast::ValueItem>(&node)) {
        Value one = run(value->value);
        if (one.isFault())
            return one;
        if (!one.isData())
            return failed(value->value, one.why.empty() ? "this is not there" : one.why);
        list.data.push_back(*one.data);
        list.seen.push_back(seenOf(one));
        return {};
    }
    if (const auto* spread = std::get_if<ast::SpreadItem>(&node)) {
        Value more = run(spread->value);
        if (more.isData() && more.data->is_array()) {
            list.data.insert(list.data.end(), more.data->begin(), more.data->end());
            list.seen.insert(list.seen.end(), seenOf(more).begin(), seenOf(more).end());
        } else if (more.kind != Value::Kind::Absent)
            return more.isFault() ? more : failed(spread->value, "this is no list");
        return {};
    }
    if (const auto* choice = std::get_if<ast::IfItem>(&node)) {
        Value holds = truth(choice->cond.value);
        if (holds.isFault() || *holds.data == false)
            return holds.isFault() ? holds : Value();
        return item(choice->body, list);
    }
    const auto& loop = std::get<ast::ForItem>(node);
    support::Meanwhile<size_t> quietly(quiet_, quiet_ + 1);
    std::vector<Scope> inner;
    if (Value wrong = walk(loop.pattern, loop.source, inner); wrong.isFault())
        return wrong;
    for (Scope& scope : inner) {
        support::Meanwhile<Scope> inside(scope_, std::move(scope));
        Value holds = loop.filter.valid() ? truth(loop.filter) : valueOf(true);
        Value wrong = !holds.isFault() && *holds.data == true ? item(loop.body, list) : holds;
        if (wrong.isFault())
            return wrong;
    }
    return {};
}

Value Evaluator::node(ast::ExprId, const ast::ListExpr& expr) {
    Both list{Json::array(), Json::array()};
    for (ast::ItemId one : expr.items)
        if (Value wrong = item(one, list); wrong.isFault())
            return wrong;
    return valueOf(std::move(list.data), std::move(list.seen));
}

Value Evaluator::node(ast::ExprId id, const ast::MatchExpr&) { return failed(id, "an expectation has no `match`"); }

Value Evaluator::node(ast::ExprId, const ast::IfExpr& expr) {
    Value holds = truth(expr.cond.value);
    if (holds.isFault())
        return holds;
    return run(*holds.data == true ? expr.then : expr.otherwise);
}

Value Evaluator::node(ast::ExprId, const ast::LetExpr& expr) {
    Value value = run(expr.value);
    if (value.isFault())
        return value;
    Scope inner = scope_;
    inner.emplace_back(expr.name.text, std::move(value));
    support::Meanwhile<Scope> inside(scope_, std::move(inner));
    return run(expr.body);
}

} // namespace stackc::testing
