"""The profile that a company hands in. Made from rules/vocabulary.yaml by yaoxie.review.stubs."""

import datetime as dt
from decimal import Decimal
from typing import Literal

from yaoxie.profile.records import Award as Award
from yaoxie.profile.records import ProfileRecord, Record

Park = Literal[
    "haidian",
    "changping",
    "shunyi",
    "daxing-yizhuang",
    "fangshan",
    "tongzhou",
    "dongcheng",
    "xicheng",
    "chaoyang",
    "fengtai",
    "shijingshan",
    "mentougou",
    "pinggu",
    "huairou",
    "miyun",
    "yanqing",
    "outside",
]
Activity = Literal["research", "production", "services"]
DrugCategory = Literal["innovative", "improved", "generic"]
DeviceClass = Literal["I", "II", "III"]
Place = Literal["beijing", "elsewhere"]
PlatformType = Literal[
    "cro",
    "cmo",
    "cdmo",
    "testing_inspection",
    "translation_centre",
    "pilot_production",
    "innovation_centre",
    "industrial_park",
    "public_service",
]
InitiativeType = Literal[
    "restructuring",
    "listing",
    "merger_acquisition",
    "overseas_rd",
    "ip_pledge_loan",
    "fiscal_research_project",
    "key_technology_project",
    "key_parts_project",
    "higher_level_project",
    "result_conversion",
    "industrialisation",
    "ai_model",
    "ai_diagnosis",
    "ai_research",
    "acquisition_loan",
    "capital_increase",
    "international_certification",
    "overseas_trial",
    "cro_capability",
    "top_project",
    "regional_headquarters",
    "research_centre",
]
Region = Literal[
    "beijing",
    "haidian",
    "changping",
    "daxing",
    "daxing-airport",
    "daxing-elsewhere",
    "yizhuang",
    "tongzhou",
    "beijing-elsewhere",
    "tianjin",
    "daxing-airport-hebei",
    "xiongan",
    "shanghai",
    "suzhou",
    "hangzhou",
    "qingdao",
    "xiamen",
    "jinjiang",
    "wuhan",
    "chengdu",
    "chongqing",
    "guangzhou",
    "huangpu",
    "guangzhou-elsewhere",
    "shenzhen",
    "longgang",
    "baoan",
    "shenzhen-elsewhere",
    "zhuhai",
    "hengqin",
    "zhuhai-elsewhere",
    "zhongshan",
    "hainan",
    "haikou",
    "hainan-elsewhere",
    "elsewhere",
]
RegistrationClass = Literal[
    "chemical-1",
    "chemical-2",
    "chemical-3",
    "chemical-4",
    "chemical-5",
    "biological-1",
    "biological-2",
    "biological-3",
    "traditional-1",
    "traditional-2",
    "traditional-3",
    "traditional-4",
    "chemical-2007-1",
    "chemical-2007-2",
    "chemical-2007-3",
    "chemical-2007-4",
    "chemical-2007-5",
    "chemical-2007-6",
    "biological-3-3",
    "biological-3-other",
]
TherapyKind = Literal[
    "chemical",
    "antibody",
    "cell",
    "gene",
    "vaccine",
    "traditional",
    "diagnostic",
    "other",
]
TrialScheme = Literal["three_phase", "two_stage"]
ResearchKind = Literal["basic", "applied"]
Authority = Literal["fda", "ema", "ce", "pmda", "tga", "who_pq", "ich", "brics", "other_authority"]
Country = Literal["china", "abroad"]
ReviewLevel = Literal["national", "provincial"]
FirstSetLevel = Literal["first_in_nation", "first_in_province", "not_recognised"]
DrugMilestoneName = Literal[
    "preclinical_completed",
    "trial_permission",
    "clinical_trial_entry",
    "phase_1_entered",
    "phase_1_completed",
    "phase_2_entered",
    "phase_2_completed",
    "phase_3_entered",
    "phase_3_completed",
    "stage_1_completed",
    "stage_2_completed",
    "pivotal_trial_completed",
    "foreign_trial_completed",
    "acquired",
    "marketing_application_accepted",
    "foreign_approval",
    "bulk_purchase_selected",
    "consistency_evaluation_deemed",
    "new_drug_approval",
    "drug_registration",
    "consistency_evaluation_passed",
]
DeviceMilestoneName = Literal[
    "special_review_passed",
    "priority_approval",
    "clinical_trial_entry",
    "clinical_trial_completed",
    "device_registration",
    "production_licence",
    "foreign_approval",
    "bulk_purchase_selected",
]

