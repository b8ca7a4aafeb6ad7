#include "emit/helm/helper_names.h"

#include "emit/helm/nodes.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <functional>
#include <vector>

namespace stackc::emit::helm {

using ir::RefBase;

namespace {

constexpr size_t mostNamed = 4; ///< places that a comment names

NodeRef givenOf(NodeRef place) { return place != nullptr && place->kind == NodeKind::Default ? place->args[0] : place; }

/// Is it a field of the values, of a loop's variable, or of one of them?
bool isField(NodeRef place) { return place->kind == NodeKind::Ref && place->base == RefBase::Field; }

bool isVariable(NodeRef place) {
    return place->kind == NodeKind::Ref && (place->base == RefBase::Element || place->base == RefBase::Key);
}

/// Letters, digits, `_` and `-` of a key; one `-` for what else stands between them.
std::string wordOf(const std::string& key) {
    std::string word;
    for (char c : key) {
        bool isOfWord = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
        if (isOfWord || (!word.empty() && word.back() != '-'))
            word += isOfWord ? c : '-';
    }
    if (word.ends_with('-'))
        word.pop_back();
    return word.empty() ? "entry" : word;
}

/// The keys that lead to a place, from the values or from a loop's variable.
std::vector<std::string> pathTo(NodeRef place) {
    std::vector<std::string> path;
    for (place = givenOf(place); place != nullptr && isField(place); place = givenOf(place->args[0]))
        path.insert(path.begin(), place->text);
    return path;
}

/// As a comment names a place.
std::string saidOf(const std::vector<std::string>& path) { return fmt::format("{}", fmt::join(path, ".")); }

/// The keys with which the ways to all of the places begin, as far as `path` has them.
std::vector<std::string> commonOf(std::vector<std::string> path, const std::vector<NodeRef>& places) {
    for (NodeRef place : places) {
        const std::vector<std::string> other = pathTo(place);
        path.erase(std::ranges::mismatch(path, other).in1, path.end());
    }
    return path;
}

/// The keys that lead to all of the places.
std::vector<std::string> ownerOf(const std::vector<NodeRef>& places) {
    std::vector<std::string> first = places.empty() ? std::vector<std::string>() : pathTo(places[0]);
    if (!first.empty())
        first.pop_back();
    return commonOf(std::move(first), places);
}

/// `redis-auth`
std::string dashed(const std::vector<std::string>& path) {
    std::string text;
    for (const std::string& key : path)
        text += (text.empty() ? "" : "-") + wordOf(key);
    return text;
}

std::string capital(std::string word) {
    if (!word.empty())
        word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
    return word;
}

std::string singular(const std::string& word) {
    auto ends = [&](std::string_view with) { return word.ends_with(with); };
    if (ends("ies") && word.size() > 4)
        return word.substr(0, word.size() - 3) + "y";
    bool isPlural = ends("s") && !ends("ss") && !ends("us") && !ends("is") && word.size() > 2;
    return isPlural ? word.substr(0, word.size() - 1) : word;
}

std::string plural(const std::string& word) {
    if (word.ends_with("s"))
        return word;
    bool isVowelBefore = word.size() > 1 && std::string_view("aeiou").find(word[word.size() - 2]) != std::string::npos;
    if (word.ends_with("y") && !isVowelBefore)
        return word.substr(0, word.size() - 1) + "ies";
    return word + "s";
}

/// What begins with the last capital letter: `Port` of `grpcPort`.
std::string lastWord(const std::string& word) {
    auto isCapital = [](unsigned char c) { return std::isupper(c) != 0; };
    auto last = std::find_if(word.rbegin(), word.rend(), isCapital);
    return capital(last == word.rend() ? word : std::string(last.base() - 1, word.end()));
}

/// `extraVolumeMount` and `mountPath` as `extraVolumeMountPath`.
std::string joined(const std::string& first, const std::string& second) {
    auto isCapital = [](unsigned char c) { return std::isupper(c) != 0; };
    auto end = std::find_if(second.begin(), second.end(), isCapital);
    bool isSaid = end != second.end() && lastWord(first) == capital(std::string(second.begin(), end));
    return first + (isSaid ? std::string(end, second.end()) : capital(second));
}

/// What is read, in order, each place once and as a whole.
class Places {
public:
    std::vector<NodeRef> found;
    std::vector<std::string> cases; ///< that variants are asked for

