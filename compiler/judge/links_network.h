#pragma once
// Who sends whom traffic: Services to pods, Ingresses, routes and the API server to Services; and who may act as whom.

#include "judge/linking.h"

namespace stackc::judge {

class NetworkLinks {
public:
    explicit NetworkLinks(Linking& linking)
        : linking_(linking), inventory_(linking.inventory()), view_(linking.view()) {}
    /// What a resource names that is none with pods, and no scaler.
    void check(const ir::Document& document);

private:
    void service(const ir::Document& document);
    void ingress(const ir::Document& document);
    void route(const ir::Document& document);
    void called(const ir::Document& document, const Object& service);
    bool isCertified(const ir::Document& document);
    void binding(const ir::Document& document);
    void policy(const ir::Document& document);
    std::optional<core::Span> patchOfPorts(const std::vector<const Pods*>& all);
    void backend(const ir::Document& document, const Object& service, std::string_view number, const Object& port);
    void backend(const ir::Document& document, const Object& service, std::string_view number, const Object& port,
                 const Linking::Space& space);
    void rule(const std::vector<const Pods*>& about, const Object& rule, std::string_view peers);
    void connection(const std::vector<const Pods*>& about, const Object& rule, bool isIncoming, NodeRef guard,
                    const End& other);

    Linking& linking_;
    Inventory& inventory_;
    View& view_;
};

} // namespace stackc::judge
