#pragma once
// What changes in a cluster between two states of a stack's output, resource by resource and field by field.

#include "compare/program.h"
#include "compare/secret_fields.h"
#include "kube/library.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace stackc::compare {

/// What comes out of a stack.
struct State {
    /// Resources by environment, each a YAML document.
    std::map<std::string, std::vector<std::string>> environments;
    std::map<std::string, std::string> unmade; ///< environments without manifests, and why
    /// The namespace of each one's release, where a resource stands that says none; without it that isn't known.
    std::map<std::string, std::string> namespaces{};
    SecretFields secrets{};
    /// Environments of a source of which a build writes no manifests, and why; what comes out but for that is there.
    std::map<std::string, std::string> unbuilt{};
    bool isBuild = false; ///< what a build wrote
};

/// What a change means for what runs, the mildest first.
enum class Effect : uint8_t {
    InPlace,
    Restarts,  ///< pods are made anew, as the update strategy says
    Replaced,  ///< the API server refuses it: the resource has to be deleted and made again
    LosesData, ///< what is stored goes with the resource
};

struct FieldChange {
    std::string path;                         ///< `spec.template.spec.containers[web].image`
    std::optional<std::string> before, after; ///< as JSON; none where the field is not there
    bool isSecret = false;                    ///< has text that is not to be shown
    Effect effect = Effect::InPlace;
};

enum class ChangeKind : uint8_t { Added, Removed, Changed, Renamed };

struct ResourceChange {
    ChangeKind kind;
    std::string apiVersion, type, ns, name; ///< of the new one, where there are both; `type` is the kind
    std::string formerName;                 ///< Renamed: all else follows from the name; with another namespace
    std::vector<FieldChange> fields;        ///< Changed: in the order of the paths
    Effect effect = Effect::InPlace;        ///< the worst of them
};

struct EnvironmentChange {
    enum class Presence : uint8_t { Both, Gone, New };

    std::string name;
    Presence presence = Presence::Both;
    std::string unmade;     ///< why nothing is compared; else empty
    bool isLeftOut = false; ///< a build has none of it, and would have none now
    std::vector<ResourceChange> resources;

    bool isChanged() const { return presence != Presence::Both || !resources.empty(); }
};

struct Difference {
    std::vector<EnvironmentChange> environments; ///< all of both sides, sorted
    std::vector<LateChange> late;                ///< what changes for values that no environment has

    bool isEmpty() const;
    /// Could all environments be compared that builds don't leave out?
    bool isWhole() const;
    /// The worst of all.
    Effect effect() const;
};

/// `library` knows by which keys lists are merged; of a kind that it doesn't know lists are compared by their order.
/// A resource is the same one if group, kind, namespace and name are; one without a namespace is also that of the
/// release's namespace. Texts that are no resource are a fault of ours.
/// `late` is left empty.
Difference difference(const State& before, const State& after, const kube::Library& library);

/// For people: each environment with what is added, removed and changed in it.
std::string asText(const Difference& difference);
/// The same for a comment on a change under review.
std::string asMarkdown(const Difference& difference);
std::string asJson(const Difference& difference);
/// SARIF 2.1.0 of what is refused by the API server, loses data or isn't compared. `file` and the lines, from 1, by
/// environment tell where a result is shown.
std::string asSarif(const Difference& difference, const std::string& file, const std::map<std::string, size_t>& lines);

} // namespace stackc::compare
