#pragma once
// `stackc mcp`: the commands as tools of an agent, by the Model Context Protocol.

namespace stackc::driver {

/// Answers requests, one a line, from the standard input until it ends. Returns the exit code. The protocol:
/// https://modelcontextprotocol.io/specification, over standard input and output.
int serveTools();

} // namespace stackc::driver
