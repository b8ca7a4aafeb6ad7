#pragma once
// What was found out while a program is checked, and is asked for again.

#include "sema/symbols.h"

#include <optional>
#include <set>

namespace stackc::sema {

/// What patches name: a resource of a component or a place in it.
struct PartStep {
    TypeId type;                             ///< of what the step leads to
    std::string key;                         ///< or the merge key of the elements
    VarId element;                           ///< valid: the step leads to the element that has the key
    std::optional<core::SecondKey> second{}; ///< what that element has beside
    TypeId reading{};                        ///< as in AmendElements
};

struct PartPlace {
    std::vector<std::string> path; ///< names of uses, then the resource's
    TypeId resource;
    std::vector<PartStep> steps;
};

struct Part {
    TypeId type;
    std::vector<PartPlace> places;
};

/// What restarts pods where patches change its data.
struct Checksum {
    const ast::Annotation* written = nullptr;
    Part annotations; ///< of the pods; empty until the component's parts are known
};

/// Source of a record's declared defaults, by type and field.
struct DefaultSource {
    uint32_t module = 0;
    ast::ExprId expr;
    std::optional<std::pair<TypeId, size_t>> like{}; ///< the field of another record whose default it is
    bool busy = false;
};

struct Memo {
    std::map<std::pair<uint32_t, size_t>, DefaultSource> defaultSources;
    std::set<uint32_t> allDefaults;            ///< record types that are known to need nothing
    std::map<uint32_t, ExprId> defaultRecords; ///< of those: the record in which nothing is set
    std::map<uint32_t, TypeId> customTypes;    ///< of records with `@crd`: with Kubernetes' metadata
    std::map<std::pair<int64_t, int64_t>, TypeId> intTypes;
    std::map<uint32_t, TypeId> nativeEnums; ///< by the type of Kubernetes whose texts are the cases
    std::map<uint32_t, TypeId> declaredAs;  ///< by the scalar of Kubernetes that a declaration names
    TypeId service;
    TypeId backend;
    TypeId manifest;
    TypeId noOutputs;                                      ///< of what a component without outputs gives
    std::map<uint32_t, core::ComponentId> usedComponents;  ///< by the variable of a `use` or service
    std::map<uint32_t, std::map<std::string, Part>> parts; ///< by component
    /// By component, what stands there under `@checksum("part")`, and the annotations of the part.
    std::map<uint32_t, std::map<std::string, Checksum>> checksums;
};

} // namespace stackc::sema
