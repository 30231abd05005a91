"""Site profiles: what is wrong in one is said with file and key."""

from __future__ import annotations

from importlib import resources

import pytest

from cleaners.errors import ProfileError
from cleaners.sites.loader import load_profile, load_profiles
from cleaners.sites.parsing import check_profile_values, parse_profile
from cleaners.sites.profile import iter_selectors
from cleaners.sites.selectors import selector_problem

HEAD = 'host = "a.kz"\nchecked = 2026-01-31\n'
SHIPPED = sorted(
    file.name
    for file in (resources.files("cleaners.sites") / "profiles").iterdir()
    if file.name.endswith(".toml")
)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        (HEAD + "hots = 1", "hots"),
        (HEAD + '[story]\nbdy = ["div"]', "bdy"),
        (HEAD + '[fields]\nauthor = ["div"]', "author"),
        (HEAD + '[fields]\nauthors = "div"', "authors"),
        (HEAD + '[story]\nbody = [""]', "body"),
        ('host = "a.kz"', "checked"),
        ("checked = 2026-01-31", "host"),
        (HEAD + 'host = "b.kz"', "overwrite"),
        (HEAD + "[story", "a.kz.toml"),
        ('host = "a.kz"\nchecked = "soon"', "checked"),
        (HEAD + '[story]\nbody = ["div["]', "story.body: 'div['"),
        (HEAD + '[fields]\ntags = ["ok", "::"]', "fields.tags: '::'"),
        (HEAD + '[discovery]\nnext_page = ["div["]', "discovery.next_page"),
        (HEAD + '[story]\nbody = ["xpath://div["]', "story.body: 'xpath://div['"),
        (HEAD + "[story]\nbody = [\"xpath:document('/etc/passwd')\"]", "story.body"),
        (HEAD + "[fields]\ntags = [\"xpath://a[re:test(., 'x')]\"]", "fields.tags"),
        (HEAD + '[discovery]\narticle = "("', "discovery.article: no regular expression"),
        (HEAD + '[discovery]\nfollow = "["', "discovery.follow: no regular expression"),
        (HEAD + 'timezone = "Asia/Atlantis"', "timezone: 'Asia/Atlantis' is no IANA zone"),
        (HEAD + 'timezone = "../../etc/passwd"', "timezone"),
        (HEAD + 'timezone = "Asia"', "timezone: 'Asia' is no IANA zone"),
        (HEAD + '[[remove]]\nselect = ["p"]\nreason = "story_text"', "remove[0].reason"),
        (HEAD + '[[remove]]\nselect = ["p"]\nreason = "ugly"', "reason"),
        (HEAD + '[[remove]]\nselect = ["p"]\n[[remove]]\nselect = ["p["]', "remove[1].select"),
    ],
)
def test_a_wrong_profile_is_refused(toml: str, said: str) -> None:
    """The error names the file and what is wrong in it."""
    with pytest.raises(ProfileError) as caught:
        parse_profile(toml, "a.kz.toml")
    assert str(caught.value).startswith("a.kz.toml: ")
    assert said in str(caught.value)


def test_a_profile_may_be_nearly_empty() -> None:
    """Host and date are enough."""
    assert parse_profile(HEAD, "a.kz.toml").story.body == ()


@pytest.mark.parametrize(
    "selector",
    ["div", "ul.a > li:nth-child(2)", "[data-x='1']", "xpath://div[@class='body']/p[1]",
     "xpath:string(//h1)", "xpath:normalize-space(//h1)", "xpath://a[contains(@href, 'n:x')]",
     "xpath://p/following-sibling::text()", "xpath://p/ancestor::node()",
     "xpath://p[. = 'see doc (1)']", "xpath://p[not(@a) and (@b or (@c))]", "xpath://a[@b='$x']",
     "xpath://p[(1 + 2) div (3)]", "xpath://processing-instruction('x')", "xpath:id('main')"],
)  # fmt: skip
def test_good_selectors_have_no_problem(selector: str) -> None:
    """CSS, and all of XPath 1.0."""
    assert selector_problem(selector) is None


@pytest.mark.parametrize(
    "selector",
    ["xpath:document('a')", "xpath://p[document('a')]", "xpath:doc ('a')", "xpath://p[ex:test(.)]",
     "xpath:unparsed-text('a')", "xpath://a[ends-with(@href, 'x')]", "xpath://p/lower-case(.)",
     "xpath://p[matches (., 'x')]", "xpath://p[child::has-class('x')]"],
)  # fmt: skip
def test_no_selector_reads_files_or_runs_code(selector: str) -> None:
    """Functions outside XPath 1.0 are refused by name."""
    problem = selector_problem(selector)
    assert problem is not None
    assert "calls a function" in problem


@pytest.mark.parametrize(
    ("selector", "said"),
    [
        ("xpath://p[@a = $b]", "uses a variable, and there are none: $b"),
        ("xpath://og:title", "uses a name space prefix, and there are none in HTML: og:title"),
        ("xpath://@og:*", "uses a name space prefix, and there are none in HTML: og:*"),
        ("xpath://p[@a='x]", "is no XPath 1.0"),
        ("xpath:", "is no XPath 1.0"),
        ("xpath://p[\x00]", "is no XPath 1.0"),
    ],
)
def test_what_would_fail_on_a_page_is_refused_at_once(selector: str, said: str) -> None:
    """The parser lets some of it pass."""
    assert selector_problem(selector) == f"'{selector}' {said}"


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_profile_is_right(name: str) -> None:
    """And named after its host; its selectors are found in the order of the file."""
    profile = load_profile(name.removesuffix(".toml"))
    assert profile.host == name.removesuffix(".toml")
    assert iter_selectors(profile)
    check_profile_values(profile, name)


@pytest.mark.parametrize(
    "host", ["kazpravda.kz", "www.kazpravda.kz", "KAZPRAVDA.kz", "m.kazpravda.kz"]
)
def test_a_host_is_known_by_all_its_names(host: str) -> None:
    """Whatever their case."""
    assert load_profile(host).host == "kazpravda.kz"


def test_an_unknown_host_is_named_with_the_known_ones() -> None:
    """The reader sees what there is."""
    with pytest.raises(ProfileError, match=r"no profile for 'b\.kz'; known are: .*kazpravda\.kz"):
        load_profile("b.kz")


def test_no_part_of_a_host_is_enough() -> None:
    """Nor is a host that ends so."""
    assert load_profiles().find("notkazpravda.kz") is None
    assert load_profiles().find("kazpravda") is None


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://kazpravda.kz/n/most/", "kazpravda.kz"),
        ("http://www.kazpravda.kz:8080/n/most/", "kazpravda.kz"),
        ("https://b.kz/kazpravda.kz/", None),
        ("kazpravda.kz/n/most", None),
        ("https://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_the_host_of_an_address_chooses_the_profile(url: str | None, host: str | None) -> None:
    """Its path does not."""
    profile = load_profiles().of_url(url)
    assert (profile.host if profile else None) == host


@pytest.mark.parametrize("path", ["/archive/", "/a/{yyyy}/", "/a/{yyyy}/{mm}/{hour}/", "/{}/{mm}"])
def test_an_archive_without_its_places(path: str) -> None:
    """A year and a month at least, and nothing that nobody knows."""
    toml = f'host = "a.kz"\nchecked = 2026-01-31\n[discovery]\narchives = ["{path}"]\n'
    with pytest.raises(ProfileError, match=r"a.toml: discovery.archives: .* needs \{yyyy\}"):
        parse_profile(toml, "a.toml")
