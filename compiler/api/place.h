#pragma once
// A place in the values of a chart, and the smallest values file that has something there.

#include "core/renamed.h"
#include "values/context.h"
#include "verify/maker.h"
#include "verify/value.h"

#include <optional>
#include <string>
#include <vector>

namespace stackc::api {

using verify::Json;

/// Values of a chart's types, as users write them.
class Samples {
public:
    /// What is referred to must outlive it.
    Samples(values::Context context, const verify::Words& words) : maker_(context, words, 1), context_(context) {}

    /// A value of the type, another one each time as far as there are several; nothing where none was found.
    std::optional<Json> of(core::TypeId type);
    /// So many of them, but for those that are equal.
    std::vector<verify::Value> several(core::TypeId type, size_t count);
    /// The same of a variant's case.
    std::optional<Json> ofCase(core::TypeId variant, uint32_t index);

private:
    verify::Maker maker_;
    values::Context context_;
};

/// Where a value stands in the values of the former chart, and where it does in those of the new one.
class Place {
public:
    std::string shown;      ///< `hosts[].port`, `limits.<name>`
    std::string former;     ///< as faults of values name it: `hosts[0].port`
    std::string fresh;      ///< the same in the new chart
    core::KeyPath keys;     ///< from the top on, while there is nothing but records on the way
    core::KeyPath newKeys;  ///< the same in the new chart
    bool isElement = false; ///< in a list, a map, or a case of a variant without `by`: no default stands in values.yaml

    /// A key of a record, which is `record` for the former chart.
    Place key(core::TypeId record, const std::string& key) const;
    /// The same value under its present name.
    Place renamed(const core::KeyPath& to) const;
    /// The payload of an optional that has a key `enabled`.
    Place switched() const;
    /// What the case of a variant with `by` holds; of a flat one `record` is the record whose keys it has.
    Place tagged(core::TypeId variant, const std::string& tag, const std::string& caseKey,
                 core::TypeId record = {}) const;
    /// What the case of another variant holds; the `others` that stand there by default are taken out.
    Place only(const std::string& caseKey, std::vector<std::string> others) const;
    Place item() const;
    Place entry(const std::string& key) const;

    /// `shown` as the new chart has it.
    std::string shownNow() const;

    size_t depth() const { return steps_.size(); }

    /// Values that have `leaf` there, or where its last key is left out, and around it what has to be there. `types`
    /// are those of the former chart.
    Json holding(const std::optional<Json>& leaf, Samples& samples, const core::TypeTable& types) const;

private:
    enum class Kind : uint8_t { Key, Switch, Tag, Case, Item, Entry };
    struct Step {
        Kind kind;
        std::string key, tag;
        core::TypeId around;  ///< the record that is filled, so that nothing is lacking beside the key; may be invalid
        core::TypeId variant; ///< Tag
        std::vector<std::string> others{}; ///< Case
    };

    Place below(Step step, const std::string& shownStep, const std::string& faultStep) const;

    std::vector<Step> steps_;
    bool isFilled_ = false; ///< what stands here needs all that is required beside it
};

} // namespace stackc::api
