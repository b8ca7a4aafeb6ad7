;;; stack-mode.el --- Major mode for Stack, the typed language of stackc  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages

;;; Commentary:

;; Highlighting and indentation of .stack files, and how Eglot starts `stackc lsp'.
;;
;;     (require 'stack-mode)
;;     (add-hook 'stack-mode-hook #'eglot-ensure)

;;; Code:

(defgroup stack nil
  "Stack, the typed language of stackc."
  :group 'languages)

(defcustom stack-indent-offset 4
  "Columns that an open bracket indents what is in it."
  :type 'integer
  :safe #'integerp)

(defcustom stack-server-command '("stackc" "lsp")
  "The language server: the program and its arguments."
  :type '(repeat string))

(defvar stack-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?/ ". 12" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?_ "_" table)
    (dolist (operator '(?+ ?- ?* ?= ?< ?> ?! ?? ?| ?& ?@ ?. ?: ?, ?%))
      (modify-syntax-entry operator "." table))
    table)
  "Syntax table of `stack-mode'.")

(defun stack--skip-interpolation ()
  "Go from inside of a `\\(' behind the `)' that ends it, or to the line's end."
  (let ((depth 1))
    (while (and (> depth 0) (re-search-forward "[\"()\n]" nil 'move))
      (pcase (char-before)
        (?\" (backward-char) (stack--skip-string))
        (?\( (setq depth (1+ depth)))
        (?\) (setq depth (1- depth)))
        (_ (backward-char) (setq depth 0))))))

(defun stack--skip-string ()
  "Go behind the string that begins at point, or to where it breaks off."
  (let* ((block (looking-at-p "\"\"\""))
         (open t))
    (forward-char (if block 3 1))
    (while (and open (re-search-forward "[\"\\\n]" nil 'move))
      (pcase (char-before)
        (?\\ (unless (eobp)
               (forward-char)
               (when (eq (char-before) ?\()
                 (stack--skip-interpolation))))
        (?\" (cond ((not block) (setq open nil))
                   ((looking-at-p "\"\"") (forward-char 2) (setq open nil))))
        (_ (unless block (backward-char) (setq open nil)))))))

(defun stack--propertize-strings (start end)
  "Make each string between START and END one, with the strings inside of it.
Quotes in its interpolations don't end it."
  (let ((state (syntax-ppss start)))
    (goto-char (if (nth 3 state) (nth 8 state) start)))
  (while (and (< (point) end) (re-search-forward "//.*\\|\"" end t))
    (unless (eq (char-after (match-beginning 0)) ?/)
      (let ((begin (match-beginning 0)))
        (goto-char begin)
        (stack--skip-string)
        (put-text-property begin (point) 'syntax-table (string-to-syntax "."))
        (put-text-property begin (1+ begin) 'syntax-table (string-to-syntax "|"))
        (put-text-property (1- (point)) (point) 'syntax-table (string-to-syntax "|"))))))

(defconst stack--name "[[:alpha:]_][[:alnum:]_]*")

(defvar stack-font-lock-keywords
  `((,(concat "^[ \t]*\\(?:\\(export\\)[ \t]+\\)?"
              (regexp-opt '("chart" "type" "variant" "enum" "fn" "backend" "service" "resource" "external" "environment"
                            "component" "use" "part")
                          t)
              "[ \t]+\\(" stack--name "\\)[ \t]*\\(?:$\\|[^ \t=.]\\|=\\)")
     (1 font-lock-keyword-face nil t)
     (2 font-lock-keyword-face)
     (3 font-lock-function-name-face))
    (,(concat "^[ \t]*\\(?:\\(export\\)[ \t]+\\)?\\(import\\|patch\\|include\\)[ \t]+\\(" stack--name "\\(?:\\." stack--name "\\)*\\)")
     (1 font-lock-keyword-face nil t)
     (2 font-lock-keyword-face)
     (3 font-lock-constant-face))
    ("^[ \t]*\\(export\\|values\\|outputs\\|contribution\\)[ \t]*\\(?:{\\|=[^=>]\\)" 1 font-lock-keyword-face)
    ("^[ \t]*\\(check\\|expect\\|given\\|remove\\|test\\)[ \t]+[^ \t=+:.]" 1 font-lock-keyword-face)
    ("[ \t]\\(by\\|as\\|extends\\|without\\)[ \t]+[[:alpha:]\"{]" 1 font-lock-keyword-face)
    (,(concat "\\(?:^\\|[^.[:alnum:]_]\\)"
              (regexp-opt '("for" "in" "if" "then" "else" "let" "match" "is" "not" "and" "or" "where" "when") t)
              "\\_>\\(?:[ \t]*$\\|[ \t]*[^ \t=+]\\|[ \t]+[=+]=\\)")
     1 font-lock-keyword-face)
    ("\\(?:^\\|[^.[:alnum:]_]\\)\\(true\\|false\\|none\\)\\_>" 1 font-lock-constant-face)
    ("@[[:alpha:]_][[:alnum:]_]*" 0 font-lock-preprocessor-face)
    (,(concat "\\_<\\(" stack--name "\\)[ \t]*\\(?:=[^=>]\\|\\+=\\|:\\|{\\)") 1 font-lock-variable-name-face)
    ("\\_<[[:upper:]][[:alnum:]_]*\\_>" 0 font-lock-type-face)
    ("\\_<\\([[:lower:]_][[:alnum:]_]*\\)(" 1 font-lock-function-name-face)
    ("\\\\\\(?:[nt\"\\]\\|u{[[:xdigit:]]+}\\)" 0 font-lock-constant-face prepend))
  "What `stack-mode' highlights.")

(defun stack--needs-more-p ()
  "Whether the line of code before that of point ends in `=' or `:'."
  (save-excursion
    (forward-line 0)
    (forward-comment (- (point)))
    (memq (char-before) '(?= ?:))))

(defun stack--depth ()
  "The column that the line of point begins at, nil in a text block."
  (save-excursion
    (forward-line 0)
    (let ((state (syntax-ppss)))
      (unless (nth 3 state)
        (back-to-indentation)
        (let ((bracket (nth 1 state))
              (closes (memq (char-after) '(?} ?\] ?\))))
              (continues (looking-at "\\(?:\\.[^.]\\|[+*/=|]\\|\\?\\?\\|!=\\|\\(?:and\\|or\\|is\\|then\\|else\\|where\\)\\_>\\)")))
          (+ (if bracket
                 (save-excursion
                   (goto-char bracket)
                   (+ (current-indentation) (if closes 0 stack-indent-offset)))
               0)
             (if (and (not closes) (not (looking-at "//")) (or continues (stack--needs-more-p)))
                 stack-indent-offset
               0)))))))

(defun stack-indent-line ()
  "Indent the line: one step in from that of the innermost open bracket.
What goes on with the line before is one more step in.
Text blocks are left alone."
  (interactive)
  (let ((depth (stack--depth)))
    (cond ((null depth) 'noindent)
          ((<= (current-column) (current-indentation)) (indent-line-to depth))
          (t (save-excursion (indent-line-to depth))))))

(defun stack--syntactic-face (state)
  "The face of the string or comment that STATE of `syntax-ppss' is in."
  (cond ((nth 3 state) font-lock-string-face)
        ((save-excursion (goto-char (nth 8 state)) (looking-at-p "///\\(?:[^/]\\|$\\)")) font-lock-doc-face)
        (t font-lock-comment-face)))

;;;###autoload
(define-derived-mode stack-mode prog-mode "Stack"
  "Major mode for Stack, the typed language of stackc."
  (setq-local comment-start "// ")
  (setq-local comment-start-skip "///?[ \t]*")
  (setq-local comment-end "")
  (setq-local indent-tabs-mode nil)
  (setq-local indent-line-function #'stack-indent-line)
  (setq-local electric-indent-chars (append "}])" electric-indent-chars))
  (setq-local syntax-propertize-function #'stack--propertize-strings)
  (setq-local font-lock-defaults
              '(stack-font-lock-keywords nil nil nil (font-lock-syntactic-face-function . stack--syntactic-face)))
  (setq-local imenu-generic-expression
              `((nil ,(concat "^\\(?:export[ \t]+\\)?\\(?:type\\|variant\\|enum\\|fn\\|backend\\|service\\|resource\\|environment\\|component\\)[ \t]+\\("
                              stack--name "\\)")
                     1))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.stack\\'" . stack-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs (cons 'stack-mode (lambda (&rest _) stack-server-command))))

(provide 'stack-mode)
;;; stack-mode.el ends here
