#include "compare/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace stackc::compare {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Difference between(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    return difference({{{"prod", before}}, {}}, {{{"prod", after}}, {}}, kube::Library::builtin());
}

std::vector<ResourceChange> changes(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    return between(before, after).environments.at(0).resources;
}

std::string object(const std::string& apiVersion, const std::string& kind, const std::string& rest) {
    return "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: x}\n" + rest + "\n";
}

/// `more` stands beside the containers.
std::string pod(const std::string& containers, const std::string& more = "") {
    return "spec: {template: {spec: {containers: " + containers + (more.empty() ? "" : ", " + more) + "}}}";
}

/// The paths of one changed resource.
std::vector<std::string> paths(const std::string& before, const std::string& after) {
    std::vector<std::string> result;
    for (const ResourceChange& change : changes({before}, {after}))
        for (const FieldChange& field : change.fields)
            result.push_back(field.path);
    return result;
}

Effect effect(const std::string& apiVersion, const std::string& kind, const std::string& before,
              const std::string& after) {
    return between({object(apiVersion, kind, before)}, {object(apiVersion, kind, after)}).effect();
}

} // namespace

TEST(Difference, EqualStatesHaveNone) {
    std::string one = object("v1", "ConfigMap", "data: {a: b}");
    EXPECT_TRUE(between({one}, {one}).isEmpty());
    // The order of keys and of resources is no difference.
    std::string other = "kind: Secret\napiVersion: v1\nmetadata: {name: other}\n";
    EXPECT_TRUE(between({one, other}, {"metadata: {name: other}\napiVersion: v1\nkind: Secret\n", one}).isEmpty());
}

TEST(Difference, ElementsOfListsAreTheSameByTheirKeys) {
    std::string before = object("apps/v1", "Deployment", pod("[{name: a, image: x}, {name: b, image: y}]"));
    std::string after = object("apps/v1", "Deployment", pod("[{name: c}, {name: a, image: x}, {name: b, image: z}]"));
    EXPECT_THAT(paths(before, after),
                ElementsAre("spec.template.spec.containers[b].image", "spec.template.spec.containers[c]"));
    // Ports of a container have two keys, and arguments none.
    before = object("apps/v1", "Deployment",
                    pod("[{name: a, args: [p, q], ports: [{containerPort: 53, protocol: UDP}, "
                        "{containerPort: 53, protocol: TCP}]}]"));
    after = object("apps/v1", "Deployment",
                   pod("[{name: a, args: [p, r], ports: [{containerPort: 53, protocol: UDP}, "
                       "{containerPort: 53, name: dns}]}]"));
    EXPECT_THAT(paths(before, after), ElementsAre("spec.template.spec.containers[a].args",
                                                  "spec.template.spec.containers[a].ports[53/TCP].protocol",
                                                  "spec.template.spec.containers[a].ports[53/TCP].name"));
    // Of a kind that nobody knows, elements are the same by their place.
    before = object("acme.io/v1", "Thing", "spec: {parts: [{name: a, size: 1}, {name: b, size: 2}]}");
    after = object("acme.io/v1", "Thing", "spec: {parts: [{name: a, size: 1}, {name: b, size: 3}, {name: c}]}");
    EXPECT_THAT(paths(before, after), ElementsAre("spec.parts[1].size", "spec.parts[2]"));
}

TEST(Difference, SetsHaveNoOrder) {
    auto driver = [](const std::string& modes) {
        return object("storage.k8s.io/v1", "CSIDriver", "spec: {volumeLifecycleModes: " + modes + "}");
    };
    EXPECT_THAT(paths(driver("[Persistent, Ephemeral]"), driver("[Ephemeral, Persistent]")), IsEmpty());
    EXPECT_THAT(paths(driver("[Persistent, Ephemeral]"), driver("[Ephemeral]")),
                ElementsAre("spec.volumeLifecycleModes"));
}

