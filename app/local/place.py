"""Where this start stands: its folder, its address, and the settings that the processes get."""

import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app.local.kept import kept_secret
from app.local.ports import LOOPBACK, is_free

ROOT = Path(__file__).parents[2]
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - only where a person asks for it by BIND


class Refused(Exception):
    """Something about this machine or these settings must be mended first; the message says what."""


@dataclass(frozen=True)
class Place:
    """`given` is the environment as the person set it, without what is empty; what stands there wins over our own choice."""

    folder: Path
    address: str
    port: int
    given: Mapping[str, str]

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """Reads VAR_DIR, BIND and PORT. Raises Refused."""
        given = {name: value for name, value in environment.items() if value}
        port = given.get("PORT", "8000")
        if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
            raise Refused(f"PORT is {port}: it must be a number from 1 to 65535.")
        return cls(Path(given.get("VAR_DIR", ROOT / "var")).resolve(), given.get("BIND", LOOPBACK), int(port), given)

    @property
    def url(self) -> str:
        """The address as a browser on this machine wants it."""
        host = LOOPBACK if self.address == EVERY_ADDRESS else self.address
        return f"http://{host}:{self.port}"

    def settings(self, redis_url: str, database_url: str) -> dict[str, str]:
        """What the processes are told: our choice where nothing was given. The secrets stay in the folder."""
        return {
            "LOG_FORMAT": "console",
            "FILES": str(self.folder / "files"),
            "SECRET_KEY": kept_secret(self.folder / "secret_key"),
            "API_KEYS": f"development:{kept_secret(self.folder / 'development_key', 'dev_')}",
            **self.given,
            "REDIS_URL": redis_url,
            "DATABASE_URL": database_url,
            "BIND": self.address,
            "PORT": str(self.port),
        }

    def check_port(self) -> None:
        """Raises Refused where somebody listens already."""
        if not is_free(self.port, self.address):
            free = next((port for port in range(self.port + 1, 65536) if is_free(port, self.address)), 0)
            raise Refused(f"Port {self.port} is taken by another program. Use another one: PORT={free} make run")


def key_of(settings: Mapping[str, str]) -> str:
    """The first key among those of API_KEYS."""
    return settings["API_KEYS"].split(",")[0].partition(":")[2].strip()


def write_environment(file: Path, settings: Mapping[str, str], given: Mapping[str, str]) -> None:
    """Keeps what we chose as lines for a shell, so that a process started by hand joins this start."""
    chosen = {name: value for name, value in settings.items() if given.get(name) != value}
    lines = [f"{name}={shlex.quote(value)}\n" for name, value in chosen.items()]
    file.unlink(missing_ok=True)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as handle:
        handle.writelines(lines)
