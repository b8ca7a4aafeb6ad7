-- Neovim with the server: what the diagnostic of $1 is, what is completed behind `values.`, that a mended text has no
-- diagnostic, that the text is formatted, what stands above a value and what comes of it. $STACKC is the program.
--
--     nvim --headless -u NONE -i NONE --cmd "set runtimepath+=…/editors/nvim" --cmd "filetype plugin on" -S nvim_server.lua FILE

local patience = 10000 * tonumber(vim.env.STACKC_PATIENCE or "1")

local function say(...)
    io.stdout:write(table.concat({ ... }, " "), "\n")
end

local function wait_for(what, condition)
    if not vim.wait(patience, condition, 20) then
        say("no", what)
        vim.cmd("cquit")
    end
end

local function diagnostics()
    return vim.diagnostic.get(0)
end

--- The answer of the one server to a request.
local function ask(method, params)
    local _, answer = next(vim.lsp.buf_request_sync(0, method, params, patience) or {})
    if not answer or answer.err then
        say("no answer to", method, answer and vim.inspect(answer.err) or "")
        vim.cmd("cquit")
    end
    return answer.result
end

local function line_with(text)
    return vim.fn.search("\\V" .. text, "nw")
end

require("stack").setup({ cmd = { vim.env.STACKC, "lsp" } })
vim.cmd("edit " .. vim.fn.argv(0))
say("filetype:", vim.bo.filetype)

wait_for("diagnostic", function()
    return #diagnostics() > 0
end)
local first = diagnostics()[1]
say("diagnostic:", first.lnum + 1, tostring(first.code), first.message)

local line = line_with("values.replicaCount")
vim.api.nvim_win_set_cursor(0, { line, #"    replicas = values." })
local result = ask("textDocument/completion", vim.lsp.util.make_position_params(0, "utf-16"))
for _, item in ipairs(result.items or result) do
    say("completed:", item.label)
end

vim.fn.setline(line_with('"two"'), "  replicaCount:   Int(0..100)=2")
wait_for("end of the diagnostic", function()
    return #diagnostics() == 0
end)
say("mended")

local edits = ask("textDocument/formatting", vim.lsp.util.make_formatting_params())
vim.lsp.util.apply_text_edits(edits, 0, "utf-16")
say("formatted:", vim.fn.getline(line_with("replicaCount:")))

vim.lsp.codelens.refresh()
local function title()
    for _, lens in ipairs(vim.lsp.codelens.get(0)) do
        local is_here = lens.range.start.line + 1 == line_with("replicaCount:")
        if is_here and lens.command then
            return lens.command.title
        end
    end
end
wait_for("lens", title)
say("lens:", title())
vim.api.nvim_win_set_cursor(0, { line_with("replicaCount:"), 5 })
local is_told = false
vim.lsp.handlers["window/showMessage"] = function(_, message)
    say("message:", (message.message:gsub("\n", " | ")))
    is_told = true
end
vim.lsp.codelens.run()
wait_for("message", function()
    return is_told
end)

vim.cmd("qall!")
