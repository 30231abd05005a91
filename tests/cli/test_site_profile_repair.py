"""`site-profile repair`: the replica is redesigned, and its profile mended from the archive."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaners import clean, load_profiles
from cleaners.cli import repairing
from cleaners.cli.archived_pages import EARLIER, NEWEST, read_archived
from cleaners.cli.site_profile import repair as module
from cleaners.cli.site_profile.group import main
from cleaners.document import Document
from cleaners.intake.open_document import open_document
from cleaners.intake.record import Place, Record
from cleaners.sites.profile import Fields, Removal, SiteProfile, Story
from crawler.store.warc_records import Exchange, records_of
from fixtures.grown.edition import Edition
from fixtures.grown.frame import Frames
from fixtures.grown.pages import Pages

HOST, ORIGIN = "kazpravda.kz", "http://kazpravda.kz"
OLD, NEW = range(6), range(6, 14)
EDITION = Edition(articles=100)
PAGES = Pages(EDITION, Frames())


def exchange(number: int, *, second: bool) -> bytes:
    """A story as a crawl archives it, one a minute."""
    head = ("GET", (), 200, "HTTP/1.1", (("Content-Type", "text/html; charset=utf-8"),))
    url, time = f"{ORIGIN}{EDITION.path(number)}", f"2026-01-31T08:{number:02}:00Z"
    body = PAGES.article(number, ORIGIN, second=second)
    return records_of(Exchange(url, time, *head, body), {"role": "article"})


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Old pages, then those of the second layout; the newest stand first, as they may."""
    path = tmp_path_factory.mktemp("warc") / "crawl.warc.gz"
    records = [exchange(n, second=True) for n in NEW] + [exchange(n, second=False) for n in OLD]
    path.write_bytes(b"".join(records))
    return path


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    """The folder of the user's profiles, with nothing in it."""
    (tmp_path / "profiles").mkdir()
    return tmp_path / "profiles"


def repair(*arguments: object, said: str | None = None) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, ["repair", *map(str, arguments)], input=said)


def test_what_finds_nothing_is_added_behind(archive: Path, profiles: Path) -> None:
    """The new pages are found again, the archived ones come out the same."""
    result = repair(HOST, "--archive", archive, "--profiles", profiles, "--accept")
    assert result.exit_code == 0, result.output
    assert (
        "story.body: finds nothing on 8 of 8 pages of the new layout, repaired on 0"
        in result.stdout
    )
    assert "old layout: 6 pages, 0 come out otherwise" in result.stdout
    assert (
        '+body = ["div.article__body", "div.article_text_block", "section.post"]' in result.stdout
    )
    mended = load_profiles(profiles)
    assert mended.get(HOST).story.body[-1] == "section.post"
    for number, second in ((OLD[0], False), (NEW[0], True)):
        page, url = PAGES.article(number, ORIGIN, second=second), f"{ORIGIN}{EDITION.path(number)}"
        article = clean(page, url, profile=mended)
        assert "story.body" not in article.metadata.profile_missed
        assert article.article_body == clean(page, url).article_body


def test_nothing_is_written_without_a_yes(archive: Path, profiles: Path) -> None:
    """Where nobody can be asked."""
    result = repair(HOST, "--archive", archive, "--profiles", profiles)
    assert result.exit_code == 1
    assert "nothing was written: nobody is there to say yes" in result.stderr
    assert list(profiles.iterdir()) == []


