-- For Neovim 0.11 and newer: vim.lsp.enable("stackc")
return {
    cmd = { "stackc", "lsp" },
    filetypes = { "stack" },
    root_markers = { "main.stack", ".git" },
}
