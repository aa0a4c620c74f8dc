"""Says which environment variable is wrong and how to mend it: `python scripts/validate_env.py`."""

import sys

from app.settings import Settings, SettingsError


def main() -> int:
    try:
        settings = Settings.load()
    except SettingsError as error:
        print("The environment needs mending:", file=sys.stderr)
        print("\n".join(f"- {problem}" for problem in error.problems), file=sys.stderr)
        return 1
    print(f"The environment is fine for {settings.environment}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
