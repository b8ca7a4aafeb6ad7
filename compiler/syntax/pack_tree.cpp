#include "syntax/packed_tree.h"

#include <cassert>

#include "syntax/fields.h"

namespace stackc::syntax {

namespace {

class Packer {
public:
    explicit Packer(FileId file) : file_(file) {}

    std::string run(const Module& module) {
        put(module);
        return std::move(out_);
    }

private:
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7U)
            byte(static_cast<std::uint8_t>(value | 0x80U));
        byte(static_cast<std::uint8_t>(value));
    }
    void byte(std::uint8_t value) { out_ += static_cast<char>(value); }

    void put(bool value) { byte(value ? 1 : 0); }
    void put(std::uint32_t value) { number(value); }
    void put(std::int64_t value) { number(static_cast<std::uint64_t>(value)); }
    void put([[maybe_unused]] FileId file) { assert(file == file_); }
    void put(const std::string& text) {
        number(text.size());
        out_ += text;
    }
    void put(const Span& span) {
        if (!span.valid())
            return number(0);
        assert(span.file == file_ && span.begin <= span.end);
        number(std::uint64_t{span.size()} + 1);
        bool isBefore = span.begin < spanBegin_;
        std::uint64_t distance = isBefore ? spanBegin_ - span.begin : span.begin - spanBegin_;
        number(distance << 1U | (isBefore ? 1U : 0U));
        spanBegin_ = span.begin;
    }
    template <typename Tag> void put(support::Id<Tag> id) { number(id.valid() ? std::uint64_t{id.index} + 1 : 0); }
    template <typename Enum>
    requires std::is_enum_v<Enum>
    void put(Enum value) {
        static_assert(sizeof(Enum) == 1);
        byte(static_cast<std::uint8_t>(value));
    }
    template <typename Element> void put(const std::vector<Element>& elements) {
        number(elements.size());
        for (const Element& element : elements)
            put(element);
    }
    template <typename Value> void put(const std::optional<Value>& value) {
        put(value.has_value());
        if (value)
            put(*value);
    }
    template <typename... Nodes> void put(const std::variant<Nodes...>& node) {
        byte(static_cast<std::uint8_t>(node.index()));
        std::visit([this](const auto& one) { this->put(one); }, node);
    }
    template <Plain Struct> void put(const Struct& node) {
        std::apply([this](const auto&... members) { (this->put(members), ...); }, fieldsOf(node));
    }

    FileId file_;
    std::string out_;
    std::uint32_t spanBegin_ = 0;
};

} // namespace

std::string packTree(const Module& module) { return Packer(module.file).run(module); }

} // namespace stackc::syntax
