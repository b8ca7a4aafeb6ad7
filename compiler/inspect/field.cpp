#include "inspect/field.h"

#include "eval/guards.h"
#include "inspect/field_path.h"
#include "inspect/late_name.h"
#include "inspect/resource_names.h"
#include "inspect/value_path.h"
#include "ir/locate.h"
#include "judge/view.h"
#include "text/characters.h"
#include "values/encode.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

namespace stackc::inspect {

using ir::Document;
using ir::NodeKind;
using ir::NodeRef;

namespace {

/// What stands in a record or list under a late key, or is spread into it.
struct LatePart {
    NodeRef guard;
    NodeRef key; ///< null: it is spread
    NodeRef value;
};

class Finder {
public:
    Finder(const LateChart& chart, std::vector<Field>& fields, NoField& missed)
        : chart_(chart), program_(*chart.package->program), fields_(fields), missed_(missed),
          view_(program_, *chart.nodes), guards_(program_, *chart.nodes), names_(chart) {}

    void run(const std::string& query) {
        bool isNamed = false;
        for (const Document& document : chart_.package->documents)
            if (auto rest = restOf(query, document)) {
                isNamed = true;
                look(document, *rest);
            }
        size_t slash = query.find('/');
        if (!isNamed && slash != std::string::npos)
            late(text::lowerCase(query.substr(0, slash)), std::string_view(query).substr(slash + 1));
    }

    void look(const Document& document, std::string_view rest, std::string name = "") {
        if (missed_.resource.empty())
            missed_ = {names_.of(document), "", {}};
        field_ = {names_.of(document), &document, std::move(name), "", "", {}, true};
        path_.clear();
        way_.clear();
        follow(document.object, rest, view_.guardOf(document));
        if (!field_.forms.empty())
            fields_.push_back(std::move(field_));
    }

private:
    /// What of the query is behind the resource, if it is that one.
    std::optional<std::string_view> restOf(const std::string& query, const Document& document) {
        // Several charts may have one of a name.
        const std::string own = names_.of(document);
        if (missed_.resource.empty() && std::ranges::find(missed_.others, own) == missed_.others.end())
            missed_.others.push_back(own);
        size_t slash = query.find('/');
        if (slash == std::string::npos ||
            text::lowerCase(query.substr(0, slash)) != text::lowerCase(names_.kindOf(document)))
            return std::nullopt;
        std::string_view behind = std::string_view(query).substr(slash + 1);
        for (const std::string& name : {names_.nameOf(document), document.name})
            if (auto rest = behindKey(behind, name))
                return rest;
        return std::nullopt;
    }

    /// Looks into the resources whose names may be what a query begins with, those that are the likeliest.
    void late(const std::string& kind, std::string_view query) {
        std::vector<size_t> likenesses;
        for (const Document& document : chart_.package->documents) {
            size_t& like = likenesses.emplace_back(0);
            if (text::lowerCase(names_.kindOf(document)) == kind)
                for (size_t end : nameEnds(query))
                    like = std::max(like, likenessOf(document, query.substr(0, end)));
        }
        for (size_t index : likeliest(likenesses))
            lookBehindName(chart_.package->documents[index], query);
    }

    /// Names may have dots: the shortest is meant behind which something is.
    void lookBehindName(const Document& document, std::string_view query) {
        size_t known = fields_.size();
        for (size_t end : nameEnds(query))
            if (fields_.size() == known && likenessOf(document, query.substr(0, end)) > 0)
                look(document, query.substr(end), std::string(query.substr(0, end)));
    }

    size_t likenessOf(const Document& document, std::string_view name) {
        return likeness(names_.nameOf(document), name);
    }

    static std::vector<size_t> nameEnds(std::string_view query) {
        std::vector<size_t> ends;
        for (size_t end = query.find_first_of(".["); end != std::string_view::npos;
             end = query.find_first_of(".[", end + 1))
            ends.push_back(end);
        ends.push_back(query.size());
        return ends;
    }

    void follow(NodeRef node, std::string_view rest, NodeRef guard) {
        if (rest.empty())
            return leaf(node, guard);
        for (const judge::Part& form : view_.forms(node).known) {
            NodeRef inner = view_.both(guard, form.guard);
            if (valuePath(form.value))
                below(form.value, std::string(rest), rest, inner);
            else if (ir::unshared(form.value)->kind == NodeKind::List)
                element(form.value, rest, inner);
            else
                key(form.value, rest, inner);
        }
    }

    /// Keys may have dots: the longest that fits is meant.
    void key(NodeRef record, std::string_view rest, NodeRef guard) {
        judge::Parts fields = view_.fields(record);
        size_t longest = 0;
        for (const judge::Part& field : fields.known)
            if (behindKey(rest, field.key))
                longest = std::max(longest, field.key.size());
        if (longest == 0 && !lateKey(lateParts(record), rest, guard))
            miss(rest, fields);
        for (const judge::Part& field : fields.known)
            if (auto behind = behindKey(rest, field.key); behind && field.key.size() == longest)
                step(std::string(field.key), field, wordOf(rest, *behind), *behind, guard);
    }

