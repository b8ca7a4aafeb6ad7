#include "driver/mcp.h"

#include "driver/console.h"
#include "driver/mcp_calls.h"
#include "driver/mcp_input.h"
#include "driver/mcp_tools.h"
#include "driver/options.h"
#include "lsp/json_rpc.h"
#include "support/subprocess.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fmt/format.h>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

namespace stackc::driver {

namespace {

/// Versions of the protocol that say the same of what is here, the newest first.
/// 2025-03-26 has messages of several requests, which are not taken here.
constexpr std::array<std::string_view, 3> versions{"2025-11-25", "2025-06-18", "2024-11-05"};
constexpr size_t longestLine = size_t{16} << 20;
constexpr int endedBySignal = 128; ///< and its number, as shells have it

struct Failure {
    lsp::RpcCode code;
    std::string message;
};

Json greeting(const Json& parameters) {
    std::string wanted;
    if (auto version = parameters.find("protocolVersion"); version != parameters.end() && version->is_string())
        wanted = *version;
    bool isKnown = std::find(versions.begin(), versions.end(), wanted) != versions.end();
    return {{"protocolVersion", isKnown ? wanted : std::string(versions[0])},
            {"capabilities", {{"tools", Json::object()}}},
            {"serverInfo", {{"name", "stackc"}, {"title", "stackc"}, {"version", STACKC_VERSION}}},
            {"instructions", "stackc compiles .stack sources into Helm charts and Kubernetes manifests. Nothing here "
                             "writes a file, but for `test`, which writes snapshots that are not there yet: change "
                             "sources yourself, and `check` them."}};
}

Json listed() {
    Json all = Json::array();
    for (const Tool& tool : tools())
        all.push_back(
            {{"name", tool.name},
             {"title", tool.title},
             {"description", tool.doc},
             {"inputSchema", schemaOf(tool)},
             {"annotations", {{"readOnlyHint", !tool.writes}, {"destructiveHint", false}, {"openWorldHint", false}}}});
    return {{"tools", all}};
}

Json text(const std::string& text) { return {{"type", "text"}, {"text", text}}; }

/// What a command says of its line, as said of the tool's arguments: an agent has no options, and asks for no help.
std::string ofArguments(const Invocation& invocation, std::string said) {
    const std::string_view help = "Run with --help for more information.\n";
    if (said.ends_with(help))
        said.resize(said.size() - help.size());
    for (const auto& [option, parameter] : invocation.options)
        if (said.starts_with(option + ": "))
            return fmt::format("`{}`{}", parameter, said.substr(option.size()));
    return said;
}

/// The command runs by itself, so that whatever becomes of it the next call is answered.
Json called(const Tool& tool, const Json& arguments, support::Ending& ending) {
    Invocation invocation = tool.invocation(arguments);
    std::vector<std::string> command{"/proc/self/exe"};
    command.insert(command.end(), invocation.arguments.begin(), invocation.arguments.end());
    support::Finished done = support::run(command, invocation.input, {}, support::Errors::Kept, &ending);
    bool isFine = done.status == Exit::ok || (tool.findsFaults && done.status == Exit::sourceErrors);
    if (done.status == Exit::usageError)
        done.errors = ofArguments(invocation, std::move(done.errors));
    Json content = Json::array();
    for (const std::string& said : {done.output, done.errors})
        if (!said.empty())
            content.push_back(text(said));
    if (content.empty())
        content.push_back(text(isFine ? "nothing to say" : "it ended without a word"));
    return {{"content", content}, {"isError", !isFine}};
}

const Tool& toolOf(const Json& parameters) {
    auto name = parameters.find("name");
    if (name == parameters.end() || !name->is_string())
        throw Failure{lsp::InvalidParams, "a call needs the `name` of a tool"};
    auto tool = std::find_if(tools().begin(), tools().end(), [&](const Tool& one) { return one.name == *name; });
    if (tool == tools().end())
        throw Failure{lsp::InvalidParams, fmt::format("there is no tool `{}`", name->get<std::string>())};
    return *tool;
}

/// What a request is answered with that takes no time.
Json answer(const std::string& method, const Json& parameters) {
    if (method == "initialize")
        return greeting(parameters);
    if (method == "ping")
        return Json::object();
    if (method == "tools/list")
        return listed();
    throw Failure{lsp::MethodNotFound, fmt::format("there is no method `{}`", method)};
}

/// Takes messages, and sends answers from whatever thread has them.
class Server {
public:
    void take(const std::string& line);

private:
    void request(const Json& id, const std::string& method, const Json& parameters);
    void call(const Json& id, const Json& parameters);
    void notified(const Json& message);
    void send(Json message);
    void sendResult(const Json& id, Json result) {
        send({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
    }
    void sendFailure(const Json& id, const Failure& failure) {
        send({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", failure.code}, {"message", failure.message}}}});
    }

    std::mutex sending_;
    Calls calls_; ///< last: they send until their end
};

void Server::send(Json message) {
    // Whatever a command said: what is no UTF-8 is replaced.
    std::string line = message.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::lock_guard guard(sending_);
    put("{}\n", line);
    std::fflush(stdout);
}

void Server::take(const std::string& line) {
    if (line.size() > longestLine)
        return sendFailure(nullptr,
                           {lsp::InvalidRequest, fmt::format("a message has at most {} MiB", longestLine >> 20)});
    Json message = Json::parse(line, nullptr, false);
    if (message.is_discarded())
        return sendFailure(nullptr, {lsp::ParseError, "this is no JSON"});
    bool isMessage = message.is_object() && message.value("jsonrpc", Json()) == "2.0";
    if (!isMessage)
        return sendFailure(nullptr, {lsp::InvalidRequest, "this is no message of JSON-RPC 2.0"});
    // Answers, to requests that we don't make, and notifications are not answered.
    if (!message.contains("id") || !message.contains("method"))
        return notified(message);
    const Json id = message["id"];
    if (!id.is_string() && !id.is_number())
        return sendFailure(nullptr, {lsp::InvalidRequest, "an id is a string or a number"});
    Json parameters = message.value("params", Json::object());
    if (!message["method"].is_string() || !parameters.is_object())
        return sendFailure(id, {lsp::InvalidRequest, "a method is a string, and its parameters are an object"});
    try {
        request(id, message["method"], parameters);
    } catch (const Failure& failure) {
        sendFailure(id, failure);
    }
}

void Server::notified(const Json& message) {
    if (message.value("method", Json()) != "notifications/cancelled" || !message.contains("params"))
        return;
    if (const Json& parameters = message["params"]; parameters.is_object() && parameters.contains("requestId"))
        calls_.cancel(parameters["requestId"].dump());
}

void Server::request(const Json& id, const std::string& method, const Json& parameters) {
    if (method == "tools/call")
        return call(id, parameters);
    sendResult(id, answer(method, parameters));
}

/// Wrong arguments are the tool's to tell, so that the agent sees it.
void Server::call(const Json& id, const Json& parameters) {
    const Tool& tool = toolOf(parameters);
    Json arguments = parameters.value("arguments", Json::object());
    if (std::string fault = faultIn(tool, arguments); !fault.empty())
        return sendResult(id, {{"content", Json::array({text(fault)})}, {"isError", true}});
    calls_.begin(id.dump(), [this, id, &tool, arguments](support::Ending& ending, const auto& isCancelled) {
        Json result = called(tool, arguments, ending);
        if (!isCancelled())
            sendResult(id, std::move(result));
    });
}

} // namespace

int serveTools() {
    InputLines input(longestLine);
    {
        Server server;
        while (std::optional<std::string> line = input.next())
            if (line->find_first_not_of(" \t\r") != std::string::npos)
                server.take(*line);
    }
    return input.signal() == 0 ? Exit::ok : endedBySignal + input.signal();
}

} // namespace stackc::driver
