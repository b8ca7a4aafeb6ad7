#pragma once
// What the judge found, on its way to the user: placed in the source, and left out where the source allows it.

#include "core/path.h"
#include "diag/sink.h"
#include "ir/package.h"
#include "judge/view.h"

#include <optional>
#include <set>
#include <string>

namespace stackc::judge {

/// A diagnostic that was reported, or was not because the source allows it.
class Finding {
public:
    explicit Finding(std::optional<diag::Report> report) : report_(report) {}
    Finding& note(core::Span span, std::string message) {
        if (report_)
            report_->note(span, std::move(message));
        return *this;
    }
    Finding& suggest(std::string text) {
        if (report_ && !text.empty())
            report_->suggest(std::move(text));
        return *this;
    }

private:
    std::optional<diag::Report> report_;
};

class Findings {
public:
    Findings(const core::Program& program, View& view, diag::Sink& sink)
        : program_(program), view_(view), sink_(sink) {}

    /// What is judged from here on.
    void setPackage(const ir::Package& package) { package_ = &package; }
    /// Is there a release in which what is looked at is there, and which no check refuses?
    bool mayBe() const {
        return view_.possible(view_.yes()) && (package_ == nullptr || view_.mayCome(*package_, view_.context()));
    }
    /// Whose values made what is judged from here on; empty: nobody's.
    void setEnvironment(const std::string& name) { environment_ = name; }

    /// `text` is what the fault is about as the author may have written it: it helps to find the place.
    template <typename... Args>
    Finding report(diag::CodeOf<const Args&...> code, const ir::Document& document, const Path& path,
                   const std::string& text, const Args&... args) {
        ++count_;
        // A template that several resources share holds more than is there in this one.
        if (!view_.possible(view_.yes()) || isAllowed(document, code))
            return Finding(std::nullopt);
        diag::Report report = sink_.report(code, place(document, path, text), args...);
        if (!environment_.empty())
            report.note("with the values of environment `" + environment_ + "`");
        return Finding(report);
    }

    core::Span place(const ir::Document& document, const Path& path, const std::string& text) const;
    /// Where a patch says what stands there; nothing where it is as the resource is made.
    std::optional<core::Span> patchOf(const ir::Document& document, const Path& path) const;
    /// What is allowed at the document is known to have been looked at.
    void visit(const ir::Document& document);
    /// Reports each `@allow` that nothing needed.
    void reportUnneeded();
    /// How much was found so far.
    size_t count() const { return count_; }

private:
    bool isAllowed(const ir::Document& document, diag::Code code);
    /// The name of the innermost element on the path; empty where it has none, or a late one.
    std::string elementOn(const ir::Document& document, const Path& path) const;

    const core::Program& program_;
    View& view_;
    diag::Sink& sink_;
    const ir::Package* package_ = nullptr;
    std::string environment_;
    size_t count_ = 0;
    std::set<const core::Statement*> visited_;
    std::set<const core::Allowance*> needed_;
};

} // namespace stackc::judge
