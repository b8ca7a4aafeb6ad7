#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "kube/import.h"

namespace stackc::kube {

// A kind that is not built in, as its definition names it.
struct CustomKind {
    std::string group, version, kind;
    bool namespaced = true;
    std::string apiVersion() const { return group + "/" + version; }
    std::string names{}; // what those of its modules begin with; empty: as of any group
    std::string module() const { return (names.empty() ? moduleOfGroup(group) : names) + "." + version; }
};

// What is wrong with the names, if anything: they become names of modules, files and types.
std::optional<std::string> faultOf(const CustomKind& kind);
// The same of any kind, also one of the core group, as the API server has it: they become names of files alone.
std::optional<std::string> faultOf(std::string_view apiVersion, std::string_view kind);

// The kind's type of what its schema says. apiVersion, kind and metadata are the API server's, whatever the schema
// says; status is not for users.
NamedType resourceType(const CustomKind& kind, TypeNode schema, std::string doc);

} // namespace stackc::kube