    void in(NodeRef node) {
        if (node == nullptr || node->isConst())
            return;
        NodeRef given = givenOf(node);
        if (isField(given) || isVariable(given)) {
            if (std::ranges::none_of(found, [&](NodeRef other) { return samePlace(other, given); }))
                found.push_back(given);
            return;
        }
        if (node->kind == NodeKind::TagIs && std::ranges::find(cases, node->text) == cases.end())
            cases.push_back(node->text);
        for (NodeRef arg : node->args)
            in(arg);
        for (const Entry& entry : node->entries)
            inEntry(entry);
    }

    void inEntry(const Entry& entry) {
        in(entry.guard);
        if (entry.loop != nullptr)
            in(entry.loop->source);
        in(entry.keyNode);
        in(entry.value);
        for (const Entry& inner : entry.body)
            inEntry(inner);
    }
};

/// Each value of the entries, those in loops with them, and the innermost loop that it is in.
void eachValue(const std::vector<Entry>& entries, const ir::Loop* loop,
               const std::function<void(const Entry&, const ir::Loop*)>& found) {
    for (const Entry& entry : entries)
        if (entry.kind == EntryKind::Each)
            eachValue(entry.body, entry.loop, found);
        else
            found(entry, loop);
}

/// The place that a loop goes over or that is spread; of what is computed the first one that it is made of.
NodeRef sourceOf(NodeRef source) {
    source = givenOf(ir::unshared(source));
    if (isField(source) || isVariable(source))
        return source;
    for (const Entry& entry : source->entries) {
        NodeRef inner = entry.kind == EntryKind::Each ? entry.loop->source : entry.value;
        if (inner == nullptr || inner->isConst())
            continue;
        if (NodeRef place = sourceOf(inner); place != nullptr)
            return place;
    }
    return nullptr;
}

/// The places that are walked or spread, in order, each once.
std::vector<NodeRef> sourcesOf(const std::vector<Entry>& entries) {
    std::vector<NodeRef> sources;
    for (const Entry& entry : entries) {
        bool isWalked = entry.kind == EntryKind::Each;
        NodeRef source = isWalked                          ? sourceOf(entry.loop->source)
                         : entry.kind == EntryKind::Spread ? sourceOf(entry.value)
                                                           : nullptr;
        if (source != nullptr && isField(source) &&
            std::ranges::none_of(sources, [&](NodeRef other) { return samePlace(other, source); }))
            sources.push_back(source);
    }
    return sources;
}

/// `a`, `b` and `c`
std::string listed(const std::vector<std::string>& words, std::string_view last = "and") {
    std::string text;
    const size_t shown = std::min(words.size(), mostNamed);
    for (size_t i = 0; i < shown; ++i) {
        bool isLast = i + 1 == words.size() && i > 0;
        text += (i == 0 ? "" : isLast ? fmt::format(" {} ", last) : ", ") + "`" + words[i] + "`";
    }
    return text + (shown < words.size() ? fmt::format(" {} others", last) : "");
}

std::string listed(const std::vector<NodeRef>& places, std::string_view last = "and") {
    std::vector<std::string> words;
    for (NodeRef place : places)
        if (std::string word = saidOf(pathTo(place)); !word.empty() && std::ranges::find(words, word) == words.end())
            words.push_back(std::move(word));
    return listed(words, last);
}

std::string keyOf(NodeRef place) { return isField(place) ? wordOf(place->text) : std::string(); }

/// What the values of a list are: fields, keys, or texts with something late in them.
struct Elements {
    std::string word;            ///< what all of them are called; empty: something else each
    bool areTexts = false;       ///< with something around what is late
    bool areMessages = false;    ///< constant texts of several words
    bool areKeys = false;        ///< of maps that are walked
    std::vector<NodeRef> places; ///< fields that they are made of
};

Elements elementsOf(const std::vector<Entry>& entries) {
    Elements all;
    bool isFirst = true, hasMessages = false;
    eachValue(entries, nullptr, [&](const Entry& entry, const ir::Loop*) {
        NodeRef value = entry.value;
        hasMessages = hasMessages || (value->kind == NodeKind::String && value->text.find(' ') != std::string::npos);
        if (value->isConst() || entry.kind != EntryKind::Value)
            return;
        all.areTexts = all.areTexts || isPrim(value, core::Op::Concat);
        Places places;
        places.in(value);
        if (places.found.empty())
            return;
        all.areKeys = all.areKeys || (value->kind == NodeKind::Ref && value->base == RefBase::Key);
        std::erase_if(places.found, [](NodeRef place) { return !isField(place); });
        const std::string word = places.found.empty() ? std::string() : keyOf(places.found.front());
        if (isFirst)
            all.word = word;
        else if (all.word != word)
            all.word = lastWord(all.word) == lastWord(word) ? lastWord(word) : std::string();
        isFirst = false;
        for (NodeRef place : places.found)
            if (std::ranges::none_of(all.places, [&](NodeRef other) { return samePlace(other, place); }))
                all.places.push_back(place);
    });
    all.areMessages = hasMessages && isFirst;
    return all;
}

std::string small(std::string word) {
    if (!word.empty())
        word[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(word[0])));
    return word;
}

/// The fields of the loop's variable that the entries ask, by the first key behind it.
std::vector<std::string> fieldsAsked(const std::vector<Entry>& entries) {
    std::vector<std::string> fields;
    for (const Entry& entry : entries) {
        if (entry.kind != EntryKind::Each)
            continue;
        Places places;
        for (const Entry& inner : entry.body)
            places.inEntry(inner);
        for (NodeRef place : places.found) {
            NodeRef base = place;
            while (isField(base))
                base = givenOf(base->args[0]);
            bool isOwn = isVariable(base) && base->loop == entry.loop && base->base == RefBase::Element;
            if (std::vector<std::string> path = pathTo(place);
                isOwn && !path.empty() && std::ranges::find(fields, path[0]) == fields.end())
                fields.push_back(path[0]);
        }
    }
    return fields;
}

/// The cases that elements are asked for.
std::vector<std::string> casesAsked(const std::vector<Entry>& entries) {
    Places places;
    for (const Entry& entry : entries)
        for (const Entry& inner : entry.body)
            places.inEntry(inner);
    std::ranges::sort(places.cases);
    return std::move(places.cases);
}

/// All fields that are read.
std::vector<NodeRef> fieldsRead(const std::vector<Entry>& entries) {
    Places places;
    for (const Entry& entry : entries)
        places.inEntry(entry);
    std::erase_if(places.found, [](NodeRef place) { return !isField(place); });
    return std::move(places.found);
}

/// `names` of the values below `storage` as `storageNames`; what is clear by itself stays: `targetPorts`.
std::string withOwner(const std::vector<std::string>& owner, const std::string& word) {
    auto isCapital = [](unsigned char c) { return std::isupper(c) != 0; };
    if (owner.empty() || std::ranges::any_of(word, isCapital))
        return plural(word);
    const std::string above = singular(wordOf(owner.back()));
    return plural(above == word ? word : joined(above, word));
}

/// What a list of constant texts is about: what leads to all that is read, or else what is read last.
HelperName messagesAbout(const std::vector<NodeRef>& read) {
    std::vector<std::string> path = commonOf(pathTo(read[0]), read);
    if (path.empty())
        path = pathTo(read.back());
    const std::string said = saidOf(path);
    const std::string word = small(singular(wordOf(path.back())));
    path.pop_back();
    return {word + "Messages", dashed(path), fmt::format("What is wrong with `{}`, as a JSON list.", said)};
}

} // namespace

