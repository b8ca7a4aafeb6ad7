#include "judge/links_keys.h"

#include "diag/suggest.h"

#include <fmt/format.h>

namespace stackc::judge {

using diag::Code;

namespace {

bool isOptional(const Object& ref) {
    NodeRef optional = ref.get("optional");
    return optional != nullptr && !unshared(optional)->isFalse();
}

/// Does a controller write keys of its own into it: the token of an account, certificates that are injected?
bool isFilledIn(View& view, const Object& target) {
    const std::string* type = target.text("type");
    if (type != nullptr && *type == "kubernetes.io/service-account-token")
        return true;
    for (const char* field : {"labels", "annotations"}) {
        const Object marks = object(view, target, {"metadata", field});
        for (const Part& mark : marks.fields.known)
            if (mark.key.find("inject") != std::string_view::npos)
                return true;
    }
    return false;
}

} // namespace

void suggestAmong(Finding finding, const std::string& text, const std::vector<std::string>& among) {
    finding.suggest(diag::didYouMean(diag::suggestName(text, among)));
}

std::optional<std::vector<Part>> keysOf(View& view, const Target& target) {
    if (isFilledIn(view, target.object))
        return std::nullopt;
    std::vector<Part> keys;
    for (const char* field : {"data", target.document->kind == "Secret" ? "stringData" : "binaryData"}) {
        Object data = object(view, target.object, field);
        if (data.fields.open)
            return std::nullopt;
        for (Part part : data.fields.known) {
            part.guard = view.both(data.guard, part.guard);
            keys.push_back(part);
        }
    }
    return keys;
}

std::vector<const Target*> KeyLinks::sourceOf(const ir::Document& document, const std::string& kind, const Object& ref,
                                              std::string_view name) {
    return isOptional(ref) ? linking_.refer(document, kind, ref, name) : linking_.require(document, kind, ref, name);
}

void KeyLinks::keyOf(const ir::Document& document, const std::string& kind, const Object& ref, std::string_view name) {
    std::vector<const Target*> found = sourceOf(document, kind, ref, name);
    if (!isOptional(ref))
        requireKeyAt(document, found, ref, guardOf(view_, ref, name));
}

void KeyLinks::files(const ir::Document& document, const std::string& kind, const Object& source,
                     std::string_view name) {
    std::vector<const Target*> found = sourceOf(document, kind, source, name);
    if (isOptional(source))
        return;
    for (const Object& item : objects(view_, source, "items"))
        requireKeyAt(document, found, item, guardOf(view_, source, name));
}

void KeyLinks::requireKeyAt(const ir::Document& document, const std::vector<const Target*>& found, const Object& where,
                            NodeRef named) {
    const std::string* key = where.text("key");
    if (key == nullptr)
        return;
    Object both = where;
    both.guard = view_.both(guardOf(view_, where, "key"), named);
    for (const Target* target : found)
        requireKey(document, *target, both, below(where.at, "key"), *key);
}

void KeyLinks::requireKey(const ir::Document& document, const Target& target, const Object& where, const Path& at,
                          const std::string& key) {
    const std::optional<std::vector<Part>> keys = keysOf(view_, target);
    if (!keys)
        return;
    std::vector<NodeRef> there;
    std::vector<std::string> names;
    for (const Part& part : *keys) {
        names.emplace_back(part.key);
        if (part.key == key)
            there.push_back(part.guard);
    }
    // As far as the reference and its target are there together.
    Object both = where;
    both.guard = view_.both(where.guard, target.object.guard);
    const std::string called = linking_.inventory().called(target);
    if (!there.empty()) {
        linking_.whenever(document, both, both.guard, there, at, key,
                          fmt::format("the key `{}` of the {} `{}`", key, target.document->kind, called));
        return;
    }
    Finding finding = linking_.report(both, Code::E5029, document, at, key, target.document->kind, called, "key", key);
    finding.note(linking_.madeAt(target, {"data"}), "it is made here");
    suggestAmong(finding, key, names);
}

} // namespace stackc::judge
