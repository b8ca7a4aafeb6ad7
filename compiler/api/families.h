#pragma once
// Resources that a program makes at one place, under names that values decide.

#include "ir/package.h"

#include <string>
#include <vector>

namespace stackc::api {

/// Those of one chart, with its parts.
class Families {
public:
    /// Those of a package whose values are unknown.
    void add(const ir::Package& package);

    struct Family {
        std::string name; ///< with what is late in braces, `{fullname}-env`; two may have the same one
        std::string id;   ///< of this one alone
    };

    /// What a resource of that kind is one of, which the chart makes of given values in these packages. `ns` is its
    /// namespace, empty like that of what stands in the release's. Where several can have made it, or none is known, it
    /// is one by itself.
    Family of(const std::vector<ir::Package>& made, const std::string& type, const std::string& ns,
              const std::string& name, const std::string& releaseNs) const;

private:
    struct Place {
        std::string type, name;
        std::vector<const core::Statement*> origin;
        bool isInLoop;
    };
    /// Places by their order in all of them.
    using Indices = std::vector<size_t>;

    Indices madeBy(const ir::Document& document) const;
    bool isEachOnce(const Indices& places, size_t count) const;

    std::vector<Place> all_;
};

} // namespace stackc::api
