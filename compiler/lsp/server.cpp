// One thread reads, the calling one works.

#include "lsp/server.h"

#include "lsp/features.h"
#include "lsp/framing.h"
#include "lsp/parse.h"
#include "lsp/progress.h"
#include "lsp/queue.h"
#include "lsp/refresh.h"
#include "support/stopping.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <unistd.h>
#include <utility>

namespace stackc::lsp {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view endOfInput = "$/end"; // put into the queue where the input ends

/// Of values files, as `ide::valuesFilesOf` finds them.
constexpr std::array<const char*, 2> valuesPatterns{"**/{values,values-*,values.*,*-values,*.values}.{yaml,yml}",
                                                    "**/values/*.{yaml,yml}"};

class Server {
public:
    explicit Server(ServerOptions options);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int run();

private:
    enum class State : std::uint8_t { New, Running, ShutDown };

    // ---- of the thread that reads
    void read();
    void take(const std::string& text);
    void takeMessage(const Json& message);
    bool isClientGone() const;

    // ---- of the thread that works
    void handle(const Message& message);
    void handleRequest(const Message& message);
    void handleNotification(const Message& message);
    Json answer(const Message& message);
    Json initialize(const Json& params);
    /// Does an edit wait that makes the answer one to another text?
    bool isOutdated(const Message& message) const;
    void askForWatching();
    bool hasWork() const { return session_.workspace.hasWork() || refresh_.hasWork(session_.workspace); }
    void workIdly();
    void refresh();
    void tellFault(std::string_view doing, std::string_view what);

    void refuse(const Json& id, int code, const std::string& message);
    void notify(const char* method, Json params);
    void log(std::string_view line) const;

    ServerOptions options_;
    Output output_;
    Queue queue_;
    Progress progress_;
    Session session_;
    Refresh refresh_;
    State state_ = State::New;
    std::optional<int> exit_;
    bool gaveWay_ = false; ///< was the request ended for another one?
    std::atomic<long> clientProcess_ = 0;
    std::atomic<bool> isEnding_ = false; ///< nothing more is wanted
    int wakeRead_ = -1;
    int wakeWrite_ = -1;
};

Server::Server(ServerOptions options)
    : options_(std::move(options)), output_(options_.output),
      progress_(output_), session_{Workspace(output_, options_.library), output_} {
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
        wakeRead_ = ends[0];
        wakeWrite_ = ends[1];
    }
}

Server::~Server() {
    ::close(wakeRead_);
    ::close(wakeWrite_);
}

// ---- reading

void Server::read() {
    using namespace std::chrono_literals;
    Input input(options_.input, wakeRead_);
    auto lastLook = std::chrono::steady_clock::now();
    for (;;) {
        Input::Read read = input.next(queue_.isBusy() ? 250ms : 5s);
        if (read.kind == Input::Kind::Message)
            take(read.text);
        else if (read.kind == Input::Kind::TooLarge)
            refuse(nullptr, InvalidRequest, read.text + " is too large");
        progress_.tick();
        auto now = std::chrono::steady_clock::now();
        bool isGone = now - lastLook > 3s && isClientGone();
        lastLook = now - lastLook > 3s ? now : lastLook;
        if (read.kind == Input::Kind::End || isGone)
            break;
    }
    queue_.push({std::string(endOfInput), nullptr, nullptr, {}});
    isEnding_ = true;
}

bool Server::isClientGone() const {
    long process = clientProcess_;
    return process > 1 && ::kill(static_cast<pid_t>(process), 0) != 0 && errno == ESRCH;
}

void Server::take(const std::string& text) {
    std::string fault;
    SharedJson message = parseMessage(text, fault);
    if (message == nullptr)
        return refuse(nullptr, ParseError, fault);
    if (!message->is_object())
        return refuse(nullptr, InvalidRequest, "a message is an object");
    takeMessage(*message);
}

