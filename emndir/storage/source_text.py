"""The directory's text, read with every fault named; `source_writing` writes it.

`read_directory` never raises for faults in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from emndir.domain.contact import ProfessionalPhone, PublicPhone
from emndir.domain.directory import Directory, Manifest
from emndir.domain.location import Coordinates, Location, ServiceAtLocation
from emndir.domain.organization import Organization
from emndir.domain.problems import Problem
from emndir.domain.provenance import Check, Source
from emndir.domain.schedule import Schedule
from emndir.domain.service import Alert, Service, ServiceArea
from emndir.domain.taxonomy import Taxonomy, TaxonomyTerm, Vocabulary
from emndir.storage.phrases_text import parse_fonts, parse_phrases, phrase_problems
from emndir.storage.reading import FileReading, Values
from emndir.storage.text_files import DIRECTORY_FOLDER, MANIFEST, VOCABULARY_FOLDER, text_paths
from emndir.storage.text_format import (
    LOCATION,
    MANIFEST_FILE,
    ORGANIZATION,
    ORGANIZATION_FILE,
    SERVICE,
    TERM,
    VOCABULARY_FILE,
    Table,
)
from emndir.storage.text_values import did_you_mean
from emndir.storage.visibility import Visibility

Texts = Mapping[str, bytes]
"""The files of a data folder by their path in it, with slashes."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """What the text says, as far as it can be read, and every fault in it.

    `directory` holds the records without a fault; it is None where the manifest cannot be
    read. `lines` tells where a record stands: (path, uid) -> line.
    """

    directory: Directory | None
    problems: tuple[Problem, ...] = ()
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)


def read_directory(data_dir: Path) -> SourceText:
    """Read the manifest, the vocabulary and every organization's file under a data folder."""
    texts, problems = load_texts(data_dir)
    source = parse_directory(texts)
    return SourceText(source.directory, (*problems, *source.problems), source.lines)


def load_texts(data_dir: Path) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Return the bytes of every text file, in order of path, and those that cannot be read."""
    texts: dict[str, bytes] = {}
    problems = []
    for path in text_paths(data_dir):
        try:
            texts[path] = (data_dir / path).read_bytes()
        except OSError as error:
            reason = error.strerror or "the system gives no reason"
            problems.append(Problem(path=path, message=f"This file cannot be read: {reason}."))
    return texts, tuple(problems)


def parse_directory(texts: Texts) -> SourceText:
    """Return what texts say: the manifest, then vocabulary, then organizations by path."""
    reading = _Reading()
    manifest = reading.manifest(texts)
    vocabulary = Vocabulary(tuple(reading.terms(texts)))
    reading.organization_files(texts)
    directory = None
    if manifest is not None:
        directory = Directory(
            manifest=manifest,
            vocabulary=vocabulary,
            organizations=tuple(reading.organizations),
            locations=tuple(reading.locations),
            services=tuple(reading.services()),
            phrases=parse_phrases(texts),
            fonts=parse_fonts(texts),
        )
    problems = (*reading.problems, *phrase_problems(texts))
    return SourceText(directory, problems, reading.lines)


class _Reading:
    """One pass over all files; a service's places are resolved when every file is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.lines: dict[tuple[str, str], int] = {}
        self.organizations: list[Organization] = []
        self.locations: list[Location] = []
        self._faulty_locations: set[str] = set()
        self._waiting: list[tuple[FileReading, Organization, Values]] = []

    def manifest(self, texts: Texts) -> Manifest | None:
        if MANIFEST not in texts:
            message = "This file is missing; it names the directory and its date."
            self.problems.append(Problem(path=MANIFEST, message=message))
            return None
        file = FileReading(MANIFEST)
        raw = file.parse(texts[MANIFEST])
        values = file.table(MANIFEST_FILE, raw) if raw is not None else None
        self._done(file)
        return Manifest(**values) if values is not None else None

    def terms(self, texts: Texts) -> Iterator[TaxonomyTerm]:
        for taxonomy in Taxonomy:
            path = f"{VOCABULARY_FOLDER}/{taxonomy.value}.toml"
            if path not in texts:
                message = "This file is missing; every taxonomy has one."
                self.problems.append(Problem(path=path, message=message))
                continue
            file = FileReading(path)
            raw = file.parse(texts[path])
            for item in _given(file, raw, VOCABULARY_FILE, "term"):
                record = str(item.get("code", ""))
                values = file.table(TERM, item, record)
                if values is not None:
                    yield TaxonomyTerm(taxonomy=taxonomy, **values)
            self._done(file)
        for path in texts:
            folder, _, name = path.partition("/")
            if folder == VOCABULARY_FOLDER and name not in {f"{t.value}.toml" for t in Taxonomy}:
                known = did_you_mean(name, [f"{one.value}.toml" for one in Taxonomy])
                message = f"No taxonomy is called so.{known}"
                self.problems.append(Problem(path=path, message=message))

    def organization_files(self, texts: Texts) -> None:
        for path, content in texts.items():
            if not path.startswith(f"{DIRECTORY_FOLDER}/"):
                continue
            file = FileReading(path)
            raw = file.parse(content)
            if raw is not None:
                self._organization_file(file, raw)
            self._done(file)

    def _organization_file(self, file: FileReading, raw: dict[str, object]) -> None:
        name = file.path.removeprefix(f"{DIRECTORY_FOLDER}/").removesuffix(".toml")
        organization = self._organization(file, raw, name)
        owner = organization or Organization(uid="", name="", type=_ANY_TYPE, file=name)
        for item in _given(file, raw, ORGANIZATION_FILE, LOCATION.name):
            self._location(file, item, owner)
        for item in _given(file, raw, ORGANIZATION_FILE, SERVICE.name):
            values = file.table(SERVICE, item, _uid(item))
            if values is not None and organization is not None:
                self._waiting.append((file, organization, values))

    def _organization(
        self, file: FileReading, raw: dict[str, object], name: str
    ) -> Organization | None:
        given = raw.get(ORGANIZATION.name)
        if not isinstance(given, dict):
            file.fault("The table [organization] is missing.", where=ORGANIZATION.name)
            return None
        values = file.table(ORGANIZATION, given, _uid(given))
        if values is None:
            return None
        organization = Organization(file=name, **values)
        self.organizations.append(organization)
        return organization

    def _location(self, file: FileReading, item: dict[str, object], owner: Organization) -> None:
        values = file.table(LOCATION, item, _uid(item))
        location = None
        if values is not None:
            location = _build(file, values["uid"], _location_of, values, owner)
        if location is not None and owner.uid:
            self.locations.append(location)
        else:
            self._faulty_locations.add(_uid(item))

    def services(self) -> Iterator[Service]:
        """Resolve the places of every service; those with a fault are left out."""
        known = {location.uid: location for location in reversed(self.locations)}
        for file, organization, values in self._waiting:
            file.problems.clear()  # what it held before is already noted
            places = list(self._places(file, values, known))
            service = _build(file, values["uid"], _service_of, values, organization, places)
            if service is not None:
                yield service
            self.problems += file.problems

    def _places(
        self, file: FileReading, values: Values, known: Mapping[str, Location]
    ) -> Iterator[ServiceAtLocation]:
        for number, place in enumerate(values["place"], start=1):
            uid = place["location"]
            if uid in known:
                yield ServiceAtLocation(location=known[uid], detail=place["detail"])
            elif uid not in self._faulty_locations:
                message = f"No location is called “{uid}”.{did_you_mean(uid, known)}"
                where = f"place[{number}].location"
                file.fault(message, record=values["uid"], where=where)

    def _done(self, file: FileReading) -> None:
        self.problems += file.problems
        for uid, line in file.lines.items():
            self.lines.setdefault((file.path, uid), line)


