-- require("stack").setup() starts `stackc lsp` for Stack files, and tree-sitter's highlighting where the grammar is
-- installed. For Neovim 0.7 and newer.

local M = {}

local defaults = {
    cmd = { "stackc", "lsp" },
    -- Called with the client and the buffer when the server answers, for keys and completion.
    on_attach = nil,
    capabilities = nil,
}

--- The folder that the server is told: the one with the main.stack nearest to the file, else the file's own.
local function root_of(file)
    local folder = vim.fn.fnamemodify(file, ":p:h")
    local main = vim.fn.findfile("main.stack", vim.fn.escape(folder, " ,;") .. ";")
    return main ~= "" and vim.fn.fnamemodify(main, ":p:h") or folder
end

--- Client ids by root, for Neovim 0.7, which has no vim.lsp.start.
local clients = {}

local function start_server(buffer, options)
    local root = root_of(vim.api.nvim_buf_get_name(buffer))
    local config = {
        name = "stackc",
        cmd = options.cmd,
        root_dir = root,
        workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
        on_attach = options.on_attach,
        capabilities = options.capabilities or vim.lsp.protocol.make_client_capabilities(),
    }
    if vim.lsp.start then
        return vim.lsp.start(config, { bufnr = buffer })
    end
    local id = clients[root]
    if not id or vim.lsp.client_is_stopped(id) then
        id = vim.lsp.start_client(config)
        clients[root] = id
    end
    if id then
        vim.lsp.buf_attach_client(buffer, id)
    end
    return id
end

local function start_highlighting(buffer)
    local grammar = vim.api.nvim_get_runtime_file("parser/stack.so", false)[1]
    if grammar and vim.treesitter.start then
        vim.treesitter.start(buffer, "stack")
    end
end

--- options: cmd, on_attach, capabilities as above
function M.setup(options)
    options = vim.tbl_extend("force", defaults, options or {})
    vim.api.nvim_create_autocmd("FileType", {
        pattern = "stack",
        group = vim.api.nvim_create_augroup("stack", { clear = true }),
        callback = function(event)
            start_highlighting(event.buf)
            start_server(event.buf, options)
        end,
    })
end

return M
