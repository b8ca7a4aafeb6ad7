#include "verify/shrink.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

namespace stackc::verify {

namespace {

using Pointer = Json::json_pointer;

/// All places below, outer ones first.
std::vector<Pointer> placesOf(const Json& json) {
    std::vector<Pointer> places{Pointer()};
    for (size_t next = 0; next < places.size(); ++next) {
        const Pointer at = places[next];
        const Json& value = json[at];
        if (value.is_object())
            for (const auto& [key, member] : value.items())
                places.push_back(at / key);
        for (size_t i = 0; value.is_array() && i < value.size(); ++i)
            places.push_back(at / i);
    }
    places.erase(places.begin());
    return places;
}

/// Without what stands there.
Json without(Json json, const Pointer& place) {
    Json& parent = json[place.parent_pointer()];
    if (parent.is_array())
        parent.erase(std::stoul(place.back()));
    else
        parent.erase(place.back());
    return json;
}

/// The texts and numbers that could stand there instead, the plainest first.
std::vector<Json> plainer(const Json& value) {
    if (value.is_string() && value != "" && value != "a")
        return {"", "a"};
    if (value.is_number() && value != 0 && value != 1)
        return {0, 1};
    return {};
}

class Shrink {
public:
    Shrink(Set set, const std::function<bool(const Set&)>& isWrong, size_t tries)
        : set_(std::move(set)), isWrong_(isWrong), left_(tries) {}

    Set run() {
        release();
        while (values()) {
        }
        return std::move(set_);
    }

private:
    bool becomes(Set smaller) {
        if (left_ == 0)
            return false;
        --left_;
        bool isSmaller = isWrong_(smaller);
        if (isSmaller)
            set_ = std::move(smaller);
        return isSmaller;
    }

    /// What is no value.
    void release() {
        auto plain = [this](auto change) {
            Set smaller = set_;
            change(smaller);
            becomes(std::move(smaller));
        };
        if (set_.environment != nullptr)
            plain([](Set& set) { set.environment = nullptr; });
        if (!set_.release.empty() || !set_.ns.empty())
            plain([](Set& set) { set.release = set.ns = ""; });
        if (!set_.kubeVersion.empty())
            plain([](Set& set) { set.kubeVersion = ""; });
        for (size_t i = set_.apis.size(); i-- > 0;)
            plain([i](Set& set) { set.apis.erase(set.apis.begin() + static_cast<std::ptrdiff_t>(i)); });
    }

    /// True if something became smaller.
    bool values() {
        const std::vector<Pointer> places = placesOf(set_.values);
        for (const Pointer& place : places) {
            Set smaller = set_;
            smaller.values = without(*smaller.values, place);
            if (becomes(std::move(smaller)))
                return true;
        }
        for (const Pointer& place : places)
            for (const Json& value : plainer((*set_.values)[place])) {
                Set smaller = set_;
                Json plain = *smaller.values;
                plain[place] = value;
                smaller.values = std::move(plain);
                if (becomes(std::move(smaller)))
                    return true;
            }
        return false;
    }

    Set set_;
    const std::function<bool(const Set&)>& isWrong_;
    size_t left_;
};

} // namespace

Set shrunk(Set set, const std::function<bool(const Set&)>& isWrong, size_t tries) {
    return Shrink(std::move(set), isWrong, tries).run();
}

} // namespace stackc::verify
