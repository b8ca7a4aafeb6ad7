#pragma once
// What comes of a part of a stack: resources, and the environments in which they are there.

#include "ide/analysis.h"
#include "inspect/late_chart.h"
#include "session/standing.h"

#include <deque>
#include <set>

namespace stackc::ide {

/// A resource; or the notes, a check, a service that uses a backend.
struct ReachedThing {
    enum class Kind : std::uint8_t { Resource, Service, Other };

    Kind kind = Kind::Resource;
    std::string name;  ///< as `stackc explain` calls it: `Deployment/shop`, `the notes`, `a check`
    std::string field; ///< the first one that a value reaches; may be empty
    source::Span at;
    std::set<std::string> environments{}; ///< in which it is there
};

/// In the order of the release.
using Reach = std::vector<ReachedThing>;

/// All resources of a stack. Refers to the stack, which it keeps.
class Reaches {
public:
    /// Evaluates the chart and each environment. Null where the stack has errors, and where it was abandoned.
    static std::shared_ptr<Reaches> of(std::shared_ptr<Analysis> analysis, const Stop& abandon);

    const Analysis& analysis() const { return *analysis_; }

    /// What values reach, as `stackc explain` says: places such as `image.tag`, `pods[].name`.
    Reach ofValues(const std::vector<std::string>& places) const;
    /// What a declaration makes, directly or through what it uses.
    Reach ofDeclaration(source::Span whole) const;
    /// The services that use a backend.
    Reach ofBackend(const std::string& name) const;

private:
    using Origin = std::vector<const core::Statement*>;
    /// A chart of the release, and what keeps it alive.
    struct Chart {
        session::Standing standing;
        ir::Package package;
        inspect::LateChart late;
    };
    struct Made {
        const ir::Document* document;
        std::string name;
        std::set<std::string> environments;
    };
    struct Use {
        std::string backend;
        const core::Statement* service;
        std::set<std::string> environments;
    };

    explicit Reaches(std::shared_ptr<Analysis> analysis) : analysis_(std::move(analysis)) {}
    void evaluate(session::Compilation& compilation);
    void addEnvironment(session::Compilation& compilation, const core::Environment& environment);
    std::set<std::string> environmentsWith(const std::string& resource) const;

    std::shared_ptr<Analysis> analysis_;
    std::deque<Chart> charts_;
    std::vector<Made> made_;
    std::vector<Use> uses_;
};

} // namespace stackc::ide
