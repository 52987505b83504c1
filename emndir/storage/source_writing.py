"""The directory's text, written so that nothing is lost and every writing gives the same bytes.

The canonical text is what `tomli_w` writes, keys in the order of `text_format`, empty values left
out. What it says is read by `source_text`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import tomli_w

from emndir.domain.directory import Directory
from emndir.domain.errors import DataFaultError
from emndir.domain.location import Location
from emndir.domain.service import Service
from emndir.domain.taxonomy import Taxonomy
from emndir.storage.choice_text import choice_texts
from emndir.storage.figures_text import figures_texts
from emndir.storage.reading import Values
from emndir.storage.text_files import DIRECTORY_FOLDER, MANIFEST, VOCABULARY_FOLDER
from emndir.storage.text_format import (
    LOCATION,
    MANIFEST_FILE,
    ORGANIZATION,
    SERVICE,
    TERM,
    Table,
)
from emndir.storage.visibility import Visibility


def directory_texts(directory: Directory) -> dict[str, str]:
    """Return the canonical text of a directory: path in the data folder -> text."""
    texts = {MANIFEST: tomli_w.dumps(_written(MANIFEST_FILE, _plain(directory.manifest)))}
    for taxonomy in Taxonomy:
        terms = [_written(TERM, _plain(term)) for term in directory.vocabulary.of(taxonomy)]
        path = f"{VOCABULARY_FOLDER}/{taxonomy.value}.toml"
        texts[path] = tomli_w.dumps({"term": terms} if terms else {})
    files: dict[str, dict[str, Any]] = {}
    by_uid: dict[str, dict[str, Any]] = {}
    for organization in directory.organizations:
        written = {"organization": _written(ORGANIZATION, _plain(organization))}
        files[organization.file] = by_uid[organization.uid] = written
    for location in directory.locations:
        document = by_uid[location.organization_uid]
        document.setdefault("location", []).append(_location_written(location))
    for service in directory.services:
        document = by_uid[service.organization.uid]
        document.setdefault("service", []).append(_service_written(service))
    for name, document in files.items():
        texts[f"{DIRECTORY_FOLDER}/{name}.toml"] = tomli_w.dumps(document)
    texts |= figures_texts(directory.figures) | choice_texts(directory.choice)
    return texts | {file.path: file.text for file in directory.phrases}


def write_directory(directory: Directory, data_dir: Path) -> list[Path]:
    """Write the canonical text of a directory and return the files that changed.

    Each file is replaced whole. Files that are not the directory's are left alone.

    Raises:
        DataFaultError: where a file cannot be written.
    """
    changed = []
    for name, text in directory_texts(directory).items():
        path = data_dir / name
        content = text.encode("utf-8")
        try:
            if path.exists() and path.read_bytes() == content:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
            try:
                unfinished.write_bytes(content)
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
        except OSError as error:
            raise DataFaultError(
                f"{path} cannot be written: {error.strerror}.",
                "Look at the folder’s permissions and at the space on the disk.",
            ) from error
        changed.append(path)
    return changed


def _plain(value: object) -> Values:
    """Return the attributes of a frozen value by name, one level deep."""
    return {name: getattr(value, name) for name in type(value).__dataclass_fields__}  # type: ignore[attr-defined]


def _written(table: Table, values: Values) -> dict[str, Any]:
    """Return a table as TOML holds it: the format's order, empty values left out."""
    written: dict[str, Any] = {}
    for key in table.keys:
        value = values[key.target]
        if value is None or value in ("", ()) or value == key.left_out:
            continue
        written[key.name] = key.kind.write(value)
    for inner in table.tables:
        given = values.get(inner.name)
        if given and inner.many:
            written[inner.name] = [_written(inner, item) for item in given]
        elif given:
            written[inner.name] = _written(inner, given)
    return written


def _location_written(location: Location) -> dict[str, Any]:
    point = location.coordinates
    return _written(
        LOCATION,
        {
            **_plain(location),
            "latitude": point.latitude if point else None,
            "longitude": point.longitude if point else None,
            "phone": [_plain(phone) for phone in location.phones],
            "source": [_plain(source) for source in location.sources],
            "check": [_plain(check) for check in location.checks],
        },
    )


def _service_written(service: Service) -> dict[str, Any]:
    phones = [{**_plain(phone), "visibility": Visibility.PUBLIC} for phone in service.phones]
    phones += [
        {**_plain(phone), "visibility": Visibility.PROFESSIONAL}
        for phone in service.professional_phones
    ]
    places = [{"location": place.location.uid, "detail": place.detail} for place in service.places]
    return _written(
        SERVICE,
        {
            **_plain(service),
            "alert": _plain(service.alert) if service.alert else None,
            "area": [_plain(area) for area in service.areas],
            "place": places,
            "phone": phones,
            "schedule": [_plain(schedule) for schedule in service.schedules],
            "source": [_plain(source) for source in service.sources],
            "check": [_plain(check) for check in service.checks],
        },
    )
