#pragma once
// What pods name: their volumes, ports and variables, and the ConfigMaps, Secrets, claims and accounts of the program.

#include "judge/links_keys.h"

namespace stackc::judge {

class PodLinks {
public:
    explicit PodLinks(Linking& linking)
        : linking_(linking), inventory_(linking.inventory()), view_(linking.view()), keys_(linking) {}
    void pods(const Pods& pods);
    /// What a service account brings to its pods.
    void account(const ir::Document& document);

private:
    void pullSecrets(const ir::Document& document, const Object& spec);
    void container(const Pods& pods, const Object& container);
    void mounts(const Pods& pods, const Object& container);
    void devices(const Pods& pods, const Object& container);
    void subPath(const Pods& pods, const Object& volume, const Object& mount);
    void probes(const Pods& pods, const Object& container);
    void handler(const Pods& pods, const Object& container, const Object& handler);
    void volume(const Pods& pods, const Object& volume);
    void claim(const Pods& pods, const Object& source);
    int64_t leastPods(const Pods& pods);
    void portsTwice(const Pods& pods);

    Linking& linking_;
    Inventory& inventory_;
    View& view_;
    KeyLinks keys_;
};

} // namespace stackc::judge
