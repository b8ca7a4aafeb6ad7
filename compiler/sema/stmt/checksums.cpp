#include "sema/stmt/checksums.h"

#include "core/data_fields.h"
#include "sema/decl/annotations.h"
#include "sema/make.h"
#include "sema/memo.h"
#include "sema/stmt/amendments.h"
#include "sema/stmt/clauses.h"
#include "sema/stmt/parts.h"
#include "sema/suggest.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <ranges>
#include <set>
#include <utility>

namespace stackc::sema {

using core::Statement;
using core::StatementKind;

void markChecksum(Checking& in, const std::vector<ast::Annotation>& annotations, const std::string& name,
                  const std::vector<ast::Clause>& clauses) {
    for (const ast::Annotation& annotation : annotations) {
        if (annotation.name.text != "checksum")
            continue;
        if (!in.body.loops.empty() || isLooped(in, clauses))
            in.sink.report(Code::E3030, annotation.span, "`@checksum`", "a loop");
        else
            in.memo.checksums[in.body.component->value][name] = {&annotation, {}};
    }
}

namespace {

/// The annotation for what has that name: `checksum/secret-files` for `secretFiles`.
std::string keyOf(const std::string& name) {
    std::string key = "checksum/";
    for (char c : name) {
        const bool isCapital = std::isupper(static_cast<unsigned char>(c)) != 0;
        if (isCapital && key.back() != '/')
            key += '-';
        key += static_cast<char>(isCapital ? std::tolower(static_cast<unsigned char>(c)) : c);
    }
    return key;
}

/// May Kubernetes' annotations have the key? What it consists of is right in all names of the language.
bool isAnnotation(const std::string& key) {
    const std::string name = key.substr(key.find('/') + 1);
    auto isEnd = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
    return name.size() <= 63 && isEnd(name.front()) && isEnd(name.back());
}

/// May a resource of the type have data that pods read?
bool holdsData(const Checking& in, TypeId resource) {
    if (in.kindOf(resource) == TypeKind::Native) {
        const kube::Type& kind = in.nativeOf(resource);
        return kind.openFields || std::ranges::any_of(core::dataFields, [&](std::string_view name) {
                   return kind.fields.find(name).has_value();
               });
    }
    auto isOfData = [](const core::Field& field) { return core::isDataField(field.key); };
    return resource == in.memo.manifest || std::ranges::any_of(in.type(resource).fields, isOfData);
}

/// How many with data the statements may make at once; for a loop two. `name`: count what has it; empty: all.
size_t dataMade(const Checking& in, const std::vector<Statement>& body, const std::string& name) {
    size_t made = 0;
    for (const Statement& statement : body) {
        size_t inside = std::max(dataMade(in, statement.body, name), dataMade(in, statement.orElse, name));
        for (const core::StatementArm& arm : statement.arms)
            inside = std::max(inside, dataMade(in, arm.body, name));
        made += statement.kind == StatementKind::For ? 2 * inside : inside;
        if (!name.empty() && statement.name != name)
            continue;
        if (statement.kind == StatementKind::Use)
            made += dataMade(in, in.program[statement.component].body, {});
        else if (statement.kind == StatementKind::Resource && holdsData(in, in.typeOf(statement.value)))
            ++made;
    }
    return made;
}

/// What else gives the pods that the places lead to the annotation for `name`, in the component or in a use on the way
/// to them; null if nothing does.
const Checksum* rivalOf(const Checking& in, core::ComponentId component, const std::string& name,
                        const std::vector<PartPlace>& places) {
    for (const PartPlace& place : places) {
        std::optional<core::ComponentId> at = component;
        for (auto pods = place.path.begin(); at && pods != place.path.end(); ++pods) {
            auto isThere = [&](const PartPlace& other) {
                return std::ranges::equal(other.path, std::ranges::subrange(pods, place.path.end()));
            };
            if (auto marked = in.memo.checksums.find(at->value); marked != in.memo.checksums.end())
                for (const auto& [other, checksum] : marked->second)
                    if ((at != component || other != name) && keyOf(other) == keyOf(name) &&
                        std::ranges::any_of(checksum.annotations.places, isThere))
                        return &checksum;
            at = usedComponent(in, *at, *pods);
        }
    }
    return nullptr;
}

/// Can the annotations of the pods tell what `name` makes? Reported if they can't: E3030.
bool canTell(Checking& in, core::ComponentId component, const std::string& name, Span span,
             const std::vector<PartPlace>& pods) {
    const std::string key = keyOf(name);
    auto refused = [&] { return in.sink.report(Code::E3030, span, "`@checksum`", "front of `" + name + "`"); };
    if (!isAnnotation(key)) {
        refused().suggest("`" + key +
                          "` is no key of an annotation: what follows `/` begins and ends with a letter or digit and "
                          "has at most 63 characters");
        return false;
    }
    if (dataMade(in, in.program[component].body, name) > 1) {
        refused().suggest("it may make several ConfigMaps or Secrets at once, and a checksum is of one: let a "
                          "`resource` or `use` of its own make each");
        return false;
    }
    if (const Checksum* rival = rivalOf(in, component, name, pods)) {
        refused().note(rival->written->span, "this gives the same pods `" + key + "`").suggest("give it another name");
        return false;
    }
    return true;
}

} // namespace

void resolveChecksums(Checking& in, core::ComponentId component) {
    auto marked = in.memo.checksums.find(component.value);
    if (marked == in.memo.checksums.end())
        return;
    for (auto& [name, checksum] : marked->second) {
        const ast::Name part{annotationText(in, *checksum.written), checksum.written->span};
        size_t used = 0;
        auto found = part.text.empty() ? std::nullopt : partOf(in, component, {part}, used);
        if (found)
            found =
                fieldOfPart(in, fieldOfPart(in, std::move(found), {"metadata", part.span}), {"annotations", part.span});
        else if (!part.text.empty())
            in.sink.report(Code::E3058, part.span, part.text).suggest(didYouMean(part.text, partNames(in, component)));
        if (found && canTell(in, component, name, part.span, found->places))
            checksum.annotations = std::move(*found);
    }
}

namespace {

/// What stands under that name, if its pods are known; else null.
const Checksum* checksumOf(const Checking& in, core::ComponentId component, const std::string& name) {
    auto marked = in.memo.checksums.find(component.value);
    if (marked == in.memo.checksums.end())
        return nullptr;
    auto found = marked->second.find(name);
    bool isKnown = found != marked->second.end() && !found->second.annotations.places.empty();
    return isKnown ? &found->second : nullptr;
}

bool mayBeData(const core::Entry& entry) {
    return core::isDataField(entry.key) || entry.keyExpr.valid() || entry.kind == core::EntryKind::Spread ||
           std::ranges::any_of(entry.body, mayBeData) || std::ranges::any_of(entry.orElse, mayBeData);
}

/// May a patch of the place change data? `value`: what it makes of the place.
bool changesData(Checking& in, const PartPlace& place, ExprId value) {
    if (!place.steps.empty())
        return core::isDataField(place.steps.front().key);
    const auto* object = in.nodeAs<core::RecordExpr>(value);
    return object == nullptr || std::ranges::any_of(object->entries, mayBeData);
}

/// A map with its entries in the order of their keys, whatever put it together.
ExprId inOrder(Checking& in, VarId map, Span span) {
    const core::Type type = in.type(in.program[map].type);
    core::Entry round;
    round.kind = core::EntryKind::For;
    round.span = span;
    round.value = varRef(in, map, span);
    round.first = newVar(in, "key", type.key);
    round.second = newVar(in, "text", type.element);
    core::Entry entry;
    entry.span = span;
    entry.keyExpr = varRef(in, round.first, span);
    entry.value = varRef(in, round.second, span);
    round.body.push_back(std::move(entry));
    return in.make(span, in.program[map].type, core::RecordExpr{{}, {std::move(round)}});
}

/// The patch that says in the annotations what is read of the resource that `path` leads to, which the name at `at` in
/// it stands for.
Statement patchOf(Checking& in, const Checksum& checksum, const std::vector<std::string>& path, size_t at, Span span) {
    Statement patch;
    patch.kind = StatementKind::Patch;
    patch.span = span;
    for (const std::string& name : path)
        patch.name += (patch.name.empty() ? "" : ".") + name;
    TypeId text = in.program.types.string();
    TypeId map = in.program.types.map(text, in.program.types.sensitive());
    patch.second = newVar(in, "read", map);
    patch.value = inOrder(in, patch.second, span);
    patch.var = newVar(in, "all", in.program.types.map(text, map));
    ExprId written = in.make(span, in.program.types.sensitive(),
                             core::TextExpr{core::TextFormat::Yaml, varRef(in, patch.var, span)});
    core::Entry entry;
    entry.span = span;
    entry.key = keyOf(path[at]);
    entry.value = makePrim(in, core::Op::Sha256, {written}, text, span);
    VarId before = newVar(in, "annotations", checksum.annotations.type);
    ExprId value = in.make(span, checksum.annotations.type, core::RecordExpr{varRef(in, before, span), {entry}});
    patch.amendments = amendmentsOf(in, checksum.annotations.places, before, value);
    for (core::Amendment& amendment : patch.amendments)
        amendment.path.insert(amendment.path.begin(), path.begin(), path.begin() + static_cast<std::ptrdiff_t>(at));
    return patch;
}

} // namespace

std::vector<Statement> checksumPatches(Checking& in, core::ComponentId component, const std::vector<PartPlace>& places,
                                       ExprId value) {
    std::vector<Statement> patches;
    std::set<std::vector<std::string>> known; // the paths of the places before
    for (const PartPlace& place : places) {
        if (!changesData(in, place, value) || !known.insert(place.path).second)
            continue;
        std::optional<core::ComponentId> inside = component;
        for (size_t at = 0; inside && at < place.path.size(); ++at) {
            if (const Checksum* checksum = checksumOf(in, *inside, place.path[at]))
                patches.push_back(patchOf(in, *checksum, place.path, at, in.spanOf(value)));
            inside = usedComponent(in, *inside, place.path[at]);
        }
    }
    return patches;
}

} // namespace stackc::sema
