#include "ide/rename.h"

#include "ide/key_of.h"
#include "ide/lexical.h"
#include "ide/outcome.h"

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
std::string newError(Analysis& before, Analysis& after, const Edited& edited, const Stop& abandon) {
    auto errors = errorsOf(after, {}, abandon);
    if (errors.empty())
        return "";
    auto known = errorsOf(before, edited, abandon);
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

/// What the declaration has of the old name beside the new one.
struct Kept {
    std::string lead;   ///< before the new name
    std::string behind; ///< behind it
};

const syntax::Decl* declarationOf(const Analysis& analysis, Span declared) {
    for (const syntax::Decl& decl : analysis.tree(declared.file).decls)
        if (decl.span.begin <= declared.begin && declared.end <= decl.span.end)
            return &decl;
    return nullptr;
}

Kept keptOf(const Analysis& analysis, const Entity& entity, Key key) {
    if (key == Key::Stays && !hasOwnKey(analysis, entity.declared))
        return {"@key(" + inQuotes(entity.name) + ") ", ""};
    const syntax::Decl* decl = entity.kind == EntityKind::Service ? declarationOf(analysis, entity.declared) : nullptr;
    const auto* service = decl != nullptr ? std::get_if<syntax::ServiceDecl>(&decl->node) : nullptr;
    if (service != nullptr && !service->clusterName)
        return {"", " " + inQuotes(entity.name)};
    return {};
}

/// Why the name of a field is part of what comes out; "" if it isn't.
std::string whyFieldStays(const Analysis& analysis, const Entity& entity) {
    auto out = entity.kind == EntityKind::Field ? fieldComesOut(analysis, entity.declared) : std::nullopt;
    if (!out)
        return "";
    std::string_view path = analysis.sources().path(out->file);
    path.remove_prefix(path.rfind('/') + 1); // npos + 1 is 0
    return fmt::format("what comes out has the name `{}`, as data or in a resource (line {} of {})", entity.name,
                       analysis.sources().position(out->file, out->begin).line, path);
}

/// Why the name of a kind that the chart declares itself can't be another one; "" if it can.
std::string whyKindStays(const Analysis& analysis, const Entity& entity) {
    const syntax::Decl* decl = entity.kind == EntityKind::Type ? declarationOf(analysis, entity.declared) : nullptr;
    for (const syntax::Annotation& one : decl != nullptr ? decl->annotations : std::vector<syntax::Annotation>())
        if (one.name.text == "crd" && std::none_of(one.args.begin(), one.args.end(), [](const syntax::Arg& arg) {
                return arg.name && arg.name->text == "kind";
            }))
            return fmt::format("`{0}` is the kind of its resources: say so with `kind = \"{0}\"` in `@crd` first",
                               entity.name);
    return "";
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
    if (name->isKey && hasOwnKey(analysis, entity.declared))
        return Failure{fmt::format("this is the key that `@key` gives to `{}`", entity.name)};
    return withoutQuotes(analysis.sources(), name->span);
}

Key keyAfterRename(const Analysis& analysis, source::FileId file, std::uint32_t offset) {
    const sema::NameUse* use = analysis.index().nameAt(file, offset);
    if (use == nullptr || !use->entity.declared.valid())
        return Key::Follows;
    const Entity& entity = use->entity;
    bool isCase = entity.kind == EntityKind::Case;
    bool stays = (isCase && caseComesOut(analysis, entity.declared)) ||
                 ((isCase || entity.kind == EntityKind::Field) && hasOwnKey(analysis, entity.declared));
    return stays ? Key::Stays : Key::Follows;
}

support::Result<std::vector<TextEdit>> rename(const Analysis& analysis, source::FileId file, std::uint32_t offset,
                                              const std::string& name, Key key) {
    auto at = prepareRename(analysis, file, offset);
    if (!at)
        return Failure{at.error()};
    const Entity& entity = analysis.index().nameAt(file, offset)->entity;
    if (!isName(name))
        return Failure{fmt::format("`{}` is no name: letters, digits and `_`, and no word of the language", name)};
    std::vector<TextEdit> edits;
    if (name == entity.name)
        return edits;
    if (isClash(analysis, entity, name))
        return Failure{fmt::format("`{}` stands for something else there", name)};
    if (std::string why = whyKindStays(analysis, entity); !why.empty())
        return Failure{std::move(why)};
    if (std::string why = whyFieldStays(analysis, entity); !why.empty())
        return Failure{std::move(why)};
    const Kept kept = keptOf(analysis, entity, key);
    for (const sema::NameUse* use : analysis.index().usesOf(entity)) {
        if (use->isKey && key == Key::Stays)
            continue;
        TextEdit edit{withoutQuotes(analysis.sources(), use->span), name};
        if (use->isDeclaration()) {
            edit.text += kept.behind;
            const auto lead = static_cast<std::uint32_t>(kept.lead.size());
            bool isQuoted = edit.span != use->span;
            if (isQuoted && lead > 0) {
                edits.push_back({{use->span.file, use->span.begin, use->span.begin}, kept.lead, lead});
            } else {
                edit.text = kept.lead + edit.text;
                edit.lead = lead;
            }
        }
        edits.push_back(std::move(edit));
    }
    return edits;
}

std::string whyNotRenamed(Analysis& analysis, source::FileId file, std::uint32_t offset, const std::string& name,
                          const Edited& edited, const Stop& abandon) {
    const sema::NameUse* use = analysis.index().nameAt(file, offset);
    if (use == nullptr || edited.texts().empty())
        return "";
    auto after = analysis.with(edited.texts());
    if (!after)
        return after.error();
    auto refused = [&](const std::string& why) { return fmt::format("`{}` can't be its name: {}", name, why); };
    if (std::string error = newError(analysis, **after, edited, abandon); !error.empty())
        return refused(error);
    auto moved = [&](source::FileId in, std::uint32_t begin) {
        std::string path(analysis.sources().path(in));
        std::uint32_t there = edited.moved(path, begin);
        return PathPlace(std::move(path), there);
    };
    std::set<PathPlace> wanted;
    for (const sema::NameUse* one : analysis.index().usesOf(use->entity))
        wanted.insert(moved(one->span.file, withoutQuotes(analysis.sources(), one->span).begin));
    const Span declared = use->entity.declared;
    if (placesOf(**after, moved(declared.file, declared.begin)) != wanted)
        return fmt::format("`{}` stands for something else there", name);
    auto was = outcomeOf(analysis, abandon);
    auto is = was ? outcomeOf(**after, abandon) : std::nullopt;
    std::string other = is ? difference(*was, *is) : "";
    return other.empty() ? "" : refused(other);
}

} // namespace stackc::ide
