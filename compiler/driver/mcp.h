#pragma once
// `stackc mcp`: the commands as tools of an agent, by the Model Context Protocol.

namespace stackc::driver {

/// Answers requests, one a line, from the standard input until it ends or SIGTERM, SIGINT or SIGHUP comes. Calls that
/// run then are ended. Returns the exit code: 128 and the signal's number, if one came. The protocol:
/// https://modelcontextprotocol.io/specification, over standard input and output.
int serveTools();

} // namespace stackc::driver
