"""yaoxie: which public supports a pharma or device company may claim, up to what amount, and why.

from yaoxie import Profile, Rulebook

rulebook = Rulebook.load()
report = rulebook.evaluate(Profile.from_json(text), year=2019)
report.total_ceiling, report.to_json()
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from yaoxie.advice.comparison import Comparison
from yaoxie.advice.shapes import Comparison as ComparisonDict
from yaoxie.decision.amounts import Step
from yaoxie.decision.finding import Finding
from yaoxie.decision.notices import Notice
from yaoxie.decision.report import Report, Version
from yaoxie.decision.settlement import Exclusion
from yaoxie.decision.shapes import CompanyName as CompanyNameDict
from yaoxie.decision.shapes import Finding as FindingDict
from yaoxie.decision.shapes import Notice as NoticeDict
from yaoxie.decision.shapes import Report as ReportDict
from yaoxie.decision.shapes import Step as StepDict
from yaoxie.decision.shapes import Supplement as SupplementDict
from yaoxie.decision.shapes import Version as VersionDict
from yaoxie.errors import (
    DisagreementError,
    Fault,
    InferenceError,
    InputError,
    MissingExtraError,
    OptionError,
    ProfileError,
    ProgramError,
    RulebookError,
    YaoxieError,
)
from yaoxie.profile.model import Device, Drug, Initiative, Platform, Profile
from yaoxie.rulebook import Rulebook
from yaoxie.rules.model import Measure, Series
from yaoxie.rules.plan import Plan
from yaoxie.values import Title, Titles

if TYPE_CHECKING:
    from yaoxie.screening.api import Population as Population
    from yaoxie.screening.screening import Screened as Screened
    from yaoxie.screening.screening import Screening as Screening

__version__ = version("yaoxie")

# Public too, but only there with the extra: `import *` must work without it.
_OF_EXTRA = {
    "Population": "yaoxie.screening.api",
    "Screened": "yaoxie.screening.screening",
    "Screening": "yaoxie.screening.screening",
}

__all__ = [
    "CompanyNameDict",
    "Comparison",
    "ComparisonDict",
    "Device",
    "DisagreementError",
    "Drug",
    "Exclusion",
    "Fault",
    "Finding",
    "FindingDict",
    "InferenceError",
    "Initiative",
    "InputError",
    "Measure",
    "MissingExtraError",
    "Notice",
    "NoticeDict",
    "OptionError",
    "Plan",
    "Platform",
    "Profile",
    "ProfileError",
    "ProgramError",
    "Report",
    "ReportDict",
    "Rulebook",
    "RulebookError",
    "Series",
    "Step",
    "StepDict",
    "SupplementDict",
    "Title",
    "Titles",
    "Version",
    "VersionDict",
    "YaoxieError",
    "__version__",
]


def __getattr__(name: str) -> Any:
    """What needs an extra, when it is asked for. Raises MissingExtraError without the extra."""
    if name not in _OF_EXTRA:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_OF_EXTRA[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_OF_EXTRA])
