-- Neovim with the tree-sitter grammar in runtimepath: a file is parsed without an error, all queries can be read, and words
-- have their captures.
--
--     nvim --headless -u NONE -i NONE --cmd "set runtimepath+=…/editors/nvim,…/tree-sitter-stack" --cmd "filetype plugin on" \
--         -S nvim_tree_sitter.lua FILE

local function say(...)
    io.stdout:write(table.concat({ ... }, " "), "\n")
end

local read_query = vim.treesitter.query and vim.treesitter.query.get or require("vim.treesitter.query").get_query

vim.cmd("edit " .. vim.fn.argv(0))
local buffer = vim.api.nvim_get_current_buf()
local tree = vim.treesitter.get_parser(buffer, "stack"):parse()[1]
local root = tree:root()
say("root:", root:type(), "errors:", tostring(root:has_error()))

for _, name in ipairs({ "folds", "indents", "injections", "locals", "highlights" }) do
    say(name, #read_query("stack", name).captures > 0 and "read" or "empty")
end

--- The last capture of the first letter of a text, which is the one that counts.
local function capture_of(text)
    local at = vim.fn.searchpos("\\V" .. text, "nw")
    local row, column = at[1] - 1, at[2] - 1
    local query, result = read_query("stack", "highlights"), "nothing"
    for id, node in query:iter_captures(root, buffer, row, row + 1) do
        local first, from, last, to = node:range()
        if (first < row or first == row and from <= column) and (last > row or last == row and to > column) then
            result = query.captures[id]
        end
    end
    return result
end

for _, text in ipairs({ "/// A greeting", "chart hello", "Counter by", "url: Url", "values.counter", "match values", "redis(r)" }) do
    say(text, "is", capture_of(text))
end
vim.cmd("qall!")