HelperName nameOfAny(NodeRef collection) {
    std::vector<NodeRef> sources = sourcesOf(collection->entries);
    const bool isWalked = !sources.empty();
    if (!isWalked)
        sources = fieldsRead(collection->entries);
    if (sources.empty())
        return {"anyEntry", "", "Says `true` where there is one, nothing where there is none."};
    HelperName name{"any" + capital(singular(keyOf(sources[0]))), dashed(ownerOf(sources)), ""};
    if (!isWalked) {
        name.comment =
            fmt::format("Says `true` where something of {} counts, nothing where none does.", listed(sources));
        return name;
    }
    const std::vector<std::string> fields = fieldsAsked(collection->entries);
    const std::vector<std::string> cases = casesAsked(collection->entries);
    if (fields.size() == 1)
        name.kind += "By" + capital(wordOf(fields[0]));
    for (size_t i = 0; fields.empty() && i < cases.size(); ++i)
        name.kind += (i == 0 ? "" : "Or") + capital(wordOf(cases[i]));
    const std::string asked = !fields.empty()  ? fmt::format("is found by its {}", listed(fields))
                              : !cases.empty() ? fmt::format("is {}", listed(cases, "or"))
                                               : "is the one in question";
    name.comment = fmt::format("Says `true` where one of {} {}, nothing where none is.", listed(sources, "or"), asked);
    return name;
}

