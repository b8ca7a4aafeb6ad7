#include "sema/stmt/checksums.h"

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
        if (found)
            checksum.annotations = std::move(*found);
    }
}

namespace {

const Checksum* checksumOf(const Checking& in, core::ComponentId component, const std::string& name) {
    auto marked = in.memo.checksums.find(component.value);
    if (marked == in.memo.checksums.end())
        return nullptr;
    auto found = marked->second.find(name);
    return found != marked->second.end() ? &found->second : nullptr;
}

/// The annotation for what has that name: `checksum/secret-files` for `secretFiles`.
std::string keyOf(const std::string& name) {
    std::string key = "checksum/";
    for (char c : name)
        if (std::isupper(static_cast<unsigned char>(c)) != 0)
            key += {'-', static_cast<char>(std::tolower(static_cast<unsigned char>(c)))};
        else
            key += c;
    return key;
}

bool isData(const std::string& key) { return key == "data" || key == "stringData" || key == "binaryData"; }

bool mayBeData(const core::Entry& entry) {
    return isData(entry.key) || entry.keyExpr.valid() || entry.kind == core::EntryKind::Spread ||
           std::ranges::any_of(entry.body, mayBeData) || std::ranges::any_of(entry.orElse, mayBeData);
}

/// May a patch of the place change data? `value`: what it makes of the place.
bool changesData(Checking& in, const PartPlace& place, ExprId value) {
    if (!place.steps.empty())
        return isData(place.steps.front().key);
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

/// The patch that says in the annotations what is read of what `name` names. `prefix`: the uses that lead to it.
Statement patchOf(Checking& in, const Checksum& checksum, const std::string& name,
                  const std::vector<std::string>& prefix, Span span) {
    Statement patch;
    patch.kind = StatementKind::Patch;
    patch.span = span;
    patch.name = name;
    TypeId text = in.program.types.string();
    TypeId map = in.program.types.map(text, in.program.types.sensitive());
    patch.second = newVar(in, "read", map);
    patch.value = inOrder(in, patch.second, span);
    patch.var = newVar(in, "all", in.program.types.map(text, map));
    ExprId written = in.make(span, in.program.types.sensitive(),
                             core::TextExpr{core::TextFormat::Yaml, varRef(in, patch.var, span)});
    core::Entry entry;
    entry.span = span;
    entry.key = keyOf(name);
    entry.value = makePrim(in, core::Op::Sha256, {written}, text, span);
    VarId before = newVar(in, "annotations", checksum.annotations.type);
    ExprId value = in.make(span, checksum.annotations.type, core::RecordExpr{varRef(in, before, span), {entry}});
    patch.amendments = amendmentsOf(in, checksum.annotations.places, before, value);
    for (core::Amendment& amendment : patch.amendments)
        amendment.path.insert(amendment.path.begin(), prefix.begin(), prefix.end());
    return patch;
}

} // namespace

std::vector<Statement> checksumPatches(Checking& in, core::ComponentId component, const std::vector<PartPlace>& places,
                                       ExprId value) {
    std::vector<Statement> patches;
    std::set<std::vector<std::string>> known; // uses inside of which something was found
    for (const PartPlace& place : places) {
        std::optional<core::ComponentId> at = component;
        if (!changesData(in, place, value))
            continue;
        std::vector<std::string> prefix;
        for (const std::string& name : place.path) {
            if (!at)
                break;
            const Checksum* checksum = checksumOf(in, *at, name);
            at = usedComponent(in, *at, name);
            if (checksum != nullptr && known.insert(prefix).second)
                patches.push_back(patchOf(in, *checksum, name, prefix, in.spanOf(value)));
            prefix.push_back(name);
        }
    }
    return patches;
}

} // namespace stackc::sema
