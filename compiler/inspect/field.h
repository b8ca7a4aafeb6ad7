#pragma once
// What a field of a resource is made of.

#include "core/path.h"
#include "inspect/late_chart.h"
#include "source/source_manager.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace stackc::inspect {

/// One of the things that a field may be.
struct FieldForm {
    std::string value;     ///< as text, late parts in braces; of what has fields itself `{…}`, of a list `[…]`
    std::string condition; ///< in the words of the source; empty: always
    source::Span at;       ///< the source that made it
    std::set<std::string> values;     ///< the places in the outermost values that it is made of
    std::set<std::string> conditions; ///< those that its condition reads
};

struct Field {
    std::string resource; ///< `Deployment/shop`
    const ir::Document* document = nullptr;
    std::string name; ///< that was asked for, where the resource is made under several; empty: all are meant
    std::string path; ///< `spec.replicas`; empty: the resource itself
    std::string way;  ///< the same in a release: with keys and names as the query has them
    std::vector<FieldForm> forms;
    bool isFixed = true; ///< each element that goes by its index is the one of that index in every release
};

/// What a query of a resource or a field may lead to, when it leads nowhere.
struct NoField {
    std::string resource;            ///< what was found of it; empty: no resource
    std::string part;                ///< what is not there
    std::vector<std::string> others; ///< what is there in its place
};

/// Adds what `query`, `Deployment/shop.spec.replicas`, means in the chart. A resource goes by its name in the source,
/// or in a release that has the outermost chart's name; one that a loop makes by each name that its own may be.
/// `missed` tells how far the way led where there is nothing.
void addFields(const LateChart& chart, const std::string& query, std::vector<Field>& fields, NoField& missed);

/// What stands at the rest of a query, `spec.containers[0].image`, of a constant object; null if nothing does.
ir::NodeRef knownAt(ir::NodeRef object, std::string_view rest);

} // namespace stackc::inspect
