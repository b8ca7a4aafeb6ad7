#include "manifest/resources.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "diag/suggest.h"

namespace stackc::manifest {

using diag::Code;
using source::Span;
using text::YamlNode;
using Kind = text::YamlNode::Kind;

namespace {

/// From `offset` to one of `ends` or the end of the line.
Span spanUntil(const source::SourceManager& sources, source::FileId file, size_t offset, std::string_view ends) {
    std::string_view text = sources.text(file);
    size_t begin = std::min(offset, text.size());
    size_t end = begin;
    if (begin < text.size() && (text[begin] == '"' || text[begin] == '\'')) {
        end = std::min(text.find_first_of(std::string{text[begin], '\n'}, begin + 1), text.size() - 1);
        end += text[end] == '\n' ? 0 : 1;
    } else {
        end = std::min(text.find_first_of(ends, begin), text.size());
    }
    while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\r'))
        --end;
    return {file, static_cast<uint32_t>(begin), static_cast<uint32_t>(std::max(end, std::min(begin + 1, text.size())))};
}

YamlNode* mutableMember(YamlNode& map, std::string_view key) {
    const YamlNode* found = member(map, key);
    return found == nullptr ? nullptr : &map.items[static_cast<size_t>(found - map.items.data())];
}

class Finder {
public:
    Finder(const kube::Library& library, const source::SourceManager& sources, diag::Sink& sink)
        : library_(library), sources_(sources), sink_(sink) {}

    std::vector<Resource> found;

    void document(YamlNode& node, source::FileId file) {
        file_ = file;
        if (node.kind != Kind::Null)
            resource(node, "", "");
    }

private:
    void fault(const YamlNode& node, const std::string& what) {
        sink_.report(Code::E7002, spanOf(sources_, file_, node), what);
    }

    /// The text of a field, `otherwise` if it is missing; reported and empty if it is something else.
    std::string textOf(const YamlNode& map, const char* key, const std::string& otherwise) {
        const YamlNode* value = member(map, key);
        if (value == nullptr && !otherwise.empty())
            return otherwise;
        if (value != nullptr && value->kind == Kind::String && !value->text.empty())
            return value->text;
        fault(value == nullptr ? map : *value,
              std::string("`") + key + (value == nullptr ? "` is missing" : "` is not a text"));
        return "";
    }

    /// The given apiVersion and kind are those of the elements of the list it stands in, where they don't say.
    void resource(YamlNode& node, const std::string& listVersion, const std::string& listKind) {
        if (node.kind != Kind::Map)
            return fault(node, "a map with `apiVersion` and `kind` was expected");
        std::string apiVersion = textOf(node, "apiVersion", listVersion);
        std::string kind = apiVersion.empty() ? "" : textOf(node, "kind", listKind);
        if (kind.empty())
            return;
        auto known = library_.findKind(apiVersion, kind);
        if (known)
            return typed(node, *known);
        YamlNode* items = mutableMember(node, "items");
        if (kind.ends_with("List") && items != nullptr)
            return list(*items, apiVersion, kind);
        unknown(node, apiVersion, kind);
    }

    void list(YamlNode& items, const std::string& apiVersion, const std::string& kind) {
        if (items.kind == Kind::Null)
            return;
        if (items.kind != Kind::List)
            return fault(items, "`items` is not a list");
        bool plain = kind == "List"; // of anything
        for (YamlNode& item : items.items)
            resource(item, plain ? "" : apiVersion, plain ? "" : kind.substr(0, kind.size() - 4));
    }

    /// A name in the place of `generateName`: what a chart installs is found again by its name.
    void nameFrom(YamlNode& metadata, const kube::Kind& kind) {
        size_t at = 0;
        while (metadata.keys[at].text != "generateName")
            ++at;
        std::string given = textOf(metadata, "generateName", "");
        size_t end = given.find_last_not_of("-.");
        if (given.empty())
            return;
        if (end == std::string::npos)
            return fault(metadata.items[at], "`generateName` holds nothing that could be a name");
        std::string base = given.substr(0, end + 1);
        std::string name = base;
        for (size_t number = 2; !generated_.emplace(std::string(kind.kind), name).second; ++number)
            name = base + "-" + std::to_string(number);
        sink_.report(Code::W7002, spanOf(sources_, file_, metadata.items[at]), std::string(kind.kind) + " " + given,
                     name);
        metadata.keys[at].text = "name";
        metadata.items[at].text = name;
    }

