#pragma once
// What pods name: their volumes, ports and variables, and the ConfigMaps, Secrets, claims and accounts of the program.

#include "judge/linking.h"

namespace stackc::judge {

class PodLinks {
public:
    explicit PodLinks(Linking& linking) : linking_(linking), inventory_(linking.inventory()), view_(linking.view()) {}
    void pods(const Pods& pods);

private:
    void container(const Pods& pods, const Object& container);
    void mounts(const Pods& pods, const Object& container);
    void devices(const Pods& pods, const Object& container);
    void subPath(const Pods& pods, const Object& volume, const Object& mount);
    void probes(const Pods& pods, const Object& container);
    void handler(const Pods& pods, const Object& container, const Object& handler);
    void variables(const Pods& pods, const Object& container);
    void volume(const Pods& pods, const Object& volume);
    void claim(const Pods& pods, const Object& source);
    int64_t leastPods(const Pods& pods);
    void keyOf(const ir::Document& document, const std::string& kind, const Object& ref, std::string_view name);
    void requireKey(const ir::Document& document, const Target& target, const Object& where, const Path& at,
                    const std::string& key);
    void files(const ir::Document& document, const std::string& kind, const Object& source, std::string_view name);
    void portsTwice(const Pods& pods);

    Linking& linking_;
    Inventory& inventory_;
    View& view_;
};

} // namespace stackc::judge