TEST(Difference, FieldsThatCantChangeAreReplaced) {
    EXPECT_EQ(effect("apps/v1", "Deployment", "spec: {selector: {matchLabels: {a: b}}}",
                     "spec: {selector: {matchLabels: {a: c}}}"),
              Effect::Replaced);
    EXPECT_EQ(effect("apps/v1", "StatefulSet", "spec: {serviceName: a}", "spec: {serviceName: b}"), Effect::Replaced);
    EXPECT_EQ(effect("apps/v1", "StatefulSet", "spec: {volumeClaimTemplates: [{metadata: {name: data}}]}", "spec: {}"),
              Effect::Replaced);
    EXPECT_EQ(effect("apps/v1", "StatefulSet", "spec: {replicas: 1}", "spec: {replicas: 2}"), Effect::InPlace);
    EXPECT_EQ(effect("v1", "PersistentVolumeClaim", "spec: {storageClassName: a}", "spec: {storageClassName: b}"),
              Effect::Replaced);
    EXPECT_EQ(effect("v1", "PersistentVolumeClaim", "spec: {resources: {requests: {storage: 1Gi}}}",
                     "spec: {resources: {requests: {storage: 2Gi}}}"),
              Effect::InPlace);
    EXPECT_EQ(effect("v1", "PersistentVolumeClaim", "spec: {resources: {requests: {storage: 2Gi}}}",
                     "spec: {resources: {requests: {storage: 1500Mi}}}"),
              Effect::Replaced);
    EXPECT_EQ(effect("v1", "Secret", "type: Opaque", "type: kubernetes.io/tls"), Effect::Replaced);
    EXPECT_EQ(effect("v1", "ConfigMap", "immutable: true\ndata: {a: b}", "immutable: true\ndata: {a: c}"),
              Effect::Replaced);
    EXPECT_EQ(effect("v1", "ConfigMap", "data: {a: b}", "data: {a: c}"), Effect::InPlace);
    EXPECT_EQ(effect("v1", "Service", "spec: {clusterIP: None}", "spec: {}"), Effect::Replaced);
    EXPECT_EQ(effect("v1", "Service", "spec: {type: ClusterIP}", "spec: {type: NodePort}"), Effect::InPlace);
    EXPECT_EQ(
        effect("v1", "Pod", "spec: {containers: [{name: a, image: x}]}", "spec: {containers: [{name: a, image: y}]}"),
        Effect::InPlace);
    EXPECT_EQ(effect("v1", "Pod", "spec: {containers: [{name: a, tty: true}]}", "spec: {containers: [{name: a}]}"),
              Effect::Replaced);
    // A field of that name elsewhere is another one, as is a kind of another group.
    EXPECT_EQ(effect("v1", "Service", "spec: {selector: {a: b}}", "spec: {selector: {a: c}}"), Effect::InPlace);
    EXPECT_EQ(effect("acme.io/v1", "Secret", "type: a", "type: b"), Effect::InPlace);
    EXPECT_EQ(effect("apps/v1", "Deployment", "spec: {selectors: 1}", "spec: {selectors: 2}"), Effect::InPlace);
}

