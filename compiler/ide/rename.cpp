#include "ide/rename.h"

#include "ide/lexical.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

namespace stackc::ide {

namespace {

using sema::Entity;
using sema::EntityKind;
using source::Span;
using support::Failure;

/// What of a name's place is the name: it may be written as a text.
Span withoutQuotes(const source::SourceManager& sources, Span span) {
    if (sources.text(span).starts_with('"'))
        return {span.file, span.begin + 1, span.end - 1};
    return span;
}

/// Where a name would be taken for this one: a record and an enum have their names for themselves, what is bound is
/// known in its declaration, and all else in its files.
bool isClash(const Analysis& analysis, const Entity& entity, const std::string& name) {
    const core::TypeTable& types = analysis.program().types;
    if (entity.kind == EntityKind::Field || entity.kind == EntityKind::Case) {
        for (std::uint32_t i = 0; i < types.size(); ++i) {
            const core::Type& type = types[core::TypeId{i}];
            auto has = [&](const auto& all, Span declared) {
                return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.span == declared; });
            };
            bool isIts = has(type.fields, entity.declared) || has(type.cases, entity.declared);
            if (isIts && (type.field(name) != nullptr || type.caseIndex(name) >= 0))
                return true;
        }
        return false;
    }
    bool isBound = entity.kind == EntityKind::Variable || entity.kind == EntityKind::Parameter;
    auto declarationOf = [&](Span span) {
        for (const syntax::Decl& decl : analysis.tree(span.file).decls)
            if (decl.span.begin <= span.begin && span.end <= decl.span.end)
                return decl.span;
        return span;
    };
    const Span around = isBound ? declarationOf(entity.declared) : Span{};
    std::vector<const sema::NameUse*> uses = analysis.index().usesOf(entity);
    return std::any_of(
        analysis.index().names().begin(), analysis.index().names().end(), [&](const sema::NameUse& other) {
            bool isPlain = other.entity.kind != EntityKind::Field && other.entity.kind != EntityKind::NativeField &&
                           other.entity.kind != EntityKind::Case;
            if (!isPlain || other.entity.name != name || other.entity.isSame(entity))
                return false;
            if (isBound)
                return other.span.file == around.file && around.begin <= other.span.begin &&
                       other.span.end <= around.end;
            return std::any_of(uses.begin(), uses.end(),
                               [&](const sema::NameUse* use) { return use->span.file == other.span.file; });
        });
}

using PathPlace = std::pair<std::string, std::uint32_t>;

/// The errors of a stack by code and place, with what they say; `edited` moves the places.
std::map<std::pair<PathPlace, diag::Code>, std::string> errorsOf(Analysis& analysis, const Edited& edited,
                                                                 const Stop& abandon) {
    analysis.finish(nullptr, abandon);
    std::map<std::pair<PathPlace, diag::Code>, std::string> errors;
    for (const diag::Diagnostic& one : analysis.diagnostics()) {
        if (one.severity != diag::Severity::error)
            continue;
        std::string path(one.span.valid() ? analysis.sources().path(one.span.file) : "");
        std::uint32_t offset = one.span.valid() ? edited.moved(path, one.span.begin) : 0;
        errors.emplace(std::pair(PathPlace(path, offset), one.code), one.message);
    }
    return errors;
}

/// The first error that isn't there before the edits; "" if there is none.
std::string newError(const Analysis& before, Analysis& after, const Edited& edited, const Stop& abandon) {
    auto errors = errorsOf(after, {}, abandon);
    if (errors.empty())
        return "";
    auto same = before.with({});
    auto known = same ? errorsOf(**same, edited, abandon) : decltype(errors){};
    for (const auto& [place, message] : errors)
        if (!known.contains(place))
            return fmt::format("{} ({})", message, diag::codeName(place.second));
    return "";
}

/// Where a name stands that is declared at that place.
std::set<PathPlace> placesOf(const Analysis& analysis, const PathPlace& declared) {
    const source::SourceManager& sources = analysis.sources();
    std::set<PathPlace> places;
    for (const sema::NameUse& use : analysis.index().names())
        if (use.entity.declared.valid() && use.entity.declared.begin == declared.second &&
            sources.path(use.entity.declared.file) == declared.first)
            places.emplace(sources.path(use.span.file), withoutQuotes(sources, use.span).begin);
    return places;
}

} // namespace

support::Result<Span> prepareRename(const Analysis& analysis, source::FileId file, std::uint32_t offset) {
    const sema::NameUse* name = analysis.index().nameAt(file, offset);
    if (name == nullptr)
        return Failure{"there is no name here whose meaning is known"};
    const Entity& entity = name->entity;
    if (entity.kind == EntityKind::NativeType || entity.kind == EntityKind::NativeField ||
        (entity.kind == EntityKind::Case && !entity.declared.valid()))
        return Failure{fmt::format("`{}` is a name of Kubernetes", entity.name)};
    if (entity.kind == EntityKind::Module)
        return Failure{fmt::format("`{}` is named by its file", entity.name)};
    if (!entity.declared.valid())
        return Failure{fmt::format("`{}` is a name of the language", entity.name)};
    if (!analysis.program().isAuthors(entity.declared))
        return Failure{fmt::format("`{}` is declared in the library", entity.name)};
    return withoutQuotes(analysis.sources(), name->span);
}

support::Result<std::vector<TextEdit>> rename(const Analysis& analysis, source::FileId file, std::uint32_t offset,
                                              const std::string& name) {
    auto at = prepareRename(analysis, file, offset);
    if (!at)
        return Failure{at.error()};
    const Entity& entity = analysis.index().nameAt(file, offset)->entity;
    if (!isName(name))
        return Failure{fmt::format("`{}` is no name: letters, digits and `_`, and no word of the language", name)};
    std::vector<TextEdit> edits;
    if (name == analysis.sources().text(*at))
        return edits;
    if (isClash(analysis, entity, name))
        return Failure{fmt::format("`{}` stands for something else there", name)};
    for (const sema::NameUse* use : analysis.index().usesOf(entity))
        edits.push_back({withoutQuotes(analysis.sources(), use->span), name});
    return edits;
}

std::string whyNotRenamed(const Analysis& analysis, source::FileId file, std::uint32_t offset,
                          const std::vector<TextEdit>& own, const Edited& edited, const Stop& abandon) {
    const sema::NameUse* use = analysis.index().nameAt(file, offset);
    if (use == nullptr || own.empty())
        return "";
    auto after = analysis.with(edited.texts());
    if (!after)
        return after.error();
    const std::string& name = own[0].text;
    if (std::string error = newError(analysis, **after, edited, abandon); !error.empty())
        return fmt::format("`{}` can't be its name: {}", name, error);
    auto moved = [&](source::FileId in, std::uint32_t begin) {
        std::string path(analysis.sources().path(in));
        std::uint32_t there = edited.moved(path, begin);
        return PathPlace(std::move(path), there);
    };
    std::set<PathPlace> wanted;
    for (const TextEdit& edit : own)
        wanted.insert(moved(edit.span.file, edit.span.begin));
    const Span declared = use->entity.declared;
    bool isSame = placesOf(**after, moved(declared.file, declared.begin)) == wanted;
    return isSame ? "" : fmt::format("`{}` stands for something else there", name);
}

} // namespace stackc::ide
