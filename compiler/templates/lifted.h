#pragma once
// The parameters that a template of several takes, and their names.

#include "templates/common_text.h"
#include "templates/unify.h"
#include "templates/walk.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace stackc::templates {

/// A parameter of what differs at some leaves.
struct Lifted {
    Parameter parameter;
    Texts texts;        ///< that it gives, where it gives texts
    int rank = 9;       ///< of the name, the best is 0
    size_t first = 0;   ///< leaf
    std::string wanted; ///< name; empty: none is
    bool isPlace = false;
};

/// What is given alike by all members is one parameter.
class LiftedParameters {
public:
    size_t size() const { return all_.size(); }
    Lifted& operator[](size_t which) { return all_[which]; }
    const Lifted& operator[](size_t which) const { return all_[which]; }

    /// The parameter for what the members give at a leaf, which may name it.
    size_t forGiven(std::vector<ExprPtr> given, size_t leaf, const Site& site);
    /// The parameter for places that the members give, which `key` tells from others. What is given of a new one is
    /// still to be said.
    size_t forPlaces(const std::string& key, size_t leaf);
    /// A leaf at which nothing but the parameter stands may name it.
    void suggest(size_t which, size_t leaf, const Site& site);

    /// Names them all, each by what names it best. `taken`: names that they can't have.
    void name(const std::vector<Member>& members, std::set<std::string> taken);
    /// What the template reads, once they have names.
    ExprPtr read(size_t which) const;
    /// The parameters with their names; what names most comes first. They are gone then.
    std::vector<Parameter> take();

private:
    /// That of the key, which may be new.
    size_t known(const std::string& key, size_t leaf);

    std::vector<Lifted> all_;
    std::map<std::string, size_t> known_; ///< by what is given
    std::vector<size_t> order_;           ///< of those that have names
};

} // namespace stackc::templates
