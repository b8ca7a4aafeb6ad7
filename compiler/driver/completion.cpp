#include "driver/completion.h"

#include "driver/quoted.h"

#include <algorithm>
#include <fmt/format.h>

namespace stackc::driver {

namespace {

using Commands = std::vector<CommandWords>;

std::vector<std::string> namesOf(const CommandWords& command) {
    std::vector<std::string> names;
    for (const OptionWords& option : command.options)
        names.insert(names.end(), option.names.begin(), option.names.end());
    return names;
}

/// The commands right below one: "crd" is below "import".
std::vector<const CommandWords*> below(const Commands& commands, const std::string& path) {
    std::vector<const CommandWords*> found;
    for (const CommandWords& command : commands) {
        size_t space = command.path.rfind(' ');
        std::string outer = space == std::string::npos ? "" : command.path.substr(0, space);
        if (!command.path.empty() && outer == path)
            found.push_back(&command);
    }
    return found;
}

std::string lastWord(const std::string& path) { return path.substr(path.rfind(' ') + 1); }

std::vector<std::string> wordsBelow(const Commands& commands, const CommandWords& command) {
    std::vector<std::string> words = command.choices;
    for (const CommandWords* one : below(commands, command.path))
        words.push_back(lastWord(one->path));
    return words;
}

/// What bash and zsh have in common: which commands, words, options and values there are.
std::string caseTable(const Commands& commands) {
    std::string words, options, values, places;
    for (const CommandWords& command : commands) {
        places += command.path.empty() ? "" : "|" + quoted(command.path);
        words += fmt::format("        {}) subs={} ;;\n", quoted(command.path),
                             quoted(fmt::format("{}", fmt::join(wordsBelow(commands, command), " "))));
        options += fmt::format("        {}) opts={} ;;\n", quoted(command.path),
                               quoted(fmt::format("{}", fmt::join(namesOf(command), " "))));
        for (const OptionWords& option : command.options)
            for (const std::string& name : option.names)
                if (option.takesValue)
                    values += fmt::format("        {}) takes=1 vals={} ;;\n", quoted(command.path + ":" + name),
                                          quoted(fmt::format("{}", fmt::join(option.choices, " "))));
    }
    // `path` and `words` are names of zsh's own.
    return fmt::format("    local place='' known i subs='' opts='' takes='' vals='' offered\n"
                       "    for ((i = 1; i < current; i++)); do\n"
                       "        known=\"${{place:+$place }}${{line[i]}}\"\n"
                       "        case \"$known\" in {}) place=$known ;; esac\n"
                       "    done\n"
                       "    case \"$place\" in\n{}    esac\n"
                       "    case \"$place\" in\n{}    esac\n"
                       "    case \"$place:${{line[current - 1]}}\" in\n{}    esac\n"
                       "    offered=$subs\n"
                       "    if [[ -n $takes ]]; then\n"
                       "        offered=$vals\n"
                       "    elif [[ $cur == -* ]]; then\n"
                       "        offered=$opts\n"
                       "    fi\n",
                       places.substr(1), words, options, values);
}

/// Whether files are offered, too.
constexpr const char* ifFiles = "    if [[ -z $offered || ( -z $takes && -n $place && $cur != -* ) ]]; then\n";

std::string bash(const Commands& commands) {
    return "# Completion of stackc for bash: source <(stackc completion bash)\n"
           "_stackc() {\n"
           "    local current line=() cur=${COMP_WORDS[COMP_CWORD]} word IFS=$' \\t\\n'\n"
           "    # `--format=json` are three words for bash.\n"
           "    for word in \"${COMP_WORDS[@]:0:COMP_CWORD+1}\"; do\n"
           "        [[ $word == = ]] || line+=(\"$word\")\n"
           "    done\n"
           "    if [[ $cur == = ]]; then\n"
           "        cur=''\n"
           "        line+=('')\n"
           "    fi\n"
           "    current=$((${#line[@]} - 1))\n" +
           caseTable(commands) + "    COMPREPLY=($(compgen -W \"$offered\" -- \"$cur\"))\n" + ifFiles +
           "        IFS=$'\\n'\n"
           "        COMPREPLY+=($(compgen -f -- \"$cur\"))\n"
           "    fi\n"
           "}\n"
           "complete -o filenames -F _stackc stackc\n";
}

std::string zsh(const Commands& commands) {
    return "#compdef stackc\n"
           "# Completion of stackc for zsh: source <(stackc completion zsh), or as _stackc in a folder of $fpath\n"
           "_stackc() {\n"
           "    setopt localoptions ksharrays\n"
           "    local current=$((CURRENT - 1))\n"
           "    local -a line\n"
           "    line=(\"${words[@]}\")\n"
           "    local cur=${line[current]}\n"
           "    if [[ $cur == --*=* ]]; then\n"
           "        line=(\"${words[@]:0:$current}\" \"${cur%%=*}\" \"${cur#*=}\")\n"
           "        cur=${cur#*=}\n"
           "        current=$((current + 1))\n"
           "        compset -P '*='\n"
           "    fi\n" +
           caseTable(commands) + "    [[ -n $offered ]] && compadd -- ${=offered}\n" + ifFiles +
           "        _files\n"
           "    fi\n"
           "}\n"
           "# As a file of $fpath this is the body of the function that zsh calls first; sourced, it registers the "
           "function.\n"
           "if [[ ${funcstack[1]} == _stackc ]]; then\n"
           "    _stackc \"$@\"\n"
           "elif (( $+functions[compdef] )); then\n"
           "    compdef _stackc stackc\n"
           "fi\n";
}

/// The condition under which a command is the one that is completed.
std::string fishCondition(const Commands& commands, const CommandWords& command) {
    std::string condition;
    std::string words = command.path;
    for (size_t begin = 0; begin < words.size();) {
        size_t end = std::min(words.find(' ', begin), words.size());
        condition += fmt::format("{}__fish_seen_subcommand_from {}", condition.empty() ? "" : "; and ",
                                 words.substr(begin, end - begin));
        begin = end + 1;
    }
    std::string inner;
    for (const CommandWords* one : below(commands, command.path))
        inner += " " + lastWord(one->path);
    if (!inner.empty())
        condition += fmt::format("{}not __fish_seen_subcommand_from{}", condition.empty() ? "" : "; and ", inner);
    return condition;
}

std::string fish(const Commands& commands) {
    std::string out = "# Completion of stackc for fish: stackc completion fish | source\n"
                      "complete -c stackc -n __fish_use_subcommand -f\n";
    for (const CommandWords& command : commands) {
        std::string when = fmt::format("complete -c stackc -n {}", quoted(fishCondition(commands, command)));
        for (const std::string& word : command.choices)
            out += fmt::format("{} -f -a {}\n", when, quoted(word));
        for (const CommandWords* one : below(commands, command.path))
            out += fmt::format("{} -f -a {} -d {}\n", when, lastWord(one->path), quoted(one->doc));
        for (const OptionWords& option : command.options) {
            out += when;
            for (const std::string& name : option.names)
                out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
            if (!option.choices.empty())
                out += fmt::format(" -x -a {}", quoted(fmt::format("{}", fmt::join(option.choices, " "))));
            else if (option.takesValue)
                out += " -r";
            out += fmt::format(" -d {}\n", quoted(option.doc));
        }
    }
    return out;
}

std::string powerShell(const Commands& commands) {
    auto quote = [](const std::string& text) { return quoted(text, "''"); };
    std::string tables;
    // A literal table of PowerShell doesn't tell `-c` from `-C`.
    for (const char* name : {"words", "options", "values"})
        tables += fmt::format("    ${} = [System.Collections.Hashtable]::new([StringComparer]::Ordinal)\n", name);
    auto add = [&](const char* name, const std::string& key, const std::vector<std::string>& words) {
        std::vector<std::string> all;
        for (const std::string& word : words)
            all.push_back(quote(word));
        tables += fmt::format("    ${}[{}] = @({})\n", name, quote(key), fmt::join(all, ", "));
    };
    for (const CommandWords& command : commands) {
        add("words", command.path, wordsBelow(commands, command));
        add("options", command.path, namesOf(command));
        for (const OptionWords& option : command.options)
            for (const std::string& name : option.names)
                if (!option.choices.empty())
                    add("values", command.path + ":" + name, option.choices);
    }
    return "# Completion of stackc for PowerShell: stackc completion powershell | Out-String | Invoke-Expression\n"
           "Register-ArgumentCompleter -Native -CommandName stackc -ScriptBlock {\n"
           "    param($cur, $ast, $position)\n" +
           tables +
           "    $before = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } |\n"
           "        ForEach-Object { \"$_\" })\n"
           "    $path = ''\n"
           "    $before | Select-Object -Skip 1 | ForEach-Object {\n"
           "        $known = \"$path $_\".Trim()\n"
           "        if ($words.ContainsKey($known)) { $path = $known }\n"
           "    }\n"
           "    $offered = $words[$path]\n"
           "    $named = \"${path}:$($before[-1])\"\n"
           "    if ($values.ContainsKey($named)) { $offered = $values[$named] }\n"
           "    elseif (\"$cur\".StartsWith('-')) { $offered = $options[$path] }\n"
           "    $offered | Where-Object { $_ -like \"$cur*\" } | ForEach-Object {\n"
           "        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)\n"
           "    }\n"
           "}\n";
}

} // namespace

std::string completionScript(Shell shell, const std::vector<CommandWords>& commands) {
    switch (shell) {
    case Shell::Bash:
        break;
    case Shell::Zsh:
        return zsh(commands);
    case Shell::Fish:
        return fish(commands);
    case Shell::PowerShell:
        return powerShell(commands);
    }
    return bash(commands);
}

} // namespace stackc::driver
