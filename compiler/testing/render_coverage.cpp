#include "testing/coverage.h"
#include "testing/xml.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <nlohmann/json.hpp>

namespace stackc::testing {

namespace {

using Json = nlohmann::ordered_json;

double percent(size_t part, size_t whole) {
    return whole == 0 ? 100.0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

/// The branches by file and line.
using Lines = std::map<uint32_t, std::vector<const CoveredBranch*>>;
std::map<std::string, Lines> byLine(const source::SourceManager& sources, const Coverage& coverage) {
    std::map<std::string, Lines> files;
    for (const CoveredBranch& branch : coverage.branches) {
        uint32_t line = sources.position(branch.place.file, branch.place.begin).line;
        files[std::string(sources.path(branch.place.file))][line].push_back(&branch);
    }
    return files;
}

size_t takenOf(const std::vector<const CoveredBranch*>& branches) {
    size_t taken = 0;
    for (const CoveredBranch* branch : branches)
        taken += branch->taken > 0 ? 1 : 0;
    return taken;
}

/// How often a line was run: by how many cases, at least.
size_t runsOf(const std::vector<const CoveredBranch*>& branches) {
    size_t runs = 0;
    for (const CoveredBranch* branch : branches)
        runs = std::max(runs, branch->reached);
    return runs;
}

} // namespace

namespace {

std::string share(size_t taken, size_t all) {
    return fmt::format("{} of {} ({:.1f} %)", taken, all, percent(taken, all));
}

/// What no case took of what the library decides for one expression; some of it, where it is much.
std::string inLibrary(const std::vector<const CoveredBranch*>& branches) {
    constexpr size_t most = 4;
    std::string text;
    for (size_t i = 0; i < std::min(most, branches.size()); ++i)
        text += fmt::format("{}{} at {}", i == 0 ? "" : ", ", branches[i]->is, branches[i]->library);
    return branches.size() <= most ? text : text + fmt::format(", and {} more", branches.size() - most);
}

} // namespace

std::string renderCoverageText(const source::SourceManager& sources, const Coverage& coverage) {
    size_t own = 0, ownTaken = 0, all = coverage.branches.size();
    std::string out;
    std::vector<const CoveredBranch*> ofLibrary;
    auto place = [&](const CoveredBranch& branch) {
        source::Position at = sources.position(branch.place.file, branch.place.begin);
        return fmt::format("  {}:{}:{}: `{}`", sources.path(branch.place.file), at.line, at.column, branch.expression);
    };
    for (size_t i = 0; i < all; ++i) {
        const CoveredBranch& branch = coverage.branches[i];
        bool isOwn = branch.library.empty();
        own += isOwn ? 1 : 0;
        ownTaken += isOwn && branch.taken > 0 ? 1 : 0;
        if (branch.taken == 0 && isOwn)
            out += fmt::format("{} is never {}\n", place(branch), branch.is);
        else if (branch.taken == 0)
            ofLibrary.push_back(&branch);
        bool isLast = i + 1 == all || coverage.branches[i + 1].place != branch.place;
        if (isLast && !ofLibrary.empty()) {
            out += fmt::format("{} in the library: never {}\n", place(branch), inLibrary(ofLibrary));
            ofLibrary.clear();
        }
    }
    size_t taken = coverage.taken();
    return fmt::format("branches taken: {}; in the source {}, in the library {}\n", share(taken, all),
                       share(ownTaken, own), share(taken - ownTaken, all - own)) +
           out;
}

std::string renderCoverageJson(const source::SourceManager& sources, const Coverage& coverage) {
    Json branches = Json::array();
    for (const CoveredBranch& branch : coverage.branches) {
        source::Position at = sources.position(branch.place.file, branch.place.begin);
        branches.push_back({{"file", sources.path(branch.place.file)},
                            {"line", at.line},
                            {"column", at.column},
                            {"expression", branch.expression},
                            {"is", branch.is},
                            {"library", branch.library},
                            {"taken", branch.taken}});
    }
    Json all = {{"branches", std::move(branches)}, {"total", coverage.branches.size()}, {"taken", coverage.taken()}};
    return all.dump(2) + "\n";
}

std::string renderLcov(const source::SourceManager& sources, const Coverage& coverage) {
    std::string out;
    for (const auto& [path, lines] : byLine(sources, coverage)) {
        out += fmt::format("TN:\nSF:{}\n", path);
        size_t found = 0, hit = 0, linesHit = 0;
        for (const auto& [line, branches] : lines) {
            size_t number = 0;
            for (const CoveredBranch* branch : branches)
                out += fmt::format("BRDA:{},{},{},{}\n", line, branch->fork, number++, branch->taken);
            found += branches.size();
            hit += takenOf(branches);
        }
        out += fmt::format("BRF:{}\nBRH:{}\n", found, hit);
        for (const auto& [line, branches] : lines) {
            size_t runs = runsOf(branches);
            out += fmt::format("DA:{},{}\n", line, runs);
            linesHit += runs > 0 ? 1 : 0;
        }
        out += fmt::format("LF:{}\nLH:{}\nend_of_record\n", lines.size(), linesHit);
    }
    return out;
}

std::string renderCobertura(const source::SourceManager& sources, const Coverage& coverage) {
    auto rate = [](size_t part, size_t whole) { return fmt::format("{:.4f}", percent(part, whole) / 100); };
    const std::map<std::string, Lines> files = byLine(sources, coverage);
    size_t lines = 0, linesHit = 0;
    for (const auto& [path, ofFile] : files)
        for (const auto& [line, branches] : ofFile) {
            ++lines;
            linesHit += takenOf(branches) > 0 ? 1 : 0;
        }
    std::string rates = fmt::format("line-rate=\"{}\" branch-rate=\"{}\"", rate(linesHit, lines),
                                    rate(coverage.taken(), coverage.branches.size()));
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<!DOCTYPE coverage SYSTEM \"http://cobertura.sourceforge.net/xml/coverage-04.dtd\">\n";
    out += fmt::format("<coverage {} lines-covered=\"{}\" lines-valid=\"{}\" branches-covered=\"{}\" "
                       "branches-valid=\"{}\" complexity=\"0\" version=\"1\" timestamp=\"0\">\n",
                       rates, linesHit, lines, coverage.taken(), coverage.branches.size());
    out += fmt::format("  <packages>\n    <package name=\"stack\" {} complexity=\"0\">\n      <classes>\n", rates);
    for (const auto& [path, ofFile] : files) {
        size_t all = 0, taken = 0, hit = 0;
        std::string body;
        for (const auto& [line, branches] : ofFile) {
            size_t here = takenOf(branches);
            all += branches.size();
            taken += here;
            hit += here > 0 ? 1 : 0;
            body += fmt::format("            <line number=\"{}\" hits=\"{}\" branch=\"true\" "
                                "condition-coverage=\"{:.0f}% ({}/{})\"/>\n",
                                line, runsOf(branches), percent(here, branches.size()), here, branches.size());
        }
        out += fmt::format("        <class name=\"{0}\" filename=\"{0}\" line-rate=\"{1}\" branch-rate=\"{2}\" "
                           "complexity=\"0\">\n          <methods/>\n          <lines>\n{3}          </lines>\n        "
                           "</class>\n",
                           xmlText(path), rate(hit, ofFile.size()), rate(taken, all), body);
    }
    return out + "      </classes>\n    </package>\n  </packages>\n</coverage>\n";
}

} // namespace stackc::testing
