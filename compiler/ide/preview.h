#pragma once
// What a line of the source makes: lines of the chart's templates, or of an environment's manifests.

#include "ide/analysis.h"
#include "ide/laid_lines.h"
#include "inspect/source_map.h"

#include <cstdint>
#include <map>
#include <utility>

namespace stackc::ide {

/// All that is made of a stack, for one of its backends. Refers to the stack, which it keeps.
class Previews {
public:
    enum class Of : std::uint8_t { Chart, Manifests };

    /// The chart, or the manifests of the environment, of the defaults where it is empty. Null where the stack has
    /// errors or no such environment, where nothing can be made of it, and where it was abandoned.
    static std::shared_ptr<Previews> make(std::shared_ptr<Analysis> analysis, Of what, const std::string& environment,
                                          const Stop& abandon);

    const Analysis& analysis() const { return *analysis_; }
    bool isOf(Of what, const std::string& environment) const { return what == what_ && environment == environment_; }

    /// What the line at a place makes, first of all what begins nearest before the place, and a resource itself before
    /// its fields; where it makes nothing by itself, what the nearest line above it makes that belongs to the same
    /// declaration.
    std::vector<MadeLine> at(source::FileId file, std::uint32_t offset) const;
    /// The text of a file that is made.
    const std::string& text(const std::string& path) const { return texts_.at(path); }

private:
    Previews(std::shared_ptr<Analysis> analysis, Of what, std::string environment)
        : analysis_(std::move(analysis)), what_(what), environment_(std::move(environment)) {}
    void makeChart(session::Compilation& compilation);
    void makeManifests(session::Compilation& compilation);
    void add(const inspect::SourceMap& map, const std::vector<inspect::SourceMap::Step>& steps,
             const FieldLines& lines);
    std::vector<MadeLine> atLine(source::FileId file, source::Position position) const;

    std::shared_ptr<Analysis> analysis_;
    Of what_;
    std::string environment_;
    bool isMade_ = false;
    std::map<std::string, std::string> texts_;
    struct Made {
        std::uint32_t column; ///< in the source
        MadeLine line;
    };
    /// By the file and line of the source.
    std::map<std::pair<std::string, std::uint32_t>, std::vector<Made>> made_;
};

} // namespace stackc::ide
