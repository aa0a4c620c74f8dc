"""What every check is handed: the résumé made ready, what it is measured against, and which terms of that it shows."""

from dataclasses import dataclass

from app.resume.analysis.keywords import Shown, Target
from app.resume.analysis.subject import Subject


@dataclass(frozen=True)
class Case:
    subject: Subject
    target: Target
    shown: tuple[Shown, ...]

    @property
    def trade(self) -> str:
        """What the report calls the target."""
        return "this posting" if self.target.posting else f"the profile {self.target.title}"
