#pragma once
// Keys of ConfigMaps and Secrets that resources name, in volumes, variables and elsewhere.

#include "judge/linking.h"

namespace stackc::judge {

class KeyLinks {
public:
    explicit KeyLinks(Linking& linking) : linking_(linking), view_(linking.view()) {}

    /// Those of the name that `ref` has in its field, which has to be there unless `ref` says that it is optional.
    std::vector<const Target*> sourceOf(const ir::Document& document, const std::string& kind, const Object& ref,
                                        std::string_view name);
    /// The same, and the key that `ref` names in it.
    void keyOf(const ir::Document& document, const std::string& kind, const Object& ref, std::string_view name);
    /// The same, and the keys that become files.
    void files(const ir::Document& document, const std::string& kind, const Object& source, std::string_view name);
    /// The target has the key where both are there; `where` names it at `at`.
    void requireKey(const ir::Document& document, const Target& target, const Object& where, const Path& at,
                    const std::string& key);

private:
    /// The same of the key that `where` has in its field `key`, under the guard of what names the targets.
    void requireKeyAt(const ir::Document& document, const std::vector<const Target*>& found, const Object& where,
                      NodeRef named);

    Linking& linking_;
    View& view_;
};

/// What is called almost like that may have been meant.
void suggestAmong(Finding finding, const std::string& text, const std::vector<std::string>& among);
/// The parts under which a ConfigMap or Secret has its keys; nothing where others may come.
std::optional<std::vector<Part>> keysOf(View& view, const Target& target);

} // namespace stackc::judge
