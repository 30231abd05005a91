"""Shell completion: commands, options, hosts, and names of files."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click import Command
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from cleaners.cli.clean_file import main as clean_file
from cleaners.cli.site_profile.group import main as site_profile
from crawler.cli.chistovik import main as chistovik

BASH = shutil.which("bash") or ""
PROGRAMS: dict[str, Command] = {
    "chistovik": chistovik,
    "clean-file": clean_file,
    "site-profile": site_profile,
}


def completed(*words: str) -> list[tuple[str, str]]:
    """Kind and value of what the last word may become."""
    program, *before, incomplete = words
    complete = ShellComplete(PROGRAMS[program], {}, program, "_X_COMPLETE")
    return [(item.type, item.value) for item in complete.get_completions(before, incomplete)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("chistovik", "cle"), ("plain", "clean")),
        (("chistovik", "profile", "le"), ("plain", "learn")),
        (("chistovik", "clean", "pa"), ("file", "pa")),
        (("clean-file", "dumps/a"), ("file", "dumps/a")),
        (("clean-file", "a.html", "-o", "sto"), ("file", "sto")),
        (("clean-file", "a.html", "--format", "par"), ("plain", "parquet")),
        (("clean-file", "a.html", "--quie"), ("plain", "--quiet")),
        (("clean-file", "a.html", "--site", "kazpr"), ("plain", "kazpravda.kz")),
        (("clean-file", "a.html", "--profiles", "pro"), ("dir", "pro")),
        (("site-profile", "learn", "sav"), ("file", "sav")),
        (("site-profile", "show", "kazpr"), ("plain", "kazpravda.kz")),
        (("chistovik", "crawl", "--sites", "si"), ("file", "si")),
        (("chistovik", "completion", "z"), ("plain", "zsh")),
    ],
)
def test_what_a_word_may_become(words: tuple[str, ...], found: tuple[str, str]) -> None:
    """A command, an option, a value that is known; for files the shell is asked."""
    assert found in completed(*words)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_lines_for_each_shell(shell: str) -> None:
    """For all three programs."""
    told = CliRunner().invoke(chistovik, ["completion", shell]).stdout
    for variable in ("_CHISTOVIK_COMPLETE", "_CLEAN_FILE_COMPLETE", "_SITE_PROFILE_COMPLETE"):
        assert f"{variable}={shell}_complete" in told


@pytest.mark.slow
@pytest.mark.skipif(not BASH, reason="needs bash")
def test_bash_completes_names_of_files(tmp_path: Path) -> None:
    """As somebody who presses Tab sees it: the shell hands over to its own names of files."""
    bin_folder = str(Path(sys.executable).parent)
    script = f"""
    PATH={bin_folder}:$PATH
    eval "$(chistovik completion bash)"
    COMP_WORDS=(chistovik clean pa) COMP_CWORD=2
    compopt() {{ echo compopt "$@"; }}
    _chistovik_completion chistovik
    COMP_WORDS=(chistovik cle) COMP_CWORD=1
    _chistovik_completion chistovik
    echo "${{COMPREPLY[@]}}"
    complete -p clean-file
    """
    done = subprocess.run(
        [BASH, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        "compopt -o default",
        "clean",
        "complete -o nosort -F _clean_file_completion clean-file",
    ]
