#pragma once
// What the messages of Helm and of the API server name.

#include <string>
#include <string_view>
#include <vector>

namespace stackc::inspect {

/// A line of a template: `shop/templates/deployment.yaml:12`.
struct TemplateLine {
    std::string file;
    size_t line = 0; ///< 0: not said
};

/// A resource of the cluster, or a field of it. What is not said is empty.
struct NamedField {
    std::string kind; ///< `Deployment`, or `deployments`
    std::string name;
    std::string field; ///< `spec.template.spec.containers[0].ports`
};

/// A place of the values of a chart.
struct NamedValue {
    std::string chart; ///< empty: not said
    std::string path;
    bool operator==(const NamedValue&) const = default;
};

struct Message {
    std::vector<std::vector<TemplateLine>> lines; ///< each with those that it includes behind it
    std::vector<NamedField> fields;
    std::vector<NamedValue> values;   ///< that the schema refuses
    std::vector<std::string> refused; ///< what a chart's own check says
};

/// All that the text names, in its order, each once.
Message parseMessage(std::string_view text);

/// Does the kind go by this name, `Deployment` or `deployments`?
bool isCalled(const std::string& kind, const std::string& name);

} // namespace stackc::inspect
