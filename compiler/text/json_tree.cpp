#include "text/yaml_tree.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_set>

namespace stackc::text {

using Json = nlohmann::ordered_json;

namespace {

/// Tells how far the parser has read: it copies its iterator, so the place is shared.
class Cursor {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    Cursor(const char* at, const char** read) : at_(at), read_(read) {}
    reference operator*() const { return *at_; }
    Cursor& operator++() {
        *read_ = ++at_;
        return *this;
    }
    Cursor operator++(int) {
        Cursor before = *this;
        ++*this;
        return before;
    }
    friend bool operator==(const Cursor& a, const Cursor& b) { return a.at_ == b.at_; }
    friend bool operator!=(const Cursor& a, const Cursor& b) { return a.at_ != b.at_; }

private:
    const char* at_;
    const char** read_;
};

/// Builds the tree of one document.
class Events : public nlohmann::json_sax<Json> {
public:
    Events(std::string_view text, const char** read, size_t& count, YamlError& error, const YamlLimits& limits)
        : text_(text), read_(read), last_(place()), line_(1 + lines(0, last_)), count_(count), error_(error),
          limits_(limits) {}

    YamlNode root;

    bool null() override { return value(YamlNode::Kind::Null); }
    bool boolean(bool value) override {
        next_.boolean = value;
        return this->value(YamlNode::Kind::Bool);
    }
    bool number_integer(number_integer_t value) override { return number(value); }
    bool number_unsigned(number_unsigned_t value) override { return number(value); }
    bool number_float(number_float_t value, const string_t&) override { return number(value); }
    bool string(string_t& value) override {
        next_.text = value;
        return this->value(YamlNode::Kind::String);
    }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(YamlNode::Kind::Map); }
    bool start_array(std::size_t) override { return open(YamlNode::Kind::List); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& text) override {
        size_t offset = begin();
        Open& top = stack_.back();
        if (!top.given.insert(text).second)
            return fail("key `" + text + "` is given twice");
        top.node.keys.push_back({text, offset});
        last_ = place();
        return true;
    }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& problem) override {
        line_ += lines(last_, place());
        std::string message =
            problem.what(); // "[json.exception.parse_error.101] parse error at line …: syntax error …"
        size_t what = message.find(": ");
        return fail(what == std::string::npos ? message : message.substr(what + 2));
    }

private:
    struct Open {
        YamlNode node;
        std::unordered_set<std::string> given;
    };

    size_t place() const { return static_cast<size_t>(*read_ - text_.data()); }
    size_t lines(size_t from, size_t to) const {
        return static_cast<size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(from),
                                              text_.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    }

    /// Of the token of this event: it follows the last one but for white space and punctuation.
    size_t begin() {
        size_t at = std::min(text_.find_first_not_of(" \t\r\n,:]}", last_), text_.size());
        line_ += lines(last_, at);
        return last_ = at;
    }

    bool fail(std::string message) {
        error_ = {std::move(message), line_};
        return false;
    }

    bool number(const Json& value) {
        setNumber(next_, value);
        size_t at = begin();
        // What follows may be no JSON; the number ends where the parser saw it end.
        size_t end = std::min({text_.find_first_of(" \t\r\n,:]}", at), text_.size(), place()});
        next_.text = text_.substr(at, end - at);
        bool fine = this->value(next_.kind);
        last_ = end; // the parser has read one byte more
        return fine;
    }

    bool start(YamlNode::Kind kind) {
        if (++count_ > limits_.nodes)
            return fail("too many values");
        next_.kind = kind;
        next_.offset = begin();
        next_.line = line_;
        last_ = place();
        return true;
    }

    bool value(YamlNode::Kind kind) { return start(kind) && finish(); }

    bool open(YamlNode::Kind kind) {
        if (!start(kind))
            return false;
        if (stack_.size() >= limits_.depth)
            return fail("nested too deeply");
        stack_.push_back({std::exchange(next_, {}), {}});
        return true;
    }

    bool close() {
        next_ = std::move(stack_.back().node);
        stack_.pop_back();
        return finish();
    }

    bool finish() {
        (stack_.empty() ? root : stack_.back().node.items.emplace_back()) = std::exchange(next_, {});
        return true;
    }

    std::string_view text_;
    const char** read_;
    size_t last_; ///< behind the token of the last event
    size_t line_; ///< at `last_`
    size_t& count_;
    YamlError& error_;
    const YamlLimits& limits_;
    YamlNode next_;
    std::vector<Open> stack_;
};

} // namespace

bool readJsonStream(std::string_view text, std::vector<YamlNode>& documents, YamlError& error,
                    const YamlLimits& limits) {
    documents.clear();
    if (text.size() > limits.bytes) {
        error = {"larger than " + std::to_string(limits.bytes) + " bytes", 0};
        return false;
    }
    size_t count = 0;
    const char* end = text.data() + text.size();
    for (size_t at = text.find_first_not_of(" \t\r\n"); at < text.size();) {
        const char* read = text.data() + at;
        Events events(text, &read, count, error, limits);
        bool fine = Json::sax_parse(Cursor(read, &read), Cursor(end, &read), &events,
                                    nlohmann::detail::input_format_t::json, false);
        if (!fine)
            return false;
        documents.push_back(std::move(events.root));
        at = text.find_first_not_of(" \t\r\n", static_cast<size_t>(read - text.data()));
    }
    return true;
}

} // namespace stackc::text
