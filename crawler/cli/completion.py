"""`chistovik completion`: lines that teach a shell to complete the commands, options and files."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_PROGRAMS = ("chistovik", "clean-file", "site-profile")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    r"""Print what makes a SHELL complete commands, options and names of files.

    \b
    chistovik completion bash > ~/.chistovik-complete.bash
    chistovik completion zsh > ~/.chistovik-complete.zsh
    chistovik completion fish > ~/.config/fish/completions/chistovik.fish

    A line such as `. ~/.chistovik-complete.bash` in `~/.bashrc` (or `~/.zshrc`) loads it; fish does
    so by itself.
    """
    complete = get_completion_class(shell)
    if complete is None:  # click knows all three
        raise click.ClickException(f"{shell} is not known")
    for program in _PROGRAMS:
        variable = f"_{program.upper().replace('-', '_')}_COMPLETE"
        click.echo(complete(click.Command(program), {}, program, variable).source())
