#include "judge/links_monitor.h"

namespace stackc::judge {

using diag::Code;

void MonitorLinks::check(const ir::Document& document) {
    bool isOfServices = document.kind == "ServiceMonitor";
    if (!isOfServices && document.kind != "PodMonitor")
        return;
    const Object spec = object(view_, root(view_, document), "spec");
    const std::optional<NodeRef> here = namespaceOf(view_, document);
    // Of other namespaces, and where others make pods, it may ask for what isn't here.
    const bool isAlone =
        spec.lacks("namespaceSelector") && here && *here == nullptr && !linking_.inventory().mayHaveOthersPods();
    if (isOfServices)
        services(document, spec, isAlone);
    else
        pods(document, spec, isAlone);
    for (const Object& endpoint : objects(view_, spec, isOfServices ? "endpoints" : "podMetricsEndpoints"))
        secrets(document, endpoint);
}

void MonitorLinks::services(const ir::Document& document, const Object& spec, bool isAlone) {
    const Object selector = object(view_, spec, {"selector", "matchLabels"});
    std::vector<Object> selected;
    for (const Target* service : linking_.inventory().servicesOf(selector)) {
        selected.push_back(object(view_, service->object, "spec"));
        linking_.add({{&document}, {service->document}, selector.guard, {}});
    }
    for (const Object& endpoint : objects(view_, spec, "endpoints"))
        port(document, endpoint, selected, {selected.size() == 1, isAlone}, "Service of the monitor");
}

void MonitorLinks::pods(const ir::Document& document, const Object& spec, bool isAlone) {
    const Object selector = object(view_, spec, {"selector", "matchLabels"});
    const std::vector<const Pods*> selected = linking_.inventory().podsOf(selector);
    std::vector<Object> containers;
    for (const Pods* one : selected) {
        linking_.add({{&document}, {one->document}, selector.guard, {}});
        if (one->spec.get("containers") == nullptr || mayHaveMore(view_, one->spec, "containers"))
            return;
        for (const char* list : {"containers", "initContainers"})
            for (const Object& container : objects(view_, one->spec, list))
                containers.push_back(container);
    }
    for (const Object& endpoint : objects(view_, spec, "podMetricsEndpoints"))
        port(document, endpoint, containers, {selected.size() == 1, isAlone}, "pod of the monitor");
}

void MonitorLinks::port(const ir::Document& document, const Object& endpoint, const std::vector<Object>& holders,
                        Asked asked, const char* what) {
    const std::string* port = endpoint.text("port");
    if (port == nullptr || holders.empty())
        return;
    auto there = portGuards(view_, holders, "name", endpoint.get("port"));
    if (there && there->empty() && asked.isAlone)
        linking_.report(endpoint, Code::E5028, document, below(endpoint.at, "port"), *port, what, "port", *port);
    else if (there && asked.isOne)
        linking_.portWhenever(document, endpoint, "port", *there);
}

void MonitorLinks::secrets(const ir::Document& document, const Object& endpoint) {
    const Object basic = object(view_, endpoint, "basicAuth"), oauth = object(view_, endpoint, "oauth2");
    for (const Object& ref :
         {object(view_, basic, "username"), object(view_, basic, "password"),
          object(view_, endpoint, "bearerTokenSecret"), object(view_, endpoint, {"authorization", "credentials"}),
          object(view_, oauth, "clientSecret")})
        keys_.keyOf(document, "Secret", ref, "name");
    either(document, object(view_, oauth, "clientId"));
    certificates(document, object(view_, endpoint, "tlsConfig"));
    certificates(document, object(view_, oauth, "tlsConfig"));
}

void MonitorLinks::certificates(const ir::Document& document, const Object& config) {
    keys_.keyOf(document, "Secret", object(view_, config, "keySecret"), "name");
    either(document, object(view_, config, "ca"));
    either(document, object(view_, config, "cert"));
}

void MonitorLinks::either(const ir::Document& document, const Object& source) {
    keys_.keyOf(document, "Secret", object(view_, source, "secret"), "name");
    keys_.keyOf(document, "ConfigMap", object(view_, source, "configMap"), "name");
}

} // namespace stackc::judge
