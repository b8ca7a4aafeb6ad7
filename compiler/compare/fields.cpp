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
        if (std::ranges::any_of(changes_, [](const FieldChange& one) { return one.effect == Effect::Replaced; }))
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

    /// What is the same for the API server is not refused.
    void takeEqual() {
        const Json before = asServerSeesIt(group_, kind_, before_), after = asServerSeesIt(group_, kind_, after_);
        Fields seen(before, after, library_, secrets_);
        seen.compare(&before, &after, root_);
        for (size_t i = 0; i < changes_.size(); ++i) {
            auto meets = [&](const Steps& other) { return isWithin(other, places_[i]) || isWithin(places_[i], other); };
            bool isSame = std::ranges::none_of(seen.places_, meets) && !isUnset(changes_[i]);
            if (isSame && changes_[i].effect == Effect::Replaced)
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
        if (type && library_.shape(*type) == kube::Shape::List) {
            kube::Type list = library_.type(*type);
            element = list.element;
            keys = list.mapKeys;
            if (keys.empty() && !list.mergeKey.empty())
                keys.push_back(list.mergeKey);
        }
        auto isRecord = [](const Json& item) { return item.is_object(); };
        bool areRecords =
            std::all_of(before.begin(), before.end(), isRecord) && std::all_of(after.begin(), after.end(), isRecord);
        if (!areRecords || before.empty() || after.empty()) {
            if (before != after)
                report(&before, &after);
            return;
        }
        std::vector<std::string> old = keysOf(before, keys), fresh = keysOf(after, keys);
        if (old.empty() || fresh.empty())
            return compareInOrder(before, after, element);
        for (size_t i = 0; i < old.size(); ++i) {
            size_t place = std::find(fresh.begin(), fresh.end(), old[i]) - fresh.begin();
            compareAt(old[i], "[" + old[i] + "]", &before[i], place < fresh.size() ? &after[place] : nullptr, element);
        }
        for (size_t i = 0; i < fresh.size(); ++i)
            if (std::find(old.begin(), old.end(), fresh[i]) == old.end())
                compareAt(fresh[i], "[" + fresh[i] + "]", nullptr, &after[i], element);
    }

    void compareInOrder(const Json& before, const Json& after, Type element) {
        for (size_t i = 0; i < std::max(before.size(), after.size()); ++i)
            compareAt(std::to_string(i), fmt::format("[{}]", i), i < before.size() ? &before[i] : nullptr,
                      i < after.size() ? &after[i] : nullptr, element);
    }

    /// What tells the elements apart; empty where nothing does.
    static std::vector<std::string> keysOf(const Json& list, const std::vector<std::string_view>& keys) {
        std::vector<std::string> result;
        std::set<std::string> seen;
        for (const Json& item : list) {
            std::string text;
            for (std::string_view key : keys)
                if (auto found = item.find(key); found != item.end())
                    text +=
                        (text.empty() ? "" : "/") + (found->is_string() ? found->get<std::string>() : textOf(*found));
            if (text.empty() || !seen.insert(text).second)
                return {};
            result.push_back(std::move(text));
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
