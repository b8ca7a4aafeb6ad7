#pragma once
// Where values stand in a values file.

#include "source/span.h"

#include <string>
#include <string_view>
#include <vector>

#include "text/yaml_tree.h"

namespace stackc::ide {

/// The place of a path, or of the longest part of it that is there.
struct YamlPlace {
    source::Span span;     ///< the key; of an element its first line
    std::size_t depth = 0; ///< how many steps of the path lead to it
};

/// The places of one file, read once.
class YamlPlaces {
public:
    /// `text` is that of `file`, has to outlive this, and be YAML.
    YamlPlaces(source::FileId file, std::string_view text);

    /// `path` is `a.b[0].c`.
    YamlPlace find(const std::string& path) const;
    /// The paths of all keys, each behind that of the map that it is in.
    std::vector<std::string> paths() const;
    /// A line, counted from 1, without what stands around it.
    source::Span line(std::size_t number) const;

private:
    source::Span keyAt(const text::YamlKey& key) const;
    source::Span restOfLine(std::size_t begin) const;

    source::FileId file_;
    std::string_view text_;
    text::YamlNode root_;
};

} // namespace stackc::ide