void Server::takeMessage(const Json& message) {
    auto id = message.find("id");
    auto method = message.find("method");
    if (method == message.end())
        return; // an answer to what we asked
    bool isRequest = id != message.end();
    if (isRequest && !id->is_string() && !id->is_number_integer())
        return refuse(nullptr, InvalidRequest, "`id` is a number or a string");
    if (!method->is_string())
        return refuse(isRequest ? *id : Json(nullptr), InvalidRequest, "`method` is a string");
    auto params = std::make_shared<const Json>(at(message, "params"));
    std::string uri = textAt(*params, "textDocument/uri");
    Message taken{method->get<std::string>(), nullptr, params, uri.empty() ? textAt(*params, "data/uri") : uri};
    if (isRequest)
        taken.id = std::make_shared<const Json>(*id);
    if (taken.method == "$/cancelRequest") {
        if (auto waiting = queue_.cancel(at(*params, "id")))
            refuse(*waiting->id, RequestCancelled, "cancelled");
        return;
    }
    isEnding_ = isEnding_ || taken.method == "exit";
    queue_.push(std::move(taken));
}

// ---- working

int Server::run() {
    std::thread reader([this] { read(); });
    while (!exit_) {
        std::optional<Message> message = queue_.pop(hasWork() && !isEnding_);
        progress_.begin();
        if (message)
            handle(*message);
        else
            workIdly();
        if (queue_.isWaiting() || !hasWork())
            progress_.end();
    }
    ::close(std::exchange(wakeWrite_, -1));
    reader.join();
    return *exit_;
}

/// What is shown is looked at when all is told.
void Server::refresh() {
    const ide::Stop abandon = [this] { return isEnding_ || queue_.isWaiting(); };
    const support::Stoppable stoppable(abandon);
    refresh_.work(session_, abandon);
}

void Server::workIdly() {
    session_.workspace.expect(Workspace::Use::Files);
    try {
        if (!session_.workspace.hasWork())
            return refresh();
        // What is being checked is another text once a change arrives.
        session_.workspace.work({.pause = [this] { return queue_.isWaiting(); },
                                 .abandon = [this] { return isEnding_ || queue_.changes(); }});
    } catch (const support::Stopped&) { // while it was checked
    } catch (const std::exception& fault) {
        tellFault("checking", fault.what());
    }
}

void Server::handle(const Message& message) {
    if (message.method == "exit" || message.method == endOfInput) {
        exit_ = state_ == State::ShutDown ? 0 : 1;
    } else if (message.id != nullptr) {
        handleRequest(message);
    } else {
        handleNotification(message);
    }
}

void Server::handleRequest(const Message& message) {
    log(message.method);
    gaveWay_ = false;
    try {
        Json result = answer(message);
        if (*message.isCancelled)
            throw Refusal{RequestCancelled, "cancelled"};
        refresh_.answered(session_, message, result);
        output_.send({{"jsonrpc", "2.0"}, {"id", *message.id}, {"result", std::move(result)}});
    } catch (const Refusal& refusal) {
        bool isPutBack =
            gaveWay_ && refusal.code == RequestCancelled && !*message.isCancelled && queue_.putBack(message);
        if (isPutBack)
            return;
        bool isByEditor = refusal.code != RequestCancelled || *message.isCancelled;
        refuse(*message.id, isByEditor ? refusal.code : ContentModified, refusal.message);
    } catch (const std::exception& fault) {
        refuse(*message.id, InternalError, fmt::format("a fault of stackc: {}", fault.what()));
        tellFault(message.method, fault.what());
    }
}

