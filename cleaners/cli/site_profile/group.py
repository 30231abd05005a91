"""The group of commands; each is imported when it is asked for."""

from __future__ import annotations

from importlib import import_module

import click

from cleaners.cli.output_checks import path_errors
from cleaners.version import __version__

# In the order in which `--help` lists them; each is `main` of a module beside this one.
_COMMANDS = {
    "show": "show",
    "learn": "learn",
    "check": "check",
    "edit": "edit",
    "repair": "repair",
    "import-fivefilters": "import_fivefilters",
    "export": "export",
}


class _Commands(click.Group):
    """A group that knows the names of its commands before it imports one."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a path that the system refuses is an error of usage."""
        with path_errors():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one, None for a name that is not in the table."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"cleaners.cli.site_profile.{_COMMANDS[cmd_name]}")
        command: click.Command = module.main
        return command


_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(cls=_Commands, context_settings=_SETTINGS)
@click.version_option(__version__, prog_name="site-profile")
def main() -> None:
    """Site profiles: what is known of one host, as a TOML file.

    What a profile names wins over the generic rules; docs/profiles.md has every key.
    """


if __name__ == "__main__":
    main(prog_name="site-profile")
