#include "syntax/foreign_words.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <span>

namespace stackc::syntax {

namespace {

struct Word {
    std::string_view word;
    std::string_view help;
};

constexpr std::string_view functions = "functions are declared with `fn`: `fn f(x: Int): Int = …`";
constexpr std::string_view constants = "names for values are declared with `let`: `let x = …`";
constexpr std::string_view types = "types are declared with `type`: `type T { name: String }`";
constexpr std::string_view inputs = "what users give is declared in `values`: `values { x: Int = 1 }`";
constexpr std::string_view conditions =
    "what is made under a condition says so itself: `service x when … { … }`, `resource x when …: T { … }`";
constexpr std::string_view manifests =
    "a resource says its kind: `resource x: k8s.core.v1.ConfigMap { … }`; `stackc import manifests` makes a program of "
    "YAML";

constexpr std::array declarations{
    Word{"func", functions},
    Word{"function", functions},
    Word{"def", functions},
    Word{"fun", functions},
    Word{"var", constants},
    Word{"const", constants},
    Word{"val", constants},
    Word{"locals", constants},
    Word{"struct", types},
    Word{"class", types},
    Word{"interface", types},
    Word{"record", types},
    Word{"variable", inputs},
    Word{"input", inputs},
    Word{"inputs", inputs},
    Word{"parameters", inputs},
    Word{"output", "a component says in its head what it tells others: `component c(…): { host: String } { … }`"},
    Word{"module", "what other files export is imported, `import parts.api`, and a component is used: `use x = "
                   "component(…)`"},
    Word{"package", "a file is a module by its path; the main one says `chart name { … }`"},
    Word{"from", "names stand in braces behind the module: `import std { Image }`"},
    Word{"apiVersion", manifests},
    Word{"kind", manifests},
    Word{"for", "what is made for each of several says so itself: `resource x for each in …: T { … }`, `use x for each "
                "in … = …`"},
    Word{"if", conditions},
    Word{"match", conditions},
    Word{"env", "environments are declared with `environment`: `environment production { … }`"},
};

constexpr std::string_view fallbacks =
    "`a ?? b` gives an optional a value; any other has its default where it is declared";
constexpr std::string_view interpolation = "text takes values as `\\(x)`, in quotes";
constexpr std::string_view asText = "`str(x)` makes a text of a number, a truth or a case";
constexpr std::string_view asNumber = "a text makes no number: declare what is given as `Int`";
constexpr std::string_view asYaml =
    "what stands in a resource is written as YAML as it is; `yamlText(x)` is a text of it";
constexpr std::string_view asJson = "`jsonText(x)` is a text of it";
constexpr std::string_view printed = "values are quoted and indented where they are written: leave it out";
constexpr std::string_view shared = "what is written once stands in a function or a component: `fn f(x: Int): Int = …`";
constexpr std::string_view united = "maps are united with `a + b`, of which the right one wins";
constexpr std::string_view appended = "lists are put together with `[...a, ...b]`";
constexpr std::string_view found =
    "`first([for k, v in map if k == …: v])` is what a map has under a key, or nothing; `hasKey(map, \"…\")` asks";
constexpr std::string_view shortened = "`cut(text, n)` is what a text begins with";
constexpr std::string_view differing =
    "`unique(xs)` asks whether no two elements are equal: `check unique(xs) else \"…\"`";
constexpr std::string_view among =
    "whether a list has an element: `nonEmpty([for x in list if x == …: x])`; a map a key: `hasKey(map, \"…\")`";
constexpr std::string_view keysOf = "`[for k, v in map: k]` are the keys of a map";
constexpr std::string_view made = "a list is made of another with `[for x in xs if …: …]`";
constexpr std::string_view demanded =
    "a value without a default has to be given; `check condition else \"…\"` refuses others";
constexpr std::string_view counted = "`len(x)` is how many there are";
constexpr std::string_view encoded = "`base64(text)` is that";
constexpr std::string_view hashed = "`sha256(text)` is that";
constexpr std::string_view joined = "`join(xs, \",\")` is a text of a list";

/// Of Helm's templates, Terraform, and languages for all purposes.
constexpr std::array ofFunctions{
    Word{"default", fallbacks},
    Word{"coalesce", fallbacks},
    Word{"try", fallbacks},
    Word{"printf", interpolation},
    Word{"sprintf", interpolation},
    Word{"format", interpolation},
    Word{"print", interpolation},
    Word{"cat", interpolation},
    Word{"toString", asText},
    Word{"tostring", asText},
    Word{"string", asText},
    Word{"int", asNumber},
    Word{"int64", asNumber},
    Word{"atoi", asNumber},
    Word{"tonumber", asNumber},
    Word{"toYaml", asYaml},
    Word{"yamlencode", asYaml},
    Word{"toJson", asJson},
    Word{"toRawJson", asJson},
    Word{"toPrettyJson", asJson},
    Word{"jsonencode", asJson},
    Word{"quote", printed},
    Word{"squote", printed},
    Word{"indent", printed},
    Word{"nindent", printed},
    Word{"include", shared},
    Word{"tpl", shared},
    Word{"template", shared},
    Word{"templatefile", shared},
    Word{"merge", united},
    Word{"mergeOverwrite", united},
    Word{"concat", appended},
    Word{"append", appended},
    Word{"flatten", "`[for x in xs: ...x]` is one list of several"},
    Word{"lookup", found},
    Word{"get", found},
    Word{"trunc", shortened},
    Word{"substr", shortened},
    Word{"toset", differing},
    Word{"uniq", differing},
    Word{"distinct", differing},
    Word{"has", among},
    Word{"keys", keysOf},
    Word{"map", made},
    Word{"filter", made},
    Word{"required", demanded},
    Word{"fail", demanded},
    Word{"size", counted},
    Word{"ternary", "write `if condition then a else b`"},
    Word{"until", "`range(n)` is the list 0, …, n−1"},
    Word{"seq", "`range(n)` is the list 0, …, n−1"},
    Word{"dict", "a map stands in braces: `{ key = value }`"},
    Word{"list", "a list stands in brackets: `[a, b]`"},
    Word{"tolist", "a list stands in brackets: `[a, b]`"},
    Word{"empty", "`nonEmpty(x)` asks whether a list or map has elements; a text is compared: `x == \"\"`"},
    Word{"b64enc", encoded},
    Word{"base64encode", encoded},
    Word{"sha256sum", hashed},
};

constexpr std::array ofMembers{
    Word{"length", counted},
    Word{"size", counted},
    Word{"count", counted},
    Word{"map", made},
    Word{"filter", made},
    Word{"forEach", made},
    Word{"keys", keysOf},
    Word{"includes", among},
    Word{"has", among},
    Word{"get", found},
    Word{"concat", appended},
    Word{"join", joined},
    Word{"toString", asText},
    Word{"toLowerCase", "`lower(text)` is that"},
    Word{"toUpperCase", "`upper(text)` is that"},
    Word{"startsWith", "`hasPrefix(text, \"…\")` asks that"},
    Word{"endsWith", "`hasSuffix(text, \"…\")` asks that"},
};

constexpr std::string_view nothing = "`none` says that an optional holds nothing";

constexpr std::array ofValues{
    Word{"null", nothing},
    Word{"nil", nothing},
    Word{"undefined", nothing},
    Word{"None", nothing},
    Word{"Values", "did you mean `values`?"},
    Word{"Release", "did you mean `release`?"},
    Word{"Chart", "did you mean `chart`?"},
    Word{"Capabilities", "did you mean `capabilities`?"},
    Word{"True", "did you mean `true`?"},
    Word{"yes", "did you mean `true`?"},
    Word{"False", "did you mean `false`?"},
    Word{"no", "did you mean `false`?"},
    Word{"var", "what users give is declared in `values { … }` and read as `values.x`"},
    Word{"local", "what is declared with `let x = …` is read as `x`"},
    Word{"each", "a loop names what it walks: `for k, v in map { … }`, `resource x for each in …: T { … }`"},
};

constexpr std::string_view numbers = "`Int` is a whole number, `Float` one with a fraction";
constexpr std::string_view anything = "`Data` is whatever YAML can say";
constexpr std::string_view lists = "a list is written with the type of its elements: `[String]`";
constexpr std::string_view maps = "a map is written with the types of its keys and values: `[String: Int]`";

constexpr std::array ofTypes{
    Word{"number", numbers},   Word{"Number", numbers},  Word{"any", anything},    Word{"Any", anything},
    Word{"unknown", anything}, Word{"object", anything}, Word{"Object", anything}, Word{"list", lists},
    Word{"List", lists},       Word{"array", lists},     Word{"Array", lists},     Word{"set", lists},
    Word{"Set", lists},        Word{"tuple", lists},     Word{"map", maps},        Word{"Map", maps},
    Word{"dict", maps},        Word{"Dict", maps},       Word{"Record", maps},
};

std::string_view helpOf(std::span<const Word> words, std::string_view word) {
    const auto at = std::ranges::find(words, word, &Word::word);
    return at == words.end() ? "" : at->help;
}

} // namespace

std::string foreignDeclaration(std::string_view word, std::string_view rest) {
    if (std::string_view help = helpOf(declarations, word); !help.empty())
        return std::string(help);
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    if (rest.starts_with(":=") || (rest.starts_with("=") && !rest.starts_with("==")))
        return fmt::format("names for values are declared with `let`: `let {} = …`", word);
    return "";
}

std::string_view foreignFunction(std::string_view name) { return helpOf(ofFunctions, name); }

std::string_view foreignMember(std::string_view name) { return helpOf(ofMembers, name); }

std::string_view foreignType(std::string_view name) { return helpOf(ofTypes, name); }

std::string_view foreignValue(std::string_view name) { return helpOf(ofValues, name); }

} // namespace stackc::syntax