_ANY_TYPE: Any = None


def _uid(item: Mapping[str, object]) -> str:
    uid = item.get("uid", "")
    return uid if isinstance(uid, str) else ""


def _given(
    file: FileReading, raw: dict[str, object] | None, whole: Table, name: str
) -> list[dict[str, object]]:
    """Return the tables of one name at the top of a file, and name what does not belong there."""
    if raw is None:
        return []
    if name == whole.tables[-1].name:  # once a file
        for key in raw:
            if key not in whole.names:
                hint = did_you_mean(key, whole.names)
                file.fault(f"“{key}” is not a table of this file.{hint}", where=key)
    given = raw.get(name, [])
    if isinstance(given, list) and all(isinstance(item, dict) for item in given):
        return given
    file.fault(f"“{name}” must be tables, each under [[{name}]].", where=name)
    return []


def _build(file: FileReading, uid: str, make: Any, *parts: Any) -> Any:  # noqa: ANN401
    """Return what `make` makes of values, or None with the fault that the domain finds."""
    before = len(file.problems)
    made = make(file, uid, *parts)
    return made if len(file.problems) == before else None


def _location_of(
    file: FileReading, uid: str, values: Values, owner: Organization
) -> Location | None:
    plain = {key.target: values[key.target] for key in LOCATION.keys}
    latitude, longitude = plain.pop("latitude"), plain.pop("longitude")
    coordinates = None
    if (latitude is None) != (longitude is None):
        lacking = "latitude" if latitude is None else "longitude"
        file.fault("A point needs latitude and longitude.", record=uid, where=lacking)
    elif latitude is not None:
        try:
            coordinates = Coordinates(latitude, longitude)
        except ValueError as error:
            file.fault(_sentence(error), record=uid, where="latitude")
    return Location(
        **plain,
        organization_uid=owner.uid,
        coordinates=coordinates,
        phones=tuple(PublicPhone(**phone) for phone in values["phone"]),
        sources=tuple(Source(**source) for source in values["source"]),
        checks=tuple(Check(**check) for check in values["check"]),
    )


def _service_of(
    file: FileReading,
    uid: str,
    values: Values,
    organization: Organization,
    places: Iterable[ServiceAtLocation],
) -> Service:
    plain = {key.target: values[key.target] for key in SERVICE.keys}
    public: list[PublicPhone] = []
    professional: list[ProfessionalPhone] = []
    for number, phone in enumerate(values["phone"], start=1):
        visibility = phone["visibility"]
        facts = {name: value for name, value in phone.items() if name != "visibility"}
        if visibility is Visibility.PROFESSIONAL:
            professional.append(ProfessionalPhone(**facts))
            continue
        public.append(PublicPhone(**facts))
        if professional:
            message = "Numbers for everybody stand before those for professionals."
            file.fault(message, record=uid, where=f"phone[{number}]")
    return Service(
        **plain,
        organization=organization,
        alert=Alert(**values["alert"]) if values["alert"] else None,
        areas=tuple(ServiceArea(**area) for area in values["area"]),
        phones=tuple(public),
        professional_phones=tuple(professional),
        places=tuple(places),
        schedules=tuple(_schedules(file, uid, values["schedule"])),
        sources=tuple(Source(**source) for source in values["source"]),
        checks=tuple(Check(**check) for check in values["check"]),
    )


def _schedules(file: FileReading, uid: str, given: list[Values]) -> Iterator[Schedule]:
    for number, values in enumerate(given, start=1):
        try:
            yield Schedule(**values)
        except ValueError as error:
            file.fault(_sentence(error), record=uid, where=f"schedule[{number}]")


def _sentence(error: ValueError) -> str:
    text = str(error)
    return f"{text[:1].upper()}{text[1:]}."
