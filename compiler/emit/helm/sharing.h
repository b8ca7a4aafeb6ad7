#pragma once
// Like pieces become one: named templates and documents of one shape that differ in constants or in places of the
// values become one named template that takes what differs.

#include "emit/helm/template_ast.h"

#include <string>
#include <vector>

namespace stackc::emit::helm {

struct DocumentTemplate {
    std::string name; ///< of the resource
    std::string kind; ///< in small letters
    std::string path; ///< of its file
    Body body;
};

/// All templates of a chart. Helpers and files hold defines alone.
struct Templates {
    Body helpers, files, checks, notes;
    std::vector<DocumentTemplate> documents;
};

/// Those of the helpers, the files, the checks, the notes and each document.
std::vector<Body*> bodiesOf(Templates& templates);

/// `chart` is what the names of templates begin with.
void shareTemplates(const std::string& chart, Templates& templates);

} // namespace stackc::emit::helm
