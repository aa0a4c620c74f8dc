"""Where a package that carries a server's programs is installed."""

from importlib.util import find_spec
from pathlib import Path


def folder_of(package: str) -> Path:
    """Its folder, found without importing it: we want its programs, not its own way to start them.

    Raises FileNotFoundError where it is not installed.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"The Python package {package} is missing: pip install -r requirements.txt")
    return Path(spec.origin).parent
