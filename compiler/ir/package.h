#pragma once
// What is left of a stack after partial evaluation: the heart that both backends share in form. In the manifests
// backend everything is known, so that guards are true, loops are gone and objects are constants.

#include "core/program.h"
#include "ir/node.h"
#include "source/span.h"

#include <algorithm>
#include <string>
#include <vector>

namespace stackc::ir {

/// A guard, then (if `loop` is set) an iteration, around what follows.
struct Scope {
    NodeRef guard;
    const Loop* loop = nullptr;
};

struct Document {
    std::string name;       ///< the resource's name in the source
    std::string apiVersion; ///< empty, like the kind, where only the object knows: a late `Manifest`
    std::string kind;
    bool namespaced = true;
    bool testOnly = false;
    std::vector<Scope> scopes; ///< outermost first; an unguarded document has none
    NodeRef object;            ///< a Record without apiVersion and kind
    core::Span span;
    std::vector<const core::Statement*> origin; ///< the statements that made it, outermost first; its own is the last
};

/// The outermost use among the statements that made something: of all that a service makes the same one. Null if the
/// source makes it itself.
inline const core::Statement* outermostUse(const std::vector<const core::Statement*>& origin) {
    auto isUse = [](const core::Statement* one) { return one->kind == core::StatementKind::Use; };
    auto found = std::find_if(origin.begin(), origin.end(), isUse);
    return found != origin.end() ? *found : nullptr;
}

/// Is the document there whatever the values are? In manifests, where all guards are known: is it there?
inline bool isThere(const Document& document) {
    return std::all_of(document.scopes.begin(), document.scopes.end(),
                       [](const Scope& scope) { return scope.loop == nullptr && scope.guard->isTrue(); });
}

/// Is the document there once for each element of something?
inline bool isInLoop(const Document& document) {
    return std::any_of(document.scopes.begin(), document.scopes.end(),
                       [](const Scope& scope) { return scope.loop != nullptr; });
}

/// Where the scopes hold, `condition` must: else the release is refused with `message`.
struct Check {
    std::vector<Scope> scopes;
    NodeRef condition;
    NodeRef message;
    core::Span span;
    /// Instead of a condition: a list of texts that must differ. The message has the text behind it.
    NodeRef keys = nullptr;
};

/// A backend that a service names in `uses`, or a backend that a service uses.
struct BackendUse {
    std::vector<const core::Statement*> origin; ///< the service, as of a document
    std::string by;                             ///< the backend that names it; empty: the service itself
    std::string backend;
    NodeRef contribution;
    NodeRef guard; ///< beside what the service itself is under
};

struct Package {
    const core::Program* program = nullptr;
    std::vector<Document> documents;
    std::vector<Check> checks;
    std::vector<BackendUse> uses;
    NodeRef notes = nullptr; ///< string, or null
    /// Of manifests: what a patch amends is not there, or several are, or two backends set one key. Only the chart
    /// tells whether that is so whatever the values are.
    bool isUnmet = false;
};

std::string dump(const Package& package);

} // namespace stackc::ir
