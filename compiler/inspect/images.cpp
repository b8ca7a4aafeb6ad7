#include "inspect/images.h"

#include "eval/guards.h"
#include "inspect/default_place.h"
#include "inspect/resource_names.h"
#include "inspect/value_path.h"
#include "ir/locate.h"
#include "judge/view.h"
#include "text/image_name.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <tuple>
#include <unordered_map>

namespace stackc::inspect {

using ir::Document;
using ir::NodeKind;
using ir::NodeRef;

namespace {

bool areContainers(std::string_view key) {
    return key == "containers" || key == "initContainers" || key == "ephemeralContainers";
}

/// Finds out which nodes hold containers, each once: nothing else is walked.
class Holders {
public:
    bool holds(NodeRef node) {
        if (node == nullptr)
            return false;
        auto [place, fresh] = known_.try_emplace(node, false);
        if (!fresh)
            return place->second;
        bool found = anyOf(node->entries) ||
                     std::any_of(node->args.begin(), node->args.end(), [&](NodeRef arg) { return holds(arg); });
        return known_[node] = found;
    }

private:
    bool anyOf(const std::vector<ir::Entry>& entries) {
        return std::any_of(entries.begin(), entries.end(), [&](const ir::Entry& entry) {
            const std::string* key = ir::fixedKey(entry);
            return (key != nullptr && areContainers(*key)) || holds(entry.value) || anyOf(entry.body);
        });
    }

    std::unordered_map<NodeRef, bool> known_;
};

bool isOfGlobal(const std::string& path) { return leadsInto(path, "global"); }

/// The innermost place that all paths lead into: of `image.repository` and `image.tag` it is `image`. What all images
/// share, `global`, is nobody's own.
std::string commonPlace(const std::set<std::string>& paths) {
    auto first = std::find_if_not(paths.begin(), paths.end(), isOfGlobal);
    std::string common = first != paths.end() ? *first : "";
    for (const std::string& path : paths)
        while (!isOfGlobal(path) && !leadsInto(path, common))
            common = outerPath(common);
    return common;
}

class Collector {
public:
    Collector(const LateChart& chart, std::vector<Image>& images)
        : chart_(chart), program_(*chart.package->program), images_(images), view_(program_, *chart.nodes),
          guards_(program_, *chart.nodes), names_(chart) {}

    void run() {
        for (const Document& document : chart_.package->documents) {
            if (!holders_.holds(document.object))
                continue;
            document_ = &document;
            resource_ = names_.of(document);
            walk(document.object, view_.guardOf(document));
        }
        for (Found& found : found_)
            finish(found);
    }

private:
    /// An image while its condition is a node.
    struct Found {
        Image image;
        NodeRef guard;
    };

    void walk(NodeRef node, NodeRef guard) {
        if (!holders_.holds(node))
            return;
        for (const judge::Part& form : view_.forms(node).known) {
            NodeRef inner = view_.both(guard, form.guard);
            for (const judge::Part& field : view_.fields(form.value).known)
                within(field, inner);
            size_t index = 0;
            for (const judge::Part& element : view_.elements(form.value).known)
                step(index++, [&] { walk(element.value, view_.both(inner, element.guard)); });
        }
    }

    void within(const judge::Part& field, NodeRef guard) {
        NodeRef inner = view_.both(guard, field.guard);
        step(std::string(field.key), [&] {
            if (!areContainers(field.key))
                return walk(field.value, inner);
            size_t index = 0;
            for (const judge::Part& element : view_.elements(field.value).known)
                step(index++, [&] { container(element.value, view_.both(inner, element.guard)); });
            for (const judge::Part& form : view_.forms(field.value).known)
                given(form.value, view_.both(inner, form.guard));
        });
    }

    /// Containers that the values bring along as they are.
    void given(NodeRef list, NodeRef guard) {
        if (valuePath(list))
            return add({"{" + graph::placeText(list, names_.manner()) + "[].image}", false}, list, guard,
                       {resource_, "", document_->testOnly});
        for (const ir::Entry& entry : list->entries)
            if (entry.kind == ir::EntryKind::Spread && list->kind == NodeKind::List)
                given(ir::unshared(entry.value), view_.both(guard, entry.guard));
    }

    template <typename Key, typename Inside> void step(Key key, const Inside& inside) {
        path_.emplace_back(std::move(key));
        inside();
        path_.pop_back();
    }

