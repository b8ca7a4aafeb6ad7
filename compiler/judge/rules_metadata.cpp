// Labels, annotations, selectors, and the keys of ConfigMaps and Secrets.
#include "judge/walk.h"

#include <algorithm>
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

/// etcd takes no more in one resource. What is there under a condition is not counted.
void size(Walk& walk, const Parts& fields, const char* plain, const char* inBase64) {
    constexpr size_t most = size_t{1} << 20;
    size_t bytes = 0;
    for (const char* map : {plain, inBase64})
        for (const Part& entry : walk.fieldsAt(fields, {map}).known)
            if (const std::string* text = textOf(entry.value); text != nullptr && entry.guard->isTrue())
                bytes += map == plain ? text->size() : text->size() / 4 * 3 - std::min<size_t>(text->size() / 4 * 3, 2);
    if (bytes > most)
        walk.misfit({"data"}, nullptr, fmt::format("has {} bytes, and there must be {} at most", bytes, most));
}

void configMap(Walk& walk, const Parts& fields) {
    size(walk, fields, "data", "binaryData");
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

/// What Secrets of a type must hold: all of the keys, or one of them.
struct Content {
    const char* type;
    std::vector<const char*> keys;
    bool all = true;
};

const std::vector<Content>& contents() {
    static const std::vector<Content> all{{"kubernetes.io/tls", {"tls.crt", "tls.key"}},
                                          {"kubernetes.io/dockerconfigjson", {".dockerconfigjson"}},
                                          {"kubernetes.io/dockercfg", {".dockercfg"}},
                                          {"kubernetes.io/ssh-auth", {"ssh-privatekey"}},
                                          {"kubernetes.io/basic-auth", {"username", "password"}, false}};
    return all;
}

void content(Walk& walk, const Parts& fields) {
    const std::string* type = textOf(fields.get("type"));
    auto row = std::find_if(contents().begin(), contents().end(),
                            [&](const Content& one) { return type != nullptr && *type == one.type; });
    Parts data = walk.fieldsAt(fields, {"data"});
    Parts texts = walk.fieldsAt(fields, {"stringData"});
    if (row == contents().end() || fields.open || data.open || texts.open)
        return;
    std::vector<const char*> missing;
    for (const char* key : row->keys)
        if (data.find(key) == nullptr && texts.find(key) == nullptr)
            missing.push_back(key);
    if (row->all && !missing.empty())
        walk.misfit({"data"}, nullptr,
                    fmt::format("needs `{}` where `type` is `{}`", fmt::join(missing, "`, `"), *type));
    else if (missing.size() == row->keys.size())
        walk.misfit({"data"}, nullptr,
                    fmt::format("needs one of `{}` where `type` is `{}`", fmt::join(missing, "`, `"), *type));
}

void secret(Walk& walk, const Parts& fields) {
    size(walk, fields, "stringData", "data");
    content(walk, fields);
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
