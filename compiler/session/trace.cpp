#include "session/trace.h"

#include "diag/working_on.h"
#include "emit/helm/template_paths.h"
#include "inspect/default_place.h"
#include "inspect/field.h"
#include "inspect/message.h"
#include "inspect/resource_names.h"
#include "inspect/template_lines.h"
#include "inspect/value_path.h"
#include "session/chart.h"
#include "session/each_chart.h"

#include <algorithm>
#include <re2/re2.h>

namespace stackc::session {

namespace {

/// How well a resource of a release of any name goes by a name: its own in a release that has the chart's name, or what
/// that ends in.
size_t likeness(const std::string& name, const std::string& own, const std::string& chart) {
    constexpr size_t same = 1000, longer = 500;
    if (name == own)
        return same;
    if (name.ends_with(own))
        return longer + own.size();
    std::string end = own.starts_with(chart) ? own.substr(chart.size()) : own;
    return name.ends_with(end) ? 1 + end.size() : 0;
}

/// Matches what a late text may be.
std::string patternOf(ir::NodeRef text) {
    text = ir::unshared(text);
    if (text->kind == ir::NodeKind::String)
        return re2::RE2::QuoteMeta(text->text);
    if (text->kind != ir::NodeKind::Prim || text->op != core::Op::Concat)
        return "(?s:.*)";
    std::string pattern;
    for (ir::NodeRef part : text->args)
        pattern += patternOf(part);
    return pattern;
}

/// What a message means in one chart.
class OfChart {
public:
    OfChart(const inspect::LateChart& late, Compilation& chart, std::vector<Traced>& found)
        : late_(late), chart_(chart), found_(found) {}

    /// `texts` are the chart's files, by their paths below `folder`.
    void lines(const std::vector<inspect::TemplateLine>& chain, const std::string& folder, const emit::FileSet& texts) {
        std::vector<emit::helm::VersionedDocument> documents = emit::helm::joinVersions(*late_.package);
        std::vector<std::string> paths = emit::helm::templatePaths(documents, chart_.program.chart.name);
        for (size_t i = 0; i < documents.size(); ++i) {
            if (chain.empty() || chain.front().file != folder + "/" + paths[i])
                continue;
            std::string field;
            for (const inspect::TemplateLine& line : chain)
                field += below(field, fieldOf(line, texts));
            add(*documents[i].document, field);
        }
    }

    void field(const inspect::NamedField& named) {
        inspect::ResourceNames names(late_);
        std::vector<const ir::Document*> best;
        size_t most = 1;
        for (const ir::Document& document : late_.package->documents) {
            if (!inspect::isCalled(document.kind, named.kind))
                continue;
            size_t like =
                named.name.empty() ? 1 : likeness(named.name, names.nameOf(document), chart_.program.chart.name);
            if (like > most)
                best.clear();
            most = std::max(most, like);
            if (like == most)
                best.push_back(&document);
        }
        for (const ir::Document* document : best)
            add(*document, named.field);
    }

    void check(const std::string& refused) {
        for (const ir::Check& check : late_.package->checks)
            if (check.message != nullptr && re2::RE2::FullMatch(refused, patternOf(check.message)))
                add("a check", check.span);
    }

    void value(const std::string& path) {
        bool isOwn = late_.place.empty() || path.starts_with(late_.place);
        std::string own = isOwn ? path.substr(late_.place.size()) : "";
        if (!own.empty())
            add("values." + path, inspect::defaultAt(chart_.program, own));
    }

private:
    static std::string below(const std::string& outer, const std::string& inner) {
        return outer.empty() || inner.empty() || inner.starts_with('[') ? inner : "." + inner;
    }

    static std::string fieldOf(const inspect::TemplateLine& line, const emit::FileSet& texts) {
        if (!texts.contains("charts/" + line.file))
            return "";
        std::vector<std::string> fields = inspect::fieldsOfLines(texts.at("charts/" + line.file));
        return line.line == 0 || line.line > fields.size() ? "" : fields[line.line - 1];
    }

    /// The field, or what is there of the way to it.
    void add(const ir::Document& document, std::string field) {
        std::vector<inspect::Field> fields;
        inspect::NoField missed;
        for (;;) {
            inspect::addFieldsOf(late_, document, field, fields, missed);
            if (!fields.empty() || field.empty())
                break;
            field = inspect::outerPath(field);
        }
        for (const inspect::Field& one : fields)
            for (const inspect::FieldForm& form : one.forms)
                add(one.resource + (one.path.empty() ? "" : " " + one.path), form.at);
    }

    void add(std::string what, source::Span at) {
        bool isThere = std::any_of(found_.begin(), found_.end(),
                                   [&](const Traced& other) { return other.what == what && other.at == at; });
        if (!isThere && at.valid())
            found_.push_back({std::move(what), at});
    }

    const inspect::LateChart& late_;
    Compilation& chart_;
    std::vector<Traced>& found_;
};

/// Where a chart stands in the outermost one: `shop/charts/cache`.
std::string folderOf(const Compilation& outermost, const inspect::LateChart& late) {
    std::string folder = outermost.program.chart.name;
    std::string_view place = late.place;
    while (!place.empty()) {
        size_t dot = place.find('.');
        folder += "/charts/" + std::string(place.substr(0, dot));
        place.remove_prefix(dot + 1);
    }
    return folder;
}

} // namespace

std::vector<Traced> trace(Compilation& compilation, std::string_view text) {
    diag::WorkingOn place("the message");
    std::vector<Traced> found;
    if (!isReady(compilation))
        return found;
    inspect::Message message = inspect::parseMessage(text);
    emit::FileSet texts = message.lines.empty() ? emit::FileSet() : buildChart(compilation);
    eachChart(compilation, [&](const inspect::LateChart& late, const Standing&, Compilation& chart) {
        OfChart here(late, chart, found);
        for (const std::string& refused : message.refused)
            here.check(refused);
        for (const auto& chain : message.lines)
            here.lines(chain, folderOf(compilation, late), texts);
        for (const inspect::NamedField& named : message.fields)
            here.field(named);
        for (const std::string& path : message.values)
            here.value(path);
    });
    return found;
}

} // namespace stackc::session
