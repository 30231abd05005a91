"""docs/scaling.md: its scripts run, go on after an end, and lose nothing."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cleaners.sites.loader import load_profiles
from cleaners.sites.parsing import parse_profile
from tests.engines.pages import NO_STORY, address, page, write_archives
from tests.intake.dump_files import Archive
from tests.paper import HOST, pages
from tests.test_docs import blocks_of, commands_of

ROOT = Path(__file__).parents[1]
SCALING = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
CODE = {block.splitlines()[0].removeprefix("# "): block for block in blocks_of(SCALING, "python")}
BIN = Path(sys.executable).parent
ENVIRONMENT = os.environ | {
    "PYTHONPATH": str(ROOT),
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_worker_niceness": "0",
}
# Stands for a cluster: every job of an array is run where it is called, one after another.
SBATCH = """#!/bin/sh
for script; do :; done
cp "$script" "$PWD/job-$(ls | grep -c ^job-)"
if grep -q launch_pickled_pipeline "$script"; then
    last=$(sed -n 's/^#SBATCH --array=0-\\([0-9]*\\).*/\\1/p' "$script")
    for task in $(seq 0 "$last"); do
        SLURM_ARRAY_TASK_ID=$task SLURM_NODELIST=here bash "$script" >&2 || exit 1
    done
fi
echo "Submitted batch job 7"
"""
PROGRAMS = {
    "sbatch": SBATCH,
    "srun": '#!/bin/sh\nshift 3\nexec "$@"\n',
    "scontrol": "#!/bin/sh\necho here\n",
}

pytestmark = pytest.mark.slow


def needs(*packages: str) -> pytest.MarkDecorator:
    """Skips a test where one of these is missing, and says which."""
    missing = [package for package in packages if not find_spec(package)]
    return pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


DATATROVE = needs("datatrove", "orjson")
SPARK = needs("pyspark", "pandas", *([] if shutil.which("java") else ["java"]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The scripts of the page, archives, and programs that stand for those of Slurm."""
    for name in filter(lambda name: name.endswith(".py"), CODE):
        (tmp_path / name).write_text(CODE[name], encoding="utf-8")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "activate").touch()
    for name, program in PROGRAMS.items():
        (tmp_path / name).write_text(program, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    return tmp_path


def run(folder: Path, *arguments: str) -> str:
    """What a script prints."""
    path = os.pathsep.join([str(folder), str(BIN), os.environ["PATH"]])
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder, env=ENVIRONMENT | {"PATH": path}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def addresses(folder: Path) -> list[str]:
    """The addresses in the files that datatrove wrote, as often as they stand there."""
    texts = (gzip.decompress(file.read_bytes()) for file in folder.iterdir())
    lines = (line for text in texts for line in text.splitlines())
    return sorted(json.loads(line)["metadata"]["url"] for line in lines)


def counted(step: dict[str, Any]) -> dict[str, int]:
    """The numbers of documents that a step counted, of all tasks together."""
    totals = {name: s["total"] if isinstance(s, dict) else s for name, s in step["stats"].items()}
    return {name: total for name, total in totals.items() if name != "doc_len"}


def test_every_command_is_run_by_a_test() -> None:
    """Scripts here, benchmarks in tests/benchmarks/test_engines.py."""
    words = [command.split() for command in commands_of(SCALING)]
    assert {run[1] for run in words if run[1].endswith(".py")} <= CODE.keys()
    measures = {run[3] for run in words if run[1] == "-m" and run[2] == "benchmarks.engines"}
    assert measures == {"resume", "throughput", "cost"}


@DATATROVE
def test_a_pipeline_cleans_everything_and_then_nothing(folder: Path) -> None:
    """A second run finds its tasks done; one that is not starts anew and overwrites its file.

    The statistics count what was kept and dropped.
    """
    stories = write_archives(folder / "pages", files=4, pages=3)
    run(folder, "pipeline.py")
    assert addresses(folder / "articles") == sorted(stories)
    assert len(addresses(folder / "dropped")) == 4
    _, cleaner, writer = json.loads((folder / "logs" / "stats.json").read_text())
    assert counted(cleaner) == {"total": 16, "forwarded": 12, "dropped": 4, "dropped_no_story": 4}
    assert counted(writer)["total"] == 12
    before = {path: path.stat().st_mtime_ns for path in (folder / "articles").iterdir()}
    run(folder, "pipeline.py")
    assert {path: path.stat().st_mtime_ns for path in (folder / "articles").iterdir()} == before
    (folder / "logs" / "completions" / "00001").unlink()
    (folder / "articles" / "00001.jsonl.gz").write_bytes(b"the half of a fi")
    run(folder, "pipeline.py")
    assert addresses(folder / "articles") == sorted(stories)


@DATATROVE
def test_the_batch_script_is_shown_and_starts_nothing(folder: Path) -> None:
    """With `--dry`, what Slurm would be given."""
    script = run(folder, "slurm.py", "--dry")
    assert script.startswith("#!/bin/bash\n")
    directives = dict(re.findall(r"^#SBATCH --([\w-]+)=(.*)$", script, re.MULTILINE))
    assert directives["array"] == "0-999%200"
    assert directives["partition"] == "cpu"
    assert directives["mem-per-cpu"] == "2G"
    assert "source .venv/bin/activate" in script
    subprocess.run(["/bin/bash", "-n"], input=script, text=True, check=True)
    assert not list(folder.glob("job-*"))


@DATATROVE
def test_jobs_of_an_array_clean_their_tasks(folder: Path) -> None:
    """Where `sbatch` runs them; the last job joins the statistics."""
    stories = write_archives(folder / "pages", files=2, pages=2)
    script = (folder / "slurm.py").read_text(encoding="utf-8")
    (folder / "slurm.py").write_text(script.replace("tasks=1000", "tasks=2"), encoding="utf-8")
    run(folder, "slurm.py")
    assert addresses(folder / "articles") == sorted(stories)
    jobs = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("job-*"))]
    assert "--array=0-1%200" in jobs[0]
    assert "merge_stats" in jobs[1]


