#pragma once
// Which resources the files hold.

#include <optional>
#include <string>
#include <vector>

#include "diag/sink.h"
#include "kube/library.h"
#include "source/source_manager.h"
#include "values/yaml_tree.h"

namespace stackc::manifest {

struct Resource {
    source::FileId file;
    const values::YamlNode* node = nullptr;
    kube::Kind kind;
    std::string name;
    std::string ns; ///< may be empty
};

/// The documents of the files; the resources point into it.
using Documents = std::vector<std::vector<values::YamlNode>>;

/// Reads YAML, or JSON where a file begins with `{`. What can't be read is reported.
Documents readDocuments(const source::SourceManager& sources, const std::vector<source::FileId>& files,
                        diag::Sink& sink);

/// In the order of the documents; lists give their items, empty documents nothing. What is no resource, has no known
/// kind or stands there twice is reported.
std::vector<Resource> findResources(Documents& documents, const std::vector<source::FileId>& files,
                                    const kube::Library& library, const source::SourceManager& sources,
                                    diag::Sink& sink);

/// The place of a key, or of a scalar or the beginning of what is not one.
source::Span spanOf(const source::SourceManager& sources, source::FileId file, const values::YamlKey& key);
source::Span spanOf(const source::SourceManager& sources, source::FileId file, const values::YamlNode& node);

/// The value of a key of a map; null if there is none.
const values::YamlNode* member(const values::YamlNode& map, std::string_view key);

} // namespace stackc::manifest
