"""`python -m app.local`: the whole service on this machine, with nothing installed before."""

import os
import sys

from app.local.launch import launch

sys.exit(launch(os.environ))
