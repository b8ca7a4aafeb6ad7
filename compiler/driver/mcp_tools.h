#pragma once
// What an agent can ask for. Each tool is a command of stackc, and says what it says on the command line.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <utility>
#include <vector>

namespace stackc::driver {

using Json = nlohmann::ordered_json;

struct Parameter {
    enum class Kind { Text, Texts } kind = Kind::Text;
    std::string name;
    std::string doc;
    bool isRequired = false;
    std::vector<std::string> choices; ///< of a text; none: any
};

/// A command line without the program's name, and what its standard input is.
struct Invocation {
    std::vector<std::string> arguments;
    std::string input;
    std::vector<std::pair<std::string, std::string>> options{}; ///< and the parameters that they stand for
};

struct Tool {
    std::string name;
    std::string title;
    std::string doc;
    std::vector<Parameter> parameters;
    /// `arguments` have passed `faultIn`.
    Invocation (*invocation)(const Json& arguments);
    bool findsFaults = false; ///< an exit status of 1 is a result like any other
    bool writes = false;      ///< may it write a file?
    /// Pairs of parameters, of which one has to be given, and not the other.
    std::vector<std::pair<std::string, std::string>> eitherOr{};
};

const std::vector<Tool>& tools();

/// The JSON Schema of a tool's arguments.
Json schemaOf(const Tool& tool);

/// What is wrong with the arguments of a call; empty: nothing.
std::string faultIn(const Tool& tool, const Json& arguments);

} // namespace stackc::driver
