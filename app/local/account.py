"""Under whose name Postgres runs. It refuses root, so for root it is an account without rights that owns the data."""

import os
import pwd
import shutil
from collections.abc import Sequence
from pathlib import Path

UNPRIVILEGED = "nobody"
ANYBODY_MAY_PASS = 0o001

# Lets the account through folders that only root may enter (a project under /root): the alternative is a second copy of the
# server, and data outside the project. The last part is for access(2), by which Postgres looks for its own files.
PASSAGE = ["--inh-caps", "+dac_override", "--ambient-caps", "+dac_override", "--securebits", "+no_setuid_fixup"]


def prepare(folder: Path) -> None:
    """Makes `folder` for the account that will run the server. What is in it is nobody else's business."""
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() == 0 and folder.stat().st_uid == 0:
        account = pwd.getpwnam(UNPRIVILEGED)
        os.chown(folder, account.pw_uid, account.pw_gid)


def hand_over(folder: Path, file: Path) -> None:
    """Gives `file` to the account that owns `folder`."""
    owner = folder.stat()
    os.chown(file, owner.st_uid, owner.st_gid)


def as_owner_of(folder: Path, program: Path, command: Sequence[str]) -> list[str]:
    """`command`, which ends in running `program`, so run that it has the rights of the owner of `folder`.

    Raises FileNotFoundError where root lacks setpriv.
    """
    if os.geteuid() != 0:
        return list(command)
    setpriv = shutil.which("setpriv")
    if not setpriv:
        raise FileNotFoundError("Postgres refuses root: run this as an ordinary user, install util-linux, or set DATABASE_URL.")
    owner = folder.stat()
    rights = ["--reuid", str(owner.st_uid), "--regid", str(owner.st_gid), "--clear-groups"]
    passage = [] if _within_reach(folder) and _within_reach(program) else PASSAGE
    return [setpriv, *rights, *passage, "--", *command]


def _within_reach(path: Path) -> bool:
    return all(parent.stat().st_mode & ANYBODY_MAY_PASS for parent in path.parents)
