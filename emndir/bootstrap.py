"""Core: the parts of the program, made once and handed to the window and the command line.

`Core.create` is quick and imports nothing heavy, so that a window can be painted first.
`Core.open` is the slow part, for a worker thread: it builds the directory file where that is
missing or older than the text, and opens it. It never raises for files that are damaged,
missing, newer, locked or full of faults: it falls back and says so in notices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from emndir.domain.errors import EmndirError
from emndir.domain.vocabulary import Precision
from emndir.runtime.paths import Paths, managed_file
from emndir.runtime.resources import data_dir as bundled_data_dir
from emndir.runtime.settings import (
    Managed,
    Settings,
    load_managed,
    load_settings,
    save_settings,
)

if TYPE_CHECKING:
    from emndir.choice.figures import FigureBook
    from emndir.domain.choosing import ChoiceStatement
    from emndir.domain.location import Location
    from emndir.domain.problems import Notice
    from emndir.domain.service import DirectoryInfo, Service, ServiceSummary
    from emndir.domain.taxonomy import Vocabulary
    from emndir.geography.gazetteer import Gazetteer
    from emndir.geography.outline import Outline
    from emndir.geography.places import Located
    from emndir.handouts.phrases import Phrases
    from emndir.search.criteria import Criteria
    from emndir.search.results import Origin, Results
    from emndir.search.start_page import StartPage
    from emndir.search.suggestion import Suggestion
    from emndir.search.suggestions import Suggester
    from emndir.search.synonyms import Synonyms
    from emndir.storage.opening import OpenedFile

_NAMED = 5
"""The most fields of a bad file that a sentence names."""
Progress = Callable[[str], None]
"""Told in a few words what is being done ("Building the directory")."""


class Core:
    """Paths, settings and clock; it opens the directory."""

    def __init__(
        self,
        *,
        paths: Paths,
        settings: Settings,
        data_dir: Path,
        clock: Callable[[], datetime],
        notices: tuple[Notice, ...] = (),
        managed: Managed | None = None,
    ) -> None:
        self.paths = paths
        self.managed = managed or Managed()
        self._own = settings  # as they are saved: without what the organisation has set
        self.settings = self.managed.over(settings)
        self.data_dir = data_dir
        self.clock = clock
        self.notices = notices

    @classmethod
    def create(
        cls,
        *,
        home: Path | None = None,
        data_dir: Path | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> Core:
        """Return a core for one user: quick, and nothing on disk is changed.

        `home` moves all of the program's own folders under one; `data_dir` is the text to
        use in place of what came with the program.
        """
        paths = Paths.under(home) if home else Paths.default()
        settings, bad = load_settings(paths.settings_file)
        file, is_named = managed_file()
        managed = load_managed(file, is_expected=is_named)
        notices = (_settings_notice(bad),) if bad else ()
        return cls(
            paths=paths,
            settings=settings,
            data_dir=(data_dir or bundled_data_dir()).absolute(),
            clock=clock,
            notices=(*notices, *_managed_notices(managed)),
            managed=managed,
        )

    def change_settings(self, settings: Settings) -> None:
        """Use other settings from now on, and save them; what is managed stays as it is set.

        Raises:
            EmndirError: where they cannot be saved; the change holds until the program ends.
        """
        self._own = self.managed.without(settings, self._own)
        self.settings = self.managed.over(settings)
        try:
            save_settings(self._own, self.paths.settings_file)
        except OSError as error:
            raise EmndirError(
                "The settings could not be saved.",
                "They count until emndir is closed."
                f" Look whether the folder {self.paths.config} can be written to.",
            ) from error

    def start_page(self) -> StartPage | None:
        """Return what the start shows, from the directory's file: quick, before it is opened.

        None where the file or its row cannot be used, or the text has changed: opening says why.
        """
        from emndir.search.start_page import page_of
        from emndir.storage.stored_start import stored_start

        try:
            text = stored_start(self.data_dir, self.paths.directory_folder)
            return page_of(text) if text is not None else None
        except (OSError, ValueError):
            return None

    def open(self, progress: Progress | None = None) -> OpenDirectory:
        """Return the directory, built first where that is needed. Slow: for a worker thread."""
        from emndir.storage.opening import open_best

        opened = open_best(
            self.data_dir,
            self.paths.directory_folder,
            index=_fill_index,
            today=self.clock().date(),
            progress=progress,
        )
        return OpenDirectory(self, opened)


class OpenDirectory:
    """An open directory: everything the window and the command line ask.

    Reads may come from several threads at once. `close` it when another one is open.
    """

    def __init__(self, core: Core, opened: OpenedFile) -> None:
        from emndir.runtime.resources import resource
        from emndir.search.finder import Finder
        from emndir.search.synonyms import load_synonyms
        from emndir.storage import queries
        from emndir.storage.database import reading
        from emndir.storage.personal.postcodes_file import ExactPostcodes

        self._core = core
        self._opened = opened
        self._engine = opened.database
        self._exact = ExactPostcodes(core.paths.postcodes_file)
        with reading(self._engine) as connection:
            self.info: DirectoryInfo = queries.load_info(connection)
            self.vocabulary: Vocabulary = queries.load_vocabulary(connection)
            gazetteer = queries.load_gazetteer(connection)
            self.outline: Outline = queries.load_outline(connection)
        self.gazetteer: Gazetteer = gazetteer.with_exact(self._exact.find)
        self.notices = (*core.notices, *opened.notices, *self._exact.notices)
        self._suggester: Suggester | None = None
        self._suggesting = Lock()
        known = load_synonyms(resource("synonyms"))
        self._finder = Finder(self._engine, self.vocabulary, self.gazetteer, synonyms=known)
        self._synonyms: Synonyms | None = known  # until suggestions are made of them too

    def find(self, criteria: Criteria) -> Results:
        """Return what a search finds today, at this moment."""
        from emndir.storage.database import in_words

        with in_words():
            now = self._core.clock()
            return self._finder.find(criteria, now.date(), now)

    def serves(self, uid: str, origin: Origin) -> bool | None:
        """Return whether the stated area of a service has a place in it, None where none is stated.

        It is apart from how far that is.
        """
        from emndir.storage.database import in_words

        with in_words():
            near = self._finder.near([uid], origin).get(uid)
        return near.serves if near is not None else None

    def hours_change_after(self, now: datetime) -> datetime:
        """Return the next moment at which what is open may be another than at `now`."""
        return self._finder.hours_change_after(now)

    def suggest(self, typed: str) -> tuple[Suggestion, ...]:
        """Return what the last of the typed words may become; see `Suggester.suggest`."""
        return self._make_suggester().suggest(typed)

    def suggest_places(self, typed: str) -> tuple[Suggestion, ...]:
        """Return the places that a typed beginning may become; see `Suggester.places`."""
        return self._make_suggester().places(typed)

    def _make_suggester(self) -> Suggester:
        """Return the suggester, made when it is first wanted: for a worker thread."""
        from emndir.search.suggestion_names import load_suggester
        from emndir.storage.database import in_words

        with self._suggesting, in_words():
            if self._suggester is None:
                self._suggester = load_suggester(
                    self._engine, self.vocabulary, self.gazetteer, self._synonyms
                )
                self._synonyms = None
        return self._suggester

    def prepare(self) -> None:
        """Make what only some questions need, so that none of them waits: for a worker thread.

        Places on the ground and suggestions are made, and the calendar of bank holidays is read.
        """
        from emndir.domain.bank_holidays import bank_holidays

        self._finder.prepare()
        self.suggest("")
        bank_holidays(self._core.clock().year)

    def forget(self) -> None:
        """Forget what was asked: the next person's questions start with nothing kept."""
        self._finder.forget()

    def service(self, uid: str) -> Service:
        """Return a whole service, found by its uid or a former one.

        Raises:
            UnknownServiceError: where there is none.
        """
        from emndir.storage import queries
        from emndir.storage.database import reading

        with reading(self._engine) as connection:
            service = queries.load_service(connection, uid)
        places = tuple(replace(at, location=self._placed(at.location)) for at in service.places)
        return replace(service, places=places)

    def location(self, uid: str) -> Location:
        """Return a whole place.

        Raises:
            UnknownServiceError: where there is none.
        """
        from emndir.storage import queries
        from emndir.storage.database import reading

        with reading(self._engine) as connection:
            return self._placed(queries.load_location(connection, uid))

    def service_uids(self) -> tuple[str, ...]:
        """Return the uid of every service, offered or not."""
        from emndir.storage import queries
        from emndir.storage.database import reading

        with reading(self._engine) as connection:
            return queries.load_uids(connection)

    def services_at(self, uid: str) -> list[ServiceSummary]:
        """Return the services at a place, offered ones first."""
        from emndir.storage import queries
        from emndir.storage.database import reading

        with reading(self._engine) as connection:
            return queries.services_at(connection, uid)

    def figures(self, *ods_codes: str) -> FigureBook:
        """Return the published figures of some trusts and of England; of all without a code.

        Nothing is kept: a trust has some hundreds of them, and few people look.
        """
        from emndir.choice.figures import FigureBook
        from emndir.domain.indicator import ENGLAND
        from emndir.storage.database import reading
        from emndir.storage.figure_rows import load_figures

        with reading(self._engine) as connection:
            return FigureBook(
                load_figures(connection, [*ods_codes, ENGLAND] if ods_codes else None)
            )

    def choice(self, service_types: Iterable[str]) -> tuple[ChoiceStatement, ...]:
        """Return what may be chosen of services of some types, each statement once."""
        from emndir.domain.choosing import statements_for
        from emndir.storage import queries
        from emndir.storage.database import reading

        with reading(self._engine) as connection:
            return statements_for(queries.load_choice(connection), service_types)

    def phrases(self, language: str) -> Phrases:
        """Return the fixed words of sheets in a language that the directory or the program has.

        The directory's own come first, but for English: what a clinician approved stays.

        Raises:
            HandoutError: for a language that is not there, and for one with a fault, naming
                file and key.
        """
        from emndir.handouts.phrases import brought, phrases
        from emndir.storage import queries
        from emndir.storage.database import reading

        with reading(self._engine) as connection:
            files = queries.load_phrases(connection)
            own = next((file for file in files if file.language == language), None)
            fonts = queries.load_fonts(connection) if own is not None else ()
        return phrases(language) if own is None else brought(own, fonts)

    def languages(self) -> tuple[str, ...]:
        """Return the codes of the languages that sheets can be made in, English first."""
        from emndir.handouts.phrases import languages
        from emndir.storage import queries
        from emndir.storage.database import reading

        with reading(self._engine) as connection:
            files = queries.load_phrases(connection)
        return tuple(dict.fromkeys((*languages(), *sorted(file.language for file in files))))

    def language_names(self) -> dict[str, str]:
        """Return the languages that sheets can be made in by code, English first.

        Each is called what it calls itself.
        """
        from emndir.handouts.phrases import language_names
        from emndir.storage import queries
        from emndir.storage.database import reading

        with reading(self._engine) as connection:
            return language_names(queries.load_phrases(connection))

    def locate(self, text: str) -> Located:
        """Return where a postcode or place is.

        Raises:
            UnknownPlaceError: for what no gazetteer knows.
        """
        return self.gazetteer.locate(text)

    def _placed(self, location: Location) -> Location:
        """Return a place with the point of its whole postcode, where the user has loaded it."""
        from emndir.domain.location import Position  # with the directory, not with the window

        position = location.position
        if position is not None and position.precision is Precision.EXACT:
            return location
        point = self._exact.find(location.postcode) if location.postcode else None
        return replace(location, position=Position(point, Precision.EXACT)) if point else location

    def close(self) -> None:
        """Let go of the files."""
        self._exact.close()
        self._opened.close()


