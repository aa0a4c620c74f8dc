"""What each kind of job does: one file a kind, named here."""

from collections.abc import Mapping

from app.jobs.model import Kind
from app.jobs.ports import Recipe
from app.jobs.recipes.analyze import analyze
from app.jobs.recipes.generate import generate
from app.jobs.recipes.improve import improve

RECIPES: Mapping[Kind, Recipe] = {Kind.ANALYZE: analyze, Kind.IMPROVE: improve, Kind.GENERATE: generate}