def write_rows(folder: Path, rows: list[tuple[bytes | str, str]]) -> None:
    """A Parquet file of pages with their addresses."""
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    table = pa.Table.from_pylist([{"html": data, "url": url} for data, url in rows])
    pq.write_table(table, folder / "pages.parquet")


def write_table(folder: Path) -> list[str]:
    """A Parquet file of pages, one of them without a story; the outcomes, page by page."""
    rows: list[tuple[bytes | str, str]] = [(page(n), address(n)) for n in range(5)]
    write_rows(folder, [*rows, (NO_STORY, address(5))])
    return ["story"] * 5 + ["no story"]


def outcomes(path: Path) -> list[str]:
    """What became of each page, in the order of their addresses."""
    rows = pytest.importorskip("pyarrow.parquet").read_table(path).to_pylist()
    assert all(row["title"].endswith("открыт") for row in rows if row["outcome"] == "story")
    return [row["outcome"] for row in sorted(rows, key=lambda row: row["url"])]


@needs("datatrove", "orjson", "ray")
def test_ray_cleans_archives_and_tables(folder: Path) -> None:
    """By datatrove's executor, and by Ray Data row by row; on one node."""
    stories = write_archives(folder / "pages", files=2, pages=2)
    expected = write_table(folder)
    both = "run_path('on_ray.py', run_name='__main__'); Path('articles').rename('cleaned'); "
    imports = "from pathlib import Path; from runpy import run_path; "
    run(folder, "-c", f"{imports}{both}run_path('on_ray_data.py')")
    assert addresses(folder / "cleaned") == sorted(stories)
    assert outcomes(folder / "articles") == expected


@SPARK
def test_spark_cleans_a_table_and_learns_from_it(folder: Path) -> None:
    """In local mode, however Spark splits the table."""
    table = [(data, f"https://{HOST}/n/{number}") for number, data in enumerate(pages(8))]
    write_rows(folder, [*table, (NO_STORY.decode(), f"https://{HOST}/tag")])
    scripts = [
        f"run_path('{name}.py', {{}}, '__main__')" for name in ("on_spark", "learn_on_spark")
    ]
    run(folder, "-c", f"from runpy import run_path; {'; '.join(scripts)}")
    pq = pytest.importorskip("pyarrow.parquet")
    found = [row["outcome"] for row in pq.read_table(folder / "articles").to_pylist()]
    assert sorted(found) == ["no story", *["story"] * 8]
    [row] = pq.read_table(folder / "profiles").to_pylist()
    assert row["host"] == HOST
    assert parse_profile(row["profile"], "learned").story.body == ("div.story-text",)


@needs("duckdb")
def test_duckdb_cleans_a_table(folder: Path) -> None:
    """Batch by batch."""
    expected = write_table(folder)
    run(folder, "on_duckdb.py")
    assert outcomes(folder / "articles.parquet") == expected


@DATATROVE
def test_templates_are_learned_by_tasks(folder: Path) -> None:
    """Of a host whose pages lie in two archives."""
    (folder / "pages").mkdir()
    for file in (0, 1):
        archive = Archive()
        for number, data in enumerate(pages(8)):
            if number % 2 == file:
                archive.response(data.encode(), url=f"https://{HOST}/n/{number}")
        (folder / "pages" / f"{file}.warc").write_bytes(archive.data())
    run(folder, "learn.py")
    assert load_profiles(folder / "profiles").get(HOST).story.body == ("div.story-text",)


class _Interface(ABC):
    """What NeMo Curator 1.4 asks of an extractor."""

    @abstractmethod
    def extract(self, record: dict[str, Any]) -> dict[str, Any] | None: ...
    @abstractmethod
    def input_columns(self) -> list[str]: ...
    @abstractmethod
    def output_columns(self) -> list[str]: ...


def test_the_extractor_of_nemo_curator_never_raises(monkeypatch: pytest.MonkeyPatch) -> None:
    """Against the shape of its interface: the package itself brings torch."""
    module = ModuleType("nemo_curator.stages.text.download")
    module.DocumentExtractor = _Interface  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    names: dict[str, Any] = {}
    exec(CODE["on_nemo_curator.py"], names)  # noqa: S102  the code of the page
    extractor = names["ArticleExtractor"]()
    record = {"url": address(1), "warc_id": "<urn:uuid:1>", "source_id": "a.warc"}
    found = extractor.extract(record | {"content": page(1)})
    assert list(found) == extractor.output_columns()
    assert found["title"] == "Мост номер 1 открыт"
    for content in (NO_STORY, b"", None, b"\x00" * 99):
        assert extractor.extract(record | {"content": content}) is None