TEST(Difference, WhatTheServerTakesForEqualIsTaken) {
    struct Same {
        const char *apiVersion, *kind, *before, *after;
    };
    const std::string job = "spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: x:1}]}}}";
    const std::vector<Same> all = {
        {"v1", "Secret", "stringData: {a: b}", "type: Opaque\nstringData: {a: b}"},
        {"v1", "PersistentVolumeClaim", "spec: {storageClassName: a}",
         "spec: {storageClassName: a, volumeMode: Filesystem}"},
        {"v1", "PersistentVolume", "spec: {nfs: {path: /a}}",
         "spec: {volumeMode: Filesystem, nfs: {path: /a, readOnly: false}}"},
        {"v1", "Pod", "spec: {containers: [{name: a, image: x:1}]}",
         "spec: {restartPolicy: Always, dnsPolicy: ClusterFirst, containers: [{name: a, image: x:1, imagePullPolicy: "
         "IfNotPresent}]}"},
        {"apps/v1", "StatefulSet", "spec: {serviceName: a}",
         "spec: {serviceName: a, podManagementPolicy: OrderedReady}"},
        {"apps/v1", "StatefulSet",
         "spec: {volumeClaimTemplates: [{metadata: {name: d}, spec: {resources: {requests: {storage: 1Gi}}}}]}",
         "spec: {volumeClaimTemplates: [{metadata: {name: d}, spec: {volumeMode: Filesystem, resources: {requests: "
         "{storage: 1024Mi}}}}]}"},
        {"apps/v1", "Deployment", "spec: {selector: {matchLabels: {a: b}}}",
         "spec: {selector: {matchLabels: {a: b}, matchExpressions: []}}"},
        {"batch/v1", "Job", "spec: {}", "spec: {completionMode: NonIndexed, completions: 1}"},
        {"batch/v1", "Job", job.c_str(),
         "spec: {template: {spec: {restartPolicy: Never, dnsPolicy: ClusterFirst, terminationGracePeriodSeconds: 30, "
         "containers: [{name: a, image: x:1, "
         "imagePullPolicy: IfNotPresent, terminationMessagePolicy: File}]}}}"},
        {"storage.k8s.io/v1", "StorageClass", "provisioner: a",
         "provisioner: a\nreclaimPolicy: Delete\nvolumeBindingMode: Immediate"},
        {"storage.k8s.io/v1", "CSIDriver", "spec: {}", "spec: {attachRequired: true}"},
        {"scheduling.k8s.io/v1", "PriorityClass", "value: 1", "value: 1\npreemptionPolicy: PreemptLowerPriority"},
        {"rbac.authorization.k8s.io/v1", "RoleBinding",
         "roleRef: {kind: Role, name: a, apiGroup: rbac.authorization.k8s.io}",
         "roleRef: {kind: Role, name: a, apiGroup: ''}"},
    };
    for (const Same& one : all) {
        EXPECT_EQ(effect(one.apiVersion, one.kind, one.before, one.after), Effect::InPlace) << one.kind << one.after;
        // Nothing of it is lost.
        EXPECT_FALSE(
            changes({object(one.apiVersion, one.kind, one.before)}, {object(one.apiVersion, one.kind, one.after)})
                .empty());
    }
}

TEST(Difference, OtherThanTheServersDefaultsIsNot) {
    EXPECT_EQ(effect("v1", "Secret", "type: Opaque", "type: a/b"), Effect::Replaced);
    EXPECT_EQ(effect("v1", "PersistentVolumeClaim", "spec: {}", "spec: {volumeMode: Block}"), Effect::Replaced);
    EXPECT_EQ(effect("v1", "PersistentVolumeClaim", "spec: {}", "spec: {storageClassName: ''}"), Effect::Replaced);
    EXPECT_EQ(effect("apps/v1", "StatefulSet", "spec: {}", "spec: {podManagementPolicy: Parallel}"), Effect::Replaced);
    EXPECT_EQ(effect("batch/v1", "Job", "spec: {}", "spec: {completions: 2}"), Effect::Replaced);
    // The cluster has said that one pod runs at once, and then one completion is no default.
    EXPECT_EQ(effect("batch/v1", "Job", "spec: {completions: 1}", "spec: {}"), Effect::Replaced);
    EXPECT_EQ(
        effect("batch/v1", "Job", pod("[{name: a, image: x}]"), pod("[{name: a, image: x, imagePullPolicy: Never}]")),
        Effect::Replaced);
    EXPECT_EQ(effect("storage.k8s.io/v1", "CSIDriver", "spec: {}", "spec: {attachRequired: false}"), Effect::Replaced);
    // One field is the default, another one isn't.
    EXPECT_EQ(effect("storage.k8s.io/v1", "StorageClass", "provisioner: a", "provisioner: b\nreclaimPolicy: Delete"),
              Effect::Replaced);
    // Names that users choose are no fields.
    EXPECT_EQ(effect("v1", "ConfigMap", "immutable: true\ndata: {a: b}", "immutable: true\ndata: {a: b, hostname: ''}"),
              Effect::Replaced);
    EXPECT_EQ(effect("apps/v1", "Deployment", "spec: {selector: {matchLabels: {a: b}}}",
                     "spec: {selector: {matchLabels: {a: b, hostname: ''}}}"),
              Effect::Replaced);
}

