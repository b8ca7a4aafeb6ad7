#pragma once
// What tracing needs of a release's charts: data alone, which outlives the program that it was made of.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace stackc::inspect {

struct SourceMap {
    /// Of an index: there is none.
    static constexpr size_t none = static_cast<size_t>(-1);

    /// So many steps are looked at at most, and so many lie in each other: what is deeper or behind is left out.
    static constexpr size_t mostSteps = 300'000, mostDepth = 500;

    /// A line of the source.
    struct Line {
        size_t file = 0; ///< in `files`
        uint32_t number = 1;
        std::string source; ///< what it says, without what it is indented by
        friend bool operator==(const Line&, const Line&) = default;
    };

    /// Where something stands in the source.
    struct Place {
        size_t line = 0; ///< in `lines`
        uint32_t column = 1;
        friend bool operator==(const Place&, const Place&) = default;
    };

    /// One of the things that a field of a resource may be. What may be several things has as many steps.
    struct Step {
        size_t in = none; ///< the step around it, which stands before; none: the resource itself
        bool isElement = false;
        std::string key;  ///< of an element what it is called, or empty
        size_t index = 0; ///< of an element, among all that may be there
        size_t place = none;
        bool mayLack = false;   ///< of an element: it is not there in each release
        bool mayRepeat = false; ///< of an element: a loop makes it
        friend bool operator==(const Step&, const Step&) = default;
    };

    struct Resource {
        std::string kind,
            name; ///< as in a release that has the outermost chart's name; late parts of the name stand in braces
        std::vector<Step> steps;
        friend bool operator==(const Resource&, const Resource&) = default;
    };

    /// What a line of a template writes, for each line.
    struct Template {
        std::string file;              ///< as messages name it: `shop/templates/deployment.yaml`
        std::vector<size_t> resources; ///< of its chart; none: it is included by others
        std::vector<std::string> fields;
        friend bool operator==(const Template&, const Template&) = default;
    };

    struct Check {
        std::vector<std::string> said; ///< its message; what stands between the parts is known in a release only
        size_t place = none;
        friend bool operator==(const Check&, const Check&) = default;
    };

    /// A place of the values whose source is not that of the place around it. `[]` is any element or key.
    struct Value {
        std::string path;
        size_t place = none;
        friend bool operator==(const Value&, const Value&) = default;
    };

    struct Chart {
        std::string name;
        std::string at; ///< where its values stand in the outermost ones: "", "cache."
        std::vector<Resource> resources;
        std::vector<Template> templates;
        std::vector<Check> checks;
        std::vector<Value> values;
        friend bool operator==(const Chart&, const Chart&) = default;
    };

    std::string version; ///< of the outermost chart
    std::string digest;  ///< of its files, as text::FilesDigest makes it
    std::vector<std::string> files;
    std::vector<Line> lines;
    std::vector<Place> places;
    std::vector<Chart> charts; ///< the outermost one first
    friend bool operator==(const SourceMap&, const SourceMap&) = default;
};

} // namespace stackc::inspect
