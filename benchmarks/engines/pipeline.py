"""One engine cleans one folder: `python -m benchmarks.engines.pipeline ENGINE IN OUT PROCESSES`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cleaners.arrow import BATCH_SCHEMA, clean_batch

_ROWS = 100  # of a batch


def clean_with_datatrove(source: Path, output: Path, processes: int, tasks: int) -> None:
    """Archives → JSON Lines in `articles` and `dropped`, PROCESSES tasks at a time."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.writers import JsonlWriter

    from cleaners.engines.datatrove import PageCleaner, PageReader

    pipeline = [
        PageReader(str(source)),
        PageCleaner(exclusion_writer=JsonlWriter(str(output / "dropped"))),
        JsonlWriter(str(output / "articles")),
    ]
    logs = str(output / "logs")
    LocalPipelineExecutor(pipeline, tasks=tasks, workers=processes, logging_dir=logs).run()


def clean_with_ray(source: Path, output: Path, processes: int, _tasks: int) -> None:
    """Tables → Parquet files, on PROCESSES processors of one Ray node."""
    import ray

    ray.init(num_cpus=processes, include_dashboard=False, log_to_driver=False)
    pages = ray.data.read_parquet(str(source))
    articles = pages.map_batches(clean_batch, batch_format="pyarrow", batch_size=_ROWS)
    articles.write_parquet(str(output / "articles"))


def clean_with_spark(source: Path, output: Path, processes: int, _tasks: int) -> None:
    """Tables → Parquet files, in PROCESSES Python workers of Spark's local mode."""
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    def clean_batches(batches: Iterator[Any]) -> Iterator[Any]:
        return map(clean_batch, batches)

    settings: dict[str, bool | float | int | str | None] = {
        "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS),
        "spark.sql.files.maxPartitionBytes": str(4 * 2**20),
    }
    spark = SparkSession.builder.master(f"local[{processes}]").config(map=settings).getOrCreate()
    pages = spark.read.parquet(str(source))
    articles = pages.mapInArrow(clean_batches, from_arrow_schema(BATCH_SCHEMA))
    articles.write.parquet(str(output / "articles"))


ENGINES: dict[str, Callable[[Path, Path, int, int], None]] = {
    "datatrove": clean_with_datatrove,
    "ray": clean_with_ray,
    "spark": clean_with_spark,
}

if __name__ == "__main__":
    engine, source, output, processes, *tasks = sys.argv[1:]
    number = int(tasks[0]) if tasks else int(processes)
    ENGINES[engine](Path(source), Path(output), int(processes), number)