TEST(Difference, NumberedJobsAreResized) {
    auto job = [](const std::string& rest) { return "spec: {completionMode: Indexed, " + rest + "}"; };
    EXPECT_EQ(effect("batch/v1", "Job", job("completions: 3, parallelism: 3"), job("completions: 4, parallelism: 4")),
              Effect::InPlace);
    EXPECT_EQ(effect("batch/v1", "Job", job("completions: 3, parallelism: 3"), job("completions: 4, parallelism: 3")),
              Effect::Replaced);
    EXPECT_EQ(
        effect("batch/v1", "Job", "spec: {completions: 3, parallelism: 3}", "spec: {completions: 4, parallelism: 4}"),
        Effect::Replaced);
}

TEST(Difference, HooksAreMadeAnew) {
    auto job = [](const std::string& policy, const std::string& image) {
        return "apiVersion: batch/v1\nkind: Job\nmetadata: {name: x, annotations: {helm.sh/hook: pre-upgrade" + policy +
               "}}\n" + pod("[{name: a, image: " + image + "}]") + "\n";
    };
    EXPECT_EQ(between({job("", "x")}, {job("", "y")}).effect(), Effect::InPlace);
    std::string both = ", helm.sh/hook-delete-policy: \"before-hook-creation,hook-failed\"";
    EXPECT_EQ(between({job(both, "x")}, {job(both, "y")}).effect(), Effect::InPlace);
    std::string failed = ", helm.sh/hook-delete-policy: hook-failed";
    EXPECT_EQ(between({job(failed, "x")}, {job(failed, "y")}).effect(), Effect::Replaced);
}

TEST(Difference, PodsRestartWithTheirTemplate) {
    EXPECT_EQ(effect("apps/v1", "DaemonSet", pod("[{name: a, image: x}]"), pod("[{name: a, image: y}]")),
              Effect::Restarts);
    EXPECT_EQ(effect("batch/v1", "Job", pod("[{name: a, image: x}]"), pod("[{name: a, image: y}]")), Effect::Replaced);
}

TEST(Difference, WhatTheServerFillsInRestartsNoPods) {
    const std::string written =
        "{name: a, image: 'x:1', imagePullPolicy: IfNotPresent, terminationMessagePath: /dev/termination-log, ports: "
        "[{containerPort: 80, protocol: TCP}], resources: {limits: {cpu: 1000m}}, "
        "readinessProbe: {httpGet: {port: 80, path: /}, periodSeconds: 10}}";
    const std::string bare = "{name: a, image: 'x:1', ports: [{containerPort: 80}], resources: {limits: {cpu: 1}}, "
                             "readinessProbe: {httpGet: {port: 80}}}";
    for (const char* kind : {"DaemonSet", "Deployment", "StatefulSet"}) {
        EXPECT_EQ(effect("apps/v1", kind, pod("[" + bare + "]"), pod("[" + written + "]")), Effect::InPlace);
        EXPECT_EQ(effect("apps/v1", kind, pod("[" + written + "]"), pod("[" + bare + "]")), Effect::InPlace);
    }
    EXPECT_EQ(effect("apps/v1", "Deployment", pod("[{name: a}]", "restartPolicy: Always"), pod("[{name: a}]")),
              Effect::InPlace);
    const std::string mode = "volumes: [{name: v, configMap: {name: c, defaultMode: ";
    EXPECT_EQ(effect("apps/v1", "Deployment", pod("[{name: a}]", "volumes: [{name: v, configMap: {name: c}}]"),
                     pod("[{name: a}]", mode + "420}}]")),
              Effect::InPlace);
    EXPECT_EQ(effect("apps/v1", "Deployment", pod("[{name: a}]", "volumes: [{name: v, configMap: {name: c}}]"),
                     pod("[{name: a}]", mode + "256}}]")),
              Effect::Restarts);
    EXPECT_EQ(effect("apps/v1", "Deployment", pod("[" + bare + "]"),
                     pod("[{name: a, image: 'x:1', ports: [{containerPort: 80, protocol: UDP}]}]")),
              Effect::Restarts);
}