    /// A key that loops make, or else one that is spread from the values; false if there is none.
    bool lateKey(const std::vector<LatePart>& parts, std::string_view rest, NodeRef guard) {
        bool isFound = false;
        for (size_t end : keyEnds(rest)) {
            for (const LatePart& part : parts)
                if (part.key != nullptr && likeness(names_.text(part.key), bareKey(rest.substr(0, end))) > 0) {
                    isFound = true;
                    step(names_.text(part.key), {part.guard, part.value, {}, true}, rest.substr(0, end),
                         rest.substr(end), guard);
                }
            if (isFound)
                return true;
        }
        for (const LatePart& part : parts)
            if (part.key == nullptr) {
                isFound = true;
                below(part.value, std::string(rest), rest, view_.both(guard, part.guard));
            }
        return isFound;
    }

    /// An index counts what may be there.
    void element(NodeRef list, std::string_view rest, NodeRef guard) {
        judge::Parts elements = view_.elements(list);
        bool isFound = false, areFixed = true;
        for (size_t i = 0; i < elements.known.size(); ++i) {
            const judge::Part& element = elements.known[i];
            const std::string* name = judge::textOf(view_.fields(element.value).get("name"));
            if (auto behind = behindElement(rest, i, name)) {
                isFound = true;
                bool isByName = !behindElement(rest, i, nullptr);
                // Where it is not there, the next one would be meant.
                bool isLast = i + 1 == elements.known.size() && lateParts(list).empty();
                field_.isFixed &= isByName || (areFixed && (isLast || (element.guard->isTrue() && !element.repeated)));
                const std::string around = std::exchange(element_, name != nullptr ? *name : "");
                step(i, element, wordOf(rest, *behind), *behind, guard);
                element_ = around;
            }
            areFixed &= element.guard->isTrue() && !element.repeated;
        }
        if (!isFound && !lateElement(list, elements, rest, guard))
            miss(rest, {});
    }

    /// An element that a loop names, or else one that is spread from the values; false if there is none.
    bool lateElement(NodeRef list, const judge::Parts& elements, std::string_view rest, NodeRef guard) {
        size_t end = std::min(rest.find(']') + 1, rest.size());
        if (!rest.starts_with('[') || end == 0)
            return false;
        bool isIndex = rest.substr(1, end - 2).find_first_not_of("0123456789") == std::string_view::npos;
        std::vector<size_t> likenesses;
        for (const judge::Part& element : elements.known) {
            NodeRef name = view_.fields(element.value).get("name");
            bool isLate = !isIndex && name != nullptr && judge::textOf(name) == nullptr;
            likenesses.push_back(isLate ? likeness(names_.text(name), rest.substr(1, end - 2)) : 0);
        }
        const std::vector<size_t> found = likeliest(likenesses);
        for (size_t index : found)
            step(index, elements.known[index], rest.substr(0, end), rest.substr(end), guard);
        bool isSpread = false;
        for (const LatePart& part : found.empty() ? lateParts(list) : std::vector<LatePart>()) {
            isSpread = true;
            field_.isFixed &= !isIndex;
            below(part.value, "[]" + std::string(rest.substr(end)), rest, view_.both(guard, part.guard));
        }
        return isSpread || !found.empty();
    }

    /// `word`: what the query says of the step.
    template <typename Key>
    void step(Key key, const judge::Part& part, std::string_view word, std::string_view rest, NodeRef guard) {
        path_.emplace_back(std::move(key));
        size_t before = way_.size();
        way_ += word;
        follow(part.value, rest, view_.both(guard, part.guard));
        way_.resize(before);
        path_.pop_back();
    }

    static std::string_view wordOf(std::string_view rest, std::string_view behind) {
        return rest.substr(0, rest.size() - behind.size());
    }

    /// Where a key that a way begins with may end: keys may have dots.
    static std::vector<size_t> keyEnds(std::string_view rest) {
        if (rest.starts_with('['))
            return {std::min(rest.find(']'), rest.size() - 1) + 1};
        std::vector<size_t> ends = nameEnds(rest.substr(1));
        for (size_t& end : ends)
            ++end;
        return ends;
    }

    /// The key of `.a`, `[a]` or `["a"]`.
    static std::string bareKey(std::string_view word) {
        word.remove_prefix(word.starts_with("[\"") ? 2 : 1);
        word.remove_suffix(word.ends_with("\"]") ? 2 : word.ends_with(']') ? 1 : 0);
        return std::string(word);
    }

    /// What of a record or list is no entry with a key that is known: what is made under a late key, and what is
    /// spread.
    std::vector<LatePart> lateParts(NodeRef node) {
        std::vector<LatePart> parts;
        addLate(ir::unshared(node)->entries, view_.yes(), parts);
        return parts;
    }

    void addLate(const std::vector<ir::Entry>& entries, NodeRef around, std::vector<LatePart>& parts) {
        for (const ir::Entry& entry : entries) {
            NodeRef guard = view_.both(around, entry.guard);
            if (entry.kind == ir::EntryKind::Each)
                addLate(entry.body, guard, parts);
            else if (entry.kind == ir::EntryKind::Spread)
                spreadLate(entry.value, guard, parts);
            else if (entry.keyNode != nullptr && entry.keyNode->kind != NodeKind::String)
                parts.push_back({guard, entry.keyNode, entry.value});
        }
    }

