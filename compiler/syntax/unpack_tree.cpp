#include "syntax/packed_tree.h"

#include <cassert>

#include "syntax/fields.h"

namespace stackc::syntax {

namespace {

class Unpacker {
public:
    Unpacker(std::string_view bytes, FileId file) : at_(bytes.data()), end_(at_ + bytes.size()), file_(file) {}

    Module run() {
        Module module;
        get(module);
        assert(at_ == end_);
        return module;
    }

private:
    std::uint64_t number() {
        std::uint64_t value = 0;
        for (unsigned shift = 0;; shift += 7) {
            std::uint64_t next = byte();
            value |= (next & 0x7fU) << shift;
            if (next < 0x80)
                return value;
        }
    }
    std::uint8_t byte() {
        assert(at_ < end_);
        return static_cast<std::uint8_t>(*at_++);
    }

    void get(bool& value) { value = byte() != 0; }
    void get(std::uint32_t& value) { value = static_cast<std::uint32_t>(number()); }
    void get(std::int64_t& value) { value = static_cast<std::int64_t>(number()); }
    void get(FileId& file) { file = file_; }
    void get(std::string& text) {
        std::size_t size = number();
        assert(size <= static_cast<std::size_t>(end_ - at_));
        text.assign(at_, size);
        at_ += size;
    }
    void get(Span& span) {
        std::uint64_t size = number();
        if (size == 0)
            return;
        std::uint64_t distance = number();
        auto by = static_cast<std::uint32_t>(distance >> 1U);
        spanBegin_ = (distance & 1U) != 0 ? spanBegin_ - by : spanBegin_ + by;
        span = {file_, spanBegin_, spanBegin_ + static_cast<std::uint32_t>(size - 1)};
    }
    template <typename Tag> void get(support::Id<Tag>& id) {
        if (std::uint64_t place = number(); place != 0)
            id = support::Id<Tag>(place - 1);
    }
    template <typename Enum>
    requires std::is_enum_v<Enum>
    void get(Enum& value) { value = static_cast<Enum>(byte()); }
    template <typename Element> void get(std::vector<Element>& elements) {
        elements.resize(number());
        for (Element& element : elements)
            get(element);
    }
    template <typename Value> void get(std::optional<Value>& value) {
        if (byte() != 0)
            get(value.emplace());
    }
    template <typename... Nodes> void get(std::variant<Nodes...>& node) {
        alternative(node, byte(), std::index_sequence_for<Nodes...>());
    }
    template <typename Variant, std::size_t... Indexes>
    void alternative(Variant& node, std::size_t which, std::index_sequence<Indexes...>) {
        bool isKnown = ((which == Indexes && (get(node.template emplace<Indexes>()), true)) || ...);
        assert(isKnown);
        static_cast<void>(isKnown);
    }
    template <Plain Struct> void get(Struct& node) {
        std::apply([this](auto&... members) { (this->get(members), ...); }, fieldsOf(node));
    }

    const char* at_;
    const char* end_;
    FileId file_;
    std::uint32_t spanBegin_ = 0;
};

} // namespace

Module unpackTree(std::string_view bytes, FileId file) { return Unpacker(bytes, file).run(); }

} // namespace stackc::syntax