Json Server::answer(const Message& message) {
    if (state_ == State::New && message.method != "initialize")
        throw Refusal{ServerNotInitialized, "`initialize` comes first"};
    if (state_ == State::ShutDown)
        throw Refusal{InvalidRequest, "the server has been shut down"};
    if (message.method == "initialize")
        return initialize(*message.params);
    if (message.method == "shutdown") {
        state_ = State::ShutDown;
        return nullptr;
    }
    auto handler = handlers().find(message.method);
    if (handler == handlers().end())
        throw Refusal{MethodNotFound, fmt::format("there is no `{}` here", message.method)};
    // What is evaluated gives way to what isn't, and begins anew.
    const bool givesWay = !isQuick(message.method);
    const auto begin = Clock::now();
    ide::Stop isCancelled = [&, givesWay, begin] {
        gaveWay_ = gaveWay_ || (givesWay && Clock::now() - begin > patience && queue_.isWaiting(isQuick));
        return gaveWay_ || message.isCancelled->load() || isOutdated(message);
    };
    session_.workspace.expect(givesWay ? Workspace::Use::Evaluation : Workspace::Use::Files);
    if (session_.workspace.isBehind() && isOutdated(message))
        throw Refusal{ContentModified, "the text has changed since"};
    Json result;
    try {
        const support::Stoppable stoppable(isCancelled);
        result = handler->second(Request{session_, *message.params, isCancelled});
    } catch (const support::Stopped&) {
        throw Refusal{RequestCancelled, "cancelled"};
    }
    if (isOutdated(message))
        throw Refusal{ContentModified, "the text has changed since"};
    return result;
}

bool Server::isOutdated(const Message& message) const {
    switch (outdatedBy(message.method)) {
    case OutdatedBy::Nothing:
        return false;
    case OutdatedBy::Document:
        return queue_.changes(message.uri);
    case OutdatedBy::Any:
        return queue_.changes();
    }
    return false;
}

Json Server::initialize(const Json& params) {
    if (state_ != State::New)
        throw Refusal{InvalidRequest, "it is initialised already"};
    state_ = State::Running;
    Client client = clientOf(params);
    clientProcess_ = client.process;
    if (client.takesProgress)
        progress_.allow();
    session_.workspace.setClient(client);
    return {{"capabilities", abilities(client)}, {"serverInfo", {{"name", "stackc"}, {"version", options_.version}}}};
}

/// Any file may be named by `file("…")`; stacks look only at those that they have read, or may have looked for. Values
/// files count as they are in the editor, too.
void Server::askForWatching() {
    const Client& client = session_.workspace.client();
    Json wanted = Json::array();
    auto want = [&wanted](const char* method, Json options) {
        wanted.push_back({{"id", fmt::format("stackc-{}", wanted.size())},
                          {"method", method},
                          {"registerOptions", std::move(options)}});
    };
    if (client.watchesFiles)
        want("workspace/didChangeWatchedFiles", {{"watchers", Json::array({{{"globPattern", "**/*"}}})}});
    if (client.registersDocuments) {
        constexpr int incremental = 2;
        Json files = Json::array();
        for (const char* pattern : valuesPatterns)
            files.push_back({{"scheme", "file"}, {"pattern", pattern}});
        want("textDocument/didOpen", {{"documentSelector", files}});
        want("textDocument/didChange", {{"documentSelector", files}, {"syncKind", incremental}});
        want("textDocument/didClose", {{"documentSelector", files}});
    }
    if (!wanted.empty())
        output_.send({{"jsonrpc", "2.0"},
                      {"id", "register-files"},
                      {"method", "client/registerCapability"},
                      {"params", {{"registrations", std::move(wanted)}}}});
}

void Server::handleNotification(const Message& message) {
    if (state_ != State::Running)
        return;
    try {
        notified(session_, message.method, *message.params);
        if (message.method == "initialized")
            askForWatching();
    } catch (const std::exception& fault) {
        tellFault(message.method, fault.what());
    }
}

void Server::tellFault(std::string_view doing, std::string_view what) {
    session_.workspace.recover();
    constexpr int error = 1;
    notify("window/logMessage",
           {{"type", error},
            {"message", fmt::format("a fault of stackc in {}: {}; please report it with the files", doing, what)}});
    log(fmt::format("fault in {}: {}", doing, what));
}

void Server::refuse(const Json& id, int code, const std::string& message) {
    output_.send({{"jsonrpc", "2.0"}, {"id", id}, {"error", {{"code", code}, {"message", message}}}});
}

void Server::notify(const char* method, Json params) {
    output_.send({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

void Server::log(std::string_view line) const {
    if (options_.log)
        options_.log(line);
}

} // namespace

int serve(ServerOptions options) { return Server(std::move(options)).run(); }

} // namespace stackc::lsp
