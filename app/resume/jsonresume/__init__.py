"""Turns a résumé into JSON Résumé (jsonresume.org, schema 1.0.0) and back.

The round trip loses nothing that the standard can hold, from either side. What it has no place for (sources, confidence,
the raw text, a school's town) is left out; sections of other headings ride along as `otherSections`, which the schema allows.
"""

from app.resume.jsonresume.read import from_json_resume
from app.resume.jsonresume.standard import JsonResume
from app.resume.jsonresume.write import to_json_resume

__all__ = ["JsonResume", "from_json_resume", "to_json_resume"]
