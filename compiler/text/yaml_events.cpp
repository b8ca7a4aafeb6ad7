#include "text/yaml_events.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <yaml.h>

#include "text/utf8.h"
#include "text/yaml_quoted.h"

namespace stackc::text {

namespace {

std::string textOf(const yaml_char_t* text) { return text == nullptr ? "" : reinterpret_cast<const char*>(text); }

/// libyaml counts code points, we count bytes.
std::vector<uint32_t> bytesOf(std::string_view yaml) {
    std::vector<uint32_t> bytes;
    if (std::all_of(yaml.begin(), yaml.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return bytes;
    for (size_t at = 0; at < yaml.size(); nextRune(yaml, at))
        bytes.push_back(static_cast<uint32_t>(at));
    bytes.push_back(static_cast<uint32_t>(yaml.size()));
    return bytes;
}

struct Event {
    yaml_event_t data{};
    Event() = default;
    ~Event() { yaml_event_delete(&data); }
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;
};

} // namespace

struct YamlParser::State {
    State(std::string_view yaml, const YamlLimits& limits)
        : yaml_(yaml), limits_(limits), skipped_(yaml.starts_with("\xEF\xBB\xBF") ? 3 : 0),
          bytes_(bytesOf(yaml.substr(skipped_))),
          lines_(1 + static_cast<size_t>(std::count(yaml.begin(), yaml.end(), '\n'))) {
        yaml_parser_initialize(&parser_);
        yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
        const char* input = yaml.empty() ? "" : yaml.data() + skipped_; // an empty view may have no data
        yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(input), yaml.size() - skipped_);
    }
    ~State() { yaml_parser_delete(&parser_); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    std::unique_ptr<YamlTree> document() {
        anchors_.clear();
        root_ = nullptr;
        while (!ended_) {
            Event event;
            if (yaml_parser_parse(&parser_, &event.data) == 0)
                throw YamlFault{
                    {parser_.problem == nullptr ? "can't be read" : parser_.problem, lineOf(parser_.problem_mark)}};
            if (event.data.type == YAML_DOCUMENT_END_EVENT)
                return std::move(root_);
            ended_ = event.data.type == YAML_STREAM_END_EVENT;
            take(event.data);
        }
        return nullptr;
    }

private:
    /// libyaml begins one more line at the end of a text whose last line is not ended.
    size_t lineOf(const yaml_mark_t& mark) const { return std::min(mark.line + 1, lines_); }

    void take(const yaml_event_t& event) {
        switch (event.type) {
        case YAML_DOCUMENT_START_EVENT:
            return directives(event);
        case YAML_ALIAS_EVENT:
            return alias(event);
        case YAML_SCALAR_EVENT:
            return scalar(event);
        case YAML_SEQUENCE_START_EVENT:
            return open(add(event, event.data.sequence_start.anchor, YamlTree::Kind::List),
                        event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
        case YAML_MAPPING_START_EVENT:
            return open(add(event, event.data.mapping_start.anchor, YamlTree::Kind::Map),
                        event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
        case YAML_SEQUENCE_END_EVENT:
        case YAML_MAPPING_END_EVENT:
            stack_.pop_back();
            return;
        default:
            return;
        }
    }

    void directives(const yaml_event_t& event) const {
        const auto& start = event.data.document_start;
        bool hasAny = start.version_directive != nullptr || start.tag_directives.start != start.tag_directives.end;
        if (hasAny && !limits_.directives)
            throw YamlFault{{"a directive, such as `%YAML 1.1`: Helm 4 can't read it", lineOf(event.start_mark)}};
    }

    void alias(const yaml_event_t& event) {
        YamlTree& node = add(event, nullptr, YamlTree::Kind::Alias);
        auto found = anchors_.find(textOf(event.data.alias.anchor));
        if (found == anchors_.end())
            throw YamlFault{{"unknown anchor", node.line}};
        node.target = found->second;
    }

    void scalar(const yaml_event_t& event) {
        const auto& data = event.data.scalar;
        YamlTree& node = add(event, data.anchor, YamlTree::Kind::Scalar);
        node.text.assign(reinterpret_cast<const char*>(data.value), data.length);
        node.plain = data.plain_implicit != 0;
        node.tag = textOf(data.tag);
        // Where libyaml has become more lenient than go-yaml: `\/`, and question marks.
        std::string error;
        if (data.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE &&
            !readDoubleQuoted(yaml_, behindProperties(node.offset), node.text, error))
            throw YamlFault{{error, node.line}};
        bool inFlow = !stack_.empty() && stack_.back().flow;
        if (inFlow && data.style == YAML_PLAIN_SCALAR_STYLE && node.text.find('?') != std::string::npos)
            throw YamlFault{{"did not find expected `,`: a text with `?` needs quotes here", node.line}};
    }

    /// Where the scalar itself begins: behind its tag and its anchor.
    size_t behindProperties(size_t at) const {
        while (at < yaml_.size() && (yaml_[at] == '!' || yaml_[at] == '&')) {
            at = std::min(yaml_.find_first_of(" \t\r\n", at), yaml_.size());
            while (at < yaml_.size() && (std::isspace(static_cast<unsigned char>(yaml_[at])) != 0 || yaml_[at] == '#'))
                at = yaml_[at] == '#' ? std::min(yaml_.find('\n', at), yaml_.size()) : at + 1;
        }
        return at;
    }

    YamlTree& add(const yaml_event_t& event, const yaml_char_t* anchor, YamlTree::Kind kind) {
        size_t line = lineOf(event.start_mark);
        if (++count_ > 2 * limits_.nodes) // keys count as well
            throw YamlFault{{"too many values", line}};
        auto node = std::make_unique<YamlTree>();
        node->kind = kind;
        node->line = line;
        size_t index = event.start_mark.index;
        node->offset = skipped_ + (bytes_.empty() ? index : bytes_[std::min(index, bytes_.size() - 1)]);
        YamlTree& made = *node;
        if (anchor != nullptr)
            anchors_[textOf(anchor)] = &made;
        if (stack_.empty())
            root_ = std::move(node);
        else
            stack_.back().node->children.push_back(std::move(node));
        return made;
    }

    void open(YamlTree& node, bool flow) {
        stack_.push_back({&node, flow});
        if (stack_.size() > limits_.depth)
            throw YamlFault{{"nested too deeply", node.line}};
    }

    struct Open {
        YamlTree* node;
        bool flow;
    };

    std::string_view yaml_;
    const YamlLimits& limits_;
    size_t skipped_; ///< a byte order mark
    std::vector<uint32_t> bytes_;
    size_t lines_; ///< of the text
    yaml_parser_t parser_{};
    bool ended_ = false;
    size_t count_ = 0; ///< of nodes in the stream
    std::unique_ptr<YamlTree> root_;
    std::vector<Open> stack_;
    std::map<std::string, const YamlTree*> anchors_;
};

YamlParser::YamlParser(std::string_view yaml, const YamlLimits& limits)
    : state_(std::make_unique<State>(yaml, limits)) {}

YamlParser::~YamlParser() = default;

std::unique_ptr<YamlTree> YamlParser::document() { return state_->document(); }

} // namespace stackc::text
