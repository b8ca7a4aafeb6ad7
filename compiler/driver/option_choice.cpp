#include "driver/option_choice.h"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace stackc::driver {

void addChoiceOf(CLI::App& command, const std::string& name, const std::vector<std::string>& words,
                 const std::function<void(size_t)>& take, const std::string& what) {
    auto given = [words, take](const std::string& word) {
        take(static_cast<size_t>(std::find(words.begin(), words.end(), word) - words.begin()));
    };
    command.add_option_function<std::string>(name, given, what)->check(CLI::IsMember(words));
}

} // namespace stackc::driver
