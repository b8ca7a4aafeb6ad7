;;; emacs_server.el --- Eglot with the server  -*- lexical-binding: t; -*-

;;; Commentary:

;; STACKC=.../stackc emacs -q --no-site-file --batch -f package-initialize -L .../editors/emacs -l stack-mode \
;;     -l emacs_server.el FILE
;;
;; Prints what the diagnostic of FILE is, what is completed behind `values.', that a mended text has no diagnostic,
;; that the text is formatted, and what may be done with a value.

;;; Code:

(require 'eglot)
(require 'flymake)

(setq stack-server-command (list (getenv "STACKC") "lsp")
      eglot-sync-connect 10
      eglot-autoshutdown nil
      make-backup-files nil)

(defun say (format &rest arguments)
  "Print FORMAT with ARGUMENTS as a line."
  (princ (concat (apply #'format format arguments) "\n")))

(defun wait-for (what condition)
  "Wait until CONDITION gives non-nil, and give that; end Emacs if there is no WHAT."
  (let ((end (+ (float-time) (* 10 (string-to-number (or (getenv "STACKC_PATIENCE") "1")))))
        result)
    (while (not (or (setq result (funcall condition)) (> (float-time) end)))
      (accept-process-output nil 0.02))
    (unless result
      (say "no %s" what)
      (kill-emacs 1))
    result))

(find-file (pop command-line-args-left))
(say "mode: %s" major-mode)
(apply #'eglot--connect (eglot--guess-contact))
(unless eglot--managed-mode
  (eglot--maybe-activate-editing-mode))

(let ((first (car (wait-for "diagnostic" (lambda () (flymake-start nil) (flymake-diagnostics))))))
  (say "diagnostic: %d %s" (line-number-at-pos (flymake-diagnostic-beg first)) (flymake-diagnostic-text first)))

(goto-char (point-min))
(search-forward "values.")
(pcase-let ((`(,begin ,end ,table . ,_) (eglot-completion-at-point)))
  (dolist (candidate (all-completions (buffer-substring begin end) table))
    (say "completed: %s" (substring-no-properties candidate))))

(goto-char (point-min))
(search-forward "\"two\"")
(delete-region (line-beginning-position) (line-end-position))
(insert "  replicaCount:   Int(0..100)=2")
(eglot--signal-textDocument/didChange)
(wait-for "end of the diagnostic" (lambda () (flymake-start nil) (null (flymake-diagnostics))))
(say "mended")

(eglot-format-buffer)
(goto-char (point-min))
(search-forward "replicaCount:")
(say "formatted: %s" (buffer-substring (line-beginning-position) (line-end-position)))
(let* ((actions (jsonrpc-request (eglot-current-server) :textDocument/codeAction
                                (list :textDocument (eglot--TextDocumentIdentifier)
                                      :range (list :start (eglot--pos-to-lsp-position) :end (eglot--pos-to-lsp-position))
                                      :context '(:diagnostics []))))
       (command (plist-get (elt actions 0) :command)))
  (say "action: %s" (plist-get (elt actions 0) :title))
  (let ((result (jsonrpc-request (eglot-current-server) :workspace/executeCommand
                                (list :command (plist-get command :command) :arguments (plist-get command :arguments)))))
    (say "result: %s" (plist-get result :title))))
(set-buffer-modified-p nil)

;;; emacs_server.el ends here
