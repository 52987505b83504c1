"""The format of the directory's text, declared once.

Reading, writing, the JSON Schema and `docs/data-format.md` all come from the tables here; the
kinds of value that stand in them are those of `text_values`.
Keys stand in the order in which they are written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from emndir.domain.freshness import PaperRule
from emndir.domain.schedule import PublicHolidays
from emndir.domain.vocabulary import (
    AreaKind,
    Audience,
    Confidence,
    Cost,
    Delivery,
    FactGroup,
    HelpGroup,
    OrganizationType,
    PhoneKind,
    ReferralRoute,
    ServiceStatus,
    Stage,
)
from emndir.storage.text_values import (
    AGE,
    CODE,
    CODES,
    DATE,
    MONTHS,
    NUMBER,
    PARTIAL_DATE,
    TEXT,
    TIME,
    WORDS,
    Kind,
    one_of,
    some_of,
)
from emndir.storage.visibility import Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of a table. `attribute` is the domain's name for it where that differs.

    A value equal to `left_out` is not written. `help` is the sentence that the guide and
    the schema show.
    """

    name: str
    kind: Kind
    help: str
    required: bool = False
    attribute: str = ""
    left_out: Any = None

    @property
    def target(self) -> str:
        """Return the domain's name for the value."""
        return self.attribute or self.name

    @property
    def absent(self) -> Any:  # noqa: ANN401 - of whatever kind the key is
        """Return what the value is where the key is left out."""
        return self.kind.empty if self.left_out is None else self.left_out


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of the format: its keys, then its own tables; `many` for `[[arrays]]`."""

    name: str
    help: str
    keys: tuple[Key, ...]
    tables: tuple[Table, ...] = ()
    many: bool = False
    required: bool = False
    names: frozenset[str] = field(init=False, default=frozenset())

    def __post_init__(self) -> None:
        """Collect every name that may stand in this table."""
        names = {key.name for key in self.keys} | {table.name for table in self.tables}
        object.__setattr__(self, "names", frozenset(names))


_UID = "Stable and public: small letters, digits and hyphens. It never changes and is never reused."
_NOTES = "For the office. Never shown to patients, never exported."

SOURCE = Table(
    name="source",
    help="A page, file or call that states facts.",
    many=True,
    keys=(
        Key(name="url", kind=TEXT, help="Where it was read.", required=True),
        Key(
            name="seen",
            kind=PARTIAL_DATE,
            help="The date of the source, or of the reading: 2024, 2024-07 or 2024-07-19.",
        ),
        Key(name="what", kind=TEXT, help="Which facts came from it, in words."),
        Key(name="supports", kind=some_of(FactGroup), help="The fact groups that it states."),
    ),
)

CHECK = Table(
    name="check",
    help="That somebody held a fact group against its source.",
    many=True,
    keys=(
        Key(name="group", kind=one_of(FactGroup), help="The fact group.", required=True),
        Key(
            name="checked_on",
            kind=PARTIAL_DATE,
            help="When: 2026, 2026-07 or 2026-07-19. Left out: not checked yet.",
        ),
        Key(name="how", kind=TEXT, help="How: call, web, letter, visit."),
        Key(name="role", kind=TEXT, help="By which role. Never a person’s name."),
        Key(name="url", kind=TEXT, help="The page that was looked at."),
    ),
)

_PHONE_KEYS = (
    Key(name="number", kind=TEXT, help="As its owner prints it.", required=True),
    Key(name="label", kind=TEXT, help="Whose number it is, short."),
    Key(
        name="kind",
        kind=one_of(PhoneKind, PhoneKind.DIRECT),
        help="What the number reaches.",
    ),
)

PLACE_PHONE = Table(name="phone", help="A number of the place.", many=True, keys=_PHONE_KEYS)

SERVICE_PHONE = Table(
    name="phone",
    help="A number of the service; those for everybody first.",
    many=True,
    keys=(
        *_PHONE_KEYS,
        Key(
            name="visibility",
            kind=one_of(Visibility, Visibility.PUBLIC),
            help="“professional” for a number that patients must not be given.",
            left_out=Visibility.PUBLIC,
        ),
    ),
)

AREA = Table(
    name="area",
    help="Where the service serves. Without any it serves everybody.",
    many=True,
    keys=(
        Key(name="name", kind=TEXT, help="The county, district or place, or words.", required=True),
        Key(name="kind", kind=one_of(AreaKind, AreaKind.OTHER), help="What the name names."),
    ),
)

PLACE = Table(
    name="place",
    help="A place where it happens, the main one first.",
    many=True,
    keys=(
        Key(name="location", kind=CODE, help="The uid of a location.", required=True),
        Key(name="detail", kind=WORDS, help="Lines that lead to it inside the place."),
    ),
)

SCHEDULE = Table(
    name="schedule",
    help="One pattern of opening hours. Closed for lunch: two of them.",
    many=True,
    keys=(
        Key(
            name="byday",
            kind=WORDS,
            help="MO to SU for every week, or 3TH for the third Thursday of a month, -1FR the last.",
            required=True,
        ),
        Key(name="opens_at", kind=TIME, help="As 09:30.", required=True),
        Key(name="closes_at", kind=TIME, help="As 17:00, or 24:00. Left out: no source says."),
        Key(name="months", kind=MONTHS, help="The months of a monthly pattern, where not all."),
        Key(name="valid_from", kind=DATE, help="First day."),
        Key(name="valid_to", kind=DATE, help="Last day."),
        Key(
            name="public_holidays",
            kind=one_of(PublicHolidays, PublicHolidays.UNKNOWN),
            help="What happens on bank holidays. Never assumed.",
            left_out=PublicHolidays.UNKNOWN,
        ),
        Key(name="note", kind=TEXT, help="What the pattern cannot say."),
    ),
)

ALERT = Table(
    name="alert",
    help="A notice that every reader must see.",
    keys=(
        Key(name="text", kind=TEXT, help="One or two sentences.", required=True),
        Key(name="until", kind=DATE, help="The last day on which it is shown.", required=True),
    ),
)

ORGANIZATION = Table(
    name="organization",
    help="The body that runs the services of this file.",
    required=True,
    keys=(
        Key(name="uid", kind=CODE, help=_UID, required=True),
        Key(name="name", kind=TEXT, help="Its current name.", required=True),
        Key(name="type", kind=one_of(OrganizationType), help="What kind of body.", required=True),
        Key(name="ods_code", kind=TEXT, help="Its NHS ODS code."),
        Key(name="former_names", kind=WORDS, help="Names that people still use."),
        Key(name="became", kind=CODE, help="The uid of the organization that took its place."),
        Key(name="website", kind=TEXT, help="Its web address."),
        Key(name="notes", kind=TEXT, help=_NOTES),
    ),
)

LOCATION = Table(
    name="location",
    help="A place. Services of any file may happen there.",
    many=True,
    keys=(
        Key(name="uid", kind=CODE, help=_UID, required=True),
        Key(name="name", kind=TEXT, help="What it is called.", required=True),
        Key(name="plain_name", kind=TEXT, help="What a patient calls it."),
        Key(name="former_names", kind=WORDS, help="Names that people still use."),
        Key(name="ods_code", kind=TEXT, help="Its NHS ODS site code."),
        Key(
            name="status",
            kind=one_of(ServiceStatus, ServiceStatus.ACTIVE),
            help="Whether it is in use.",
            left_out=ServiceStatus.ACTIVE,
        ),
        Key(name="address", kind=WORDS, help="Lines, the town last, without the postcode."),
        Key(name="postcode", kind=TEXT, help="In capitals with the space."),
        Key(name="county", kind=TEXT, help="The county."),
        Key(name="latitude", kind=NUMBER, help="WGS84 degrees, where a source states it."),
        Key(name="longitude", kind=NUMBER, help="WGS84 degrees."),
        Key(name="website", kind=TEXT, help="Its web address."),
        Key(name="transport", kind=WORDS, help="Facts on parking, buses and trains."),
        Key(name="accessibility", kind=WORDS, help="Facts on steps, lifts, loops, toilets."),
        Key(name="notes", kind=TEXT, help=_NOTES),
    ),
    tables=(PLACE_PHONE, SOURCE, CHECK),
)

SERVICE = Table(
    name="service",
    help="What is offered.",
    many=True,
    keys=(
        Key(name="uid", kind=CODE, help=_UID, required=True),
        Key(name="name", kind=TEXT, help="What it calls itself.", required=True),
        Key(name="plain_name", kind=TEXT, help="What a patient calls it, at most 8 words."),
        Key(name="plain_line", kind=TEXT, help="One sentence for patients, at most 15 words."),
        Key(name="description", kind=TEXT, help="What it is and does, in plain words."),
        Key(
            name="service_type",
            kind=CODE,
            help="A code of vocabulary/service-types.toml.",
            required=True,
        ),
        Key(
            name="help_group",
            kind=one_of(HelpGroup),
            help="The kind of help.",
            required=True,
        ),
        Key(
            name="status",
            kind=one_of(ServiceStatus, ServiceStatus.ACTIVE),
            help="Whether it is offered. “unsure”: no source shows that it runs today.",
        ),
        Key(
            name="confidence",
            kind=one_of(Confidence, Confidence.MEDIUM),
            help="How good its sources are.",
        ),
        Key(name="county", kind=TEXT, help="The county, or “national”."),
        Key(name="ask_for", kind=TEXT, help="Whom to ask for on a switchboard’s number."),
        Key(name="became", kind=CODE, help="The uid of the service that took its place."),
        Key(name="former_names", kind=WORDS, help="Names that people still use."),
        Key(name="former_uids", kind=CODES, help="Uids of records merged into this one."),
        Key(name="needs", kind=WORDS, help="Short patients’ words for which this is an answer."),
        Key(name="cancer_sites", kind=CODES, help="Codes of vocabulary/cancer-sites.toml."),
        Key(name="stages", kind=some_of(Stage), help="Stages of the pathway."),
        Key(name="audience", kind=some_of(Audience), help="Who it is for."),
        Key(name="referral_routes", kind=some_of(ReferralRoute), help="How a person gets in."),
        Key(name="application_process", kind=TEXT, help="How to get in, in words."),
        Key(name="eligibility", kind=TEXT, help="Who may use it, where that is not obvious."),
        Key(name="minimum_age", kind=AGE, help="Whole years."),
        Key(name="maximum_age", kind=AGE, help="Whole years."),
        Key(name="delivery", kind=some_of(Delivery), help="How it is given."),
        Key(name="cost", kind=one_of(Cost), help="What it costs. Left out: no source says."),
        Key(name="website", kind=TEXT, help="Its web address."),
        Key(name="email", kind=TEXT, help="An address that patients may write to."),
        Key(
            name="professional_email",
            kind=TEXT,
            help="An address for professionals. Never shown to patients.",
        ),
        Key(name="accessibility", kind=WORDS, help="Facts on steps, loops, interpreters."),
        Key(name="languages", kind=WORDS, help="Languages beyond English."),
        Key(name="hours_note", kind=TEXT, help="Opening hours where only words are known."),
        Key(name="notes", kind=TEXT, help=_NOTES),
    ),
    tables=(ALERT, AREA, PLACE, SERVICE_PHONE, SCHEDULE, SOURCE, CHECK),
)

ORGANIZATION_FILE = Table(
    name="",
    help="One organization with its places and services.",
    keys=(),
    tables=(ORGANIZATION, LOCATION, SERVICE),
)

TERM = Table(
    name="term",
    help="One term.",
    many=True,
    keys=(
        Key(name="code", kind=CODE, help="Stable; records hold it.", required=True),
        Key(name="label", kind=TEXT, help="What a person reads on screen.", required=True),
        Key(name="patient_label", kind=TEXT, help="What a patient reads, where that differs."),
        Key(name="description", kind=TEXT, help="A sentence more."),
        Key(
            name="parent",
            kind=CODE,
            help="A wider code of the same file; of a service type, its kind of help.",
        ),
        Key(name="lay_words", kind=WORDS, help="Everyday words."),
        Key(name="clinical_words", kind=WORDS, help="Clinical words."),
        Key(name="abbreviations", kind=WORDS, help="Abbreviations."),
        Key(name="icd10", kind=WORDS, help="ICD-10 blocks such as C18-C20."),
        Key(name="referral_group", kind=TEXT, help="The suspected-cancer referral group."),
        Key(name="icon", kind=TEXT, help="A Material Design Icons name."),
    ),
)

VOCABULARY_FILE = Table(name="", help="One taxonomy, named like the file.", keys=(), tables=(TERM,))

MANIFEST_FILE = Table(
    name="",
    help="What the data pack says of itself.",
    keys=(
        Key(name="title", kind=TEXT, help="Its name.", required=True),
        Key(name="publisher", kind=TEXT, help="The office that keeps it.", required=True),
        Key(name="data_date", kind=DATE, help="The day it was last published.", required=True),
        Key(
            name="paper_rule",
            kind=one_of(PaperRule, PaperRule.LABEL),
            help="What paper does with expired and unchecked facts.",
        ),
        Key(name="contact", kind=TEXT, help="Where to report a mistake, as printed."),
        Key(name="licence", kind=TEXT, help="Under which licence the text is."),
        Key(name="attribution", kind=WORDS, help="Lines that maps, About and exports show."),
    ),
)
