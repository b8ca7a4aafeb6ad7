#include "eval/service_ids.h"

#include "core/children.h"
#include "eval/keys.h"
#include "eval/primitives.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <set>

namespace stackc::eval {

namespace {

using Stack = std::vector<const core::Statement*>;

bool isOver(const core::Program& program, const core::Statement& loop, core::TypeKind kind) {
    return program.types[program[loop.value].type].kind == kind;
}

/// Does the statement go over the elements of a list or map?
bool isLoop(const core::Program& program, const core::Statement& statement) {
    return statement.kind == core::StatementKind::For && !isOver(program, statement, core::TypeKind::Optional);
}

/// What a variable is all of, by the statements around; invalid where it isn't one expression.
core::ExprId wholeOf(const core::Program& program, const Stack& around, VarId var) {
    for (const core::Statement* one : around) {
        bool binds = one->kind == core::StatementKind::IfLet ||
                     (one->kind == core::StatementKind::For && !isLoop(program, *one));
        if (binds && one->var == var)
            return one->value;
        if (one->kind != core::StatementKind::Use)
            continue;
        const std::vector<VarId>& params = program[one->component].params;
        for (size_t i = 0; i < params.size() && i < one->args.size(); ++i)
            if (params[i] == var)
                return one->args[i];
    }
    return {};
}

/// Where the values have what the expression is, as users write it; nothing where it is something else.
std::optional<std::string> pathOf(const core::Program& program, const Stack& around, ExprId id) {
    if (!id.valid())
        return std::nullopt;
    const core::ExprNode& node = program[id].node;
    if (const auto* input = std::get_if<core::InputRef>(&node))
        return input->input == core::Input::Values ? std::optional(std::string()) : std::nullopt;
    if (const auto* let = std::get_if<core::LetRef>(&node))
        return pathOf(program, around, program[let->let].value);
    if (const auto* ref = std::get_if<core::VarRef>(&node))
        return pathOf(program, around, wholeOf(program, around, ref->var));
    const auto* access = std::get_if<core::FieldAccess>(&node);
    auto path = access != nullptr ? pathOf(program, around, access->base) : std::nullopt;
    if (!path)
        return std::nullopt;
    for (const core::Field& field : program.types[program[access->base].type].fields)
        if (field.name == access->name)
            return field.flat ? *path : *path + (path->empty() ? "" : ".") + field.key;
    return std::nullopt;
}

/// The first variable of a loop that an expression reads, with that loop.
struct Round {
    const core::Statement* loop = nullptr;
    VarId var;
};
Round roundOf(const core::Program& program, const Stack& around, ExprId id) {
    if (const auto* ref = std::get_if<core::VarRef>(&program[id].node)) {
        for (const core::Statement* one : around)
            if (isLoop(program, *one) && (one->var == ref->var || one->second == ref->var))
                return {one, ref->var};
        ExprId whole = wholeOf(program, around, ref->var);
        return whole.valid() ? roundOf(program, around, whole) : Round{};
    }
    Round found;
    core::eachChild(program[id].node, [&](ExprId child) {
        if (found.loop == nullptr)
            found = roundOf(program, around, child);
    });
    return found;
}

/// What the loop goes over by whose variable a use names its service, as users know it; nothing where that isn't known.
std::optional<std::string> sourceOf(const core::Program& program, const Stack& around, const Round& round) {
    auto source = round.loop != nullptr ? pathOf(program, around, round.loop->value) : std::nullopt;
    return source && !source->empty() ? source : std::nullopt;
}

/// What all loops around uses of the service go over, whether these are made or not: `around` is what stands around the
/// statements.
void addSources(const core::Program& program, const std::vector<core::Statement>& statements, Stack& around,
                std::set<std::string>& sources) {
    for (const core::Statement& one : statements) {
        const support::Pushed<const core::Statement*> inside(around, &one);
        if (one.kind == core::StatementKind::Use && one.component == program.service) {
            if (auto source = sourceOf(program, around, roundOf(program, around, one.args[0])))
                sources.insert(*source);
        } else if (one.kind == core::StatementKind::Use) {
            addSources(program, program[one.component].body, around, sources);
        }
        addSources(program, one.body, around, sources);
        addSources(program, one.orElse, around, sources);
        for (const core::StatementArm& arm : one.arms)
            addSources(program, arm.body, around, sources);
    }
}

/// The guards and loops, each around the next one, with the entry inside.
Entry nested(Evaluation& in, const std::vector<ir::Scope>& scopes, Entry entry) {
    for (auto scope = scopes.rbegin(); scope != scopes.rend(); ++scope) {
        if (scope->loop != nullptr) {
            Entry round;
            round.kind = ir::EntryKind::Each;
            round.guard = in.yes();
            round.loop = scope->loop;
            round.body = {std::move(entry)};
            entry = std::move(round);
        }
        entry.guard = in.guards.both(scope->guard, entry.guard);
    }
    return entry;
}

/// What a record surely has below the key, or null.
NodeRef below(NodeRef record, const char* key) {
    record = unshared(record);
    if (record->kind != ir::NodeKind::Record)
        return nullptr;
    for (const Entry& entry : record->entries)
        if (isEntryOf(entry, key) && entry.guard->isTrue())
            return entry.value;
    return nullptr;
}

/// `name` or `namespace` of a resource, or null where it isn't known.
NodeRef metadataOf(const ir::Document& document, const char* key) {
    NodeRef metadata = below(document.object, "metadata");
    NodeRef text = metadata != nullptr ? below(metadata, key) : nullptr;
    return text != nullptr ? unshared(text) : nullptr;
}

/// May both be the same text?
bool mayBeSame(NodeRef a, NodeRef b) { return !neverEqual(a, b) && (!a->isConst() || !b->isConst() || a == b); }

} // namespace

ServiceIds::Made ServiceIds::made(const core::Statement& use, NodeRef id, std::vector<ir::Scope> scopes) const {
    const Stack& around = in_.trace.statements();
    Made out{id, std::move(scopes), in_.trace.author(), nullptr};
    const Round round = roundOf(in_.program, around, use.args[0]);
    auto source = sourceOf(in_.program, around, round);
    if (!source)
        return out;
    bool isKey = isOver(in_.program, *round.loop, core::TypeKind::Map) && round.loop->second.valid() &&
                 round.loop->var == round.var;
    out.place = in_.nodes.string(*source);
    if (isKey)
        out.place =
            primitive(in_, core::Op::Concat, {in_.nodes.string(*source + "."), in_.vars[round.var.value]}, nullptr);
    return out;
}

void ServiceIds::add(const core::Statement& use, NodeRef id, std::vector<ir::Scope> scopes, size_t from, size_t to) {
    const Stack& around = in_.trace.statements();
    bool isLooped = std::ranges::any_of(around, [&](const auto* one) { return isLoop(in_.program, *one); });
    Made one = made(use, unshared(id), std::move(scopes));
    one.from = from;
    one.to = to;
    (isLooped ? looped_ : named_).push_back(std::move(one));
}

/// Unless it is fine, what the values say is refused; of what the source says the judge tells where both are.
void ServiceIds::refuse(const Made& one, NodeRef fine, NodeRef message) {
    fine = in_.simplify(fine);
    if (in_.known == nullptr)
        in_.checks.state({one.scopes, fine, message, one.span});
    else if (fine->isFalse())
        in_.trace.sink().report(diag::Code::E4001, one.span, message->text);
}

/// None is called like a service outside of loops that is there.
void ServiceIds::checkNamed(const Made& looped) {
    if (in_.known == nullptr && looped.id->isConst())
        return;
    NodeRef taken = in_.no();
    for (const Made& named : named_) {
        if (neverEqual(looped.id, named.id) || (looped.id->isConst() && named.id->isConst() && looped.id != named.id))
            continue;
        NodeRef there = primitive(in_, core::Op::Eq, {looped.id, named.id}, nullptr);
        for (const ir::Scope& scope : named.scopes)
            there = in_.guards.both(scope.guard, there);
        taken = in_.guards.either(taken, there);
    }
    if (taken->isFalse())
        return;
    refuse(looped, in_.guards.negate(taken), message(looped, "the chart has a service `", looped.id, "` of its own"));
}

NodeRef ServiceIds::message(const Made& one, const char* before, NodeRef name, const char* behind) {
    std::vector<NodeRef> parts{in_.nodes.string(before), name,
                               in_.nodes.string(std::string(behind) + ": take another name")};
    if (one.place != nullptr)
        parts.insert(parts.begin(), {one.place, in_.nodes.string(": ")});
    return primitive(in_, core::Op::Concat, std::move(parts), nullptr);
}

/// None of its resources is called like one outside of loops: of those that all services have that follows from the
/// names of the services.
void ServiceIds::checkResources(const Made& looped, const std::vector<ir::Document>& documents) {
    auto isOfLoop = [&](const core::Statement* one) { return isLoop(in_.program, *one); };
    for (const ir::Document& other : documents) {
        if (std::ranges::any_of(other.origin, isOfLoop))
            continue;
        for (size_t own = looped.from; own < looped.to; ++own)
            if (documents[own].origin.back() != other.origin.back())
                checkResource(looped, documents[own], other);
    }
}

void ServiceIds::checkResource(const Made& looped, const ir::Document& own, const ir::Document& other) {
    NodeRef name = metadataOf(own, "name");
    NodeRef taken = metadataOf(other, "name");
    if (own.kind != other.kind || own.apiVersion != other.apiVersion || name == nullptr || taken == nullptr ||
        !mayBeSame(name, taken))
        return;
    NodeRef same = primitive(in_, core::Op::Eq, {name, taken}, nullptr);
    NodeRef space = metadataOf(own, "namespace");
    NodeRef otherSpace = metadataOf(other, "namespace");
    if (space != nullptr && otherSpace != nullptr && space != otherSpace) {
        if (!mayBeSame(space, otherSpace))
            return;
        same = in_.guards.both(same, primitive(in_, core::Op::Eq, {space, otherSpace}, nullptr));
    }
    for (const ir::Scope& scope : other.scopes)
        same = in_.guards.both(scope.guard, same);
    if (same->isFalse())
        return;
    Made one = looped;
    one.scopes = own.scopes;
    refuse(one, in_.guards.negate(same),
           message(looped, ("the chart has a " + other.kind + " `").c_str(), taken, "` already"));
}

/// No two of several loops, or of one over a list, are called the same.
void ServiceIds::checkLooped() {
    std::vector<Entry> items;
    for (const Made& one : looped_) {
        Entry item = ir::NodeTable::item(in_.yes(), in_.yes());
        item.keyNode = one.id;
        items.push_back(nested(in_, one.scopes, std::move(item)));
    }
    Stack around;
    std::set<std::string> sources;
    addSources(in_.program, in_.program.statements, around, sources);
    std::string fault = fmt::format("{}two services of the chart have the name",
                                    sources.empty() ? "" : fmt::format("{}: ", fmt::join(sources, ", ")));
    checkDistinct(in_, items, looped_.front().span, fault);
}

void ServiceIds::check(const std::vector<ir::Document>& documents) {
    for (const Made& looped : looped_) {
        checkNamed(looped);
        checkResources(looped, documents);
    }
    if (!looped_.empty())
        checkLooped();
}

} // namespace stackc::eval
