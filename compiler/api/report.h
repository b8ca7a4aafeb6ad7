#pragma once
// What changed for those who use a chart, between two states of its source.

#include "api/version.h"
#include "verify/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::api {

/// What a change is one of.
enum class Area : uint8_t { Values, Checks, Resources, Cluster };

enum class What : uint8_t {
    Removed,  ///< a key, a resource, a check that is no more
    Renamed,  ///< a key that is read under its old name too; a resource that has another name
    Narrowed, ///< less is taken
    Required, ///< what could be left out has to be given
    Moved,    ///< what is given is on, or off, where it was not
    Default,  ///< another one
    Changed,  ///< a field of a resource
    Widened,  ///< more is taken
    Added,
};

/// What a change means for the values files that the former chart took, the mildest first.
enum class Verdict : uint8_t {
    Fine,    ///< each is taken, and what comes out is as it was
    Differs, ///< each is taken; what comes out differs, and can be applied
    Unknown, ///< some may be refused, or may make what can't be applied; none was found
    Breaks,  ///< some is refused, or what it makes can't be applied to what is there
};

/// What shows that a change breaks something: the former chart takes the values.
struct Witness {
    verify::Value values;
    std::string kubeVersion; ///< of the cluster, where that is what matters; else empty
    std::string why;         ///< what the new chart says of them, or what differs
};

struct Change {
    Area area = Area::Values;
    What what = What::Changed;
    Verdict verdict = Verdict::Unknown;
    std::string subject;       ///< `server.port`, `hosts[].name`; `Deployment shop: spec.selector`; the text of a check
    std::string before, after; ///< types, defaults, names, in words or JSON; may be empty
    std::optional<Witness> witness;
};

struct Report {
    std::string chart;           ///< the new one's name
    std::vector<Change> changes; ///< the worst first
    bool differsInPlace = false; ///< are there resources that differ, but not so that it would be a change of its own?
    std::vector<std::string> lacks; ///< what could not be compared, and why
    Due due;

    bool isEmpty() const { return changes.empty() && !differsInPlace; }
    bool has(Verdict verdict) const;
};

/// The step that all of it makes due; with `strict` what is not known counts as what breaks.
Step stepOf(const Report& report, bool strict);

/// "removed", "narrower", "has to be given now", …
std::string_view wordsOf(What what);
/// "values", "checks", …
std::string_view nameOf(Area area);
/// "fine", "breaks", … as JSON has it
std::string_view nameOf(Verdict verdict);
/// The subject with what it was and what it is.
std::string sentenceOf(const Change& change);

/// For people.
std::string asText(const Report& report);
/// For a comment on a change under review, or a release's page.
std::string asMarkdown(const Report& report);
std::string asJson(const Report& report);
/// The `changes` of the chart's declaration, as they are written in a source.
std::string asChanges(const Report& report);

} // namespace stackc::api
