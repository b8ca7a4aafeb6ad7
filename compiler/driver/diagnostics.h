#pragma once
// How diagnostics and faults are told.

#include "diag/sink.h"
#include "driver/options.h"
#include "source/source_manager.h"

#include <fmt/format.h>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace stackc::driver {

/// As text on the standard error stream, some hundreds of them at most; in colours on a terminal, unless $NO_COLOR says
/// otherwise.
void tellOnErrorStream(const source::SourceManager& sources, const diag::Sink& sink);
/// The same; as annotations of a workflow, which go there too; or, as JSON and SARIF, on the standard output.
void tell(DiagnosticsFormat format, const source::SourceManager& sources, const diag::Sink& sink);
/// The same with what the run did, which is part of the JSON; null: nothing.
void tellWith(DiagnosticsFormat format, const source::SourceManager& sources, const diag::Sink& sink,
              const nlohmann::ordered_json* result);
/// The same beside a document of a command's own: what would go to the standard output goes to the error stream, as
/// text.
void tellBeside(DiagnosticsFormat format, const source::SourceManager& sources, const diag::Sink& sink);
/// Are diagnostics a document on the standard output?
bool isOnOutput(DiagnosticsFormat format);
/// What a run did, in lines of text: on the standard output, or on the error stream where diagnostics are there.
void tellNote(DiagnosticsFormat format, std::string_view text);
template <typename... T> void tellNote(DiagnosticsFormat format, fmt::format_string<T...> text, T&&... arguments) {
    tellNote(format, std::string_view(fmt::format(text, std::forward<T>(arguments)...)));
}
/// What the system refused, on the standard error stream. Returns the exit code.
int tellFault(const std::string& message);

} // namespace stackc::driver
