#include "session/identity.h"

namespace stackc::session {

Identity identityOf(const core::ChartInfo& chart, const core::Environment* environment, const Inputs& inputs) {
    auto pick = [](const std::string& given, const std::string& declared, const std::string& fallback) {
        return !given.empty() ? given : !declared.empty() ? declared : fallback;
    };
    const core::Environment none;
    const core::Environment& declared = environment != nullptr ? *environment : none;
    Identity identity{pick(inputs.release, declared.release, chart.name), pick(inputs.ns, declared.ns, "default"),
                      pick(inputs.kubeVersion, declared.kubeVersion, chart.kubeRange.typical().text()), declared.apis};
    identity.apis.insert(identity.apis.end(), inputs.apis.begin(), inputs.apis.end());
    return identity;
}

} // namespace stackc::session
