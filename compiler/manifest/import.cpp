#include "manifest/import.h"

#include <fmt/format.h>
#include <map>
#include <set>

#include "manifest/layout.h"
#include "manifest/names.h"
#include "manifest/resources.h"
#include "manifest/spelling.h"
#include "manifest/typed.h"
#include "syntax/format.h"

namespace stackc::manifest {

using diag::Code;

namespace {

/// The names of the kinds in the source: by themselves where they are imported, else the whole path.
class Imports {
public:
    Imports(const std::vector<Resource>& resources, const kube::Library& library) {
        std::map<std::string, std::set<std::string>> modulesOf;
        for (const Resource& resource : resources) {
            kube::Type type = library.type(resource.kind.root);
            std::string module(type.path.substr(0, type.path.rfind('.')));
            kinds_[module].emplace(type.name);
            modulesOf[std::string(type.name)].insert(module);
        }
        for (const auto& [name, modules] : modulesOf)
            if (modules.size() > 1 || isBuiltin(name))
                clashing_.insert(name);
    }

    std::string nameOf(const kube::Type& type) const {
        return std::string(clashing_.contains(std::string(type.name)) ? type.path : type.name);
    }

    std::string text() const {
        std::string out;
        for (const auto& [module, kinds] : kinds_) {
            std::vector<std::string> names;
            for (const std::string& kind : kinds)
                if (!clashing_.contains(kind))
                    names.push_back(kind);
            std::string head = "import " + module;
            out += (names.empty() ? head : layOutNames(head, names)) + "\n";
        }
        return out;
    }

    std::set<std::string> names() const {
        std::set<std::string> result = {"values", "release", "chart", "capabilities"};
        for (const auto& [module, kinds] : kinds_)
            result.insert(kinds.begin(), kinds.end());
        return result;
    }

private:
    std::map<std::string, std::set<std::string>> kinds_;
    std::set<std::string> clashing_; ///< kinds of several modules, and those that are called like what the language has
};

std::string chartText(const ImportOptions& options, const std::vector<Resource>& resources) {
    std::string name = dnsLabel(options.chart);
    if (name.empty())
        name = dnsLabel(resources[0].name);
    std::string id = camelCase(name, "chart");
    Item block;
    block.kind = Item::Kind::Block;
    if (id != name)
        block.members.push_back({"name", spellText(name)});
    block.members.push_back({"version", spellText("0.1.0")});
    if (!options.kubeVersion.empty())
        block.members.push_back({"kubeVersion", spellText(options.kubeVersion)});
    return layOutBlock("chart " + id, block);
}

} // namespace

Manifests importManifests(source::SourceManager& sources, const std::vector<source::FileId>& files,
                          const kube::Library& library, const ImportOptions& options, diag::Sink& sink) {
    Documents documents = readDocuments(sources, files, sink);
    std::vector<Resource> resources = findResources(documents, files, library, sources, sink);
    Imports imports(resources, library);
    std::set<std::string> taken = imports.names();
    std::string body;
    for (const Resource& resource : resources) {
        Typed typed = typeResource(resource, library, sources, sink);
        if (!typed.leftOut.empty())
            sink.report(Code::W7001, spanOf(sources, resource.file, *resource.node),
                        std::string(resource.kind.kind) + " " + resource.name,
                        fmt::format("`{}`", fmt::join(typed.leftOut, "`, `")));
        if (sink.hasErrors())
            continue;
        std::string id = resourceId(resource.kind.kind, resource.name, resource.ns, taken);
        std::string head = "resource " + id + ": " + imports.nameOf(library.type(resource.kind.root));
        body += "\n" + layOutBlock(head, typed.block) + "\n";
    }
    if (sink.hasErrors())
        return {};
    if (resources.empty()) {
        sink.report(Code::E7002, {}, "there is nothing in the files");
        return {};
    }
    std::string text = chartText(options, resources) + "\n\n" + imports.text() + body;
    source::SourceManager scratch;
    diag::Sink unplaced; // what is said is said of the lines that are written
    std::string formatted = syntax::format(scratch, scratch.add(options.path, text), unplaced);
    return {syntax::format(sources, sources.add(options.path, formatted), sink), resources.size()};
}

} // namespace stackc::manifest