HelperName nameOfAll(NodeRef collection) {
    const bool isMap = collection->kind == NodeKind::Record;
    const char* form = isMap ? "as a JSON object" : "as a JSON list";
    const std::vector<Entry>& entries = collection->entries;
    const std::vector<NodeRef> sources = sourcesOf(entries);
    const std::vector<NodeRef> read = fieldsRead(entries);
    const Elements elements = elementsOf(entries);
    auto isSpread = [](const Entry& entry) { return entry.kind == EntryKind::Spread; };
    if (read.empty())
        return {isMap ? "allEntries" : "allElements", "", fmt::format("What counts of the values, {}.", form)};
    if (isMap || std::ranges::any_of(entries, isSpread)) {
        const std::vector<NodeRef>& made = sources.empty() ? read : sources;
        return {"all" + capital(plural(keyOf(made[0]))), dashed(ownerOf(made)),
                fmt::format("{} and what is added, {}.", listed(made), form)};
    }
    if (!sources.empty()) {
        const std::string element = elements.areKeys ? "key" : elements.areTexts ? "text" : small(elements.word);
        const std::string key = sources.size() > 2 ? "element" : singular(keyOf(sources[0]));
        const std::string what = elements.areKeys    ? "The keys"
                                 : elements.areTexts ? "Texts made"
                                 : element.empty()   ? "What counts"
                                                     : fmt::format("`{}` of each element", element);
        return {element.empty() ? "all" + capital(plural(key)) : joined(key, plural(element)), dashed(ownerOf(sources)),
                fmt::format("{} of {}, {}.", what, listed(sources), form)};
    }
    if (elements.areMessages)
        return messagesAbout(read);
    const std::vector<NodeRef>& made = elements.places.empty() ? read : elements.places;
    const std::vector<std::string> owner = ownerOf(made);
    const std::string kind = !elements.word.empty() ? withOwner(owner, small(elements.word))
                             : !owner.empty()       ? plural(wordOf(owner.back()))
                                                    : plural(small(keyOf(made[0])));
    return {elements.areTexts ? singular(kind) + "Texts" : kind, dashed(owner),
            elements.areTexts ? fmt::format("Texts made of {}, {}.", listed(made), form)
                              : fmt::format("{}, as far as in use, {}.", listed(made), form)};
}

std::string commentOfLet(NodeRef shared) {
    const std::string_view name = std::string_view(shared->text).substr(shared->text.find('.') + 1);
    return shared->text.starts_with("lets.") ? fmt::format("What the source calls `{}`.", name) : std::string();
}

std::string commentOfText(const std::string& name) {
    const size_t cut = name.find('.') + 1;
    if (!name.starts_with("hashed."))
        return fmt::format("The text of `{}`.", name.substr(cut));
    const size_t end = std::min(name.find('.', cut), name.size());
    return fmt::format("What the checksum of `{}` is made of.", name.substr(cut, end - cut));
}

HelperName nameOfCount(NodeRef collection) {
    const std::vector<NodeRef> read = fieldsRead(collection->entries);
    if (read.empty())
        return {"entryCount", "", "How many entries there are."};
    return {keyOf(read[0]) + "Count", dashed(ownerOf(read)), fmt::format("How many there are of {}.", listed(read))};
}

} // namespace stackc::emit::helm
