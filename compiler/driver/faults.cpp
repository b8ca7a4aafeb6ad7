#include "driver/faults.h"

#include "diag/working_on.h"
#include "driver/options.h"

#include <array>
#include <csignal>
#include <cstdint>
#include <exception>
#include <new>
#include <pthread.h>
#include <string>
#include <unistd.h>

namespace stackc::driver {

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

constexpr size_t stackBytes = size_t{sanitized ? 1024 : 256} << 20; // sanitizers make frames several times as large
constexpr size_t guardBytes = size_t{1} << 20;
constexpr size_t signalStackBytes = size_t{64} << 10;

// Read by signal handlers, hence plain memory.
volatile std::uintptr_t stackLow = 0;

void write(std::string_view text) {
    while (!text.empty()) {
        ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
        if (written <= 0)
            return;
        text.remove_prefix(static_cast<size_t>(written));
    }
}

/// Uses nothing that a broken program may have broken.
[[noreturn]] void end(std::string_view what, bool isFault) {
    write("stackc: ");
    write(isFault ? "a fault of stackc, not of what it was given: " : "");
    write(what);
    write("\n");
    if (std::string_view work = diag::workedOn(); !work.empty()) {
        write("  while working on ");
        write(work);
        write("\n");
    }
    if (isFault)
        write("  please report it with the files that were given, the command line and what `stackc --version` says\n");
    ::_exit(Exit::systemError);
}

[[noreturn]] void endOfStack() { end("the stack is full: something is nested deeper than stackc can follow", false); }

[[noreturn]] void endOfMemory() { end("out of memory", false); }

[[noreturn]] void endByException() {
    try {
        std::rethrow_exception(std::current_exception());
    } catch (const std::bad_alloc&) {
        endOfMemory();
    } catch (const std::exception& error) {
        end(error.what(), true);
    } catch (...) {
        end("an unknown exception", true);
    }
}

[[noreturn]] void onTerminate() {
    if (std::current_exception() != nullptr)
        endByException();
    end("it gave up", true);
}

void onSignal(int signal, siginfo_t* info, void*) {
    auto address = reinterpret_cast<std::uintptr_t>(info->si_addr);
    bool isMemory = signal == SIGSEGV || signal == SIGBUS;
    if (isMemory && stackLow != 0 && address < stackLow + guardBytes && address + 2 * guardBytes > stackLow)
        endOfStack();
    switch (signal) {
    case SIGABRT: // what failed has been printed
        end("an assertion failed", true);
    case SIGFPE:
        end("an arithmetic error", true);
    case SIGILL:
        end("an illegal instruction", true);
    default:
        end("memory that isn't there", true);
    }
}

void installHandlers() {
    std::set_terminate(onTerminate);
    if (sanitized) // which shows more
        return;
    struct sigaction action {};
    action.sa_sigaction = onSignal;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
        ::sigaction(signal, &action, nullptr);
}

struct Job {
    const std::function<int()>& work;
    int exit = Exit::systemError;
};

void* runJob(void* argument) {
    auto& job = *static_cast<Job*>(argument);
    if (!sanitized) { // a sanitizer has its own, and frees what it finds at the thread's end
        static std::array<char, signalStackBytes> signalStack;
        stack_t stack{};
        stack.ss_sp = signalStack.data();
        stack.ss_size = signalStack.size();
        ::sigaltstack(&stack, nullptr);
    }
    pthread_attr_t attributes;
    if (::pthread_getattr_np(::pthread_self(), &attributes) == 0) {
        void* low = nullptr;
        size_t size = 0;
        ::pthread_attr_getstack(&attributes, &low, &size);
        stackLow = reinterpret_cast<std::uintptr_t>(low);
        ::pthread_attr_destroy(&attributes);
    }
    job.exit = job.work(); // what it throws is not caught, so that nothing is unwound and the places are still known
    return nullptr;
}

} // namespace

int guarded(const std::function<int()>& work) {
    installHandlers();
    Job job{work};
    pthread_attr_t attributes;
    pthread_t thread{};
    ::pthread_attr_init(&attributes);
    ::pthread_attr_setstacksize(&attributes, stackBytes);
    ::pthread_attr_setguardsize(&attributes, guardBytes);
    if (::pthread_create(&thread, &attributes, runJob, &job) == 0)
        ::pthread_join(thread, nullptr);
    else // too little address space; the stack that is there may do
        runJob(&job);
    ::pthread_attr_destroy(&attributes);
    return job.exit;
}

} // namespace stackc::driver
