#include "templates/moved_lines.h"

#include "values/yaml_text.h"

#include <algorithm>
#include <map>
#include <utility>

namespace stackc::templates {

namespace {

/// Lines as the beginning of a template prints them: nothing stands before them, so that they need no line break.
const Action* firstLines(const Block& block) {
    const Action* action = std::get_if<Action>(&block.node);
    bool isBare = action != nullptr && action->indent == 0 &&
                  (isCallOf(action->expr, "include") || action->expr->text == "toYaml");
    return isBare ? action : nullptr;
}

bool areLines(const Block& block) {
    if (const Action* action = std::get_if<Action>(&block.node))
        return isIndented(action->expr) || isCallOf(action->expr, "fail");
    bool isOther = std::holds_alternative<Tail>(block.node) || std::holds_alternative<Comment>(block.node) ||
                   std::holds_alternative<Define>(block.node);
    return !isOther && std::ranges::all_of(bodiesOf(block),
                                           [](const Body* inner) { return std::ranges::all_of(*inner, areLines); });
}

/// A name of a variable that none has.
std::string freshName(const std::string& wanted, std::set<std::string>& taken) {
    std::string name = wanted;
    for (int i = 2; !taken.insert(name).second; ++i)
        name = wanted + std::to_string(i);
    return name;
}

void addVariables(const ExprPtr& e, std::set<std::string>& names) {
    if (e->kind == ExprKind::Variable)
        names.insert(e->text);
    for (const ExprPtr& arg : e->args)
        addVariables(arg, names);
}

/// A constant, a variable, a place: as short as a parameter.
bool isShort(const ExprPtr& e) {
    return e->kind == ExprKind::Field ? isShort(e->args[0]) : e->kind != ExprKind::Call && e->kind != ExprKind::Pipe;
}

class Mover {
public:
    Mover(ExprPtr argument, int depth, const Parameters& parameters)
        : argument_(std::move(argument)), depth_(depth), parameters_(parameters) {
        if (isCallOf(argument_, "dict"))
            for (size_t i = 0; i + 1 < argument_->args.size(); i += 2)
                given_[argument_->args[i]->text] = argument_->args[i + 1];
    }

    bool run(Body& lines, const std::set<std::string>& taken) {
        takeVariables(lines);
        rename(lines, taken);
        if (const Action* first = lines.empty() ? nullptr : firstLines(lines[0]))
            lines[0] = {Action{0, pipe(first->expr, "nindent", {intLiteral(0)})}};
        body(lines);
        return isFine_ && std::ranges::all_of(given_, [this](const auto& given) {
                   return !readsDot(given.second) && (isShort(given.second) || reads_[given.first] < 2);
               });
    }

private:
    using Given = std::map<std::string, ExprPtr>;

    /// What stands for a field of the argument.
    Given::const_iterator ofBox(const ExprPtr& e) const {
        bool isOfBox = e->kind == ExprKind::Field && e->args[0]->kind == ExprKind::Box;
        return isOfBox ? given_.find(e->text) : given_.end();
    }

    /// `{{- $x := .x }}` at the beginning, where `.x` is a variable: that is the one.
    void takeVariables(Body& lines) {
        while (!lines.empty()) {
            const Assign* assign = std::get_if<Assign>(&lines[0].node);
            auto given = assign != nullptr ? ofBox(assign->expr) : given_.end();
            if (given == given_.end() || given->second->kind != ExprKind::Variable)
                return;
            const std::string name = assign->name;
            Body rest(lines.begin() + 1, lines.end());
            if (variablesOf(rest).contains(name))
                return;
            names_[name] = given->second->text;
            lines = std::move(rest);
        }
    }

    /// What the body sets outside of its blocks is seen behind it; what is given has to be seen in all of it.
    void rename(const Body& lines, const std::set<std::string>& taken) {
        std::set<std::string> ofArgument;
        addVariables(argument_, ofArgument);
        std::set<std::string> all = variablesOf(lines);
        std::set<std::string> inTheWay;
        for (const std::string& name : all)
            if (ofArgument.contains(name))
                inTheWay.insert(name);
        for (const Block& block : lines)
            if (const Assign* assign = std::get_if<Assign>(&block.node);
                assign != nullptr && taken.contains(assign->name))
                inTheWay.insert(assign->name);
        all.insert(taken.begin(), taken.end());
        all.merge(ofArgument);
        for (const std::string& name : inTheWay)
            names_[name] = freshName(name, all);
    }

    const std::string& nameOf(const std::string& variable) const {
        auto found = names_.find(variable);
        return found == names_.end() ? variable : found->second;
    }

    ExprPtr expr(const ExprPtr& e) {
        switch (e->kind) {
        case ExprKind::Root:
            return given_.contains("root") ? given_["root"] : e;
        case ExprKind::Box:
            return argument_;
        case ExprKind::Variable:
            return variable(nameOf(e->text));
        default:
            break;
        }
        if (auto given = ofBox(e); given != given_.end()) {
            ++reads_[given->first];
            return given->second;
        }
        if (isCallOf(e, "include") && e->args[1]->kind == ExprKind::Box && isCallOf(argument_, "dict"))
            return call("include", {e->args[0], handedOn(e->args[0]->text)});
        Expr made = *e;
        for (ExprPtr& arg : made.args)
            arg = operand(arg, isCallOf(e, "dict"));
        if (isIndented(e))
            made.args[0] = intLiteral(e->args[0]->integer + depth_);
        return std::make_shared<const Expr>(std::move(made));
    }

