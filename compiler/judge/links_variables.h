#pragma once
// What stands for variables of a container, `$(NAME)`, and where these come from.

#include "judge/links_keys.h"

#include <map>
#include <set>

namespace stackc::judge {

class VariableLinks {
public:
    explicit VariableLinks(Linking& linking) : linking_(linking), view_(linking.view()), keys_(linking) {}
    void variables(const Pods& pods, const Object& container);

private:
    /// Names, each with the guards under which it is there.
    struct Known {
        std::map<std::string, std::vector<NodeRef>> guards;
        std::set<std::string> later; ///< those of the list, before as well
        bool open = false;           ///< there may be others
    };
    void addAll(const ir::Document& document, const Object& container, Known& known);
    void addOne(const ir::Document& document, const Object& variable, Known& known);
    /// The texts of a field of `where`, which stands at `at`, or of each element of a list there.
    void texts(const ir::Document& document, const Object& where, const char* field, const Known& known);
    void text(const ir::Document& document, const Object& where, const Part& form, const Trail& at, const Known& known);
    void subPaths(const ir::Document& document, const Object& container, const Known& known);
    bool isTold(const ir::Document& document, const Object& where, NodeRef guard, const Path& at,
                const std::string& text, const std::string& name, const Known& known);

    Linking& linking_;
    View& view_;
    KeyLinks keys_;
};

} // namespace stackc::judge
