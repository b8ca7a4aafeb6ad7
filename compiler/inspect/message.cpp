#include "inspect/message.h"

#include "text/characters.h"

#include <algorithm>
#include <re2/re2.h>

namespace stackc::inspect {

namespace {

using re2::RE2;

// `spec.ports[0].name`, `metadata.annotations[example.org/a]`
constexpr const char* fieldForm = R"re([a-z][A-Za-z0-9]*(?:\.[A-Za-z0-9_/-]+|\[[^\]]*\])*)re";

template <typename List, typename Item> void addOnce(List& list, Item item, bool isThere) {
    if (!isThere)
        list.push_back(std::move(item));
}

class Reader {
public:
    explicit Reader(std::string_view text) : text_(text) {}

    Message run() {
        templates();
        checks();
        values();
        refusedFields();
        unknownFields();
        if (message_.fields.empty())
            resources();
        return std::move(message_);
    }

private:
    /// Templates that stand one behind the other include each other, down from one that is no helper.
    void templates() {
        static const RE2 line(R"(([A-Za-z0-9_./-]+/templates/[A-Za-z0-9_./-]+\.(?:yaml|yml|tpl|txt))(?::(\d+))?)");
        re2::StringPiece rest(text_.data(), text_.size());
        std::string file, number;
        while (RE2::FindAndConsume(&rest, line, &file, &number)) {
            bool isHelper = file.ends_with(".tpl");
            if (!isHelper || message_.lines.empty())
                message_.lines.emplace_back();
            std::vector<TemplateLine>& chain = message_.lines.back();
            size_t at = number.empty() ? 0 : std::stoul(number.substr(0, 9));
            bool isSaid = !chain.empty() && chain.back().file == file && chain.back().line == at;
            if (number.empty() && message_.lines.size() > 1 && chain.empty()) // the name of what is executed
                message_.lines.pop_back();
            else
                addOnce(chain, TemplateLine{file, at}, isSaid || (number.empty() && !chain.empty()));
        }
    }

    void checks() {
        // Older Helms name the function that refuses.
        static const RE2 said(R"((?:execution error at \([^)]*\)|error calling fail): ([^\n]*))");
        re2::StringPiece rest(text_.data(), text_.size());
        std::string refused;
        while (RE2::FindAndConsume(&rest, said, &refused))
            message_.refused.push_back(refused);
    }

    /// Below the name of each chart, `shop:`, stands what its schema refuses.
    void values() {
        static const RE2 line(R"((?m)^(?:([A-Za-z0-9_.-]+):[ \r]*|\s*- (?:at '/([^'\n]*)'|([A-Za-z0-9_.-]+)): .*)$)");
        if (text_.find("schema") == std::string_view::npos)
            return;
        re2::StringPiece rest(text_.data(), text_.size());
        std::string chart, name, pointer, dotted;
        while (RE2::FindAndConsume(&rest, line, &name, &pointer, &dotted)) {
            if (!name.empty()) {
                chart = name;
                continue;
            }
            std::string place = pointer.empty() ? dotted : pointer;
            std::replace(place.begin(), place.end(), '/', '.');
            RE2::GlobalReplace(&place, R"(\.(\d+)(\.|$))", R"([\1]\2)");
            NamedValue value{chart, std::move(place)};
            addOnce(message_.values, value, std::ranges::find(message_.values, value) != message_.values.end());
        }
    }

    void add(NamedField field) {
        bool isThere = std::any_of(message_.fields.begin(), message_.fields.end(), [&](const NamedField& other) {
            return other.kind == field.kind && other.name == field.name && other.field == field.field;
        });
        addOnce(message_.fields, std::move(field), isThere);
    }

    /// `Deployment.apps "shop" is invalid: [spec.replicas: Invalid value: …, spec.…]`
    void refusedFields() {
        static const RE2 resource(R"re(([A-Z][A-Za-z0-9]*)(?:\.[a-z0-9.-]+)? "([^"]+)" is invalid: ([^\n]*))re");
        static const RE2 field("(?:^|\\[|, )(" + std::string(fieldForm) +
                               "): (?:Invalid|Required|Unsupported|Duplicate|Not found|Forbidden|Too|Internal)");
        re2::StringPiece rest(text_.data(), text_.size());
        std::string kind, name, said;
        while (RE2::FindAndConsume(&rest, resource, &kind, &name, &said)) {
            re2::StringPiece fields = said;
            std::string path;
            bool isAny = false;
            while (RE2::FindAndConsume(&fields, field, &path)) {
                add({kind, name, path});
                isAny = true;
            }
            if (!isAny)
                add({kind, name, ""});
        }
    }

    /// `ValidationError(Deployment.spec): unknown field "replica" in …`, and `Deployment in version "v1" cannot be
    /// handled as a Deployment: strict decoding error: unknown field "spec.replica"`.
    void unknownFields() {
        static const RE2 old(
            R"re(ValidationError\(([A-Z][A-Za-z0-9]*)\.?([^)]*)\): (?:(?:unknown|missing required) field "([^"]+)")?)re");
        static const RE2 handled(R"(cannot be handled as an? ([A-Z][A-Za-z0-9]*): ([^\n]*))");
        static const RE2 unknown(R"re(unknown field "([^"]+)")re");
        re2::StringPiece rest(text_.data(), text_.size());
        std::string kind, path, field;
        while (RE2::FindAndConsume(&rest, old, &kind, &path, &field))
            add({kind, "", path + (path.empty() || field.empty() ? "" : ".") + field});
        rest = re2::StringPiece(text_.data(), text_.size());
        while (RE2::FindAndConsume(&rest, handled, &kind, &path)) {
            re2::StringPiece fields = path;
            if (!RE2::PartialMatch(path, unknown))
                add({kind, "", ""});
            while (RE2::FindAndConsume(&fields, unknown, &field))
                add({kind, "", field});
        }
    }

    /// `deployments.apps "shop" is forbidden: …`, `Deployment "shop" in namespace …`
    void resources() {
        static const RE2 named(
            R"re(\b([A-Za-z][A-Za-z0-9]*)(?:\.[a-z0-9.-]+)? "([a-z0-9][a-z0-9.-]*)" (?:is forbidden|in namespace|already exists|not found|was not valid))re");
        re2::StringPiece rest(text_.data(), text_.size());
        std::string kind, name;
        while (RE2::FindAndConsume(&rest, named, &kind, &name))
            add({kind, name, ""});
    }

    std::string_view text_;
    Message message_;
};

} // namespace

Message parseMessage(std::string_view text) { return Reader(text).run(); }

bool isCalled(const std::string& kind, const std::string& name) {
    std::string one = text::lowerCase(kind), other = text::lowerCase(name);
    auto plural = [&one](const char* ending, size_t cut) { return one.substr(0, one.size() - cut) + ending; };
    return other == one || other == plural("s", 0) || other == plural("es", 0) || other == plural("ies", 1);
}

} // namespace stackc::inspect
