"""The HTTP process: `uvicorn app.main:app`."""

import sys

from app.api.app import create_app
from app.api.heads import give_a_deadline
from app.settings import Settings, SettingsError
from app.telemetry.logging import set_up
from app.wiring import doorstep, open_services


def _settings() -> Settings:
    try:
        return Settings.load()
    except SettingsError as error:
        sys.exit(f"The API cannot start:\n{error}")


give_a_deadline()
settings = _settings()
set_up(settings.log_format, settings.log_level)
app = create_app(lambda: open_services(settings), doorstep(settings))
