#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stackc::kube {

struct Module;
struct PackedTables;
struct Tables;
class Library;

// Index of a type in one Library. Named types, kinds and the object types inside custom resources have an id of their
// own; scalars, lists and maps of the same shape and constraints share one.
struct TypeId {
    uint32_t value = 0;
    friend bool operator==(TypeId, TypeId) = default;
    friend auto operator<=>(TypeId, TypeId) = default;
};

enum class Shape : uint8_t {
    Bool,
    Int,
    Float,
    String,
    IntOrString,
    Quantity, // string, or a number as written
    Time,     // RFC 3339 string
    Object,
    List,
    Map,  // string keys
    Open, // any JSON except null: preserve-unknown-fields, RawExtension
};

// Releases are minor versions of Kubernetes 1.x; 0 is unbounded. A thing exists in releases `since <= r < until`.
// Custom resources are always unbounded.
struct Releases {
    uint16_t since = 0;
    uint16_t until = 0;
    // Whether it is there in a release; 0 stands for any.
    bool has(uint16_t release) const { return release == 0 || (since <= release && (until == 0 || release < until)); }
    friend bool operator==(Releases, Releases) = default;
};

struct Field {
    std::string_view name;
    TypeId type;
    bool required = false;
    std::string_view doc; // first paragraph, may be empty
    Releases releases;
};

// Fields of an object type, sorted by name. Cheap to copy; valid as long as its Library.
class FieldList {
public:
    class Iterator {
    public:
        Field operator*() const;
        Iterator& operator++() {
            ++index_;
            return *this;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.index_ == b.index_; }

    private:
        friend class FieldList;
        Iterator(const Tables* tables, uint32_t index) : tables_(tables), index_(index) {}
        const Tables* tables_;
        uint32_t index_;
    };

    FieldList() = default;
    size_t size() const { return count_; }
    bool empty() const { return count_ == 0; }
    Field operator[](size_t index) const;
    std::optional<Field> find(std::string_view name) const; // binary search
    Iterator begin() const { return {tables_, first_}; }
    Iterator end() const { return {tables_, first_ + count_}; }

private:
    friend class Library;
    FieldList(const Tables* tables, uint32_t first, uint32_t count) : tables_(tables), first_(first), count_(count) {}
    const Tables* tables_ = nullptr;
    uint32_t first_ = 0;
    uint32_t count_ = 0;
};

// All string_views point into the Library's tables.
struct Type {
    TypeId id;
    Shape shape = Shape::Open;
    std::string_view path; // "k8s.core.v1.Affinity", "istio.networking.v1.DestinationRule.spec.trafficPolicy"; objects
                           // and named scalars only, else empty. Unique for objects.
    std::string_view name; // last part of the path
    std::string_view doc;  // of a named type, first paragraph; may be empty
    FieldList fields;      // Object
    bool openFields = false;                      // Object: fields that are not listed are allowed, with any value
    TypeId element;                               // List, Map
    std::string_view mergeKey;                    // List: first list-map key, or the patch merge key
    std::vector<std::string_view> mapKeys;        // List: all list-map keys
    bool distinct = false;                        // List: no element may be there twice
    std::vector<std::string_view> enumValues;     // String; in the source's order
    std::string_view pattern;                     // String, Time, IntOrString (its text); RE2, as in JSON Schema
    std::string_view format;                      // as in the source: "int32", "byte", "date-time"
    std::optional<int64_t> min, max;              // inclusive; always set for Int and IntOrString (its number)
    std::optional<double> minFloat, maxFloat;     // Float, inclusive
    std::optional<uint32_t> minLength, maxLength; // String, code points
    std::optional<uint32_t> minItems, maxItems;   // List: elements; Map, Object: properties
};

// Of an API version; empty for the core group.
std::string_view groupOf(std::string_view apiVersion);

struct Kind {
    std::string_view apiVersion; // "v1", "apps/v1"
    std::string_view kind;       // "Deployment"
    bool namespaced = true;
    TypeId root;
    Releases releases;
    std::string_view group() const;   // "" for core
    std::string_view version() const; // "v1"
};

// The types of all known modules. Nothing is parsed to make the built-in one. Copies share the tables of the original.
class Library {
public:
    // The library that is compiled into the program.
    static const Library& builtin();
    // `tables` must outlive the library.
    explicit Library(const Tables& tables);

    // Adds modules, which may refer to each other and to what is there. A type takes the place of one of its path, and
    // a kind that of one of its API version and name, for what is looked up from then on; the rest of the module that
    // was there stays. Ids, types and texts that were given out stay valid. What is wrong with the modules otherwise;
    // then nothing is added.
    std::vector<std::string> extend(std::vector<Module> modules);

    // A new type `path` that is the object type but for those of its fields. Ids that were given out stay valid.
    TypeId narrow(TypeId object, const std::vector<std::string_view>& without, std::string_view path);
    // What a type was narrowed from, in one step or several.
    std::optional<TypeId> narrowedFrom(TypeId id) const;

    // A module's type and, from there on, fields, stepping through lists and maps into their elements:
    // "k8s.core.v1.Affinity", "k8s.apps.v1.Deployment.spec.template.spec.containers.ports". The result is the type of
    // the last field as it stands, a List for the latter; see underlying(). Nothing if a part is unknown.
    std::optional<TypeId> find(std::string_view dottedPath) const;

    Type type(TypeId id) const;
    Shape shape(TypeId id) const;
    // The element below any lists and maps; `id` itself if it is neither.
    TypeId underlying(TypeId id) const;
    // The last field's declaration on a path as in find(); nothing for a bare type.
    std::optional<Field> findField(std::string_view dottedPath) const;

    // If the type is that of a whole resource.
    std::optional<Kind> kind(TypeId id) const;
    // A kind of several modules is that of the first one.
    std::optional<Kind> findKind(std::string_view apiVersion, std::string_view kind) const;
    std::vector<Kind> kinds() const; // sorted by apiVersion, kind

    bool hasModule(std::string_view module) const;
    std::vector<std::string_view> modules() const;                      // sorted
    std::vector<std::string_view> names(std::string_view module) const; // sorted; empty for an unknown module

    size_t typeCount() const;

private:
    // Tables whose types have the ids from `first` on; the ids inside are those of the whole library.
    struct Layer {
        const Tables* tables;
        uint32_t first;
        std::shared_ptr<const void> owner;
    };
    const Layer& layerOf(TypeId id) const;
    void addLayer(PackedTables tables);

    std::vector<Layer> layers_; // never empty
    std::map<uint32_t, TypeId> narrowed_;
};

} // namespace stackc::kube