    /// The dict for a template that takes the whole of it.
    ExprPtr handedOn(const std::string& name) {
        auto read = parameters_.find(name);
        std::vector<ExprPtr> dict;
        for (size_t i = 0; i + 1 < argument_->args.size(); i += 2) {
            const std::string& key = argument_->args[i]->text;
            if (read != parameters_.end() && !read->second.contains(key))
                continue;
            ++reads_[key];
            dict.insert(dict.end(), {argument_->args[i], argument_->args[i + 1]});
        }
        return call("dict", std::move(dict));
    }

    /// Of what is computed. A constant in place of a parameter would be asked what everyone knows, but in a dict, which
    /// hands it on.
    ExprPtr operand(const ExprPtr& e, bool isHandedOn) {
        ExprPtr made = expr(e);
        isFine_ &= isHandedOn || e->kind == ExprKind::String || made->kind != ExprKind::String;
        return made;
    }

    void part(Part& part) {
        if (!part.action)
            return;
        const ExprPtr& e = part.action;
        bool isQuoted = e->kind == ExprKind::Pipe && e->text == "quote";
        const ExprPtr plain = expr(isQuoted ? e->args.back() : e);
        if (plain->kind == ExprKind::String)
            part = {isQuoted ? values::yamlScalar(plain->text) : plain->text, nullptr};
        else
            part.action = isQuoted ? pipe(plain, "quote") : plain;
    }

    /// Of what is tested or walked.
    void source(ExprPtr& e) {
        e = expr(e);
        isFine_ &= e->kind != ExprKind::String;
    }

    void indent(int& columns) const { columns += depth_; }

    void inside(Line& line) {
        bool isEmpty =
            line.parts.empty() || (line.parts.size() == 1 && !line.parts[0].action && line.parts[0].text.empty());
        if (!isEmpty)
            indent(line.indent);
        for (Part& one : line.parts)
            part(one);
    }
    void inside(Action& action) {
        indent(action.indent);
        source(action.expr);
    }
    void inside(Assign& assign) {
        indent(assign.indent);
        assign.name = nameOf(assign.name);
        assign.expr = expr(assign.expr);
    }
    void inside(If& choice) {
        indent(choice.indent);
        for (Branch& branch : choice.branches)
            if (branch.condition)
                source(branch.condition);
    }
    void inside(Suffix& suffix) {
        indent(suffix.indent);
        source(suffix.condition);
    }
    void inside(Range& range) {
        indent(range.indent);
        source(range.source);
        range.key = range.key.empty() ? range.key : nameOf(range.key);
        range.element = nameOf(range.element);
    }
    void inside(With& with) {
        indent(with.indent);
        source(with.source);
    }
    void inside(Tail& /*tail*/) {}
    void inside(Comment& /*comment*/) {}
    void inside(Define& /*define*/) {}

    void body(Body& lines) {
        for (Block& block : lines) {
            std::visit([this](auto& node) { inside(node); }, block.node);
            for (Body* inner : bodiesOf(block))
                body(*inner);
        }
    }

    const ExprPtr argument_;
    const int depth_;
    const Parameters& parameters_;
    Given given_;
    std::map<std::string, size_t> reads_;      ///< of what is given
    std::map<std::string, std::string> names_; ///< of variables, as they are there
    bool isFine_ = true;
};

} // namespace

std::set<std::string> variablesOf(const Body& body) {
    std::set<std::string> names;
    for (const Block& block : body) {
        if (const Assign* assign = std::get_if<Assign>(&block.node))
            names.insert(assign->name);
        if (const Range* range = std::get_if<Range>(&block.node))
            names.insert({range->key, range->element});
        for (const Body* inner : bodiesOf(block))
            names.merge(variablesOf(*inner));
    }
    names.erase("");
    return names;
}

bool isIndented(const ExprPtr& e) {
    return e->kind == ExprKind::Pipe && e->text == "nindent" && e->args[0]->kind == ExprKind::Int;
}

bool isLines(const Body& body) {
    return std::ranges::all_of(body, [&body](const Block& block) {
        return (&block == &body.front() && firstLines(block) != nullptr) || areLines(block);
    });
}

std::optional<Body> movedLines(const Define& define, const ExprPtr& argument, int depth,
                               const std::set<std::string>& taken, const Parameters& parameters) {
    bool isTaken =
        define.boxed ? argument->kind == ExprKind::Box || isCallOf(argument, "dict") : argument->kind == ExprKind::Root;
    Body lines = define.body;
    if (!isTaken || !Mover(argument, depth, parameters).run(lines, taken))
        return std::nullopt;
    return lines;
}

} // namespace stackc::templates
