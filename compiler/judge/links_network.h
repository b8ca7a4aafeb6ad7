#pragma once
// Who sends whom traffic: Services to pods, Ingresses and routes to Services, monitors to Services; and who acts on
// whom.

#include "judge/linking.h"

namespace stackc::judge {

class NetworkLinks {
public:
    explicit NetworkLinks(Linking& linking)
        : linking_(linking), inventory_(linking.inventory()), view_(linking.view()) {}
    /// What a resource of any kind but one with pods names.
    void check(const ir::Document& document);

private:
    void service(const ir::Document& document);
    void ingress(const ir::Document& document);
    void route(const ir::Document& document);
    void monitor(const ir::Document& document);
    void binding(const ir::Document& document);
    void scaler(const ir::Document& document);
    void policy(const ir::Document& document);
    void backend(const ir::Document& document, const Object& service, std::string_view number, const Object& port);
    void scaledBy(const ir::Document& scaler, const Target& target, const Object& where);
    void rule(const std::vector<const Pods*>& about, const Object& rule, std::string_view peers);
    void connection(const std::vector<const Pods*>& about, const Object& rule, bool isIncoming, NodeRef guard,
                    const End& other);

    Linking& linking_;
    Inventory& inventory_;
    View& view_;
    std::map<const ir::Document*, std::vector<const ir::Document*>> scalers_; ///< of a workload
};

} // namespace stackc::judge
