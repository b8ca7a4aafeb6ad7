#pragma once
// Values made from their types alone.

#include "kube/library.h"
#include "values/context.h"
#include "verify/choices.h"
#include "verify/random.h"
#include "verify/words.h"

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace stackc::verify {

/// Places of the values and what is to be chosen there; of a number, which of `Maker::numbersOf`.
using Wanted = std::map<std::string, uint32_t>;

class Maker {
public:
    /// What is referred to must outlive it.
    Maker(values::Context context, const Words& words, uint64_t seed);

    /// Values as the types take them, though not all of what they check. Where nothing is wanted they are those of
    /// `from`, a value of the values type or null, but for `share` of a hundred places.
    ir::NodeRef make(ir::NodeRef from, const Wanted& wanted, size_t share);

    /// A value of any type, of which nothing is wanted; null where none was found.
    ir::NodeRef makeOf(core::TypeId type);

    /// Whole numbers of the type: those of the program first.
    std::vector<int64_t> numbersOf(const core::Type& type) const;

    Random& random() { return random_; }

private:
    using NodeRef = ir::NodeRef;
    struct At {
        std::string path;
        NodeRef from = nullptr; ///< what stands there unless something is wanted; may be null
        size_t depth = 0;
    };

    /// Null where no value was found.
    NodeRef value(core::TypeId id, const At& at);
    NodeRef record(const core::Type& type, const At& at);
    NodeRef optional(const core::Type& type, const At& at);
    NodeRef variant(const core::Type& type, const At& at);
    NodeRef collection(const core::Type& type, const At& at);
    const ir::Entry* elementLike(NodeRef from, size_t index);
    NodeRef integer(const core::Type& type, const At& at);
    NodeRef number(const core::Type& type);
    NodeRef text(const core::Type& type);
    NodeRef data(const core::Type& type);
    nlohmann::ordered_json native(kube::TypeId id, size_t depth);
    std::string nativeText(const kube::Type& type);

    bool isWanted(const std::string& path) const;
    std::optional<uint32_t> wantedAt(const std::string& path) const;

    values::Context context_;
    const kube::Library& library_;
    const Words& words_;
    Random random_;
    const Wanted* wanted_ = nullptr;
    size_t share_ = 0;
    size_t turn_ = 0; ///< so that what is made one after the other differs
    std::map<const core::Type*, std::vector<std::string>> texts_;
};

} // namespace stackc::verify
