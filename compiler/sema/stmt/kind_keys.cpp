#include "sema/stmt/kind_keys.h"

namespace stackc::sema {

void refuseKindKeys(diag::Sink& sink, const std::vector<core::Entry>& entries, std::size_t first) {
    for (const core::Entry& entry : entries) {
        if (entry.key != "apiVersion" && entry.key != "kind")
            continue;
        const core::Span span = entry.span;
        sink.takeBack(first, [&](const diag::Diagnostic& found) { return span.covers(found.span); });
        sink.report(diag::Code::E5005, span, entry.key).suggest("leave it out: the resource's type says it");
    }
}

} // namespace stackc::sema
