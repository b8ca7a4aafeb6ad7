#include <map>
#include <set>

#include "kube/import.h"

namespace stackc::kube {

Imported mergeModules(std::vector<Module> modules) {
    Imported result;
    std::map<std::string, Module> byName;
    std::map<std::string, std::set<std::string>> names;
    std::set<std::string> clashing; // API versions, once each
    for (Module& module : modules) {
        Module& target = byName[module.name];
        if (target.name.empty()) {
            target.name = module.name;
            target.apiVersion = module.apiVersion;
            target.source = module.source;
        } else if (target.apiVersion != module.apiVersion) {
            if (clashing.insert(module.apiVersion).second)
                result.errors.push_back({module.name, "two API versions, `" + target.apiVersion + "` and `" +
                                                          module.apiVersion + "`, have this name"});
            continue;
        }
        for (NamedType& type : module.types) {
            if (names[module.name].insert(type.name).second)
                target.types.push_back(std::move(type));
            else
                result.errors.push_back({module.name + "." + type.name, "declared twice"});
        }
    }
    for (auto& [name, module] : byName) {
        sortByName(module.types);
        result.modules.push_back(std::move(module));
    }
    return result;
}

} // namespace stackc::kube
