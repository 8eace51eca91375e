"""yaoxie: which public supports a pharma or device company may claim, up to what amount, and why.

from yaoxie import Profile, Rulebook

rulebook = Rulebook.load()
report = rulebook.evaluate(Profile.from_json(text), year=2019)
report.total_ceiling, report.to_json()
"""

from importlib.metadata import version

from yaoxie.decision.finding import Finding
from yaoxie.decision.report import Report
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
from yaoxie.profile.model import Profile
from yaoxie.rulebook import Rulebook

__version__ = version("yaoxie")

__all__ = [
    "DisagreementError",
    "Fault",
    "Finding",
    "InferenceError",
    "InputError",
    "MissingExtraError",
    "OptionError",
    "Profile",
    "ProfileError",
    "ProgramError",
    "Report",
    "Rulebook",
    "RulebookError",
    "YaoxieError",
    "__version__",
]
