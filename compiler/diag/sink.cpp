#include "diag/sink.h"

#include "diag/shown.h"

#include <algorithm>
#include <tuple>

namespace stackc::diag {

Diagnostic& Report::get() { return sink_->diagnostics_[index_]; }

Report& Report::note(source::Span span, std::string message) {
    get().notes.push_back({span, cutToShown(std::move(message))});
    return *this;
}

Report& Report::note(std::string message) { return note(source::Span{}, std::move(message)); }

Report& Report::label(source::Span span, std::string message) {
    get().labels.push_back({span, cutToShown(std::move(message))});
    return *this;
}

Report& Report::suggest(std::string text) {
    get().suggestion = cutToShown(std::move(text));
    return *this;
}

Report& Report::fix(Fix fix) {
    get().fixes.push_back(std::move(fix));
    return *this;
}

Report Sink::add(Code code, source::Span span, std::string message) {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.severity = severityOf(code);
    diagnostic.span = span;
    diagnostic.message = cutToShown(std::move(message));
    if (diagnostic.severity == Severity::error)
        ++errors_;
    diagnostics_.push_back(std::move(diagnostic));
    return Report(*this, diagnostics_.size() - 1);
}

void Sink::append(const Sink& other) {
    diagnostics_.insert(diagnostics_.end(), other.diagnostics_.begin(), other.diagnostics_.end());
    errors_ += other.errors_;
}

void Sink::takeBack(std::size_t first, const std::function<bool(const Diagnostic&)>& isConsequence) {
    auto begin = diagnostics_.begin() + static_cast<std::ptrdiff_t>(first);
    auto end = std::remove_if(begin, diagnostics_.end(), [&](const Diagnostic& found) {
        bool taken = isConsequence(found);
        errors_ -= taken && found.severity == Severity::error ? 1 : 0;
        return taken;
    });
    diagnostics_.erase(end, diagnostics_.end());
}

std::vector<Diagnostic> Sink::sorted() const {
    std::vector<Diagnostic> result = diagnostics_;
    std::stable_sort(result.begin(), result.end(), [](const Diagnostic& a, const Diagnostic& b) {
        return std::tie(a.span, a.code) < std::tie(b.span, b.code);
    });
    auto same = [](const Diagnostic& a, const Diagnostic& b) {
        return a.code == b.code && a.span == b.span && a.message == b.message;
    };
    result.erase(std::unique(result.begin(), result.end(), same), result.end());
    return result;
}

} // namespace stackc::diag
