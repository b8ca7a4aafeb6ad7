#pragma once
// Resources that a program makes at one place, under names that values decide.

#include "ir/package.h"

#include <string>
#include <vector>

namespace stackc::api {

class Families {
public:
    /// Those of a package whose values are unknown.
    void add(const ir::Package& package);

    /// What the resource of that kind and name is one of: a name with what is late in braces, `{fullname}-env`; the
    /// name itself where none has it. Of several the one that says most of the name.
    std::string of(const std::string& type, const std::string& name) const;

private:
    struct Family {
        std::string type, name;
    };
    std::vector<Family> all_;
};

} // namespace stackc::api