@pytest.mark.parametrize(("said", "is_written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_a_person_decides(
    archive: Path, profiles: Path, monkeypatch: pytest.MonkeyPatch, said: str, is_written: bool
) -> None:
    """What is written in a file of theirs stays in it."""
    own = f'# mine\nhost = "{HOST}"\nchecked = 2026-01-31\n\n[[keep]]\nselect = ["div.note"]\n'
    (profiles / "own.toml").write_text(own, encoding="utf-8")
    monkeypatch.setattr(module, "_is_somebody_there", lambda: True)
    result = repair(HOST, "--archive", archive, "--profiles", profiles, said=said)
    assert result.exit_code == (0 if is_written else 1)
    text = (profiles / "own.toml").read_text(encoding="utf-8")
    assert text.startswith(own.split("[[keep]]", maxsplit=1)[0])
    assert ("section.post" in text) is is_written
    assert load_profiles(profiles).get(HOST).keep[0].select == ("div.note",)


def test_accept_needs_that_archived_stories_stay(
    archive: Path, profiles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A removal that takes something out of old stories is for a person to judge."""
    learned = repairing._learn  # what is learned, and something that does harm
    harm = Removal(("div.article__body p",))

    def learn(host: str, new: list[object]) -> SiteProfile:
        from msgspec.structs import replace

        profile = learned(host, new)  # type: ignore[arg-type]
        return replace(profile, remove=(*profile.remove, harm))

    monkeypatch.setattr(repairing, "_learn", learn)
    result = repair(HOST, "--archive", archive, "--profiles", profiles, "--accept")
    assert result.exit_code == 1
    assert "stories of the old layout come out otherwise" in result.stderr
    assert list(profiles.iterdir()) == []


def test_a_profile_that_fits_is_left_alone(tmp_path: Path, profiles: Path) -> None:
    """And what it never found is no drift."""
    (tmp_path / "a.warc.gz").write_bytes(b"".join(exchange(n, second=False) for n in OLD))
    result = repair(HOST, "--archive", tmp_path, "--profiles", profiles, "--accept")
    assert result.exit_code == 0
    assert "nothing to mend" in result.stdout


def byline_page(number: int, name: str | None) -> Document:
    """A story whose author stands in a part of this name; None prints none."""
    prose = f"Мост номер {number} через Ишим открыли в среду для всех машин, сообщили в акимате."
    author = f"<span class={name}>Ася Петрова</span>" if name else ""
    return open_document(
        f"<h1>Мост {number}</h1>{author}<div class=text><p>{prose}<p>{prose}</div>"
    )


@pytest.mark.parametrize(
    ("names", "new"),
    [
        (["by"] * 6 + ["who"] * 4, 4),
        (["by"] * 6 + ["who"] * 2, 0),  # too few to learn from
        (["by", None, None] * 3 + [None] * 3, 0),  # a site that prints authors now and then
        (["who"] * 8, 0),  # never found
        (["by", None] * 8 + ["who"] * 9, 10),  # with the last one that printed none
    ],
)
def test_a_fact_that_moved_is_told_from_one_that_is_rare(names: list[str | None], new: int) -> None:
    """By how improbable so many pages without it are."""
    profile = SiteProfile(
        "a.kz",
        dt.date(2026, 1, 31),
        story=Story(body=("div.text",)),
        fields=Fields(authors=("span.by",)),
    )
    pages = [byline_page(number, name) for number, name in enumerate(names)]
    drift = repairing.find_drift(profile, pages)
    assert (drift.keys if drift else ()) == (("fields.authors",) if new else ())
    assert sum(drift.is_new if drift else ()) == new


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("unknown.example", "--archive", "a"), "has no profile that could be mended"),
        ((HOST, "--archive", "empty"), "empty holds no page of kazpravda.kz"),
        ((HOST, "--accept"), "name the folder of your profiles"),
    ],
)
def test_usual_mistakes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    """Each in a sentence."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    result = repair(*arguments)
    assert result.exit_code in (1, 2)
    assert message in " ".join(result.stderr.split())


def test_of_a_large_archive_the_newest_are_kept() -> None:
    """With a sample of those before; pages of other hosts are passed over."""
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    records = [
        Record(
            f"<p>Страница номер {number} о мосте через Ишим.</p>",
            Place("a", number + 1),
            url=f"https://{'www.a' if number % 2 else 'b'}.kz/{number}",
            downloaded=(day + dt.timedelta(minutes=number)).isoformat(),
        )
        for number in range(2 * (NEWEST + EARLIER + 100))
    ]
    pages = read_archived(iter(records), ["a.kz"], print)
    assert (len(pages.earlier), len(pages.newest)) == (EARLIER, NEWEST)
    assert pages.newest[-1].url == f"https://www.a.kz/{len(records) - 1}"
    assert [page.downloaded for page in pages.earlier] == sorted(
        page.downloaded or "" for page in pages.earlier
    )
