#include "driver/lsp.h"

#include "driver/diagnostics.h"
#include "driver/disk.h"
#include "lsp/server.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <set>
#include <string>
#include <unistd.h>
#include <utility>

namespace stackc::driver {

namespace fs = std::filesystem;

namespace {

/// Of files that can be made again; empty if the environment names none.
fs::path cacheFolder() {
    auto variable = [](const char* name) {
        const char* value = std::getenv(name);
        return fs::path(value != nullptr ? value : "");
    };
    if (fs::path cache = variable("XDG_CACHE_HOME"); cache.is_absolute())
        return cache / "stackc";
    fs::path home = variable("HOME");
    return home.is_absolute() ? home / ".cache" / "stackc" : fs::path();
}

/// Writes a file that nobody edits, unless it is there. False if it can't be.
bool writeLibraryFile(const fs::path& path, std::string_view text) {
    session::Reading present = session::Disk().read(path, text.size());
    if (present.text == text)
        return true;
    std::error_code fault;
    fs::create_directories(path.parent_path(), fault);
    fs::path scratch = path.string() + "." + std::to_string(::getpid());
    try {
        fs::remove(scratch, fault);
        writeNew(scratch, text, path);
    } catch (const Refused&) {
        return false;
    }
    constexpr auto readable = fs::perms::owner_read | fs::perms::group_read | fs::perms::others_read;
    fs::permissions(scratch, readable, fault);
    fs::rename(scratch, path, fault);
    return !fault;
}

lsp::LibraryFiles libraryFiles() {
    fs::path cache = cacheFolder();
    if (cache.empty())
        return {{}, [](const std::string&, std::string_view) { return false; }};
    fs::path folder = (cache / "library" / STACKC_VERSION).lexically_normal();
    auto written = std::make_shared<std::set<std::string>>();
    return {folder.string(), [folder, written](const std::string& name, std::string_view text) {
                if (!written->contains(name) && writeLibraryFile(folder / name, text))
                    written->insert(name);
                return written->contains(name);
            }};
}

using Log = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

void writeLine(std::FILE* log, std::string_view line) {
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    constexpr long milli = 1000000;
    std::string text = fmt::format("{}.{:03} {}\n", now.tv_sec, now.tv_nsec / milli, line);
    std::fwrite(text.data(), 1, text.size(), log);
    std::fflush(log);
}

} // namespace

int serve(const Options& options) {
    Log log(nullptr, std::fclose);
    if (!options.lspLog.empty()) {
        log.reset(std::fopen(options.lspLog.c_str(), "ae"));
        if (log == nullptr)
            return tellFault(fmt::format("can't write {}", options.lspLog));
    }
    lsp::ServerOptions served;
    served.input = STDIN_FILENO;
    served.output = STDOUT_FILENO;
    served.version = STACKC_VERSION;
    served.library = libraryFiles();
    if (log != nullptr)
        served.log = [file = log.get()](std::string_view line) { writeLine(file, line); };
    return lsp::serve(std::move(served));
}

} // namespace stackc::driver
