#include "lsp/framing.h"
#include "lsp/parse.h"
#include "lsp/queue.h"
#include "lsp/uri.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace stackc::lsp {
namespace {

using namespace std::chrono_literals;

/// A stream with some bytes that ends.
class Stream {
public:
    explicit Stream(std::string_view bytes) {
        EXPECT_EQ(::pipe(ends_), 0);
        EXPECT_EQ(::pipe(wake_), 0);
        EXPECT_EQ(::write(ends_[1], bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
        ::close(ends_[1]);
    }
    ~Stream() {
        ::close(ends_[0]);
        ::close(wake_[0]);
        ::close(wake_[1]);
    }
    std::vector<std::string> messages() {
        Input input(ends_[0], wake_[0]);
        std::vector<std::string> all;
        for (;;) {
            Input::Read read = input.next(1000ms);
            if (read.kind != Input::Kind::Message)
                return all;
            all.push_back(read.text);
        }
    }

private:
    int ends_[2] = {};
    int wake_[2] = {};
};

using Texts = std::vector<std::string>;

TEST(Framing, TakesMessagesApart) {
    EXPECT_EQ(Stream("Content-Length: 2\r\n\r\n{}Content-Length: 3\r\nContent-Type: x\r\n\r\n[1]").messages(),
              (Texts{"{}", "[1]"}));
    EXPECT_EQ(Stream("content-length:2\n\n{}").messages(), Texts{"{}"});
    EXPECT_EQ(Stream("Content-Length: 5\r\n\r\n{}").messages(), Texts{});
}

TEST(Framing, PassesOverWhatIsNoHeader) {
    EXPECT_EQ(Stream("what\r\n\r\n{}Content-Length: 2\r\n\r\n{}").messages(), Texts{"{}"});
    EXPECT_EQ(Stream("Content-Length: x\r\n\r\nContent-Length: 2\r\n\r\n{}").messages(), Texts{"{}"});
    EXPECT_EQ(Stream("\r\n\r\n\r\n\r\n").messages(), Texts{});
    std::string noise(std::size_t{50} << 10, 'x');
    EXPECT_EQ(Stream(noise + "\r\n\r\nContent-Length: 2\r\n\r\n{}").messages(), Texts{"{}"});
}

TEST(Parse, HalfCharactersBecomeReplacements) {
    std::string fault;
    auto parsed = [&](const std::string& text) {
        SharedJson json = parseMessage(text, fault);
        return json == nullptr ? "" : json->dump();
    };
    EXPECT_EQ(parsed(R"(["\ud83d"])"), "[\"\xEF\xBF\xBD\"]");
    EXPECT_EQ(parsed(R"(["\udc00\ud83d\ude00"])"), "[\"\xEF\xBF\xBD\xF0\x9F\x98\x80\"]");
    EXPECT_EQ(parsed(R"(["\\ud83d","\ud83d"])"), "[\"\\\\ud83d\",\"\xEF\xBF\xBD\"]");
}

TEST(Parse, RefusesWhatIsNoMessage) {
    for (const std::string& text : {std::string("{"), std::string("\"\xff\""), std::string(1000, '['),
                                    std::string(300, '[') + std::string(300, ']')}) {
        std::string fault;
        EXPECT_EQ(parseMessage(text, fault), nullptr);
        EXPECT_FALSE(fault.empty());
    }
}

TEST(Uri, NamesPaths) {
    EXPECT_EQ(pathOfUri("file:///a/b%20c/%C3%A4.stack"), "/a/b c/\xC3\xA4.stack");
    EXPECT_EQ(pathOfUri("file://host/a/../b.stack"), "/b.stack");
    EXPECT_EQ(pathOfUri("file:///a%2"), "/a%2");
    EXPECT_EQ(pathOfUri("untitled:Untitled-1"), "/<untitled>/Untitled-1");
    EXPECT_EQ(uriOfPath("/a/b c/\xC3\xA4.stack"), "file:///a/b%20c/%C3%A4.stack");
    EXPECT_EQ(pathOfUri(uriOfPath("/x/%41 #?.stack")), "/x/%41 #?.stack");
}

TEST(Queue, CancelsWhatWaits) {
    Queue queue;
    auto message = [](int id) {
        Message one;
        one.method = "m";
        one.id = std::make_shared<const Json>(id);
        return one;
    };
    queue.push(message(1));
    queue.push(message(2));
    std::optional<Message> running = queue.pop(false);
    EXPECT_FALSE(queue.cancel(1)) << "it is being worked on";
    EXPECT_TRUE(*running->isCancelled);
    std::optional<Message> waiting = queue.cancel(2);
    ASSERT_TRUE(waiting);
    EXPECT_EQ(*waiting->id, Json(2));
    EXPECT_FALSE(queue.isWaiting());
    EXPECT_FALSE(queue.pop(true)) << "there is other work";
}

} // namespace
} // namespace stackc::lsp
