"""sign.py STACKC HELMS FOLDER SOURCE OTHER: packages signed by a key that is made for it."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile


def main():
    stackc, helms, folder, source, other = sys.argv[1], sys.argv[2].split(":"), pathlib.Path(sys.argv[3]), *sys.argv[4:6]
    # The agent's socket wants a short path, and the agent goes with the folder.
    with tempfile.TemporaryDirectory(prefix="gpg-") as home:
        environment = dict(os.environ, GNUPGHOME=home)
        gpg = ["gpg", "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""]

        def run(*command, check=True):
            done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
            assert (done.returncode == 0) == check, (command, done.stderr)
            return done

        try:
            run(*gpg, "--quick-generate-key", "Shop <shop@example.org>", "rsa2048", "sign", "never")
            keys = folder / "keys"
            keys.write_bytes(subprocess.run([*gpg, "--export"], env=environment, check=True, capture_output=True).stdout)
            print(run(stackc, "package", source, "-o", folder / "out", "--sign", "shop@example.org").stdout)
            (package,) = (folder / "out").glob("*.tgz")
            for helm in helms:
                run(helm, "verify", package, "--keyring", keys)
            run(stackc, "package", other, "-o", folder / "other")
            shutil.copy(next((folder / "other").glob("*.tgz")), package)
            for helm in helms:
                run(helm, "verify", package, "--keyring", keys, check=False)
            print(run(stackc, "package", other, "-o", folder / "none", "--sign", "nobody@example.org", check=False).stderr)
            assert not (folder / "none").exists()
        finally:
            subprocess.run(["gpgconf", "--kill", "all"], env=environment, check=False)
    print("all verified")


if __name__ == "__main__":
    main()
