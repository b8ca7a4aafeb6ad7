#pragma once
// The commands of the program with their options, by what they are for. Each function adds one to the program; what is
// given for it goes to `options`, and the command itself, once it was given.

#include "driver/options.h"

namespace CLI {
class App;
}

namespace stackc::driver {

// ---- making charts, manifests and sources (option_making.cpp)

void addBuild(CLI::App& app, Options& options);
void addPackage(CLI::App& app, Options& options);
void addMigrate(CLI::App& app, Options& options);
void addInit(CLI::App& app, Options& options);
void addImport(CLI::App& app, Options& options);

// ---- telling what is so (option_telling.cpp)

void addDiff(CLI::App& app, Options& options);
void addApiDiff(CLI::App& app, Options& options);
void addExplain(CLI::App& app, Options& options);
void addGraph(CLI::App& app, Options& options);
void addDoc(CLI::App& app, Options& options);
void addImages(CLI::App& app, Options& options);
void addTrace(CLI::App& app, Options& options);

// ---- checking (option_checking.cpp)

void addCheck(CLI::App& app, Options& options);
void addFormat(CLI::App& app, Options& options);
void addTest(CLI::App& app, Options& options);
void addVerify(CLI::App& app, Options& options);

// ---- serving editors, agents and shells (option_serving.cpp)

void addLsp(CLI::App& app, Options& options);
void addMcp(CLI::App& app, Options& options);
void addCompletion(CLI::App& app, Options& options);

} // namespace stackc::driver
