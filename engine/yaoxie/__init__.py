"""yaoxie: which public supports a pharma or device company may claim, up to what amount, and why.

from yaoxie import Profile, Rulebook

rulebook = Rulebook.load()
report = rulebook.evaluate(Profile.from_json(text), year=2019)
report.total_ceiling, report.to_json()
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from yaoxie.advice.advice import Advice
from yaoxie.advice.advice_shapes import (
    AdviceDict,
    AdvisedMeasureDict,
    AdvisedReadingDict,
    AnswerDict,
    AskingSupportDict,
    ChangeDict,
    ClaimReasonDict,
    ConfidenceDict,
    ExcludedDict,
    FurtherUnlocksDict,
    GroundDict,
    GroupReasonDict,
    LimitReasonDict,
    MoveDict,
    ObstacleDict,
    OpenedDict,
    OutlookDict,
    PatchDict,
    PlacedDict,
    PlacedSupportDict,
    PlacedYearDict,
    PlacementDict,
    QuestionDict,
    ReadingOptionDict,
    ReasonsDict,
    StandingDict,
    StandingFindingDict,
    SufficientDict,
    SufficientGroundDict,
    UnlockDict,
    UnreachableDict,
    UpcomingDict,
)
from yaoxie.advice.comparison import Compared, Comparison, Registration
from yaoxie.advice.planning.shapes import (
    BindingLimitDict,
    ChargeDict,
    ClaimPlanDict,
    ForgoneDict,
    PlannedClaimDict,
    PlannedDayDict,
    PlannedMeasureDict,
    PlannedYearDict,
    SupportNameDict,
)
from yaoxie.advice.shapes import (
    ComparedDict,
    ComparisonDict,
    CountedDict,
    CountsDict,
    RegistrationDict,
    SummaryDict,
    UnboundedDict,
)
from yaoxie.decision.amounts import Amount, Step
from yaoxie.decision.explanation import Judgement
from yaoxie.decision.finding import Finding, RequirementTerms, SupplementTerms, SupportTerms
from yaoxie.decision.limits import OpenLimit
from yaoxie.decision.notices import Notice
from yaoxie.decision.report import Report, Version
from yaoxie.decision.reports import Reports
from yaoxie.decision.settlement import Exclusion
from yaoxie.decision.shapes import (
    BetweenChoiceDict,
    BetweenDict,
    BetweenMemberDict,
    BetweenRuleDict,
    BetweenSourceDict,
    CompanyNameDict,
    CoverageDict,
    DivisionDict,
    ExclusionDict,
    FindingDict,
    GapDict,
    ImpliedByDict,
    NoticeDict,
    PaidPartDict,
    PartDict,
    PayeeDict,
    PaymentDict,
    PromiseDict,
    ReadingDict,
    ReportDict,
    ReportsDict,
    RequirementDict,
    SourceDict,
    StepDict,
    SubjectNameDict,
    SupplementDict,
    TotalByConfidenceDict,
    UnpublishedDict,
    VersionDict,
)
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
from yaoxie.messages import Message
from yaoxie.profile.facts import Implied, Subject
from yaoxie.profile.model import (
    Award,
    Company,
    Device,
    DeviceMilestone,
    Drug,
    DrugMilestone,
    Initiative,
    Platform,
    Profile,
)
from yaoxie.profile.plausibility import Implausible
from yaoxie.rulebook import Rulebook
from yaoxie.rules.model import Area, Coverage, Dates, Document, Measure, Option, Reading, Series
from yaoxie.rules.operators.test import Gap
from yaoxie.rules.plan import (
    AtMost,
    Group,
    Increase,
    Limit,
    Match,
    Plan,
    Requirement,
    Row,
    Share,
    Supplement,
    Support,
    Uplift,
)
from yaoxie.rules.types import Source
from yaoxie.values import PlaceDict, RulebookNameDict, Title, Titles

if TYPE_CHECKING:
    from yaoxie.screening.api import Population as Population
    from yaoxie.screening.screening import JointlyScreened as JointlyScreened
    from yaoxie.screening.screening import JointScreening as JointScreening
    from yaoxie.screening.screening import Screened as Screened
    from yaoxie.screening.screening import Screening as Screening

__version__ = version("yaoxie")

# Public too, but only there with the extra: `import *` must work without it.
_OF_EXTRA = {
    "Population": "yaoxie.screening.api",
    "JointScreening": "yaoxie.screening.screening",
    "JointlyScreened": "yaoxie.screening.screening",
    "Screened": "yaoxie.screening.screening",
    "Screening": "yaoxie.screening.screening",
}

__all__ = [
    "Advice",
    "AdviceDict",
    "AdvisedMeasureDict",
    "AdvisedReadingDict",
    "Amount",
    "AnswerDict",
    "Area",
    "AskingSupportDict",
    "AtMost",
    "Award",
    "BetweenChoiceDict",
    "BetweenDict",
    "BetweenMemberDict",
    "BetweenRuleDict",
    "BetweenSourceDict",
    "BindingLimitDict",
    "ChangeDict",
    "ChargeDict",
    "ClaimPlanDict",
    "ClaimReasonDict",
    "Company",
    "CompanyNameDict",
    "Compared",
    "ComparedDict",
    "Comparison",
    "ComparisonDict",
    "ConfidenceDict",
    "CountedDict",
    "CountsDict",
    "Coverage",
    "CoverageDict",
    "Dates",
    "Device",
    "DeviceMilestone",
    "DisagreementError",
    "DivisionDict",
    "Document",
    "Drug",
    "DrugMilestone",
    "ExcludedDict",
    "Exclusion",
    "ExclusionDict",
    "Fault",
    "Finding",
    "FindingDict",
    "ForgoneDict",
    "FurtherUnlocksDict",
    "Gap",
    "GapDict",
    "GroundDict",
    "Group",
    "GroupReasonDict",
    "Implausible",
    "Implied",
    "ImpliedByDict",
    "Increase",
    "InferenceError",
    "Initiative",
    "InputError",
    "Judgement",
    "Limit",
    "LimitReasonDict",
    "Match",
    "Measure",
    "Message",
    "MissingExtraError",
    "MoveDict",
    "Notice",
    "NoticeDict",
    "ObstacleDict",
    "OpenLimit",
    "OpenedDict",
    "Option",
    "OptionError",
    "OutlookDict",
    "PaidPartDict",
    "PartDict",
    "PatchDict",
    "PayeeDict",
    "PaymentDict",
    "PlaceDict",
    "PlacedDict",
    "PlacedSupportDict",
    "PlacedYearDict",
    "PlacementDict",
    "Plan",
    "PlannedClaimDict",
    "PlannedDayDict",
    "PlannedMeasureDict",
    "PlannedYearDict",
    "Platform",
    "Profile",
    "ProfileError",
    "ProgramError",
    "PromiseDict",
    "QuestionDict",
    "Reading",
    "ReadingDict",
    "ReadingOptionDict",
    "ReasonsDict",
    "Registration",
    "RegistrationDict",
    "Report",
    "ReportDict",
    "Reports",
    "ReportsDict",
    "Requirement",
    "RequirementDict",
    "RequirementTerms",
    "Row",
    "Rulebook",
    "RulebookError",
    "RulebookNameDict",
    "Series",
    "Share",
    "Source",
    "SourceDict",
    "StandingDict",
    "StandingFindingDict",
    "Step",
    "StepDict",
    "Subject",
    "SubjectNameDict",
    "SufficientDict",
    "SufficientGroundDict",
    "SummaryDict",
    "Supplement",
    "SupplementDict",
    "SupplementTerms",
    "Support",
    "SupportNameDict",
    "SupportTerms",
    "Title",
    "Titles",
    "TotalByConfidenceDict",
    "UnboundedDict",
    "UnlockDict",
    "UnpublishedDict",
    "UnreachableDict",
    "UpcomingDict",
    "Uplift",
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
