#include "inspect/images.h"

#include "core/declared.h"
#include "eval/guards.h"
#include "eval/specialize.h"
#include "inspect/default_elements.h"
#include "inspect/default_place.h"
#include "inspect/resource_names.h"
#include "inspect/value_path.h"
#include "ir/locate.h"
#include "judge/view.h"
#include "text/image_name.h"
#include "text/json_lookup.h"
#include "values/context.h"
#include "values/renamed.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace stackc::inspect {

using ir::Document;
using ir::NodeKind;
using ir::NodeRef;
using Json = nlohmann::ordered_json;

namespace {

bool areContainers(std::string_view key) {
    return key == "containers" || key == "initContainers" || key == "ephemeralContainers";
}

/// Where in an object of that type of Kubernetes its containers stand, `template.spec`; nothing for those without.
std::optional<std::string> wayToContainers(const kube::Library& library, kube::TypeId type, size_t depth = 0) {
    constexpr size_t deepest = 6;
    if (depth > deepest || library.shape(type) != kube::Shape::Object)
        return std::nullopt;
    const auto& fields = library.type(type).fields;
    if (fields.find("containers"))
        return "";
    for (const char* key : {"spec", "template", "jobTemplate"})
        if (auto field = fields.find(key))
            if (auto way = wayToContainers(library, field->type, depth + 1))
                return values::joinPath("", key) + (way->empty() ? "" : "." + *way);
    return std::nullopt;
}

/// The same of a place of the values.
std::optional<std::string> wayToContainers(const core::Program& program, NodeRef place) {
    if (!valuePath(place))
        return std::nullopt;
    const core::Type* type = &program.types[ir::unshared(place)->type];
    if (type->kind == core::TypeKind::Optional)
        type = &program.types[type->element];
    return type->kind == core::TypeKind::Native ? wayToContainers(program.types.natives(), type->native) : std::nullopt;
}

/// Finds out which nodes hold containers, each once: nothing else is walked.
class Holders {
public:
    explicit Holders(const core::Program& program) : program_(program) {}