    void typed(YamlNode& node, const kube::Kind& kind) {
        Resource resource{file_, &node, kind, "", ""};
        YamlNode* metadata = mutableMember(node, "metadata");
        if (metadata == nullptr || metadata->kind != Kind::Map)
            return fault(metadata == nullptr ? node : *metadata, "`metadata` is missing");
        if (member(*metadata, "name") == nullptr && member(*metadata, "generateName") != nullptr) {
            nameFrom(*metadata, kind);
            if (member(*metadata, "name") == nullptr)
                return;
        }
        resource.name = textOf(*metadata, "name", "");
        const YamlNode* ns = member(*metadata, "namespace");
        if (ns != nullptr && ns->kind == Kind::String)
            resource.ns = ns->text;
        if (resource.name.empty())
            return;
        auto key = std::tuple(std::string(kind.apiVersion), std::string(kind.kind), resource.ns, resource.name);
        Span place = spanOf(sources_, file_, node);
        auto [before, fresh] = places_.try_emplace(key, place);
        if (fresh)
            found.push_back(std::move(resource));
        else
            sink_.report(Code::E7008, place, std::string(kind.kind) + " " + resource.name)
                .note(before->second, "here it stands first");
    }

    void unknown(const YamlNode& node, const std::string& apiVersion, const std::string& kind) {
        const YamlNode* place = member(node, "apiVersion");
        auto report =
            sink_.report(Code::E7003, spanOf(sources_, file_, place == nullptr ? node : *place), kind, apiVersion);
        std::vector<std::string> names, versions;
        for (const kube::Kind& known : library_.kinds()) {
            if (known.apiVersion == apiVersion)
                names.emplace_back(known.kind);
            if (known.kind == kind)
                versions.emplace_back(known.apiVersion);
        }
        std::string near = diag::suggestName(kind, names);
        if (apiVersion.starts_with("kustomize.config.k8s.io/"))
            report.suggest("this is for kustomize: import what `kubectl kustomize` prints");
        else if (!near.empty())
            report.suggest(diag::didYouMean(near));
        else if (!versions.empty())
            report.suggest("there is one of " + diag::quotedList(versions));
        else if (apiVersion.find('/') != std::string::npos)
            report.suggest("import its definition first: `stackc import crd FILE` with the file that installs it");
    }

    const kube::Library& library_;
    const source::SourceManager& sources_;
    diag::Sink& sink_;
    source::FileId file_;
    std::map<std::tuple<std::string, std::string, std::string, std::string>, Span> places_;
    std::set<std::pair<std::string, std::string>> generated_; ///< kinds and names
};

} // namespace

Span spanOf(const source::SourceManager& sources, source::FileId file, const text::YamlKey& key) {
    return spanUntil(sources, file, key.offset, ":\n");
}

Span spanOf(const source::SourceManager& sources, source::FileId file, const YamlNode& node) {
    return spanUntil(sources, file, node.offset, node.kind == Kind::Map ? ":\n" : ",]}#\n");
}

const YamlNode* member(const YamlNode& map, std::string_view key) {
    for (size_t i = 0; i < map.keys.size(); ++i)
        if (map.keys[i].text == key && map.items[i].kind != Kind::Null)
            return &map.items[i];
    return nullptr;
}

Documents readDocuments(const source::SourceManager& sources, const std::vector<source::FileId>& files,
                        diag::Sink& sink) {
    Documents documents;
    for (source::FileId file : files) {
        std::string_view text = sources.text(file);
        std::vector<YamlNode>& read = documents.emplace_back();
        text::YamlError error;
        size_t first = text.find_first_not_of(" \t\r\n");
        bool isJson = first != std::string_view::npos && text[first] == '{';
        if (isJson ? text::readJsonStream(text, read, error) : text::readYamlStream(text, read, error))
            continue;
        text::YamlError yamlError;
        if (isJson && text::readYamlStream(text, read, yamlError)) // YAML in flow style
            continue;
        read.clear();
        uint32_t begin = error.line == 0 ? 0 : sources.lineBegin(file, static_cast<uint32_t>(error.line));
        auto report = sink.report(Code::E7001, spanUntil(sources, file, begin, "\n"), error.message);
        if (text.find("{{") != std::string_view::npos)
            report.suggest("if this is a template of a Helm chart, import what `helm template` prints");
    }
    return documents;
}

std::vector<Resource> findResources(Documents& documents, const std::vector<source::FileId>& files,
                                    const kube::Library& library, const source::SourceManager& sources,
                                    diag::Sink& sink) {
    Finder finder(library, sources, sink);
    for (size_t i = 0; i < documents.size(); ++i)
        for (YamlNode& node : documents[i])
            finder.document(node, files[i]);
    return std::move(finder.found);
}

} // namespace stackc::manifest
