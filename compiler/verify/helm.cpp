#include "verify/helm.h"

#include "support/subprocess.h"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <re2/re2.h>

namespace stackc::verify {

namespace {

std::string trimmed(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == ' '))
        text.pop_back();
    return text;
}

/// Of a refusal; both kinds are told in the same way by all Helms.
Rendered refusal(const std::string& errors) {
    static const RE2 schema("values don't meet the specifications of the schema");
    static const RE2 broken("valid regex|metaschema");
    static const RE2 check(
        R"((?s)(?:execution error at \([^)]*\)|error calling fail): (.*?)(?:\n\nUse --debug.*)?\n*\z)");
    Rendered rendered;
    rendered.message = trimmed(errors);
    if (RE2::PartialMatch(errors, schema) && !RE2::PartialMatch(errors, broken))
        rendered.kind = Rendered::Kind::BySchema;
    else if (std::string message; RE2::PartialMatch(errors, check, &message)) {
        rendered.kind = Rendered::Kind::ByCheck;
        rendered.message = trimmed(message);
    }
    return rendered;
}

} // namespace

support::Result<Helm> helmAt(const std::string& path) {
    support::Finished done = support::run({path, "version", "--short"}, {}, {}, support::Errors::Kept);
    if (done.status == -ENOENT)
        return support::Failure{fmt::format("there is no Helm `{}`; `--helm` names another one", path)};
    if (done.status < 0)
        return support::Failure{fmt::format("can't run `{}`: {}", path, std::strerror(-done.status))};
    std::string version = done.output.substr(0, done.output.find_first_of("+\n"));
    if (done.status != 0 || !version.starts_with("v"))
        return support::Failure{fmt::format("`{} version` doesn't tell a version: it is no Helm", path)};
    return Helm{path, version};
}

Rendered render(const Helm& helm, const std::string& chart, const Release& release) {
    const session::Identity& identity = release.identity;
    std::vector<std::string> command{helm.path,   "template",       identity.name,        chart,         "--namespace",
                                     identity.ns, "--kube-version", identity.kubeVersion, "--skip-tests"};
    for (const std::string& api : identity.apis)
        command.insert(command.end(), {"--api-versions", api});
    for (const std::string& file : release.files)
        command.insert(command.end(), {"--values", file});
    if (!release.values.empty())
        command.insert(command.end(), {"--values", "-"});
    support::Finished done = support::run(command, release.values, {}, support::Errors::Kept);
    if (done.status < 0)
        return {Rendered::Kind::Failed, {}, fmt::format("can't run it: {}", std::strerror(-done.status))};
    if (done.status != 0)
        return refusal(done.errors);
    auto documents = documentsOf(done.output);
    if (!documents)
        return {Rendered::Kind::Failed, {}, "what it prints can't be read: " + documents.error()};
    return {Rendered::Kind::Taken, std::move(*documents), ""};
}

} // namespace stackc::verify
