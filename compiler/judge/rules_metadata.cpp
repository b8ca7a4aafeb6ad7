// Labels, annotations, selectors, and the keys of ConfigMaps and Secrets.
#include "judge/walk.h"
#include "text/base64.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace stackc::judge {

using diag::Code;

namespace {

void objectMeta(Walk& walk, const Parts& fields) {
    walk.labels(fields, "labels", "a label");
    for (const Part& annotation : walk.fieldsAt(fields, {"annotations"}).known) {
        std::string name(annotation.key);
        // The API server looks at annotations' keys in lower case, and at labels' as they are.
        std::string lower = name;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
        View::Within within(walk.view(), annotation.guard);
        if (Illegal fault = labelKey(lower))
            walk.report(Code::E5022, {"annotations", name}, name, name, "the key of an annotation", fault);
    }
}

void labelSelector(Walk& walk, const Parts& fields) { walk.labels(fields, "matchLabels", "a label"); }

void keys(Walk& walk, const Parts& fields, const char* key, const char* what) {
    for (const Part& entry : walk.fieldsAt(fields, {key}).known) {
        View::Within within(walk.view(), entry.guard);
        std::string name(entry.key);
        if (Illegal fault = dataKey(entry.key))
            walk.report(Code::E5023, {key, name}, name, name, what, fault);
    }
}

void encoded(Walk& walk, const Parts& fields, const char* key) {
    for (const Part& entry : walk.fieldsAt(fields, {key}).known) {
        View::Within within(walk.view(), entry.guard);
        walk.nameAt({key, std::string(entry.key)}, entry.value, base64, Code::E5023, "data");
    }
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
    Parts texts = walk.fieldsAt(fields, {"data"});
    for (const Part& entry : walk.fieldsAt(fields, {"binaryData"}).known) {
        bool isTwice = std::any_of(texts.known.begin(), texts.known.end(), [&](const Part& other) {
            return other.key == entry.key && walk.meet(other.guard, entry.guard);
        });
        if (isTwice)
            walk.report(Code::E5025, {"binaryData", std::string(entry.key)}, std::string(entry.key), "data",
                        walk.document().kind, fmt::format("`{}`", entry.key));
    }
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

void content(Walk& walk, const Parts& fields, const std::string& type) {
    auto row = std::find_if(contents().begin(), contents().end(), [&](const Content& one) { return type == one.type; });
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
                    fmt::format("needs `{}` where `type` is `{}`", fmt::join(missing, "`, `"), type));
    else if (missing.size() == row->keys.size())
        walk.misfit({"data"}, nullptr,
                    fmt::format("needs one of `{}` where `type` is `{}`", fmt::join(missing, "`, `"), type));
}

/// Logins of registries are read as JSON.
void logins(Walk& walk, const Parts& fields, const std::string& type) {
    const char* key = type == "kubernetes.io/dockerconfigjson" ? ".dockerconfigjson"
                      : type == "kubernetes.io/dockercfg"      ? ".dockercfg"
                                                               : nullptr;
    if (key == nullptr)
        return;
    for (const char* field : {"data", "stringData"})
        for (const Part& form : walk.forms(walk.fieldsAt(fields, {field}), key)) {
            View::Within within(walk.view(), form.guard);
            const std::string* text = textOf(form.value);
            if (text == nullptr)
                continue;
            auto held = field == std::string_view("data") ? text::fromBase64(*text) : std::optional(*text);
            if (held && !nlohmann::json::accept(*held))
                walk.misfit({field, key}, nullptr, fmt::format("text in JSON is expected where `type` is `{}`", type));
        }
}

void secret(Walk& walk, const Parts& fields) {
    size(walk, fields, "stringData", "data");
    for (const Part& type : walk.forms(fields, "type")) {
        View::Within within(walk.view(), type.guard);
        if (const std::string* text = textOf(type.value)) {
            content(walk, fields, *text);
            logins(walk, fields, *text);
        }
    }
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
