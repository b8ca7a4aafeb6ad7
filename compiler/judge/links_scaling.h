#pragma once
// What changes the number of pods, and by what.

#include "judge/linking.h"

namespace stackc::judge {

class ScalingLinks {
public:
    explicit ScalingLinks(Linking& linking)
        : linking_(linking), inventory_(linking.inventory()), view_(linking.view()) {}
    /// What a HorizontalPodAutoscaler or a ScaledObject of KEDA scales, and by what.
    void check(const ir::Document& document);

private:
    /// The use of a resource in percent of what is requested, of one container or of all.
    struct Measure {
        Object of;
        std::string resource;
        bool isOfOne;
        const std::string* container; ///< null: all, or one that is not known
    };
    void scaledBy(const ir::Document& scaler, const Target& target, const Object& where);
    /// What the scaler goes by.
    std::vector<Measure> measures(const ir::Document& scaler);
    void requested(const ir::Document& scaler, const Target& target);
    void requestOf(const ir::Document& scaler, const Target& target, const Measure& measure, const Object& container);

    Linking& linking_;
    Inventory& inventory_;
    View& view_;
    std::map<const ir::Document*, std::vector<const ir::Document*>> scalers_; ///< of a workload
};

} // namespace stackc::judge
