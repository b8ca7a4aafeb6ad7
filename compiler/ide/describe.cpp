#include "ide/describe.h"

#include "core/builtins.h"

#include <fmt/format.h>

namespace stackc::ide {

namespace {

using sema::Entity;
using sema::EntityKind;

/// `1.25 to 1.30`, of releases that are not all.
std::string releasesOf(kube::Releases releases) {
    if (releases.since == 0 && releases.until == 0)
        return "";
    if (releases.until == 0)
        return fmt::format("Since Kubernetes 1.{}.", releases.since);
    if (releases.since == 0)
        return fmt::format("Until Kubernetes 1.{}.", releases.until - 1);
    return fmt::format("From Kubernetes 1.{} to 1.{}.", releases.since, releases.until - 1);
}

std::string paragraphs(std::string first, const std::string& second) {
    if (!first.empty() && !second.empty())
        first += "\n\n";
    return first + second;
}

std::string typed(const Known& known, const Entity& entity) {
    return entity.type.valid() ? entity.name + ": " + known.program.types.show(entity.type) : entity.name;
}

Description nativeType(const Known& known, const Entity& entity) {
    kube::Type type = known.library.type(entity.native);
    Description result{"type " + std::string(type.path.empty() ? entity.name : type.path), std::string(type.doc)};
    if (auto kind = known.library.kind(type.id)) {
        std::string what = fmt::format("`{}` of `{}`{}.", kind->kind, kind->apiVersion,
                                       kind->namespaced ? "" : ", which is in no namespace");
        result.doc = paragraphs(std::move(what), paragraphs(result.doc, releasesOf(kind->releases)));
    }
    return result;
}

Description nativeFieldOf(const Known& known, const Entity& entity) {
    Description result{typed(known, entity), ""};
    if (auto field = nativeField(known.library, entity)) {
        std::string needed = field->required ? "Required." : "";
        result.doc = paragraphs(std::string(field->doc), paragraphs(std::move(needed), releasesOf(field->releases)));
    }
    return result;
}

Description own(const Entity& entity) {
    const core::Builtin* found = core::builtin(entity.name);
    return found == nullptr ? Description{entity.name, ""}
                            : Description{std::string(found->signature), std::string(found->doc)};
}

Description caseOf(const Known& known, const Entity& entity) {
    Description result{entity.name, ""};
    if (!entity.type.valid())
        return result;
    const core::Type& type = known.program.types[entity.type];
    if (!type.name.empty())
        result.code = type.name + "." + entity.name;
    for (const core::Case& one : type.cases)
        if (one.name == entity.name) {
            result.doc = one.doc;
            if (one.payload.valid())
                result.code += known.program.types[one.payload].kind == core::TypeKind::Record
                                   ? " { … }"
                                   : ": " + known.program.types.show(one.payload);
        }
    return result;
}

} // namespace

std::optional<kube::Field> nativeField(const kube::Library& library, const sema::Entity& entity) {
    return library.type(entity.native).fields.find(entity.name);
}

Description describe(const Known& known, const Entity& entity) {
    const Declaration* declared = known.declarations.at(entity.declared);
    Description result;
    switch (entity.kind) {
    case EntityKind::NativeType:
        return nativeType(known, entity);
    case EntityKind::NativeField:
        return nativeFieldOf(known, entity);
    case EntityKind::Input:
    case EntityKind::Builtin:
        return own(entity);
    case EntityKind::Module:
        return {"import " + entity.name, ""};
    case EntityKind::Case:
        result = caseOf(known, entity);
        break;
    case EntityKind::Variable:
        result.code = "let " + typed(known, entity);
        break;
    case EntityKind::Parameter:
    case EntityKind::Field:
        result.code = typed(known, entity);
        break;
    default:
        bool hasType = entity.kind == EntityKind::Let || entity.kind == EntityKind::Part;
        result.code = hasType ? typed(known, entity) : entity.name;
        if (declared != nullptr && !hasType)
            result.code = known.sources.text(declared->signature);
        if (declared != nullptr && !declared->words.empty())
            result.code = declared->words + " " + result.code;
    }
    if (declared != nullptr && result.doc.empty())
        result.doc = declared->doc;
    return result;
}

} // namespace stackc::ide
