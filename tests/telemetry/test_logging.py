"""What reaches standard error, and what does not."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
CHATTY = """
import logging, structlog
from app.telemetry.logging import set_up
set_up("json", "DEBUG")
logging.getLogger("openai").setLevel(logging.DEBUG)  # as its client does where OPENAI_LOG=debug is set
logging.getLogger("openai._base_client").debug("Request options: %s", {"content": "Zephyrine Quandt"})
structlog.get_logger().info("llm.call", provider="openai", prompt="Zephyrine Quandt")
"""


def test_no_library_tells_what_it_sends_whatever_the_level() -> None:
    told = subprocess.run([sys.executable, "-c", CHATTY], cwd=ROOT, capture_output=True, text=True, check=True).stderr
    assert "llm.call" in told
    assert "Zephyrine" not in told
