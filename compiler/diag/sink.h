#pragma once

#include <fmt/core.h>

#include <functional>
#include <string>
#include <vector>

#include "diag/message.h"

namespace stackc::diag {

class Sink;

/// Adds to the diagnostic that was just reported. Use it in the statement that reports, do not keep it.
class Report {
public:
    Report(Sink& sink, std::size_t index) : sink_(&sink), index_(index) {}

    Report& note(source::Span span, std::string message);
    Report& note(std::string message);
    /// A second place in the same excerpt; with the diagnostic's own span it becomes the text under the carets.
    Report& label(source::Span span, std::string message);
    Report& suggest(std::string text);
    Report& fix(Fix fix);

private:
    Diagnostic& get();

    Sink* sink_;
    std::size_t index_;
};

/// Collects the diagnostics of a run.
class Sink {
public:
    /// `args` fill the message of `code` in diagnostics.def; that they do is checked at compile time.
    template <typename... Args> Report report(CodeOf<const Args&...> code, source::Span span, const Args&... args) {
        return add(code, span, fmt::vformat(fmt::string_view(messageFormat(code)), fmt::make_format_args(args...)));
    }

    /// Adds the diagnostics of another run over the same files.
    void append(const Sink& other);

    /// Takes back the diagnostics from the one at `first` on for which `isConsequence` holds.
    void takeBack(std::size_t first, const std::function<bool(const Diagnostic&)>& isConsequence);

    bool hasErrors() const { return errors_ > 0; }
    std::size_t errorCount() const { return errors_; }
    bool empty() const { return diagnostics_.empty(); }
    /// In the order they were reported.
    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
    /// By file and place; of several with the same code, span and message only the first.
    std::vector<Diagnostic> sorted() const;

private:
    friend class Report;

    Report add(Code code, source::Span span, std::string message);

    std::vector<Diagnostic> diagnostics_;
    std::size_t errors_ = 0;
};

} // namespace stackc::diag
