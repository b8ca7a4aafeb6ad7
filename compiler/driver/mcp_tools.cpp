#include "driver/mcp_tools.h"

#include <algorithm>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace stackc::driver {

namespace {

using Kind = Parameter::Kind;

const Parameter source{Kind::Text, "source", "A .stack file, or a folder with a main.stack", true, {}};
const Parameter environment{
    Kind::Text, "environment", "An environment of the stack; its defaults unless given", false, {}};
const Parameter folder{Kind::Text, "folder", "The folder of the stack, for types that it has imported", false, {}};

/// Arguments of a command, options first: what follows them may begin with a dash.
class Line {
public:
    Line(std::vector<std::string> command, const Json& given) : given_(given) { made_.arguments = std::move(command); }

    /// `--name=value` for each value of the parameter.
    Line& option(const char* parameter, const char* name) {
        for (std::string& text : valuesOf(parameter))
            made_.arguments.push_back(fmt::format("{}={}", name, text));
        made_.options.emplace_back(name, parameter);
        return *this;
    }
    /// The values of parameters, as they are.
    Line& rest(std::initializer_list<const char*> parameters) {
        made_.arguments.emplace_back("--");
        for (const char* parameter : parameters)
            for (std::string& text : valuesOf(parameter))
                made_.arguments.push_back(std::move(text));
        return *this;
    }
    Line& input(const char* parameter) {
        made_.input = given_.value(parameter, "");
        return *this;
    }
    Invocation made() { return std::move(made_); }

private:
    std::vector<std::string> valuesOf(const char* parameter) const {
        auto found = given_.find(parameter);
        if (found == given_.end())
            return {};
        return found->is_array() ? found->get<std::vector<std::string>>()
                                 : std::vector<std::string>{found->get<std::string>()};
    }

    const Json& given_;
    Invocation made_;
};

Invocation check(const Json& given) { return Line({"check", "--diagnostics=json"}, given).rest({"source"}).made(); }

Invocation render(const Json& given) {
    return Line({"build", "--target=manifests", "--output=-"}, given)
        .option("environment", "--env")
        .option("values", "--values")
        .option("set", "--set")
        .option("release", "--release")
        .option("namespace", "--namespace")
        .option("kubeVersion", "--kube-version")
        .rest({"source"})
        .made();
}

Invocation explain(const Json& given) {
    return Line({"explain"}, given)
        .option("environment", "--env")
        .option("folder", "--folder")
        .rest({"source", "what"})
        .made();
}

Invocation schema(const Json& given) {
    return Line({"explain"}, given).option("folder", "--folder").rest({"type"}).made();
}

Invocation diff(const Json& given) {
    return Line({"diff"}, given).option("format", "--format").rest({"before", "after"}).made();
}

Invocation images(const Json& given) { return Line({"images", "--format=json"}, given).rest({"source"}).made(); }

Invocation test(const Json& given) { return Line({"test", "--format=json"}, given).rest({"source"}).made(); }

Invocation importManifests(const Json& given) {
    Line line({"import", "manifests", "--output=-"}, given);
    line.option("name", "--name").option("kubeVersion", "--kube-version");
    if (given.contains("files"))
        return line.rest({"files"}).made();
    Invocation fromText = line.input("text").rest({}).made();
    fromText.arguments.emplace_back("-");
    return fromText;
}

std::vector<Tool> made() {
    return {
        {"check",
         "Check a stack",
         "Type-checks a stack, evaluates it for all its environments, and holds what comes out against Kubernetes. "
         "Gives "
         "the diagnostics, each with its place and often with a suggestion.",
         {source},
         check,
         true},
        {"render",
         "Render manifests",
         "The Kubernetes manifests of one environment, as YAML. They are what Helm makes of the chart with the same "
         "values.",
         {source,
          environment,
          {Kind::Texts, "values", "Values files, each over those before it", false, {}},
          {Kind::Texts, "set", "Single values, `a.b=c`, as Helm's --set takes them", false, {}},
          {Kind::Text, "release", "The release's name", false, {}},
          {Kind::Text, "namespace", "The release's namespace", false, {}},
          {Kind::Text, "kubeVersion", "The cluster's version, 1.29 or v1.29.3", false, {}}},
         render},
        {"explain",
         "Explain a diagnostic, a type or a value",
         "Explains a code such as E3004; a type of the library such as std.Ingress; or, with a source, a value "
         "(`replicaCount`: what set it and which fields it reaches) or a field of a resource "
         "(`Deployment/shop.spec.replicas`: the line that made it and what it depends on).",
         {{Kind::Text, "what", "A code, a type, or a value or field of the source", true, {}},
          {Kind::Text,
           "source",
           "A .stack file, or a folder with a main.stack, whose value or field is meant",
           false,
           {}},
          environment,
          folder},
         explain},
        {"schema",
         "Fields of a kind",
         "What a kind or type of Kubernetes, or an imported one, has for fields, with types, documentation and the "
         "releases that have them: `Deployment`, `k8s.apps.v1.Deployment.spec.strategy`.",
         {{Kind::Text, "type", "A kind, or the path of a type or field", true, {}}, folder},
         schema},
        {"diff",
         "Compare two states",
         "What changes in each environment between two states of a stack, field by field, marked where Kubernetes "
         "can't "
         "change it in place.",
         {{Kind::Text, "before", "A source, a git revision (`git:main`), or the output folder of a build", true, {}},
          {Kind::Text,
           "after",
           "The same; of one source alone, what is compared is its last commit with now",
           false,
           {}},
          {Kind::Text, "format", "How it is told", false, {"text", "markdown", "json"}}},
         diff},
        {"images",
         "List images",
         "Every image that the pods may run, over all branches, with its condition.",
         {source},
         images},
        {"test",
         "Run tests",
         "Runs the tests of a stack and gives their results. Snapshots that are not there yet are written.",
         {source},
         test,
         true,
         true},
        {"import_manifests",
         "Make a stack of manifests",
         "A source that compiles to existing manifests, which are given as files or as text.",
         {{Kind::Texts, "files", "YAML or JSON files, or folders of them", false, {}},
          {Kind::Text, "text", "Manifests in YAML, where there are no files", false, {}},
          {Kind::Text, "name", "The chart's name", false, {}},
          {Kind::Text, "kubeVersion", "The chart's kubeVersion, a range such as >=1.29.0-0", false, {}}},
         importManifests,
         false,
         false,
         {{"files", "text"}}},
    };
}

/// What no command can be given: its arguments end at NUL, and what is empty would say that there is none.
std::string faultOfText(const std::string& name, const std::string& text) {
    if (text.empty())
        return fmt::format("`{}` is empty", name);
    return text.find('\0') == std::string::npos ? "" : fmt::format("`{}` has a NUL character", name);
}

bool isTexts(const Json& value) {
    return value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& one) { return one.is_string(); });
}

} // namespace

