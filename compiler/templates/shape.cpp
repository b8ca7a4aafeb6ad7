#include "templates/shape.h"
#include "templates/bindings.h"
#include "templates/comments.h"
#include "templates/empty_walks.h"
#include "templates/first_lines.h"
#include "templates/known_conditions.h"
#include "templates/long_conditions.h"
#include "templates/opposites.h"
#include "templates/plain_conditions.h"
#include "templates/recurring_names.h"
#include "templates/sharing.h"
#include "templates/used_once.h"

namespace stackc::templates {

void shape(const std::string& chart, Templates& templates) {
    for (Body* body : bodiesOf(templates)) {
        dropKnown(*body);
        joinOpposites(*body);
        walkEmptyElement(*body);
        sayPlainly(*body);
    }
    shareTemplates(chart, templates);
    placeUsedOnce(templates);
    dropKnown(templates.helpers); // what was placed asks what is asked around it
    for (DocumentTemplate& document : templates.documents)
        dropKnown(document.body);
    nameRecurring(chart, templates);
    bindRepeated(chart, templates.helpers);
    for (Body* body : bodiesOf(templates))
        breakLongConditions(*body);
    joinOpposites(templates.checks); // which begin with the same once they are broken
    for (DocumentTemplate& document : templates.documents)
        makeLines(document.body);
    trimFirstLines(templates.helpers);
    finishComments(templates);
}

} // namespace stackc::templates
