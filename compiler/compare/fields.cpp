#include "compare/fields.h"

#include "compare/effect.h"
#include "compare/server_defaults.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <set>

namespace stackc::compare {

namespace {

using Json = nlohmann::ordered_json;

std::string textOf(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Is a name of a map's entry to be written in brackets?
bool needsBrackets(const std::string& name) { return name.empty() || name.find_first_of(".[]/ ") != std::string::npos; }

/// The elements as text, in an order of their own.
std::vector<std::string> sorted(const Json& list) {
    std::vector<std::string> texts;
    for (const Json& element : list)
        texts.push_back(textOf(element));
    std::ranges::sort(texts);
    return texts;
}

class Fields {
public:
    Fields(const Json& before, const Json& after, const kube::Library& library, const SecretFields& secrets)
        : before_(before), after_(after), library_(library), secrets_(secrets),
          apiVersion_(after.value("apiVersion", "")), group_(kube::groupOf(apiVersion_)),
          kind_(after.value("kind", "")) {}

    std::vector<FieldChange> run() {
        std::optional<kube::Kind> kind = library_.findKind(apiVersion_, kind_);
        root_ = kind ? std::optional(kind->root) : std::nullopt;
        compare(&before_, &after_, root_);
        if (std::ranges::any_of(changes_, [](const FieldChange& one) { return one.effect != Effect::InPlace; }))
            takeEqual();
        return std::move(changes_);
    }

private:
    using Type = std::optional<kube::TypeId>;

    /// What is at the place where we are; null where nothing is.
    void compare(const Json* before, const Json* after, Type type) {
        bool areBoth = before != nullptr && after != nullptr;
        if (areBoth && before->is_object() && after->is_object())
            return compareMaps(*before, *after, type);
        if (areBoth && before->is_array() && after->is_array())
            return compareLists(*before, *after, type);
        if (areBoth && *before == *after)
            return;
        report(before, after);
    }

    /// What is the same for the API server changes nothing.
    void takeEqual() {
        const Json before = asServerSeesIt(group_, kind_, before_), after = asServerSeesIt(group_, kind_, after_);
        Fields seen(before, after, library_, secrets_);
        seen.compare(&before, &after, root_);
        for (size_t i = 0; i < changes_.size(); ++i) {
            auto meets = [&](const Steps& other) { return isWithin(other, places_[i]) || isWithin(places_[i], other); };
            bool isSame = std::ranges::none_of(seen.places_, meets) && !isUnset(changes_[i]);
            if (isSame)
                changes_[i].effect = Effect::InPlace;
        }
    }

    /// Does the first path begin with the second?
    static bool isWithin(const Steps& steps, const Steps& outer) {
        return steps.size() >= outer.size() && std::equal(outer.begin(), outer.end(), steps.begin());
    }

    /// The completions of a Job are 1 by default only where nothing says how many pods run at once, and what the
    /// cluster has says so.
    bool isUnset(const FieldChange& change) const {
        return kind_ == "Job" && change.path == "spec.completions" && !change.after;
    }

    void report(const Json* before, const Json* after) {
        places_.push_back(steps_);
        FieldChange change;
        change.path = path_;
        change.effect = effectOf(group_, kind_, steps_, before_, after_);
        change.isSecret = holdsSecret(secrets_, {group_, kind_}, steps_);
        if (before != nullptr)
            change.before = textOf(*before);
        if (after != nullptr)
            change.after = textOf(*after);
        changes_.push_back(std::move(change));
    }

    /// What stands at a step from here on.
    void compareAt(const std::string& step, const std::string& shown, const Json* before, const Json* after,
                   Type type) {
        size_t length = path_.size();
        path_ += shown;
        steps_.push_back(step);
        compare(before, after, type);
        steps_.pop_back();
        path_.resize(length);
    }

    Type fieldType(Type record, const std::string& name) const {
        if (!record)
            return std::nullopt;
        kube::Type type = library_.type(*record);
        if (type.shape == kube::Shape::Map)
            return type.element;
        std::optional<kube::Field> field = type.fields.find(name);
        return field ? std::optional(field->type) : std::nullopt;
    }

    void compareMaps(const Json& before, const Json& after, Type type) {
        auto at = [](const Json& map, const std::string& key) {
            auto found = map.find(key);
            return found != map.end() ? &*found : nullptr;
        };
        auto each = [&](const std::string& key) {
            std::string shown = needsBrackets(key) ? fmt::format("[{}]", key) : (path_.empty() ? "" : ".") + key;
            compareAt(key, shown, at(before, key), at(after, key), fieldType(type, key));
        };
        for (const auto& [key, value] : before.items())
            each(key);
        for (const auto& [key, value] : after.items())
            if (!before.contains(key))
                each(key);
    }

    void compareLists(const Json& before, const Json& after, Type type) {
        Type element;
        std::vector<std::string_view> keys;
        bool areDistinct = false;
        if (type && library_.shape(*type) == kube::Shape::List) {
            kube::Type list = library_.type(*type);
            element = list.element;
            keys = list.mapKeys;
            areDistinct = list.distinct;
            if (keys.empty() && !list.mergeKey.empty())
                keys.push_back(list.mergeKey);
        }
        if (areDistinct && sorted(before) == sorted(after))
            return;
        auto isRecord = [](const Json& item) { return item.is_object(); };
        bool areRecords =
            std::all_of(before.begin(), before.end(), isRecord) && std::all_of(after.begin(), after.end(), isRecord);
        if (!areRecords || before.empty() || after.empty()) {
            if (before != after)
                report(&before, &after);
            return;
        }
        Keys old = keysOf(before, keys), fresh = keysOf(after, keys);
        if (old.all.empty() || fresh.all.empty())
            return compareInOrder(before, after, element);
        for (size_t i = 0; i < old.all.size(); ++i) {
            size_t place = fresh.placeOf(old.all[i]);
            compareAt(old.all[i], "[" + old.shown[i] + "]", &before[i],
                      place < fresh.all.size() ? &after[place] : nullptr, element);
        }
        for (size_t i = 0; i < fresh.all.size(); ++i)
            if (old.placeOf(fresh.all[i]) == old.all.size())
                compareAt(fresh.all[i], "[" + fresh.shown[i] + "]", nullptr, &after[i], element);
        if (isOrdered() && commonOf(old, fresh) != commonOf(fresh, old)) {
            const Json was = old.shown, is = fresh.shown;
            report(&was, &is);
        }
    }

    /// What tells the elements of a list apart, and how that is shown.
    struct Keys {
        std::vector<std::string> all, shown;

        size_t placeOf(const std::string& key) const {
            return static_cast<size_t>(std::find(all.begin(), all.end(), key) - all.begin());
        }
    };

    static std::vector<std::string> commonOf(const Keys& keys, const Keys& others) {
        std::vector<std::string> common;
        for (const std::string& key : keys.all)
            if (others.placeOf(key) < others.all.size())
                common.push_back(key);
        return common;
    }

    /// Does the order of the elements count here? Containers that prepare a pod run one after the other, and `$(A)`
    /// reads variables that stand before it. What else is in another order in a template of pods makes another
    /// template.
    bool isOrdered() const {
        return steps_.back() == "initContainers" || steps_.back() == "env" ||
               effectOf(group_, kind_, steps_, before_, after_) != Effect::InPlace;
    }

    void compareInOrder(const Json& before, const Json& after, Type element) {
        for (size_t i = 0; i < std::max(before.size(), after.size()); ++i)
            compareAt(std::to_string(i), fmt::format("[{}]", i), i < before.size() ? &before[i] : nullptr,
                      i < after.size() ? &after[i] : nullptr, element);
    }

    /// Empty where nothing tells them apart. A port is one of TCP where it doesn't say.
    static Keys keysOf(const Json& list, const std::vector<std::string_view>& keys) {
        Keys result;
        std::set<std::string> seen;
        for (const Json& item : list) {
            std::string text, shown;
            auto add = [](std::string& to, const std::string& part) { to += (to.empty() ? "" : "/") + part; };
            for (std::string_view key : keys)
                if (auto found = item.find(key); found != item.end()) {
                    const std::string part = found->is_string() ? found->get<std::string>() : textOf(*found);
                    add(text, part);
                    add(shown, part);
                } else if (key == "protocol" && !text.empty()) {
                    add(text, "TCP");
                }
            if (text.empty() || !seen.insert(text).second)
                return {};
            result.all.push_back(std::move(text));
            result.shown.push_back(std::move(shown));
        }
        return result;
    }

    const Json& before_;
    const Json& after_;
    const kube::Library& library_;
    const SecretFields& secrets_;
    const std::string apiVersion_;
    const std::string_view group_;
    const std::string kind_;
    std::string path_;
    Steps steps_;
    Type root_;
    std::vector<FieldChange> changes_;
    std::vector<Steps> places_; ///< of the changes
};

} // namespace

std::vector<FieldChange> changedFields(const Json& before, const Json& after, const kube::Library& library,
                                       const SecretFields& secrets) {
    return Fields(before, after, library, secrets).run();
}

} // namespace stackc::compare
