#pragma once
// Options of the command line whose argument is one of several words.

#include <cstddef>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace stackc::driver {

/// Adds an option to a command. `take` is told which of the words was given, by its number; `what` is its help. Another
/// word is a usage error.
void addChoiceOf(CLI::App& command, const std::string& name, const std::vector<std::string>& words,
                 const std::function<void(size_t)>& take, const std::string& what);

/// The same; `to` becomes what stands beside the word.
template <typename To>
void addChoice(CLI::App& command, const std::string& name, To& to,
               const std::type_identity_t<std::vector<std::pair<std::string, To>>>& choices, const std::string& what) {
    std::vector<std::string> words;
    std::vector<To> values;
    for (const auto& [word, value] : choices) {
        words.push_back(word);
        values.push_back(value);
    }
    addChoiceOf(
        command, name, words, [&to, values](size_t which) { to = values[which]; }, what);
}

} // namespace stackc::driver
