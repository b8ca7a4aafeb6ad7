#pragma once
// All fields of resources, and where the source makes them.

#include "core/path.h"
#include "inspect/late_chart.h"
#include "inspect/map_places.h"
#include "judge/view.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace stackc::inspect {

/// Of the documents of one chart.
class FieldSteps {
public:
    /// `budget`: how many steps may be looked at.
    FieldSteps(const LateChart& chart, MapPlaces& places, size_t& budget)
        : program_(*chart.package->program), view_(program_, *chart.nodes), places_(places), budget_(budget) {}

    /// The steps of what the document makes in some release, each behind the one that it is in. Those that say the same
    /// are there once.
    std::vector<SourceMap::Step> of(const ir::Document& document);

private:
    /// What a step has in it, by what tells its parts apart: where each begins.
    using Parts = std::unordered_map<std::string, std::vector<size_t>>;

    void forms(ir::NodeRef node, const SourceMap::Step& step, ir::NodeRef guard, Parts& parts);
    void inside(ir::NodeRef node, size_t in, ir::NodeRef guard);
    size_t placeOf(ir::NodeRef form);
    void dropIfSaid(size_t begin, std::vector<size_t>& before);
    bool areAlike(size_t begin, size_t other) const;

    const core::Program& program_;
    judge::View view_;
    MapPlaces& places_;
    size_t& budget_;
    const ir::Document* document_ = nullptr;
    core::Path path_;
    std::string element_;                           ///< what the innermost element on it is called
    std::unordered_map<std::string, size_t> known_; ///< the places of texts at paths in the document
    std::vector<SourceMap::Step> steps_;
};

} // namespace stackc::inspect
