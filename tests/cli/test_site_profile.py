"""The group of commands, and `show`, as a user sees them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cleaners.cli.site_profile.group import main
from cleaners.sites.parsing import parse_profile

PROFILE = '# Seen in January.\nhost = "*.a.kz"\nchecked = 2026-01-31\n'


def site_profile(*arguments: object) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With one profile."""
    (tmp_path / "a.toml").write_text(PROFILE, encoding="utf-8")
    return tmp_path


def test_help_lists_the_commands() -> None:
    """Each with a whole sentence."""
    listed = site_profile("--help").stdout.split("Commands:\n")[1].splitlines()
    assert ["show", "Show the profile that speaks for a host."] in [
        line.split(maxsplit=1) for line in listed
    ]
    assert all(line.endswith(".") and not line.endswith("...") for line in listed)


def test_a_command_that_is_none_is_named() -> None:
    """Wrong usage."""
    result = site_profile("shwo")
    assert result.exit_code == 2
    assert "No such command 'shwo'" in result.stderr


def test_a_shipped_profile_is_shown() -> None:
    """With where it comes from; the output is a profile."""
    result = site_profile("show", "kazpravda.kz")
    assert result.stdout.startswith("# kazpravda.kz.toml, ships with Chistovik\n")
    assert parse_profile(result.stdout, "shown").host == "kazpravda.kz"


@pytest.mark.parametrize("host", ["news.a.kz", "NEWS.a.kz", "https://news.a.kz:80/n/", "*.a.kz"])
def test_a_profile_of_the_folder_is_shown_as_it_stands(folder: Path, host: str) -> None:
    """Comments included."""
    result = site_profile("show", host, "--profiles", folder)
    assert result.exit_code == 0
    assert result.stdout == f"# {folder}/a.toml, from your folder\n{PROFILE}"


def test_an_unknown_host_is_told_what_to_do() -> None:
    """Exit status 1, nothing on standard output."""
    result = site_profile("show", "b.kz")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no profile for b.kz ships" in result.stderr
    assert "--profiles DIR" in result.stderr


def test_an_unknown_host_beside_a_folder_is_told_of_the_folder(folder: Path) -> None:
    """It names the file that could be written."""
    result = site_profile("show", "a.kz", "--profiles", folder)
    assert result.exit_code == 1
    assert "add a.kz.toml to the folder" in result.stderr


@pytest.mark.parametrize("host", ["", "https://[broken", "https:///n/"])
def test_what_is_no_host_is_wrong_usage(host: str) -> None:
    """Exit status 2."""
    result = site_profile("show", host)
    assert result.exit_code == 2
    assert "is no host; write example.org" in result.stderr


def test_a_wrong_folder_is_wrong_usage(tmp_path: Path) -> None:
    """With its name."""
    result = site_profile("show", "a.kz", "--profiles", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert "nowhere" in result.stderr
