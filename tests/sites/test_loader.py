"""Profiles of a folder: which speaks for a host, and what is wrong is said with its file."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from cleaners import ProfileError, clean, load_profiles


def write(folder: Path, host: str, more: str = "", name: str | None = None) -> Path:
    """A nearly empty profile."""
    path = folder / (name or f"{host}.toml")
    path.write_text(f'host = "{host}"\nchecked = 2026-01-31\n{more}\n', encoding="utf-8")
    return path


def test_a_profile_of_the_folder_is_found(tmp_path: Path) -> None:
    """By its host; the name of its file does not matter."""
    write(tmp_path, "a.kz", name="first.toml")
    assert load_profiles(tmp_path).get("www.a.kz").host == "a.kz"


def test_the_folder_wins_over_what_ships(tmp_path: Path) -> None:
    """For the hosts that it names."""
    path = write(tmp_path, "kazpravda.kz")
    file = load_profiles(tmp_path).find_file("kazpravda.kz")
    assert file is not None
    assert (file.origin, file.name, file.text) == ("folder", str(path), path.read_text())


def test_a_profile_of_the_folder_adds_to_the_one_that_ships(tmp_path: Path) -> None:
    """Key by key, also within tables: what it does not say stays as it was."""
    shipped = load_profiles().get("kazpravda.kz")
    write(tmp_path, "kazpravda.kz", '[story]\nends = ["Конец"]\n[[keep]]\nselect = [".note"]')
    own = load_profiles(tmp_path).get("kazpravda.kz")
    assert own.story.ends == ("Конец",)
    assert own.story.body == shipped.story.body
    assert own.fields == shipped.fields
    assert [keep.select for keep in own.keep] == [(".note",)]


def test_its_parts_and_lines_are_added_to_those_that_ship(tmp_path: Path) -> None:
    """In front of them; to drop one that ships there is `keep`."""
    shipped = load_profiles().get("kazpravda.kz")
    write(tmp_path, "kazpravda.kz", '[[remove]]\nselect = [".promo"]')
    own = load_profiles(tmp_path).get("kazpravda.kz")
    assert [removal.select for removal in own.remove[:1]] == [(".promo",)]
    assert own.remove[1:] == shipped.remove


def test_a_profile_that_adds_need_not_say_when_it_was_checked(tmp_path: Path) -> None:
    """A few lines are enough."""
    (tmp_path / "own.toml").write_text('host = "kazpravda.kz"\nlabels = ["Наш выбор"]\n')
    assert load_profiles(tmp_path).get("kazpravda.kz").labels == ("Наш выбор",)


def test_what_ships_is_still_there(tmp_path: Path) -> None:
    """For other hosts."""
    write(tmp_path, "a.kz")
    file = load_profiles(tmp_path).find_file("kazpravda.kz")
    assert file is not None
    assert (file.origin, file.name) == ("shipped", "kazpravda.kz.toml")


@pytest.mark.parametrize(
    ("host", "speaks"),
    [
        ("a.kz", "a.kz"),
        ("x.a.kz", "*.a.kz"),
        ("y.x.a.kz", "*.a.kz"),
        ("news.a.kz", "news.a.kz"),
        ("sport.news.a.kz", "*.news.a.kz"),
        ("www.a.kz", "a.kz"),
        ("www.x.a.kz", "*.a.kz"),
        ("*.a.kz", "*.a.kz"),
        ("xa.kz", None),
        ("kz", None),
        ("", None),
        (".", None),
    ],
)
def test_the_nearest_name_speaks(tmp_path: Path, host: str, speaks: str | None) -> None:
    """The host itself before all subdomains, and of those the longest."""
    for name in ("a.kz", "*.a.kz", "news.a.kz", "*.news.a.kz"):
        write(tmp_path, name)
    profile = load_profiles(tmp_path).find(host)
    assert (profile.host if profile else None) == speaks


def test_two_profiles_of_one_host_are_an_error(tmp_path: Path) -> None:
    """It names both files."""
    first, second = write(tmp_path, "a.kz"), write(tmp_path, "A.kz", name="b.toml")
    with pytest.raises(ProfileError) as caught:
        load_profiles(tmp_path)
    assert str(caught.value) == f"{second}: 'A.kz' is named in {first} as well"


def test_an_alias_counts_as_a_host(tmp_path: Path) -> None:
    """Two files must not share one either."""
    write(tmp_path, "a.kz")
    write(tmp_path, "b.kz", 'aliases = ["www.a.kz"]')
    with pytest.raises(ProfileError, match=r"'www\.a\.kz' is named in .*a\.kz\.toml as well"):
        load_profiles(tmp_path)


def test_a_profile_may_name_a_host_twice(tmp_path: Path) -> None:
    """With and without `www.`."""
    write(tmp_path, "a.kz", 'aliases = ["www.a.kz"]')
    assert load_profiles(tmp_path).get("a.kz").aliases == ("www.a.kz",)


def test_a_wrong_profile_is_named_with_its_key(tmp_path: Path) -> None:
    """By the path that the user can open."""
    path = write(tmp_path, "a.kz", '[story]\nbody = ["div["]')
    with pytest.raises(ProfileError) as caught:
        load_profiles(tmp_path)
    assert str(caught.value) == f"{path}: story.body: 'div[' is no CSS selector"


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    """With the place."""
    path = tmp_path / "a.toml"
    path.write_bytes(b'host = "\xe0"')
    with pytest.raises(ProfileError) as caught:
        load_profiles(tmp_path)
    assert str(caught.value) == f"{path}: not UTF-8 at byte 8"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(ProfileError, match="nowhere: No such file or directory; name a folder"):
        load_profiles(tmp_path / "nowhere")


def test_a_folder_without_profiles_is_an_error(tmp_path: Path) -> None:
    """A misspelt folder would do nothing and say nothing."""
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(ProfileError, match=r"no profile there; its files must end in \.toml"):
        load_profiles(tmp_path)


def test_a_long_list_of_hosts_is_not_printed(tmp_path: Path) -> None:
    """The message stays a sentence."""
    for number in range(30):
        write(tmp_path, f"{number}.kz")
    with pytest.raises(ProfileError, match=r"no profile for 'b\.kz'; known are: \d+ other hosts$"):
        load_profiles(tmp_path).get("b.kz")


def test_profiles_travel_to_other_processes(tmp_path: Path) -> None:
    """As values."""
    write(tmp_path, "a.kz")
    profiles = load_profiles(tmp_path)
    assert pickle.loads(pickle.dumps(profiles)) == profiles  # noqa: S301


def test_clean_takes_the_profile_of_the_host(tmp_path: Path) -> None:
    """And the generic road where the host is unknown."""
    write(tmp_path, "a.kz", '[story]\nbody = ["div.x"]')
    page = f"<p>Меню</p><div class=x><p>{'Мост открыли в среду, и все рады. ' * 9}</p></div>"
    profiles = load_profiles(tmp_path)
    assert clean(page, "https://a.kz/n/", profile=profiles).metadata.profile == "a.kz"
    assert clean(page, "https://b.kz/n/", profile=profiles).metadata.profile is None
