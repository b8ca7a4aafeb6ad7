#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kube/model.h"

namespace stackc::kube {

struct ImportError {
    std::string where; // place in the input, "spec.versions[0].schema"
    std::string message;
};

// What is there already.
struct Shipped {
    std::function<bool(std::string_view apiVersion, std::string_view kind)> hasKind;
    std::function<bool(std::string_view path)> hasType;
};

// What the names of modules begin with, and whose they are: `acme` is `acme.io`'s.
using ModuleGroups = std::map<std::string, std::string>;

struct ImportOptions {
    const Shipped* shipped = nullptr; // is left out; a part that is left out is meant to be the one that is there
    std::string group, kind;          // of a JSON Schema, whatever else says them
    ModuleGroups* taken = nullptr;    // names that are taken, to which CRDs add theirs
};

// What could be read, and why the rest could not. Modules are sorted by name.
struct Imported {
    std::vector<Module> modules;
    std::vector<ImportError> errors;
    std::vector<ImportError> skipped; // what is there beside definitions, or is none any more
    std::vector<std::string> shipped; // paths of the kinds that were left out
};

// OpenAPI v2 of a Kubernetes API server ({"definitions": {…}}). Kinds lose their `status`; types that no kind needs are
// left out, lists of kinds too. Kubernetes' own types go to modules `k8s.*`, custom resources to those that their CRD
// would make. Scope is said by `paths` if the text has them, else by reviewed.def, where enums come from, too; a kind
// whose scope is said nowhere is an error and counts as namespaced.
Imported importOpenApi(std::string_view json, std::string_view source, const ImportOptions& options = {});

// CustomResourceDefinitions (apiextensions.k8s.io/v1 and v1beta1), one or several YAML documents or lists; every served
// version becomes a module. Equal object types of one CRD with equal names become references to the first. Other
// resources are skipped, unless there is no definition.
Imported importCrds(std::string_view yaml, std::string_view source, const ImportOptions& options = {});

// JSON Schema (any draft) of one kind that is not built in. Group, version and kind are said by the schema
// (`x-kubernetes-group-version-kind`, or `apiVersion` and `kind` with one value) or by the last part of `source`, a
// file's name: `<group>_<Kind>_<version>.json`, `<Kind>_<version>.json` if the options say the group. A schema does not
// say the scope: kinds are namespaced unless reviewed.def says otherwise. Definitions that are needed become types of
// the module.
Imported importJsonSchema(std::string_view json, std::string_view source, const ImportOptions& options = {});

// "networking.istio.io" -> "istio.networking": the module prefix of an API group that is not built in.
std::string moduleOfGroup(std::string_view group);
// The same where names are taken, to which it is added: a group whose name is another's is named in full,
// "acme.example"
// -> "example.acme".
std::string moduleOfGroup(std::string_view group, ModuleGroups& taken);

// Unites modules of one name, as when several files declare kinds of one group. Errors are a type that is there twice,
// and two API groups that would have one name.
Imported mergeModules(std::vector<Module> modules);

} // namespace stackc::kube
