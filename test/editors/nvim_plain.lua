-- Neovim without a server: groups of words by syntax/stack.vim, and that `=` leaves the indentation of formatted files as
-- it is.
--
--     nvim --headless -u NONE -i NONE --cmd "set runtimepath+=…/editors/nvim" --cmd "filetype plugin indent on" \
--         --cmd "syntax on" -S nvim_plain.lua SCOPES FORMATTED...

local function say(...)
    io.stdout:write(table.concat({ ... }, " "), "\n")
end

--- The group of the first letter of a text.
local function group_of(text)
    local at = vim.fn.searchpos("\\V" .. vim.fn.escape(text, "\\"), "nw")
    return vim.fn.synIDattr(vim.fn.synID(at[1], at[2], 1), "name")
end

local files = vim.fn.argv()
vim.cmd("edit " .. files[1])
for _, text in ipairs({
    "/// A greeting", "// done", "chart hello", "import std", "Counter by", "@section", "1.5Gi", "r\"^", "\\n\")", "else \"not",
    "no comment", "test \"greets", "true", "greet(name",
}) do
    say(text, "is", group_of(text))
end

for index = 2, #files do
    vim.cmd("edit " .. files[index])
    local before = vim.api.nvim_buf_get_lines(0, 0, -1, true)
    vim.cmd("silent normal! gg=G")
    for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
        if line ~= before[number] then
            say(("%s:%d: indented as `%s`"):format(files[index], number, line))
        end
    end
end
vim.cmd("qall!")
