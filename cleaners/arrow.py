"""Cleaning of Arrow record batches, for engines that hand over tables: Ray, Spark, Daft, DuckDB.

Needs the extra `arrow`. `import cleaners` does not load this module.
"""

from __future__ import annotations

from typing import Any, Literal, TypeVar

import pyarrow as pa

from cleaners.errors import CleanersError, InvalidValueError, NoMainContent
from cleaners.flow import clean
from cleaners.limits import DEFAULT_LIMITS, Limits
from cleaners.sites.loader import Profiles
from cleaners.sites.profile import SiteProfile
from cleaners.table_row import TABLE_COLUMNS, article_row
from cleaners.workers import describe_bug

# The page is in the first of these columns that has a value in the row.
PAGE_COLUMNS = ("html", "text", "content")
_FACT_COLUMNS = ("url", "content_type", "downloaded", "source")
_TYPES = {
    "authors": pa.list_(pa.string()),
    "tags": pa.list_(pa.string()),
    "view_count": pa.int64(),
    "confidence": pa.float64(),
}

TABLE_SCHEMA: pa.Schema = pa.schema(
    [(name, _TYPES.get(name, pa.string())) for name in TABLE_COLUMNS]
)
"""The columns of a Parquet file of `clean-file`."""

BATCH_SCHEMA: pa.Schema = pa.schema(
    [*TABLE_SCHEMA, pa.field("outcome", pa.string()), pa.field("error", pa.string())]
)
"""The columns that `clean_batch` returns: `outcome` is `story`, `no story` or `failed`."""


Rows = TypeVar("Rows", pa.RecordBatch, pa.Table)


def clean_batch(
    batch: Rows,
    *,
    profile: SiteProfile | Profiles | Literal["auto"] | None = "auto",
    limits: Limits = DEFAULT_LIMITS,
) -> Rows:
    """Clean every row of a batch: one row in, one row of `BATCH_SCHEMA` out, in the same order.

    A table is cleaned in the same way: some engines call theirs a batch.

    A row holds a page in `html`, `text` or `content` (strings or bytes), and may have `url`,
    `content_type`, `downloaded` and `source`, which mean what they mean to `clean`; other columns
    are passed over. No page raises: a row without a story, and one that can't be read, have the
    reason in `error`. Raises `InvalidValueError` for a batch with none of the page's columns.
    """
    names = set(batch.schema.names)
    if not names & set(PAGE_COLUMNS):
        raise InvalidValueError(
            f"no column {', '.join(PAGE_COLUMNS)} in the batch; it has {', '.join(sorted(names))}"
        )
    wanted = [name for name in (*PAGE_COLUMNS, *_FACT_COLUMNS) if name in names]
    rows = [_clean_row(row, profile, limits) for row in batch.select(wanted).to_pylist()]
    return type(batch).from_pylist(rows, schema=BATCH_SCHEMA)


def _clean_row(
    row: dict[str, Any],
    profile: SiteProfile | Profiles | Literal["auto"] | None,
    limits: Limits,
) -> dict[str, Any]:
    page = next((row[name] for name in PAGE_COLUMNS if row.get(name)), None)
    facts = {name: row.get(name) or None for name in _FACT_COLUMNS}
    told = {"url": facts["url"], "source": facts["source"]}
    if page is None:
        return told | {"outcome": "failed", "error": "the row holds no page"}
    try:
        article = clean(page, profile=profile, limits=limits, **facts)
    except NoMainContent as error:
        return told | {"outcome": "no story", "error": str(error)}
    except CleanersError as error:
        return told | {"outcome": "failed", "error": str(error)}
    except Exception as error:  # noqa: BLE001  one row must not end the batch
        return told | {"outcome": "failed", "error": describe_bug(error)}
    return article_row(article) | {"outcome": "story"}