def _fill_index(*made: Any) -> None:  # noqa: ANN401 - as `storage.build.Index` says
    from emndir.search.index import fill_index  # only where a file is compiled

    fill_index(*made)


def _settings_notice(bad: tuple[str, ...]) -> Notice:
    from emndir.domain.problems import Notice  # only where there is one

    named = "All of them" if bad == ("settings",) else ", ".join(bad)
    return Notice(
        message="Some settings could not be read, so their usual values are used.",
        hint=f"{named}: set them again in Settings.",
    )


def _managed_notices(managed: Managed) -> tuple[Notice, ...]:
    """Return what the organisation's own file says that cannot be used: file and field."""
    if not (managed.is_unreadable or managed.bad):
        return ()
    from emndir.domain.problems import Notice

    if managed.is_unreadable:
        return (
            Notice(
                message=f"Your organisation’s settings could not be read: {managed.path}.",
                hint="Your own settings are used. Tell whoever looks after this computer.",
            ),
        )
    named, more = managed.bad[:_NAMED], len(managed.bad) - _NAMED
    return (
        Notice(
            message=f"Some of your organisation’s settings cannot be used: "
            f"{', '.join(named)}{f' and {more} more' if more > 0 else ''}.",
            hint=f"They stand in {managed.path}. The others count. "
            "Tell whoever looks after this computer.",
        ),
    )
