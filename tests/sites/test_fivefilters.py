"""Rules of others: what becomes part of a profile, and that nothing else is lost in silence."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners import clean
from cleaners.sites.fivefilters import Imported, import_rules
from cleaners.sites.fivefilters_files import Rule, host_of_file, read_rules
from cleaners.sites.parsing import parse_profile
from cleaners.sites.profile import SiteProfile
from cleaners.sites.writing import write_profile

TODAY = dt.date(2026, 1, 31)

# Every oddity of the collection in a file of our own.
VILLAGE = """\
# The village paper
title: //h1[@class="head"]
title://meta[@property='og:title']/@content
author: substring-after(//p[@class='by'], 'By ')
date: //time/@datetime | //time

body: //div[@class='intro'] | //div[contains(concat(' ', @class, ' '), ' text ')]
body: (//article)[1]
strip: //aside
strip_id_or_class: 'share-tools'
strip_image_src: /pixel.gif
prune:no
replace_string(<noscript>): <div>
test_url: https://village.example/n/1
"""


def imported(text: str) -> Imported:
    """The rules of one file."""
    return import_rules(text, "village.example", "village.example.txt", TODAY)


def profile_of(text: str) -> SiteProfile:
    """The profile, which must be there."""
    profile = imported(text).profile
    assert profile is not None
    return profile


class TestFormat:
    @pytest.mark.parametrize(
        ("line", "directive", "value"),
        [
            ("body: //main", "body", "//main"),
            ("  body :  //main  ", "body", "//main"),
            ("body://main", "body", "//main"),
            ("Body: //main", "body", "//main"),
            ("body:", "body", ""),
            ("body: //a[contains(., ': ')]", "body", "//a[contains(., ': ')]"),
            ("body: //main # no comment", "body", "//main # no comment"),
            ("http_header(user-agent): Mozilla/5.0 (X; http://x)", "http_header",
             "Mozilla/5.0 (X; http://x)"),
            ("replace_string(<b>): <i>", "replace_string", "<i>"),
            ("replace_string(src=\"//x/): y(z): w", "replace_string", "y(z): w"),
            ("replace_string( | paper</title>): </title>", "replace_string", "</title>"),
            ("replace_string(to post comments)): </div>", "replace_string", "</div>"),
            ("test https://village.example/", "", ""),
            ("body //main", "", ""),
            (": //main", "", ""),
        ],
    )  # fmt: skip
    def test_line(self, line: str, directive: str, value: str) -> None:
        """A directive, an argument perhaps, a colon, a value."""
        assert read_rules(line) == [Rule(1, line.strip(), directive, value)]

    def test_comments_and_blank_lines_count(self) -> None:
        """For the numbers; line ends of Windows are no part of a value."""
        rules = read_rules("# a\r\n\r\nbody: //main\r\n #strip: //p\r\nstrip: //p")
        assert [(rule.number, rule.value) for rule in rules] == [(3, "//main"), (5, "//p")]

    @given(st.text())
    def test_no_line_is_lost(self, text: str) -> None:
        """Whatever stands in it."""
        lines = [line.strip() for line in text.split("\n")]
        said = [line for line in lines if line and not line.startswith("#")]
        assert [rule.text for rule in read_rules(text)] == said

    @pytest.mark.parametrize(
        ("name", "host"),
        [
            ("example.com.txt", "example.com"),
            ("WWW.Example.com.txt", "example.com"),
            (".example.com.txt", "*.example.com"),
            ("sport.example.com.txt", "sport.example.com"),
            ("пример.рф.txt", "пример.рф"),
            ("xn--e1afmkfd.xn--p1ai.txt", "xn--e1afmkfd.xn--p1ai"),
            ("global.txt", None),
            ("fingerprint.blogspot.com.txt", None),
            (".txt", None),
            ("..txt", None),
            ("a..b.txt", None),
            ("-a.b.txt", None),
            ("read me.md.txt", None),
            ("_.a.b.txt", None),
        ],
    )
    def test_host(self, name: str, host: str | None) -> None:
        """The name of a file is a host, with a dot in front for what lies below it."""
        assert host_of_file(name) == host


class TestMapping:
    def test_whole_file(self) -> None:
        """Each directive has its key; alternatives keep their order."""
        profile = profile_of(VILLAGE)
        assert (profile.host, profile.checked) == ("village.example", TODAY)
        assert profile.story.body == (
            "xpath://div[@class='intro'] | //div[contains(concat(' ', @class, ' '), ' text ')]",
            "xpath:(//article)[1]",
        )
        assert profile.fields.headline == (
            'xpath://h1[@class="head"]',
            "xpath://meta[@property='og:title']/@content",
        )
        assert profile.fields.authors == ("xpath:substring-after(//p[@class='by'], 'By ')",)
        assert profile.fields.date_published == ("xpath://time/@datetime | //time",)
        assert profile.remove[0].select == (
            "xpath://aside",
            "[class*='share-tools']",
            "[id*='share-tools']",
            "img[src*='/pixel.gif']",
        )

    def test_it_says_where_it_is_from(self) -> None:
        """And which page to try it on."""
        assert profile_of(VILLAGE).remarks == (
            (
                "2026-01-31: imported from village.example.txt of fivefilters/ftr-site-config, "
                "compared with no page"
            ),
            "2026-01-31: try it on https://village.example/n/1",
        )

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            ("prune: no", "what else is no story is judged block by block"),
            ("replace_string(<b>): <i>", "a profile changes no markup"),
            ("next_page_link: //a[@rel='next']", "stories over several pages are not joined"),
            ("http_header(Cookie): a=b", "requests are the crawler's business"),
            ("strip_everything: yes", "strip_everything is no directive that is known here"),
            ("test https://village.example/", "not of the form `directive: value`"),
            ("strip:", "there is nothing behind the colon"),
            ("strip_id_or_class: ''", "there is nothing behind the colon"),
            ("date: //p[@class=\"date", "'xpath://p[@class=\"date' is no XPath 1.0"),
            ("body: document('/etc/passwd')//p",
             ("'xpath:document('/etc/passwd')//p' calls a function that is not part of XPath 1.0: "
             "document")),
            ("strip: //p[ends-with(@class, 'x')]",
             ("'xpath://p[ends-with(@class, 'x')]' calls a function that is not part of XPath 1.0: "
             "ends-with")),
            ("strip: //og:p", ("'xpath://og:p' uses a name space prefix, and there are none in "
             "HTML: og:p")),
        ],
    )  # fmt: skip
    def test_what_is_left_out_is_named(self, line: str, why: str) -> None:
        """With its number and a reason; the rest is imported."""
        result = imported(f"body: //main\n{line}\nstrip: //aside")
        assert [(left.rule.number, left.rule.text, left.why) for left in result.left_out] == [
            (2, line, why)
        ]
        assert [rule.number for rule in result.used] == [1, 3]

    @pytest.mark.parametrize(
        "xpath",
        ["//p/@style", "//p/@*", "//p/text()", "//p/text()[contains(., 'x')]", "//p | //a/@href",
         "(//p/@style)[1]", "substring-before(//p, 'x')", "//p/@class | //p"],
    )  # fmt: skip
    @pytest.mark.parametrize("directive", ["body", "strip"])
    def test_texts_are_no_parts_of_a_page(self, directive: str, xpath: str) -> None:
        """Only elements can be kept or removed."""
        result = imported(f"title: //h1\n{directive}: {xpath}")
        assert "only elements can be kept or removed" in result.left_out[0].why

    @pytest.mark.parametrize(
        "xpath",
        ["//p[@style]", "//p[text()]", "//p[a/@href]", "//li[not(.//text()[normalize-space()])][1]",
         "//p[@a = 'x | y/@z']", "//p[@class][not(@id)]"],
    )  # fmt: skip
    def test_texts_may_be_asked_about(self, xpath: str) -> None:
        """In a predicate."""
        assert imported(f"strip: {xpath}").left_out == ()

    def test_a_file_without_rules_gives_no_profile(self) -> None:
        """A page to try it on is no rule."""
        result = imported("test_url: https://village.example/n/1\nprune: no")
        assert (result.profile, result.used) == (None, ())
        assert [left.rule.number for left in result.left_out] == [1, 2]

    def test_a_rule_that_stands_twice_counts_once(self) -> None:
        """In the profile."""
        assert profile_of("strip: //p\nstrip: //p").remove[0].select == ("xpath://p",)


DIRECTIVES = (
    "title", "body", "author", "date", "strip", "strip_id_or_class", "strip_image_src", "test_url",
    "prune", "replace_string(a)", "x y", "",
)  # fmt: skip
VALUES = st.one_of(
    st.text(),
    st.sampled_from(["//p", "//p[", "//a | //b", "\\", "a'b", 'a"b', "a]b", "//p[. = '\\']"]),
)
FILES = st.lists(st.tuples(st.sampled_from(DIRECTIVES), VALUES).map(": ".join), max_size=8).map(
    "\n".join
)


@given(FILES)
def test_every_rule_is_used_or_named(text: str) -> None:
    """Once."""
    result = imported(text)
    told = [*result.used, *(left.rule for left in result.left_out)]
    assert sorted(told, key=lambda rule: rule.number) == read_rules(text)


@given(FILES)
def test_a_profile_that_is_written_can_be_read(text: str) -> None:
    """And says the same."""
    profile = imported(text).profile
    if profile is not None:
        assert parse_profile(write_profile(profile), "village.example.toml") == profile


def test_an_imported_profile_cleans_a_page() -> None:
    """Both parts of the body are story; what is stripped by name, by place and by source is not."""
    page = (
        "<h1 class=head>The bridge is open</h1><p class=by>By Ann Lee</p>"
        "<div class=intro><p>The new bridge was opened on Tuesday morning.</p></div>"
        "<div><p>Weather: rain until the evening, and wind from the west.</p></div>"
        "<div class='text wide'><p>First came the buses, then the builders with their families.</p>"
        "<aside><p>Read this one too, it is about another bridge.</p></aside>"
        "<div id=top-share-tools><p>Tell your friends about this story.</p></div>"
        "<img src=/pixel.gif><img src=/bridge.jpg></div>"
    )
    article = clean(page, "https://village.example/n/1", profile=profile_of(VILLAGE))
    assert (article.headline, article.authors[0].name) == ("The bridge is open", "Ann Lee")
    assert article.text.split("\n\n") == [
        "The new bridge was opened on Tuesday morning.",
        "First came the buses, then the builders with their families.",
    ]
    assert [picture.url for picture in article.images] == ["https://village.example/bridge.jpg"]