    bool holds(NodeRef node) {
        if (node == nullptr)
            return false;
        if (node->kind == NodeKind::Ref)
            return wayToContainers(program_, node).has_value();
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

    const core::Program& program_;
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

constexpr size_t mostAlternatives = 64; ///< of one image that are told; docs/images.md names it

class Collector {
public:
    Collector(const LateChart& chart, std::vector<Image>& images)
        : chart_(chart), program_(*chart.package->program), images_(images), view_(program_, *chart.nodes),
          guards_(program_, *chart.nodes), names_(chart), holders_(program_) {}

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
            if (auto way = wayToContainers(program_, form.value))
                pods(form.value, *way, inner);
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

    /// Pods that the values bring along as they are; `way` leads to what their containers stand in.
    void pods(NodeRef place, const std::string& way, NodeRef guard) {
        const std::string inner = way.empty() ? "" : "." + way;
        for (const char* key : {"containers", "initContainers", "ephemeralContainers"})
            containers(place, inner + "." + key, guard, key == std::string_view("containers"));
    }

    /// Containers that the values bring along as they are.
    void given(NodeRef list, NodeRef guard) {
        if (valuePath(list))
            return containers(list, "", guard, true);
        for (const ir::Entry& entry : list->entries)
            if (entry.kind == ir::EntryKind::Spread && list->kind == NodeKind::List)
                given(ir::unshared(entry.value), view_.both(guard, entry.guard));
    }

    /// Those of the defaults below a place, and, with `others`, that there may be more.
    void containers(NodeRef place, const std::string& inner, NodeRef guard, bool others) {
        const Json* known = chart_.defaults != nullptr
                                ? values::given(*chart_.defaults, core::splitPath(*valuePath(place) + inner))
                                : nullptr;
        addKnown(known, place, guard, resource_, nullptr);
        for (const DefaultElement& one : defaultElements(program_, *chart_.nodes, chart_.defaults, place)) {
            ResourceNames names(chart_, one.bound);
            const Json* around = names.given().jsonAt(place);
            if (around != nullptr && !inner.empty())
                around = values::given(*around, core::splitPath(inner.substr(1)));
            addKnown(around, place, ofElement(names, guard), names.of(*document_), &one);
        }
        if (others)
            add({"{" + graph::placeText(place, names_.manner()) + inner + "[].image}", false}, place, guard,
                {resource_, "", document_->testOnly});
    }

    /// A list of containers of the defaults, if that is what it is.
    void addKnown(const Json* list, NodeRef place, NodeRef guard, const std::string& resource,
                  const DefaultElement* element) {
        for (const Json& container : list != nullptr && list->is_array() ? *list : Json::array())
            if (std::string image = text::textAt(container, {"image"}); !image.empty())
                add({image, true}, place, guard, {resource, text::textAt(container, {"name"}), document_->testOnly},
                    element);
    }

    /// A condition for the elements that are known to these names.
    NodeRef ofElement(ResourceNames& names, NodeRef guard) {
        eval::Specializer known(program_, *chart_.nodes, [&names](NodeRef node) {
            return node->around.empty() ? nullptr : names.given().of(node);
        });
        return known.of(guard);
    }

    template <typename Key, typename Inside> void step(Key key, const Inside& inside) {
        path_.emplace_back(std::move(key));
        inside();
        path_.pop_back();
    }

    void container(NodeRef value, NodeRef guard) {
        judge::Parts fields = view_.fields(value);
        NodeRef name = fields.get("name");
        containerName_ = name;
        ImageUser user{resource_, name != nullptr ? names_.text(name) : "", document_->testOnly};
        for (const judge::Part& field : fields.known)
            if (field.key == "image")
                step(std::string("image"), [&] {
                    for (const judge::Part& form : view_.forms(field.value).known)
                        note(form.value, view_.both(view_.both(guard, field.guard), form.guard), user);
                });
    }

    /// What is chosen in a part of the text by what the text itself doesn't hold, `if values.slim then "slim" else
    /// "fat"`, makes as many images, up to `mostAlternatives`.
    void note(NodeRef node, NodeRef guard, const ImageUser& user) {
        std::vector<judge::Part> whole;
        if (!addAlternatives(node, guard, whole))
            return add({openText(node), false}, node, guard, user);
        for (const judge::Part& one : whole)
            noteOne(one.value, one.guard, user);
    }

    /// False where they are too many.
    bool addAlternatives(NodeRef node, NodeRef guard, std::vector<judge::Part>& whole) {
        if (!view_.possible(guard))
            return true;
        NodeRef choice = openChoice(node, heldBy(node));
        if (choice == nullptr) {
            whole.push_back({guard, node, {}, false});
            return whole.size() <= mostAlternatives;
        }
        NodeRef rest = guard;
        for (const ir::Entry& arm : choice->entries) {
            if (!addAlternatives(with(node, choice, arm.value), view_.both(rest, arm.guard), whole))
                return false;
            rest = view_.butNot(rest, arm.guard);
        }
        return true;
    }

    /// The text with braces for what is chosen in it.
    std::string openText(NodeRef node) {
        const std::string chosen = "{…}";
        const std::set<std::string> held = heldBy(node);
        node = ir::unshared(node);
        bool isJoined = node->kind == NodeKind::Prim && node->op == core::Op::Concat;
        std::string text;
        for (NodeRef part : isJoined ? node->args : std::vector{node}) {
            bool isOpen = openChoice(part, held) != nullptr;
            if (!isOpen)
                text += graph::nameText(names_.known(part), names_.manner());
            else if (!text.ends_with(chosen))
                text += chosen;
        }
        return text;
    }

    /// The places that the text holds, whatever it depends on beside.
    std::set<std::string> heldBy(NodeRef node) {
        std::set<std::string> places;
        std::unordered_set<NodeRef> seen;
        addHeld(node, places, seen);
        return places;
    }

    void addHeld(NodeRef node, std::set<std::string>& places, std::unordered_set<NodeRef>& seen) {
        node = ir::unshared(node);
        if (!seen.insert(node).second)
            return;
        if (node->kind == NodeKind::Ref || node->kind == NodeKind::Default)
            addValuePaths(program_, node, places);
        else if (node->kind == NodeKind::Prim)
            for (NodeRef arg : node->args)
                addHeld(arg, places, seen);
        else if (node->kind == NodeKind::Choice)
            for (const ir::Entry& arm : node->entries)
                addHeld(arm.value, places, seen);
    }

    /// The first choice in a text that decides by none of the places; null if there is none.
    NodeRef openChoice(NodeRef node, const std::set<std::string>& places) {
        node = ir::unshared(node);
        if (node->kind == NodeKind::Choice) {
            std::set<std::string> read;
            for (const ir::Entry& arm : node->entries)
                addValuePaths(program_, arm.guard, read);
            bool isOther = !read.empty() && std::none_of(read.begin(), read.end(), [&](const std::string& path) {
                return std::any_of(places.begin(), places.end(), [&](const std::string& place) {
                    return leadsInto(path, place) || leadsInto(place, path);
                });
            });
            return isOther ? node : nullptr;
        }
        if (node->kind == NodeKind::Prim && node->op == core::Op::Concat)
            for (NodeRef arg : node->args)
                if (NodeRef found = openChoice(arg, places))
                    return found;
        return nullptr;
    }

    /// The text with another part in the place of one.
    NodeRef with(NodeRef node, NodeRef part, NodeRef other) {
        node = ir::unshared(node);
        if (node == part)
            return other;
        if (node->kind != NodeKind::Prim || node->op != core::Op::Concat)
            return node;
        std::vector<NodeRef> args;
        for (NodeRef arg : node->args)
            args.push_back(with(arg, part, other));
        std::string text;
        for (NodeRef arg : args)
            text += arg->kind == NodeKind::String ? arg->text : "";
        bool isKnown = std::all_of(args.begin(), args.end(), [](NodeRef arg) { return arg->kind == NodeKind::String; });
        return isKnown ? chart_.nodes->string(text) : chart_.nodes->prim(core::Op::Concat, std::move(args));
    }

    void noteOne(NodeRef node, NodeRef guard, const ImageUser& user) {
        NodeRef known = names_.known(node);
        bool isWhole = known->kind == NodeKind::String;
        std::set<std::string> paths;
        addValuePaths(program_, node, paths);
        std::string value = commonPlace(paths);
        std::string text = isWhole || value.empty() || isShort(known)
                               ? graph::nameText(known, names_.manner())
                               : fmt::format("{{{}.{}}}", names_.manner().values, value);
        add({std::move(text), isWhole}, node, guard, user);
        addDefaults(node, guard, known);
    }

    /// What elements of the defaults make of an image that elements say, where that is not what any element does.
    void addDefaults(NodeRef node, NodeRef guard, NodeRef any) {
        for (const DefaultElement& one : defaultElements(program_, *chart_.nodes, chart_.defaults, node)) {
            ResourceNames names(chart_, one.bound);
            NodeRef known = names.known(node);
            if (known->kind == NodeKind::String && known != any)
                add({known->text, true}, node, ofElement(names, guard),
                    {names.of(*document_), containerName_ != nullptr ? names.text(containerName_) : "",
                     document_->testOnly},
                    &one);
        }
    }

    /// Is it easily read with its late parts in braces?
    static bool isShort(NodeRef known) {
        auto isSimple = [](NodeRef part) { return part->isConst() || part->kind == NodeKind::Ref; };
        bool isJoined = known->kind == NodeKind::Prim && known->op == core::Op::Concat;
        return isSimple(known) || (isJoined && std::all_of(known->args.begin(), known->args.end(), isSimple));
    }

    /// Adds what `node` gives, where the guard holds; of one element of the defaults, if it is given.
    void add(std::pair<std::string, bool> text, NodeRef node, NodeRef guard, const ImageUser& user,
             const DefaultElement* element = nullptr) {
        if (!view_.possible(guard))
            return;
        std::set<std::string> read, paths;
        addValuePaths(program_, node, read);
        for (const std::string& path : read)
            paths.insert(element != nullptr ? element->concrete(path) : path);
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
    NodeRef containerName_ = nullptr; ///< null: it has none
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
