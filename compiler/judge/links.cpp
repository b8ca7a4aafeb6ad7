#include "judge/links.h"

#include "judge/links_monitor.h"
#include "judge/links_network.h"
#include "judge/links_pod.h"
#include "judge/links_scaling.h"
#include "judge/links_selectors.h"

namespace stackc::judge {

namespace {

void follow(const ir::Package& package, Linking& linking) {
    PodLinks pods(linking);
    for (const Pods& one : linking.inventory().pods())
        pods.pods(one);
    NetworkLinks network(linking);
    MonitorLinks monitors(linking);
    ScalingLinks scaling(linking);
    for (const ir::Document& document : package.documents) {
        pods.account(document);
        network.check(document);
        monitors.check(document);
        scaling.check(document);
    }
}

} // namespace

void checkLinks(const core::Program& program, const ir::Package& package, bool isChart, View& view,
                Findings& findings) {
    Linking linking(program, package, isChart, view, findings);
    follow(package, linking);
    SelectorLinks selectors(linking);
    for (const ir::Document& document : package.documents)
        if (isChart && !linking.inventory().mayHaveOthersPods())
            selectors.check(document);
}

std::vector<Reference> references(const core::Program& program, const ir::Package& package, View& view) {
    diag::Sink unheard; // what is wrong is said where the package is judged
    Findings findings(program, view, unheard);
    Linking linking(program, package, false, view, findings);
    follow(package, linking);
    return linking.takeReferences();
}

} // namespace stackc::judge
