#include "lsp/framing.h"

#include "text/characters.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <string_view>
#include <unistd.h>

namespace stackc::lsp {

namespace {

constexpr std::size_t mostBytes = std::size_t{128} << 20; // a source of 16 MiB, with each of its characters escaped
constexpr std::size_t mostHeader = std::size_t{64} << 10;

/// Where a header ends and how long its end is; npos if it goes on.
std::pair<std::size_t, std::size_t> headerEnd(std::string_view text) {
    std::size_t whole = text.find("\r\n\r\n");
    std::size_t bare = text.find("\n\n");
    return whole <= bare ? std::pair(whole, std::size_t{4}) : std::pair(bare, std::size_t{2});
}

/// What `Content-Length` says; 0 if it is missing or no number. The last counts: what stands before is left of a
/// message that was shorter than its header said.
std::size_t lengthIn(std::string_view header) {
    constexpr std::string_view name = "content-length:";
    std::string lower = text::lowerCase(header);
    std::size_t at = lower.rfind(name);
    if (at == std::string::npos)
        return 0;
    std::string_view value = header.substr(at + name.size());
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    std::size_t length = 0;
    auto [end, fault] = std::from_chars(value.data(), value.data() + value.size(), length);
    return fault == std::errc() ? length : 0;
}

} // namespace

Input::Fill Input::fill(std::chrono::milliseconds patience) {
    std::array<pollfd, 2> streams{pollfd{stream_, POLLIN, 0}, pollfd{wake_, POLLIN, 0}};
    int ready = ::poll(streams.data(), streams.size(), static_cast<int>(patience.count()));
    if (ready < 0)
        return errno == EINTR ? Fill::Late : Fill::End;
    if (ready == 0)
        return Fill::Late;
    if (streams[1].revents != 0)
        return Fill::End;
    std::array<char, std::size_t{64} << 10> bytes; // NOLINT: is filled by read
    ssize_t count = ::read(stream_, bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return Fill::Late;
    if (count <= 0)
        return Fill::End;
    auto size = static_cast<std::size_t>(count);
    std::size_t passed = std::min(passOver_, size);
    passOver_ -= passed;
    buffer_.append(bytes.data() + passed, size - passed);
    return Fill::More;
}

bool Input::readHeader() {
    auto [end, size] = headerEnd(buffer_);
    if (end == std::string::npos) {
        if (buffer_.size() > mostHeader)
            buffer_.erase(0, buffer_.size() - mostHeader / 2);
        return false;
    }
    length_ = lengthIn(std::string_view(buffer_).substr(0, end));
    buffer_.erase(0, end + size);
    isInBody_ = length_ > 0;
    return true;
}

Input::Read Input::next(std::chrono::milliseconds patience) {
    for (;;) {
        if (!isInBody_ && passOver_ == 0 && readHeader()) {
            if (length_ > mostBytes) {
                isInBody_ = false;
                passOver_ = length_ - std::min(length_, buffer_.size());
                buffer_.erase(0, length_);
                return {Kind::TooLarge, fmt::format("a message of {} bytes", length_)};
            }
            continue;
        }
        if (isInBody_ && buffer_.size() >= length_) {
            isInBody_ = false;
            std::string text = buffer_.substr(0, length_);
            buffer_.erase(0, length_);
            return {Kind::Message, std::move(text)};
        }
        switch (fill(patience)) {
        case Fill::More:
            break;
        case Fill::Late:
            return {Kind::Nothing, {}};
        case Fill::End:
            return {Kind::End, {}};
        }
    }
}

void Output::send(const Json& message) {
    std::string text = message.dump(-1, ' ', false, Json::error_handler_t::replace);
    text = fmt::format("Content-Length: {}\r\n\r\n{}", text.size(), text);
    std::lock_guard lock(mutex_);
    std::string_view rest = text;
    while (!rest.empty()) {
        ssize_t written = ::write(stream_, rest.data(), rest.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

} // namespace stackc::lsp
