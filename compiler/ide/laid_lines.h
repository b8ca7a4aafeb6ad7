#pragma once
// Where the fields of resources stand in the files of a chart.

#include "emit/file_set.h"
#include "inspect/source_map.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::ide {

/// A line of a file that is made.
struct MadeLine {
    std::string path;     ///< below the chart's folder, or of the manifest: `templates/deployment.yaml`
    std::size_t line = 0; ///< from 0
    bool operator==(const MadeLine&) const = default;
};

/// The first line of each field of one resource, by its way, as `inspect::fieldsOfLines` has it; "" is the resource.
using FieldLines = std::map<std::string, MadeLine>;

/// Of a manifest.
FieldLines linesOfManifest(const std::string& path, std::string_view text);

/// Of the templates of one chart, and the named templates that they include.
class LaidLines {
public:
    /// `files` has the chart's files, as session::buildChart makes them; both must outlive this. Paths begin behind
    /// `folder`.
    LaidLines(const inspect::SourceMap::Chart& chart, const emit::FileSet& files, const std::string& folder);

    /// Of each resource that the template makes.
    std::vector<FieldLines> of(const inspect::SourceMap::Template& one) const;

private:
    /// What a named template has in it, and what it includes, in the order of the lines.
    struct Part {
        std::string field; ///< the way of the line's field from where the template is included
        MadeLine at;
        std::string included; ///< the named template that stands there, or nothing
    };

    std::vector<Part> partsOf(const inspect::SourceMap::Template& one) const;
    void lay(const std::vector<Part>& parts, const std::string& around, int depth, FieldLines& lines) const;

    const emit::FileSet& files_;
    std::size_t folder_; ///< how long it is
    std::map<std::string, std::vector<Part>> named_;
};

} // namespace stackc::ide
