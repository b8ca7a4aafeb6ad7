#pragma once
// Inside of the helm backend: residual nodes to template trees. What all parts of the lowering of one package share;
// see docs/internals/lowering.md for the parts, and chart.h for what the backend promises.

#include "diag/sink.h"
#include "emit/helm/kinds.h"
#include "emit/helm/named_templates.h"
#include "emit/helm/own_templates.h"
#include "emit/helm/surroundings.h"
#include "ir/locate.h"
#include "ir/package.h"
#include "support/meanwhile.h"

#include <string>
#include <string_view>

namespace stackc::emit::helm {

using support::Meanwhile;

/// How YAML is written: resources are only read back, so any spelling will do; of texts every byte is fixed.
enum class Style : uint8_t { Resource, Text };

/// What is being written.
struct Writing {
    Style style = Style::Resource;
    core::TextFormat format = core::TextFormat::Yaml; ///< of the text, where the style is Text
};

class Lowering {
public:
    Lowering(const ir::Package& package, const Defines& defines, diag::Sink& sink);
    Lowering(const Lowering&) = delete;
    Lowering& operator=(const Lowering&) = delete;

    /// Reports that no template can say this.
    void unsupported(std::string_view what, const ir::Use& use) const;

    const ir::Package& package;
    const core::Program& program;
    const Defines& defines;
    diag::Sink& sink;
    core::Span here; ///< where faults are told that no place of the source is known of
    Kinds kinds;
    Surroundings around;
    Writing writing;
    int eager = 0;      ///< inside operands that are evaluated whatever the condition says, if not 0
    int separators = 0; ///< numbers the `$sep` variables
    OwnTemplates own;
    NamedTemplates named;
    const RefusedKeys refused;
};

/// Is inside operands that are evaluated whatever the condition says, for its lifetime.
class Eager {
public:
    explicit Eager(Lowering& in) : eager_(in.eager, in.eager + 1) {}

private:
    Meanwhile<int> eager_;
};

} // namespace stackc::emit::helm