    void spreadLate(NodeRef node, NodeRef guard, std::vector<LatePart>& parts) {
        for (const judge::Part& form : view_.forms(node).known) {
            NodeRef value = ir::unshared(form.value), inner = view_.both(guard, form.guard);
            if (value->kind == NodeKind::Record || value->kind == NodeKind::List)
                addLate(value->entries, inner, parts);
            else
                parts.push_back({inner, nullptr, value});
        }
    }

    void miss(std::string_view rest, const judge::Parts& fields) {
        if (!missed_.part.empty())
            return;
        missed_.part = rest.starts_with('.') ? rest.substr(1) : rest;
        std::string at = core::show(path_);
        missed_.resource = field_.resource + (at.empty() ? "" : "." + at);
        for (const judge::Part& field : fields.known)
            missed_.others.emplace_back(field.key);
    }

    /// What stands in the values below a place: `inner` of it is what the query has as `rest`.
    void below(NodeRef place, std::string inner, std::string_view rest, NodeRef guard) {
        if (!view_.possible(guard))
            return;
        auto path = valuePath(place);
        std::string at = core::show(path_);
        field_.path = at + std::string(at.empty() && rest.starts_with('.') ? rest.substr(1) : rest);
        field_.way = way_ + std::string(rest);
        FieldForm found = formOf(guard);
        found.value = path ? "{" + graph::placeText(place, names_.manner()) + inner + "}" : "{…}";
        if (path)
            found.values.insert(chart_.place + anyElement(*path + inner));
        found.at = ir::locate(program_, *field_.document, path_, "", element_);
        field_.forms.push_back(std::move(found));
    }

    /// What is said of each form.
    FieldForm formOf(NodeRef guard) {
        FieldForm found;
        NodeRef simple = guards_.simplify(guard, view_.yes());
        found.condition = chart_.under(graph::conditionText(program_, simple, names_.manner()));
        addPlaces(simple, found.conditions);
        found.conditions.insert(chart_.switches.begin(), chart_.switches.end());
        return found;
    }

    void leaf(NodeRef node, NodeRef guard) {
        field_.path = core::show(path_);
        field_.way = way_;
        for (const judge::Part& form : view_.forms(node).known) {
            NodeRef whole = view_.both(guard, form.guard);
            if (!view_.possible(whole))
                continue;
            FieldForm found = formOf(whole);
            found.value = path_.empty() ? "" : shown(form.value);
            const std::string* text = judge::textOf(form.value);
            found.at = path_.empty()
                           ? ir::declarationOf(program_, *field_.document)
                           : ir::locate(program_, *field_.document, path_, text != nullptr ? *text : "", element_);
            if (!path_.empty())
                addPlaces(form.value, found.values);
            field_.forms.push_back(std::move(found));
        }
    }

    std::string shown(NodeRef node) const {
        node = ir::unshared(node);
        if (node->kind == NodeKind::Record)
            return node->entries.empty() ? "{}" : "{…}";
        if (node->kind == NodeKind::List)
            return node->entries.empty() ? "[]" : "[…]";
        return isScalar(node) ? values::plainJson(node).dump() : graph::nameText(node, names_.manner());
    }

    static bool isScalar(NodeRef node) {
        return node->isNone() || node->kind == NodeKind::Bool || node->kind == NodeKind::Int ||
               node->kind == NodeKind::Float || node->kind == NodeKind::String;
    }

    void addPlaces(NodeRef node, std::set<std::string>& places) const {
        std::set<std::string> own;
        addValuePaths(program_, node, own);
        for (const std::string& path : own)
            places.insert(chart_.place + path);
    }

    const LateChart& chart_;
    const core::Program& program_;
    std::vector<Field>& fields_;
    NoField& missed_;
    judge::View view_;
    eval::Guards guards_;
    ResourceNames names_;
    Field field_;
    core::Path path_;
    std::string way_;     ///< the same, as the query has it
    std::string element_; ///< what the innermost element on it is called
};

} // namespace

void addFields(const LateChart& chart, const std::string& query, std::vector<Field>& fields, NoField& missed) {
    Finder(chart, fields, missed).run(query);
}

NodeRef knownAt(NodeRef object, std::string_view rest) {
    object = ir::unshared(object);
    if (rest.empty())
        return object;
    for (size_t i = 0; i < object->entries.size(); ++i) {
        const ir::Entry& entry = object->entries[i];
        const std::string* key = ir::fixedKey(entry);
        bool isList = object->kind == NodeKind::List;
        NodeRef name = isList ? ir::valueAt(entry.value, {"name"}) : nullptr;
        auto behind = isList           ? behindElement(rest, i, judge::textOf(name))
                      : key != nullptr ? behindKey(rest, *key)
                                       : std::nullopt;
        if (NodeRef found = behind ? knownAt(entry.value, *behind) : nullptr)
            return found;
    }
    return nullptr;
}

} // namespace stackc::inspect