    void container(NodeRef value, NodeRef guard) {
        judge::Parts fields = view_.fields(value);
        NodeRef name = fields.get("name");
        ImageUser user{resource_, name != nullptr ? names_.text(name) : "", document_->testOnly};
        for (const judge::Part& field : fields.known)
            if (field.key == "image")
                step(std::string("image"), [&] {
                    for (const judge::Part& form : view_.forms(field.value).known)
                        note(form.value, view_.both(view_.both(guard, field.guard), form.guard), user);
                });
    }

    void note(NodeRef node, NodeRef guard, const ImageUser& user) {
        NodeRef known = names_.known(node);
        bool isWhole = known->kind == NodeKind::String;
        std::set<std::string> paths;
        addValuePaths(program_, node, paths);
        std::string value = commonPlace(paths);
        std::string text = isWhole || value.empty() || isShort(known)
                               ? graph::nameText(known, names_.manner())
                               : fmt::format("{{{}.{}}}", names_.manner().values, value);
        add({std::move(text), isWhole}, node, guard, user);
    }

    /// Is it easily read with its late parts in braces?
    static bool isShort(NodeRef known) {
        auto isSimple = [](NodeRef part) { return part->isConst() || part->kind == NodeKind::Ref; };
        bool isJoined = known->kind == NodeKind::Prim && known->op == core::Op::Concat;
        return isSimple(known) || (isJoined && std::all_of(known->args.begin(), known->args.end(), isSimple));
    }

    /// Adds what `node` gives, where the guard holds.
    void add(std::pair<std::string, bool> text, NodeRef node, NodeRef guard, const ImageUser& user) {
        if (!view_.possible(guard))
            return;
        std::set<std::string> paths;
        addValuePaths(program_, node, paths);
        Image image;
        std::tie(image.reference, image.isWhole) = std::move(text);
        for (const std::string& path : paths)
            image.values.push_back(chart_.place + path);
        auto same = std::find_if(found_.begin(), found_.end(), [&](const Found& other) {
            return other.image.reference == image.reference && other.image.values == image.values;
        });
        if (same == found_.end()) {
            std::string value = commonPlace(paths);
            image.value = value.empty() ? "" : chart_.place + value;
            image.isAppVersion =
                image.isWhole && readsAppVersion(node) && image.reference.ends_with(":" + program_.chart.appVersion);
            image.place = placeOf(value, image.reference);
            found_.push_back({std::move(image), chart_.nodes->boolean(false)});
            same = std::prev(found_.end());
        }
        same->guard = guards_.either(same->guard, guard);
        std::vector<ImageUser>& users = same->image.users;
        if (std::find(users.begin(), users.end(), user) == users.end())
            users.push_back(user);
    }

    bool readsAppVersion(NodeRef node) {
        bool reads = node->kind == NodeKind::Ref && node->base == ir::RefBase::Input &&
                     node->input == core::Input::ChartAppVersion;
        for (size_t i = 0; i < node->args.size() && !reads; ++i)
            reads = readsAppVersion(node->args[i]);
        for (size_t i = 0; i < node->entries.size() && !reads; ++i)
            reads = readsAppVersion(node->entries[i].value);
        return reads;
    }

    /// Where the author declares the value, else where the image is said.
    source::Span placeOf(const std::string& value, const std::string& reference) {
        source::Span declared = value.empty() ? source::Span() : defaultAt(program_, value);
        if (declared.valid())
            return declared;
        return ir::locate(program_, *document_, path_, reference);
    }

    void finish(Found& found) {
        Image image = std::move(found.image);
        NodeRef simple = guards_.simplify(found.guard, view_.yes());
        image.condition = chart_.under(graph::conditionText(program_, simple, names_.manner()));
        images_.push_back(std::move(image));
    }

    const LateChart& chart_;
    const core::Program& program_;
    std::vector<Image>& images_;
    judge::View view_;
    eval::Guards guards_;
    ResourceNames names_;
    Holders holders_;
    const Document* document_ = nullptr;
    std::string resource_;
    core::Path path_;
    std::vector<Found> found_;
};

} // namespace

void addImages(const LateChart& chart, std::vector<Image>& images) { Collector(chart, images).run(); }

std::string mainImage(const std::vector<Image>& images) {
    std::set<std::string> repositories;
    for (const Image& image : images)
        if (image.isAppVersion)
            repositories.insert(text::parseImage(image.reference).repository);
    return repositories.size() == 1 ? *repositories.begin() : "";
}

} // namespace stackc::inspect
