#pragma once
// The images that the pods of a release may run, over all branches.

#include "inspect/late_chart.h"
#include "source/source_manager.h"

#include <string>
#include <vector>

namespace stackc::inspect {

/// A container that runs the image.
struct ImageUser {
    std::string resource; ///< `Deployment/shop`, by the names of a release that has the outermost chart's name
    std::string container;
    bool isTest = false; ///< of `helm test`
    auto operator<=>(const ImageUser&) const = default;
};

struct Image {
    std::string reference;           ///< by default; what has no default, or is of an element, stands in braces
    bool isWhole = false;            ///< nothing does
    bool isAppVersion = false;       ///< its tag is the chart's appVersion by default
    std::string condition;           ///< in the words of the source; empty: always
    std::string value;               ///< the place in the values that sets it, `image`; empty: none does alone
    std::vector<std::string> values; ///< all places that it is made of, sorted: `image.repository`, `image.tag`
    source::Span place;              ///< where that value is declared, or the source says the image
    std::vector<ImageUser> users;    ///< in the order of the resources
};

/// Adds those of one chart, each reference and value once.
void addImages(const LateChart& chart, std::vector<Image>& images);

/// The repository of the one image whose tag is the chart's appVersion by default; empty if there are none or several.
std::string mainImage(const std::vector<Image>& images);

/// What the formats have in common: the chart that is looked at.
struct ImageList {
    std::string chart, version; ///< of the chart
    std::string tool;           ///< the version of the compiler
    std::vector<Image> images;
    std::vector<std::string> others; ///< charts from elsewhere, whose images nobody here knows
};

std::string asText(const ImageList& list, const source::SourceManager& sources);
/// `{"chart", "version", "images": [{"image", "whole", "condition", "value", "values", "file", "line", "column",
/// "usedBy"}], "otherCharts"}`
std::string asJson(const ImageList& list, const source::SourceManager& sources);
/// A bill of materials of CycloneDX 1.6; what is not whole is left out.
std::string asCycloneDx(const ImageList& list);

} // namespace stackc::inspect
