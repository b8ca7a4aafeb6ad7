#pragma once
// All templates of a chart.

#include "templates/tree.h"

#include <string>
#include <vector>

namespace stackc::templates {

struct DocumentTemplate {
    std::string name; ///< of the resource
    std::string kind; ///< in small letters
    std::string path; ///< of its file
    Body body;
};

/// Helpers and files hold defines alone.
struct Templates {
    Body helpers, files, checks, notes;
    std::vector<DocumentTemplate> documents;
};

/// Those of the helpers, the files, the checks, the notes and each document.
std::vector<Body*> bodiesOf(Templates& templates);

} // namespace stackc::templates
