#include <gmock/gmock.h>

#include "kube/library.h"
#include "kube/module_text.h"

namespace stackc::kube {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Module moduleOf(const std::string& text) {
    std::string error;
    std::optional<Module> module = readModule(text, error);
    EXPECT_TRUE(module) << error;
    return module.value_or(Module());
}

const char* const widgets = R"({"module": "acme.v1", "apiVersion": "acme.io/v1", "types": {
    "Widget": {"type": "Object", "scope": "Namespaced", "required": ["spec"], "fields": {
        "metadata": "#k8s.meta.v1.ObjectMeta",
        "spec": {"type": "Object", "fields": {
            "size": {"type": "Quantity", "doc": "How large it is."},
            "parts": [{"type": "Object", "fields": {"name": "String"}}],
            "owner": "#acme.people.v1.Person"}}}},
    "Sizes": {"type": "List", "of": {"type": "Object", "fields": {"size": "Int"}}}}})";
const char* const people = R"({"module": "acme.people.v1", "types": {
    "Person": {"type": "Object", "fields": {"name": "String", "widgets": ["#acme.v1.Widget"]}}}})";

Library extended() {
    Library library = Library::builtin();
    EXPECT_THAT(library.extend({moduleOf(widgets), moduleOf(people)}), IsEmpty());
    return library;
}

std::string errorOf(const std::string& text) {
    std::string error;
    EXPECT_FALSE(readModule(text, error));
    return error;
}

std::string typeError(const std::string& type) { return errorOf(R"({"module": "m", "types": {"A": )" + type + "}}"); }

TEST(ExtendedLibrary, HasBothsTypes) {
    Library library = extended();
    EXPECT_TRUE(library.hasModule("acme.v1"));
    EXPECT_TRUE(library.hasModule("k8s.apps.v1"));
    EXPECT_THAT(library.modules(), testing::IsSupersetOf({"acme.people.v1", "acme.v1", "k8s.core.v1"}));
    std::vector<std::string_view> modules = library.modules();
    EXPECT_TRUE(std::is_sorted(modules.begin(), modules.end()));
    EXPECT_THAT(library.names("acme.v1"), ElementsAre("Sizes", "Widget"));
    EXPECT_EQ(library.find("k8s.core.v1.Pod"), Library::builtin().find("k8s.core.v1.Pod"));
    EXPECT_GT(library.typeCount(), Library::builtin().typeCount());
    EXPECT_FALSE(Library::builtin().hasModule("acme.v1"));
}

TEST(ExtendedLibrary, ReferencesGoEverywhere) {
    Library library = extended();
    EXPECT_EQ(library.find("acme.v1.Widget.metadata"), Library::builtin().find("k8s.meta.v1.ObjectMeta"));
    EXPECT_EQ(library.find("acme.v1.Widget.spec.owner"), library.find("acme.people.v1.Person"));
    EXPECT_EQ(library.underlying(*library.find("acme.people.v1.Person.widgets")), library.find("acme.v1.Widget"));
    EXPECT_TRUE(library.find("acme.v1.Widget.metadata.labels"));
    EXPECT_TRUE(library.find("acme.v1.Widget.spec.parts.name"));
    EXPECT_TRUE(library.find("acme.v1.Sizes.size"));
    EXPECT_FALSE(library.find("acme.v1.Widget.spec.colour"));
    EXPECT_EQ(library.findField("acme.v1.Widget.spec.size")->doc, "How large it is.");
}

TEST(ExtendedLibrary, HasBothsKinds) {
    Library library = extended();
    std::optional<Kind> kind = library.findKind("acme.io/v1", "Widget");
    ASSERT_TRUE(kind);
    EXPECT_EQ(kind->root, library.find("acme.v1.Widget"));
    EXPECT_EQ(library.kind(kind->root)->apiVersion, "acme.io/v1");
    EXPECT_TRUE(library.findKind("apps/v1", "Deployment"));
    EXPECT_EQ(library.kinds().size(), Library::builtin().kinds().size() + 1);
    auto before = [](const Kind& a, const Kind& b) {
        return std::pair(a.apiVersion, a.kind) < std::pair(b.apiVersion, b.kind);
    };
    std::vector<Kind> kinds = library.kinds();
    EXPECT_TRUE(std::is_sorted(kinds.begin(), kinds.end(), before));
}

