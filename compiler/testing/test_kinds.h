#pragma once
// The kinds that tests may name, `deployment("web")`.

#include "session/compilation.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stackc::testing {

/// What is known of a value: a type of Kubernetes, or nothing.
using Known = std::optional<kube::TypeId>;

/// Those of Kubernetes, and those of the program. Of a kind with several API versions that of the program counts; a
/// kind of which there are several others has no known type. Tests write kinds in any case.
class TestKinds {
public:
    /// Of a program without errors, which must outlive it.
    explicit TestKinds(const session::Compilation& compilation);

    bool has(const std::string& name) const;
    /// Of one that is there.
    Known typeOf(const std::string& name) const;
    /// As tests write them: `configMap`, `deployment`.
    const std::vector<std::string>& names() const { return names_; }

private:
    void add(const std::string& kind, Known type);
    void addOwn(const session::Compilation& compilation, std::set<std::string>& seen);
    void addOwn(const std::vector<core::Statement>& statements, std::set<std::string>& seen);

    const kube::Library& library_;
    std::map<std::string, Known> types_; ///< by the name in small letters
    std::vector<std::string> names_;
};

} // namespace stackc::testing
