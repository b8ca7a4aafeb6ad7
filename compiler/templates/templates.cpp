#include "templates/templates.h"

namespace stackc::templates {

std::vector<Body*> bodiesOf(Templates& templates) {
    std::vector<Body*> all{&templates.helpers, &templates.files, &templates.checks, &templates.notes};
    for (DocumentTemplate& document : templates.documents)
        all.push_back(&document.body);
    return all;
}

} // namespace stackc::templates