TEST(Difference, OrderIsTheTemplatesAndWhatItMeans) {
    const std::string ab = "[{name: a, image: x}, {name: b, image: y}]",
                      ba = "[{name: b, image: y}, {name: a, image: x}]";
    auto deployment = [](const std::string& containers, const std::string& more = "") {
        return object("apps/v1", "Deployment", pod(containers, more));
    };
    std::vector<ResourceChange> found = changes({deployment("[{name: c}]", "initContainers: " + ab)},
                                                {deployment("[{name: c}]", "initContainers: " + ba)});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].effect, Effect::Restarts);
    ASSERT_EQ(found[0].fields.size(), 1u);
    EXPECT_EQ(found[0].fields[0].path, "spec.template.spec.initContainers");
    EXPECT_EQ(found[0].fields[0].before, "[\"a\",\"b\"]");
    EXPECT_EQ(found[0].fields[0].after, "[\"b\",\"a\"]");
    // Another order makes another template.
    EXPECT_EQ(effect("apps/v1", "Deployment", pod(ab), pod(ba)), Effect::Restarts);
    // Variables are read by those behind them, wherever they are.
    auto cron = [](const std::string& env) {
        return object("batch/v1", "CronJob",
                      "spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, env: " + env + "}]}}}}}");
    };
    EXPECT_THAT(paths(cron("[{name: A, value: '1'}, {name: B, value: $(A)}]"),
                      cron("[{name: B, value: $(A)}, {name: A, value: '1'}]")),
                ElementsAre("spec.jobTemplate.spec.template.spec.containers[a].env"));
    // Elsewhere it says nothing, and what is put between others is told as added alone.
    EXPECT_THAT(paths(object("v1", "Service", "spec: {ports: [{port: 1}, {port: 2}]}"),
                      object("v1", "Service", "spec: {ports: [{port: 2}, {port: 1}]}")),
                ElementsAre());
    EXPECT_THAT(paths(deployment(ab), deployment("[{name: a, image: x}, {name: c}, {name: b, image: y}]")),
                ElementsAre("spec.template.spec.containers[c]"));
}

TEST(Difference, WhatIsStoredGoesWithItsResource) {
    std::string claim = object("v1", "PersistentVolumeClaim", "spec: {}");
    EXPECT_EQ(between({claim}, {}).effect(), Effect::LosesData);
    EXPECT_EQ(between({}, {claim}).effect(), Effect::InPlace);
    EXPECT_EQ(between({"apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: x, annotations: "
                       "{helm.sh/resource-policy: keep}}\n"},
                      {})
                  .effect(),
              Effect::InPlace);
    EXPECT_EQ(between({object("v1", "ConfigMap", "")}, {}).effect(), Effect::InPlace);
}

TEST(Difference, AnotherNameAloneIsRenaming) {
    std::string before = "apiVersion: v1\nkind: Service\nmetadata: {name: old}\nspec: {selector: {app: old}}\n";
    std::string after = "apiVersion: v1\nkind: Service\nmetadata: {name: new}\nspec: {selector: {app: new}}\n";
    std::vector<ResourceChange> found = changes({before}, {after});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].kind, ChangeKind::Renamed);
    EXPECT_EQ(found[0].formerName, "old");
    EXPECT_EQ(found[0].effect, Effect::Replaced);
    after = "apiVersion: v1\nkind: Service\nmetadata: {name: new}\nspec: {selector: {app: other}}\n";
    EXPECT_EQ(changes({before}, {after}).size(), 2u);
}

TEST(Difference, AnotherVersionIsTheSameObject) {
    std::vector<ResourceChange> found = changes({object("autoscaling/v1", "HorizontalPodAutoscaler", "")},
                                                {object("autoscaling/v2", "HorizontalPodAutoscaler", "")});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].fields.at(0).path, "apiVersion");
    EXPECT_EQ(changes({object("v1", "Event", "")}, {object("events.k8s.io/v1", "Event", "")}).size(), 2u);
}

