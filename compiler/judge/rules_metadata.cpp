// Labels, annotations, selectors, and the keys of ConfigMaps and Secrets.
#include "judge/walk.h"

#include <fmt/format.h>

namespace stackc::judge {

using diag::Code;

namespace {

void objectMeta(Walk& walk, const Parts& fields) {
    walk.labels(fields, "labels", "a label");
    if (NodeRef annotations = fields.get("annotations"))
        for (const Part& annotation : walk.view().fields(annotations).known) {
            std::string name(annotation.key);
            if (Illegal fault = labelKey(annotation.key))
                walk.report(Code::E5022, {"annotations", name}, name, name, "the key of an annotation", fault);
        }
}

void labelSelector(Walk& walk, const Parts& fields) { walk.labels(fields, "matchLabels", "a label"); }

void keys(Walk& walk, const Parts& fields, const char* key, const char* what) {
    NodeRef found = fields.get(key);
    if (found == nullptr)
        return;
    for (const Part& entry : walk.view().fields(found).known) {
        std::string name(entry.key);
        if (Illegal fault = dataKey(entry.key))
            walk.report(Code::E5023, {key, name}, name, name, what, fault);
    }
}

void encoded(Walk& walk, const Parts& fields, const char* key) {
    if (NodeRef found = fields.get(key))
        for (const Part& entry : walk.view().fields(found).known)
            walk.nameAt({key, std::string(entry.key)}, entry.value, base64, Code::E5023, "data");
}

void configMap(Walk& walk, const Parts& fields) {
    keys(walk, fields, "data", "a key of a ConfigMap");
    keys(walk, fields, "binaryData", "a key of a ConfigMap");
    encoded(walk, fields, "binaryData");
    NodeRef data = fields.get("data");
    NodeRef binary = fields.get("binaryData");
    if (data == nullptr || binary == nullptr)
        return;
    Parts texts = walk.view().fields(data);
    for (const Part& entry : walk.view().fields(binary).known)
        if (const Part* other = texts.find(entry.key); other != nullptr && walk.view().meet(other->guard, entry.guard))
            walk.report(Code::E5025, {"binaryData", std::string(entry.key)}, std::string(entry.key), "data",
                        walk.document().kind, fmt::format("`{}`", entry.key));
}

void secret(Walk& walk, const Parts& fields) {
    keys(walk, fields, "data", "a key of a Secret");
    keys(walk, fields, "stringData", "a key of a Secret");
    encoded(walk, fields, "data");
}

} // namespace

std::vector<NamedRule> metadataRules() {
    return {{"k8s.meta.v1.ObjectMeta", objectMeta},
            {"k8s.meta.v1.LabelSelector", labelSelector},
            {"k8s.core.v1.ConfigMap", configMap},
            {"k8s.core.v1.Secret", secret}};
}

} // namespace stackc::judge
