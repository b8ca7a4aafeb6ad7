#pragma once
// Which declarations use a function or a component, and what they use themselves.

#include "ide/analysis.h"

namespace stackc::ide {

struct CallItem {
    std::string name;
    sema::EntityKind kind = sema::EntityKind::Function;
    source::Span span;  ///< of its name
    source::Span whole; ///< with its body
};

struct CallEdge {
    CallItem item;
    std::vector<source::Span> at; ///< where it is called
};

/// The function or component at the cursor; nothing for other names.
std::optional<CallItem> callItem(const Analysis& analysis, source::FileId file, std::uint32_t offset);
/// The declarations in which it is called.
std::vector<CallEdge> incomingCalls(const Analysis& analysis, const CallItem& item);
/// What is called in it.
std::vector<CallEdge> outgoingCalls(const Analysis& analysis, const CallItem& item);

} // namespace stackc::ide
