;;; emacs_plain.el --- stack-mode without a server  -*- lexical-binding: t; -*-

;;; Commentary:

;; emacs -Q --batch -L .../editors/emacs -l stack-mode -l emacs_plain.el SCOPES FORMATTED...
;;
;; Prints the faces of words in SCOPES, and the lines of the formatted files that are indented otherwise.

;;; Code:

(defun face-of (text)
  "The face of the first letter of TEXT in the buffer."
  (goto-char (point-min))
  (search-forward text)
  (get-text-property (match-beginning 0) 'face))

(with-temp-buffer
  (insert-file-contents (car command-line-args-left))
  (stack-mode)
  (font-lock-ensure)
  (dolist (text '("A greeting" "done" "chart hello" "hello {" "std {" "Counter by" "@section" "\"^\\d" "n\")" "else \"not"
                  "no comment" "test \"greets" "true" "greet(name"))
    (princ (format "%s is %s\n" text (face-of text)))))

(dolist (file (cdr command-line-args-left))
  (with-temp-buffer
    (insert-file-contents file)
    (stack-mode)
    (let ((before (split-string (buffer-string) "\n"))
          (inhibit-message t))
      (indent-region (point-min) (point-max))
      (dolist (line (split-string (buffer-string) "\n"))
        (unless (equal line (pop before))
          (princ (format "%s: indented as `%s'\n" file line)))))))

;;; emacs_plain.el ends here
