#include "emit/manifests.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace stackc::emit {

namespace {

class Manifests : public testing::Test {
protected:
    Manifests() { package.program = &program; }

    void add(std::string kind, std::string name, bool isThere, bool testOnly = false) {
        auto entry = [&](std::string key, ir::NodeRef value) {
            return ir::NodeTable::value(nodes.boolean(true), std::move(key), value);
        };
        ir::Document document;
        document.apiVersion = "v1";
        document.kind = std::move(kind);
        document.testOnly = testOnly;
        document.scopes = {{nodes.boolean(isThere), nullptr}};
        document.object = nodes.record({entry("metadata", nodes.record({entry("name", nodes.string(std::move(name)))})),
                                        entry("gone", nodes.none()),
                                        ir::NodeTable::value(nodes.boolean(false), "off", nodes.integer(1)),
                                        entry("list", nodes.list({entry("", nodes.string("no"))}))});
        package.documents.push_back(std::move(document));
    }

    core::Program program;
    ir::NodeTable nodes;
    ir::Package package;
};

TEST_F(Manifests, OneFileForEachResourceInInstallOrder) {
    add("Service", "b", true);
    add("ConfigMap", "a", true);
    add("ConfigMap", "off", false);
    add("Pod", "test", true, true);
    FileSet files = emitManifests({package}, {}, {});
    EXPECT_EQ(files.size(), 3u);
    EXPECT_EQ(files["service-b.yaml"], "apiVersion: v1\nkind: Service\nmetadata:\n  name: b\nlist:\n  - \"no\"\n");
    EXPECT_EQ(files["kustomization.yaml"],
              "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n"
              "  - configmap-a.yaml\n  - service-b.yaml\n");
}

TEST_F(Manifests, Stream) {
    add("Service", "b", true);
    add("Service", "a", true);
    EXPECT_EQ(emitManifestStream({package}, {}, {}),
              "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: a\nlist:\n  - \"no\"\n"
              "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: b\nlist:\n  - \"no\"\n");
}

} // namespace

} // namespace stackc::emit
