"""WordPress from Debian's packages, on a database of its own, for as long as a block lasts."""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from benchmarks.systems.newsroom import Newsroom
from benchmarks.systems.pictures import write_pictures

PACKAGES = (
    "wordpress wordpress-l10n php-cli php-mysql php-gd mariadb-server"
    " wordpress-theme-twentytwentyone wordpress-theme-twentytwentythree"
)
THEMES = ("twentytwentyone", "twentytwentythree")
_SYSTEM = Path("/usr/share/wordpress")
_PROGRAMS = ("php", "mariadbd", "mariadb-install-db", "mariadb")
_HERE = Path(__file__).parent
_DATABASE = "newsroom"
_START_SECONDS = 60.0
_CONFIG = """<?php
define('DB_NAME', '{database}'); define('DB_USER', '{user}'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{socket}'); define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
define('WP_HOME', '{url}'); define('WP_SITEURL', '{url}');
define('DISABLE_WP_CRON', true); define('WP_HTTP_BLOCK_EXTERNAL', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) {{ define('ABSPATH', __DIR__ . '/'); }}
require_once ABSPATH . 'wp-settings.php';
"""


class NotInstalledError(Exception):
    """What the benchmark needs is not there; the message says how to install it."""


class WordPress:
    """A running WordPress."""

    def __init__(self, root: Path, url: str, socket_path: Path) -> None:
        self._root, self.url, self._socket = root, url, socket_path

    def switch_theme(self, theme: str) -> None:
        """Show the same posts in another theme."""
        code = f'require "{self._root}/wp-load.php"; switch_theme("{theme}");'
        _run("php", "-r", code)

    def sql(self, statement: str) -> str:
        """What the database answers."""
        return _sql(self._socket, statement, _DATABASE)


def missing() -> str | None:
    """What is not installed, None if all is there."""
    programs = [name for name in _PROGRAMS if shutil.which(name) is None]
    themes = [name for name in THEMES if not (_SYSTEM / "wp-content/themes" / name).is_dir()]
    return ", ".join([*programs, *themes]) or None


@contextmanager
def serving(newsroom: Newsroom, folder: Path) -> Iterator[WordPress]:
    """Install, fill and serve on a free port of loopback; raises `NotInstalledError`."""
    if lacking := missing():
        raise NotInstalledError(f"not installed: {lacking}; apt-get install {PACKAGES}")
    root = folder / "wordpress"
    shutil.copytree(_SYSTEM, root, ignore=shutil.ignore_patterns("wp-config.php"))
    url = f"http://127.0.0.1:{_free_port()}"
    with _database(folder) as socket_path:
        values = {"database": _DATABASE, "user": getpass.getuser(), "socket": socket_path}
        (root / "wp-config.php").write_text(_CONFIG.format(**values, url=url), encoding="utf-8")
        _fill(newsroom, root, folder, url)
        with _web_server(root, url):
            yield WordPress(root, url, socket_path)


def _fill(newsroom: Newsroom, root: Path, folder: Path, url: str) -> None:
    pictures = folder / "pictures"
    pictures.mkdir()
    write_pictures(newsroom, pictures)
    data = folder / "newsroom.json"
    data.write_bytes(msgspec.json.encode(newsroom))
    _run("php", str(_HERE / "fill.php"), str(root), str(data), str(pictures), url)


@contextmanager
def _database(folder: Path) -> Iterator[Path]:
    """A MariaDB that listens on a socket in the folder, and nowhere else."""
    data, path, user = folder / "database", folder / "database.sock", getpass.getuser()
    own = ("--no-defaults", f"--datadir={data}", f"--user={user}")
    _run("mariadb-install-db", *own, "--skip-test-db", f"--auth-root-socket-user={user}")
    command = ["mariadbd", *own, f"--socket={path}", "--skip-networking", f"--pid-file={data}/pid"]
    with _server(command, folder / "database.log"):
        _wait_for(path)
        _sql(path, f"CREATE DATABASE {_DATABASE} CHARACTER SET utf8mb4")
        yield path


@contextmanager
def _web_server(root: Path, url: str) -> Iterator[None]:
    address = url.removeprefix("http://")
    command = ["php", "-S", address, "-t", str(root), str(_HERE / "router.php")]
    workers = os.environ | {"PHP_CLI_SERVER_WORKERS": "2"}
    with _server(command, root.parent / "php.log", workers):
        host, _, port = address.partition(":")
        _wait_for((host, int(port)))
        yield


@contextmanager
def _server(
    command: list[str], log: Path, environment: dict[str, str] | None = None
) -> Iterator[None]:
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, stdout=file, stderr=file, env=environment, start_new_session=True
        )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # PHP's workers outlive it
        process.wait()


def _wait_for(place: Path | tuple[str, int]) -> None:
    """Wait until a server takes connections."""
    family = socket.AF_UNIX if isinstance(place, Path) else socket.AF_INET
    end = time.monotonic() + _START_SECONDS
    while True:
        with socket.socket(family) as client:
            if not client.connect_ex(str(place) if isinstance(place, Path) else place):
                return
        if time.monotonic() > end:
            raise TimeoutError(f"no server at {place} after {_START_SECONDS:g} s")
        time.sleep(0.1)


def _sql(path: Path, statement: str, database: str = "") -> str:
    client = ("mariadb", "--no-defaults", f"--socket={path}", "--batch", "--skip-column-names")
    return _run(*client, "--execute", statement, *([database] if database else []))


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {(done.stderr or done.stdout)[-2000:]}")
    return done.stdout


def _free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])