TEST(ExtendedLibrary, GrowsMoreThanOnce) {
    Library library = Library::builtin();
    ASSERT_THAT(library.extend({moduleOf(people), moduleOf(widgets)}), IsEmpty());
    Type widget = library.type(*library.find("acme.v1.Widget"));
    ASSERT_THAT(library.extend({moduleOf(R"({"module": "late.v1", "types": {"A": {"type": "Object", "fields":
        {"widget": "#acme.v1.Widget", "part": "#acme.v1.Widget.spec.parts"}}}})")}),
                IsEmpty());
    EXPECT_EQ(library.find("late.v1.A.widget"), widget.id);
    EXPECT_TRUE(library.find("late.v1.A.part.name"));
    EXPECT_EQ(widget.fields.size(), 2u);
}

TEST(ExtendedLibrary, StaysAsItIsWhereAModuleIsWrong) {
    Library library = Library::builtin();
    EXPECT_THAT(library.extend({moduleOf(widgets)}),
                ElementsAre("acme.v1.Widget.spec.owner: there is no type `acme.people.v1.Person`"));
    EXPECT_FALSE(library.hasModule("acme.v1"));
    EXPECT_THAT(library.extend({moduleOf(R"({"module": "m", "types": {"A": {"type": "List", "of": "#m.B"},
                                             "B": {"type": "Map", "of": "#m.A"}}})")}),
                Contains(HasSubstr("m.A: a list that contains itself")));
    EXPECT_EQ(library.typeCount(), Library::builtin().typeCount());
}

TEST(ModuleText, TellsWhatIsWrong) {
    EXPECT_EQ(errorOf("{"), "not JSON");
    EXPECT_EQ(errorOf("[]"), "an object with `types` was expected");
    EXPECT_EQ(errorOf(R"({"types": {}})"), "`module` is missing");
    EXPECT_EQ(errorOf(R"({"module": 1, "types": {}})"), "`module` is not a plain string");
    EXPECT_EQ(errorOf(R"({"module": "m", "types": {"A.b": "Int"}})"), "A.b: a type's name has no dots");
    EXPECT_EQ(errorOf(R"({"module": "m", "types": {"A": {"type": "Object", "scope": "Cluster"}}})"),
              "A: a kind needs the module's `apiVersion`");
    EXPECT_EQ(typeError(R"("Number")"), "A: unknown type `Number`");
    EXPECT_EQ(typeError("1"), "A: a type was expected");
    EXPECT_EQ(typeError(R"({"type": "List"})"), "A: `of` is missing");
    EXPECT_EQ(typeError(R"({"type": "Int", "min": 1.5})"), "A: `min` is not an integer in range");
    EXPECT_EQ(typeError(R"({"type": "Int", "max": 1e300})"), "A: `max` is not an integer in range");
    EXPECT_EQ(typeError(R"({"type": "Int", "max": 18446744073709551615})"), "A: `max` is not an integer in range");
    EXPECT_EQ(typeError(R"({"type": "String", "minLength": -1})"), "A: `minLength` is not an integer in range");
    EXPECT_EQ(typeError(R"({"type": "String", "enum": "a"})"), "A: `enum` is not a list of strings");
    EXPECT_EQ(typeError(R"({"type": "String", "enum": ["a\u0000b"]})"), "A: `enum` is not a list of strings");
    EXPECT_EQ(typeError(R"({"type": "Float", "minFloat": "1"})"), "A: `minFloat` is not a number");
    EXPECT_EQ(typeError(R"({"type": "Object", "open": 1})"), "A: `open` is not true or false");
    EXPECT_EQ(typeError(R"({"type": "Object", "since": "1.29"})"), "A: `since` is not an integer in range");
    EXPECT_EQ(typeError(R"({"type": "Object", "since": 300})"), "A: `since` is not an integer in range");
    EXPECT_EQ(typeError(R"({"type": "Object", "fields": []})"), "A: `fields` is a map, and only an object has them");
    EXPECT_EQ(typeError(R"({"type": "Object", "fields": {"": "Int"}})"), "A: a name is empty");
    EXPECT_EQ(typeError(R"({"type": "Object", "fields": {"a": {"type": "Int", "doc": []}}})"),
              "A.a: `doc` is not a plain string");
    std::string deep(100000, '[');
    EXPECT_THAT(typeError(deep + "\"Int\"" + std::string(100000, ']')), HasSubstr("nested more than 200 levels deep"));
    EXPECT_EQ(errorOf(std::string((16 << 20) + 1, ' ')), "larger than 16 MiB");
}

} // namespace
} // namespace stackc::kube