TEST(Difference, EnvironmentsOfOneSideAreTold) {
    State before{{{"dev", {}}, {"both", {}}}, {}};
    State after{{{"both", {}}, {"new", {}}}, {{"unmade", "a value is missing"}}};
    Difference found = difference(before, after, kube::Library::builtin());
    EXPECT_THAT(asText(found), HasSubstr("dev: gone\n"));
    EXPECT_THAT(asText(found), HasSubstr("both: no changes\n"));
    EXPECT_THAT(asText(found), HasSubstr("new: new\n"));
    EXPECT_THAT(asText(found), HasSubstr("unmade: not compared: a value is missing\n"));
}

TEST(Difference, SecretsAreNotShown) {
    Difference found =
        between({object("v1", "Secret", "data: {a: aHVudGVyMg==, c: [hunter2]}\nstringData: {b: hunter2}")},
                {object("v1", "Secret", "data: {a: c2VjcmV0}\nstringData: {b: secret}")});
    for (const std::string& text : {asText(found), asMarkdown(found), asJson(found), asSarif(found, "x", {})})
        for (const char* leak : {"aHVudGVyMg==", "hunter2", "c2VjcmV0"})
            EXPECT_THAT(text, Not(HasSubstr(leak)));
    EXPECT_THAT(asText(found), HasSubstr("data.a: (hidden) -> (hidden)"));
}

TEST(Difference, SecretTextsOfOtherKindsAreNotShown) {
    std::vector<SecretField> secrets = {{"acme.io/v1", "Backup", {"spec", "keys", "*", "token"}}};
    auto changed = [&](const std::string& before, const std::string& after) {
        State old{{{"prod", {object("acme.io/v1", "Backup", before)}}}, {}, {}, secrets};
        State fresh{{{"prod", {object("acme.io/v1", "Backup", after)}}}, {}, {}, {}};
        return asText(difference(old, fresh, kube::Library::builtin()));
    };
    std::string found =
        changed("spec: {size: 1, keys: [{token: hunter2}]}", "spec: {size: 2, keys: [{token: hunter3}]}");
    EXPECT_THAT(found, HasSubstr("spec.keys[0].token: (hidden) -> (hidden)"));
    EXPECT_THAT(found, HasSubstr("spec.size: 1 -> 2"));
    // What holds one as a whole isn't shown either.
    found = changed("spec: {size: 1}", "spec: {size: 1, keys: [{token: hunter3}]}");
    EXPECT_THAT(found, HasSubstr("spec.keys: (none) -> (hidden)"));
}

TEST(Difference, NothingInValuesControlsTheOutput) {
    auto config = [](const std::string& json) { return object("v1", "ConfigMap", "data: {a: " + json + "}"); };
    Difference found = between({config(R"("\u001b[31mred")")}, {config(R"("`` | *x* <b>")")});
    EXPECT_THAT(asText(found), HasSubstr(R"("\u001b[31mred")"));
    EXPECT_THAT(asText(found), Not(HasSubstr("\x1b")));
    EXPECT_THAT(asMarkdown(found), HasSubstr("``` `` | *x* <b> ```"));
    // Lines of a text can't end the block that they stand in.
    found = between({config(R"("a\n    ~~~~~~\n# x\n")")}, {config(R"("b\n")")});
    EXPECT_THAT(asMarkdown(found), HasSubstr("    -    ~~~~~~\n    -# x\n"));
    EXPECT_TRUE(nlohmann::json::accept(asJson(found)));
}

TEST(Difference, LongTextsAreCut) {
    std::string many;
    for (int i = 0; i < 1000; ++i)
        many += "line " + std::to_string(i) + "\\n";
    auto config = [](const std::string& text) { return object("v1", "ConfigMap", "data: {a: \"" + text + "\"}"); };
    EXPECT_LT(asText(between({config("x\\ny\\n")}, {config(many)})).size(), 2000u);
    EXPECT_LT(asText(between({config("x")}, {config(std::string(5000, 'y'))})).size(), 500u);
}

} // namespace stackc::compare
