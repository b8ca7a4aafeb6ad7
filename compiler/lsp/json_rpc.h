#pragma once
// What JSON-RPC 2.0 says for all protocols that are made of it.

namespace stackc::lsp {

/// Why a request has no answer, in numbers.
enum RpcCode : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    InternalError = -32603,
};

} // namespace stackc::lsp
