#pragma once
// What ServiceMonitors and PodMonitors name: ports of what they select, and Secrets.

#include "judge/links_keys.h"

namespace stackc::judge {

class MonitorLinks {
public:
    explicit MonitorLinks(Linking& linking) : linking_(linking), view_(linking.view()), keys_(linking) {}
    void check(const ir::Document& document);

private:
    /// What is selected here.
    struct Asked {
        bool isOne = false;
        bool isAlone = false; ///< nothing else can be selected
    };
    void services(const ir::Document& document, const Object& spec, bool isAlone);
    void pods(const ir::Document& document, const Object& spec, bool isAlone);
    /// What an endpoint says of its port is among the ports of these holders, `what` as a message calls one of them.
    void port(const ir::Document& document, const Object& endpoint, const std::vector<Object>& holders, Asked asked,
              const char* what);
    void secrets(const ir::Document& document, const Object& endpoint);
    void certificates(const ir::Document& document, const Object& config);
    /// Either of a ConfigMap or of a Secret.
    void either(const ir::Document& document, const Object& source);

    Linking& linking_;
    View& view_;
    KeyLinks keys_;
};

} // namespace stackc::judge