class Company(Record):
    id: str | None = None
    name: str
    uscc: str | None = None
    park: Park | None = None
    legal_person: bool | None = None
    independent_accounts: bool | None = None
    on_industry_register: bool | None = None
    activities: tuple[Activity, ...] | None = None
    owns_ip: bool | None = None
    region: Region | None = None
    operates_region: Region | None = None
    revenue: int | None = None
    exports: int | None = None
    paid_in_capital: int | None = None
    high_tech_enterprise: bool | None = None
    serious_defaulter: bool | None = None
    high_end_sector: bool | None = None
    core_technology: bool | None = None
    technology_sme: bool | None = None
    key_field: bool | None = None
    award_registration: bool | None = None

class DrugMilestone(Record):
    date: dt.date | None = None
    place: Place | None = None
    certificate: str | None = None
    first_in_country: bool | None = None
    first_certificate: bool | None = None
    authority: Authority | None = None
    sold_there: bool | None = None
    first_three_in_country: bool | None = None
    country: Country | None = None
    review_level: ReviewLevel | None = None
    milestone: DrugMilestoneName

class Drug(Record):
    id: str
    name: str | None = None
    family: str | None = None
    category: DrugCategory | None = None
    registration_class: str | None = None
    project_investment: int | None = None
    milestones: tuple[DrugMilestone, ...] | None = None
    therapy_kind: TherapyKind | None = None
    trial_scheme: TrialScheme | None = None
    breakthrough_therapy: bool | None = None
    major_disease: bool | None = None
    rd_spend: int | None = None
    rd_spend_preclinical: int | None = None
    rd_spend_phase_1: int | None = None
    rd_spend_phase_2: int | None = None
    rd_spend_phase_3: int | None = None
    rd_spend_stage_1: int | None = None
    rd_spend_stage_2: int | None = None
    rd_spend_foreign: int | None = None
    registration_cost: int | None = None
    own_funds: int | None = None
    spent_so_far: int | None = None
    sales_revenue: int | None = None
    output_value: int | None = None
    licence_out_payment: int | None = None
    self_developed: bool | None = None
    key_field: bool | None = None
    of_marine_origin: bool | None = None
    conversion_region: Region | None = None
    production_region: Region | None = None
    settlement_region: Region | None = None
    entrusted_region: Region | None = None
    production_promise_months: int | None = None
    output_region: Region | None = None
    output_begun: bool | None = None

class DeviceMilestone(Record):
    date: dt.date | None = None
    place: Place | None = None
    certificate: str | None = None
    first_in_country: bool | None = None
    first_certificate: bool | None = None
    authority: Authority | None = None
    sold_there: bool | None = None
    first_three_in_country: bool | None = None
    country: Country | None = None
    review_level: ReviewLevel | None = None
    milestone: DeviceMilestoneName

class Device(Record):
    id: str
    name: str | None = None
    family: str | None = None
    device_class: DeviceClass | None = None
    in_vitro_diagnostic: bool | None = None
    high_end_innovative: bool | None = None
    self_developed: bool | None = None
    first_set_level: FirstSetLevel | None = None
    invention_patent: bool | None = None
    industrialised_in_zone: bool | None = None
    project_investment: int | None = None
    milestones: tuple[DeviceMilestone, ...] | None = None
    rd_spend: int | None = None
    trial_cost: int | None = None
    registration_cost: int | None = None
    testing_cost: int | None = None
    staff_cost: int | None = None
    sales_revenue: int | None = None
    output_value: int | None = None
    conversion_region: Region | None = None
    production_promise_months: int | None = None
    production_region: Region | None = None
    settlement_region: Region | None = None

class Platform(Record):
    id: str
    name: str | None = None
    platform_type: PlatformType | None = None
    project_investment: int | None = None
    equipment_spend: int | None = None
    service_revenue: int | None = None
    under_construction: bool | None = None
    in_short_supply: bool | None = None
    synthetic_biology: bool | None = None

class Initiative(Record):
    id: str
    name: str | None = None
    initiative_type: InitiativeType | None = None
    date: dt.date | None = None
    interest_paid: int | None = None
    rate_over_lpr: Decimal | None = None
    project_funds: int | None = None
    project_investment: int | None = None
    fixed_asset_investment: int | None = None
    project_cost: int | None = None
    computing_cost: int | None = None
    higher_level_grant: int | None = None
    leading_level: bool | None = None
    national_platform: bool | None = None
    research_kind: ResearchKind | None = None

class Profile(ProfileRecord):
    company: Company
    drugs: tuple[Drug, ...] | None = None
    devices: tuple[Device, ...] | None = None
    platforms: tuple[Platform, ...] | None = None
    initiatives: tuple[Initiative, ...] | None = None
    awards: tuple[Award, ...] | None = None