const std::vector<Tool>& tools() {
    static const std::vector<Tool> all = made();
    return all;
}

Json schemaOf(const Tool& tool) {
    Json properties = Json::object(), required = Json::array();
    for (const Parameter& parameter : tool.parameters) {
        Json text = {{"type", "string"}};
        if (!parameter.choices.empty())
            text["enum"] = parameter.choices;
        Json property = parameter.kind == Kind::Texts ? Json{{"type", "array"}, {"items", text}} : text;
        property["description"] = parameter.doc;
        properties[parameter.name] = std::move(property);
        if (parameter.isRequired)
            required.push_back(parameter.name);
    }
    return {{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}};
}

std::string faultIn(const Tool& tool, const Json& arguments) {
    if (!arguments.is_object())
        return "the arguments are no object";
    for (const auto& [name, value] : arguments.items()) {
        const std::string& key = name;
        auto parameter = std::find_if(tool.parameters.begin(), tool.parameters.end(),
                                      [&](const Parameter& one) { return one.name == key; });
        if (parameter == tool.parameters.end())
            return fmt::format("`{}` has no argument `{}`", tool.name, name);
        if (parameter->kind == Kind::Texts ? !isTexts(value) : !value.is_string())
            return fmt::format("`{}` is no {}", name, parameter->kind == Kind::Texts ? "list of strings" : "string");
        for (const Json& text : value.is_array() ? value : Json::array({value}))
            if (std::string fault = faultOfText(name, text); !fault.empty())
                return fault;
        const auto& choices = parameter->choices;
        if (!choices.empty() && std::find(choices.begin(), choices.end(), value.get<std::string>()) == choices.end())
            return fmt::format("`{}` is one of {}", name, fmt::join(choices, ", "));
    }
    for (const Parameter& parameter : tool.parameters)
        if (parameter.isRequired && !arguments.contains(parameter.name))
            return fmt::format("`{}` needs `{}`", tool.name, parameter.name);
    for (const auto& [one, other] : tool.eitherOr)
        if (arguments.contains(one) == arguments.contains(other))
            return fmt::format("`{}` needs either `{}` or `{}`", tool.name, one, other);
    return "";
}

} // namespace stackc::driver
