"""The editor without a browser: who may ask, what is proposed, what changes, what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaners import clean
from cleaners.cli.editor.proposals import Role
from cleaners.cli.editor.workbench import Workbench
from cleaners.errors import CleanersError
from cleaners.intake.open_document import open_document
from cleaners.sites.loader import load_profiles, read_profile
from tests.cli.editor_bench import OWN, ask, block_of, make_bench
from tests.layouts import HOST, story, wordpress


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """Three pages of one site, for tests that change nothing."""
    return make_bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    """The same for tests that do."""
    return make_bench(tmp_path, pages=2)


class TestWhoMayAsk:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"x-chistovik-token": "guessed"},
            {"x-chistovik-token": ""},
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"host": "evil.example:8123"},
        ],
    )
    def test_only_the_page_of_this_run(self, shared: Workbench, wrong: dict[str, str]) -> None:
        """Another site, another name for this machine, or no token: nothing is told or done."""
        status, _, answer = ask(shared, "/api/save", headers=OWN | wrong)
        assert (status, answer) == (403, {"error": "not the page of this run"})
        assert not shared.output.exists()

    def test_the_page_answers_under_its_own_name_alone(self, shared: Workbench) -> None:
        """A name that an attacker lets point here gets nothing."""
        status, _, _ = ask(shared, "/", headers={"host": "rebound.example"}, method="GET")
        assert status == 403

    @pytest.mark.parametrize("path", ["/", "/editor.js", "/page_view.js", "/look.css"])
    def test_nothing_but_its_own_parts_is_loaded(self, shared: Workbench, path: str) -> None:
        """By its policy; nobody may frame it, and it is stored nowhere."""
        status, headers, content = ask(shared, path, headers={"host": OWN["host"]}, method="GET")
        assert status == 200
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["cache-control"] == "no-store"
        assert "set-cookie" not in headers
        assert "innerHTML" not in content

    @pytest.mark.parametrize(
        "question", [b"{", b'{"role": "boss"}', b'{"path": "/etc/passwd"}', b"\xff", b"[]"]
    )
    def test_a_wrong_question_is_answered_so(self, shared: Workbench, question: bytes) -> None:
        """In a sentence."""
        status, _, answer = ask(shared, "/api/take", question)
        assert status == 400
        assert answer["error"].startswith("a wrong question: ")

    def test_an_endless_question_is_cut_off(self, shared: Workbench) -> None:
        """A selector has a few characters."""
        question = json.dumps({"value": "x" * 200_000}).encode()
        headers = OWN | {"content-length": str(len(question))}
        assert ask(shared, "/api/try", question, headers)[0] == 413


class TestProposals:
    @pytest.mark.parametrize(
        ("role", "text", "selector"),
        [
            (Role.HEADLINE, story(1).headline, "h1.entry-title"),
            (Role.DATE, "марта", "time.entry-date"),
            (Role.AUTHOR, story(1).author, "span.author"),
            (Role.BODY, story(1).paragraphs[1], "div.entry-content"),
            (Role.REMOVE, "Свежие записи", "aside#secondary"),
        ],
    )
    def test_the_first_is_what_a_person_would_take(
        self, shared: Workbench, role: Role, text: str, selector: str
    ) -> None:
        """Stable names, found on every page."""
        found = shared.propose(0, block_of(shared, 0, text), role)
        assert found[0].value == selector
        assert found[0].pages == 3

    @pytest.mark.parametrize("role", [Role.REMOVE, Role.KEEP])
    def test_the_line_itself_comes_last(self, shared: Workbench, role: Role) -> None:
        """For what no name tells from its neighbours."""
        text = story(1).paragraphs[1]
        *_, last = shared.propose(0, block_of(shared, 0, text), role)
        assert (last.value, last.is_line, last.pages) == (text, True, 1)

    @pytest.mark.parametrize("role", [Role.HEADLINE, Role.DATE, Role.AUTHOR, Role.BODY])
    def test_a_fact_is_no_line(self, shared: Workbench, role: Role) -> None:
        """The next page has another one."""
        assert not any(one.is_line for one in shared.propose(0, 3, role))
        with pytest.raises(CleanersError, match="a line can be removed"):
            shared.attempt(role, "Мост открыт", is_line=True)

    def test_a_label_is_a_line(self, shared: Workbench) -> None:
        """With the number of pages that have it."""
        [found] = shared.propose(0, block_of(shared, 0, "Рубрики"), Role.LABEL)
        assert found.pages >= 1

    @pytest.mark.parametrize("number", [-1, 10_000])
    def test_a_block_that_is_not_there(self, shared: Workbench, number: int) -> None:
        """Is an error that says so."""
        with pytest.raises(CleanersError, match="no block"):
            shared.propose(0, number, Role.BODY)


class TestEffects:
    def test_what_changes_is_told_before_it_is_taken(self, shared: Workbench) -> None:
        """And nothing is changed by asking."""
        before = shared.draft
        effects = shared.attempt(Role.REMOVE, "div.entry-content p:first-child", is_line=False)
        assert [effect.matches for effect in effects] == [1, 1, 1]
        for number, effect in enumerate(effects, 1):
            [lost] = effect.lost
            assert story(number).paragraphs[0].startswith(lost.removesuffix("…"))
        assert shared.draft is before

    def test_facts_that_differ_are_told(self, shared: Workbench) -> None:
        """Both values."""
        [first, *_] = shared.attempt(Role.HEADLINE, "p.site-title", is_line=False)
        [fact] = [one for one in first.facts if one.fact == "headline"]
        assert (fact.before, fact.after) == (story(1).headline, "Степной листок")

    @pytest.mark.parametrize("selector", ["div[", "xpath:document('/etc/passwd')", "a" * 6_000])
    def test_a_wrong_selector_is_refused(self, shared: Workbench, selector: str) -> None:
        """With the reason, and the draft stays."""
        status, _, answer = ask(shared, "/api/take", {"role": "remove", "value": selector})
        assert status == 422
        assert "selector" in answer["error"] or "XPath" in answer["error"]
        assert shared.state()["steps"] == 0

    def test_undo_goes_back_by_one(self, bench: Workbench) -> None:
        """To the very text."""
        text = bench.draft.text
        bench.apply(Role.HEADLINE, "h1", is_line=False)
        assert bench.draft.text != text
        bench.undo()
        bench.undo()
        assert bench.draft.text == text


class TestFiles:
    def test_nothing_is_written_before_it_is_asked_for(self, bench: Workbench) -> None:
        """Pointing, trying and taking write nothing."""
        bench.apply(Role.BODY, "div.entry-content", is_line=False)
        assert not bench.output.exists()
        assert not bench.state()["saved"]
        assert ask(bench, "/api/save")[2]["saved"]
        assert read_profile(bench.output).story.body == ("div.entry-content",)
        assert "on 2 of 2 pages" in bench.output.read_text()

    def test_what_is_undone_after_saving_can_be_saved(self, bench: Workbench) -> None:
        """The file has the line still."""
        bench.apply(Role.BODY, "div.entry-content", is_line=False)
        bench.save()
        bench.undo()
        assert not bench.state()["saved"]
        bench.save()
        assert "entry-content" not in bench.output.read_text()

    def test_a_saved_profile_is_gone_on_with(self, bench: Workbench, tmp_path: Path) -> None:
        """What a person wrote into it stays."""
        bench.output.write_text(f'# mine\nhost = "{HOST}"\nchecked = 2026-01-31\n')
        again = make_bench(tmp_path)
        again.apply(Role.AUTHOR, "span.author", is_line=False)
        again.save()
        assert again.output.read_text().startswith("# mine\n")

    def test_a_test_case_is_the_page_and_its_answer(self, bench: Workbench) -> None:
        """Without what differs from run to run."""
        folder = bench.save_case(1)
        expected = json.loads((folder / "expected.json").read_text())
        page = (folder / "page.html").read_text()
        assert page == wordpress(2)
        article = clean(page, profile=bench.draft.profile).to_dict()
        assert expected == {key: article[key] for key in article if key != "metadata"}

    def test_what_others_wrote_meanwhile_stays(self, bench: Workbench) -> None:
        """In the file of the profile, and in a case whose answer was corrected."""
        bench.apply(Role.AUTHOR, "span.author", is_line=False)
        bench.output.write_text("# another person's")
        with pytest.raises(CleanersError, match="changed by somebody else"):
            bench.save()
        assert bench.output.read_text() == "# another person's"
        folder = bench.save_case(0)
        (folder / "expected.json").write_text("{}")
        with pytest.raises(CleanersError, match="is there already"):
            bench.save_case(0)
        assert (folder / "expected.json").read_text() == "{}"

    def test_a_page_without_a_story_is_no_case(self, tmp_path: Path) -> None:
        """There is nothing to compare."""
        empty = Workbench("a.example", [open_document("<p>Мало</p>")], tmp_path / "a", tmp_path)
        with pytest.raises(CleanersError, match="without a story"):
            empty.save_case(0)

    def test_a_shipped_profile_is_corrected_by_a_file_of_its_host(self, tmp_path: Path) -> None:
        """What ships stays in force beside it."""
        bench = Workbench(
            "kazpravda.kz", [open_document("<p>x</p>")], tmp_path / "k.toml", tmp_path
        )
        bench.apply(Role.REMOVE, "div.banner", is_line=False)
        bench.save()
        corrected = load_profiles(tmp_path).get("kazpravda.kz")
        assert corrected.remove[0].select == ("div.banner",)
        assert corrected.fields.headline[0] == "h1.article__title"


@pytest.mark.parametrize("line", ["Реклама на сайте", "Читайте нас"])
def test_lines_of_dumps_can_be_pointed_at(tmp_path: Path, line: str) -> None:
    """They are removed by their text."""
    prose = "Новый мост через Ишим открыли в среду для всех машин, сообщили в акимате района."
    documents = [open_document(f"Мост {n} открыт\n\n{prose}\n\n{line}\n\n{prose}") for n in (1, 2)]
    bench = Workbench("a.example", documents, tmp_path / "a.toml", tmp_path)
    [found] = bench.propose(0, block_of(bench, 0, line), Role.REMOVE)
    assert (found.value, found.pages) == (line, 2)
    bench.apply(Role.REMOVE, line, is_line=True)
    assert line in {part.text for part in clean(documents[0], profile=bench.draft.profile).removed}
