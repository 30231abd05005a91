"""A public web archive on the loopback interface: both index protocols, and the pages."""

from __future__ import annotations

import json
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from crawler.store.warc_records import records_of
from tests.crawler.runs_on_disk import exchange
from tests.crawler.village_paper import Answer

JSON = "application/json"
# So few rows an answer, whatever limit is asked for: a query takes several.
MOST_ROWS = 2
CRAWLS = ("CC-MAIN-2025-21", "CC-MAIN-2019-04")


class WebArchive(dict[str, Answer]):
    """Answers by path and query; `captures` are time, address and page, in the order of urls."""

    def __init__(self, captures: list[tuple[str, str, Answer]]) -> None:
        super().__init__()
        self.captures = captures
        self.url = ""

    def get(self, path: str, default: Answer | None = None) -> Answer | None:  # type: ignore[override]
        """The answer to a target."""
        parts = urlsplit(path)
        query = parse_qs(parts.query)
        if parts.path == "/cdx/search/cdx":
            return self._rows(query)
        if parts.path == "/collinfo.json":
            return _json([{"id": name, "cdx-api": f"{self.url}/{name}-index"} for name in CRAWLS])
        if parts.path == f"/{CRAWLS[0]}-index":
            return self._crawl(query)
        if parts.path.startswith("/web/"):
            return self._replay(path)
        if parts.path.startswith("/crawl-data/"):
            number = int(parts.path.removeprefix("/crawl-data/"))
            return Answer(self._record(number), "application/octet-stream", 206)
        return super().get(path, default)

    def _chosen(self, query: dict[str, list[str]]) -> list[tuple[str, str]]:
        first, last = (query.get(name, [bound])[0] for name, bound in (("from", "0"), ("to", "9")))
        return [
            (time, url)
            for time, url, page in self.captures
            if first <= time[:8] <= last and page.status == 200
        ]

    def _rows(self, query: dict[str, list[str]]) -> Answer:
        assert query["url"] == ["example.org"]
        assert set(query["filter"]) == {"statuscode:200", "mimetype:text/html"}
        rows = [list(row) for row in self._chosen(query)]
        start = int(query.get("resumeKey", ["0"])[0])
        more = [[], [str(start + MOST_ROWS)]] if start + MOST_ROWS < len(rows) else []
        return _json([["timestamp", "original"], *rows[start : start + MOST_ROWS], *more])

    def _replay(self, path: str) -> Answer | None:
        stamp, _, url = path.removeprefix("/web/").partition("id_/")
        return next(
            (page for time, one, page in self.captures if (time, one) == (stamp, url)), None
        )

    def _crawl(self, query: dict[str, list[str]]) -> Answer:
        chosen = self._chosen(query)
        pages = -(-len(chosen) // MOST_ROWS)
        if "showNumPages" in query:
            return _json({"pages": pages, "pageSize": 5, "blocks": 1})
        start = int(query["page"][0]) * MOST_ROWS
        numbers = {(time, url): n for n, (time, url, _) in enumerate(self.captures)}
        lines = [
            {
                "timestamp": time,
                "url": url,
                "filename": f"crawl-data/{numbers[time, url]}",
                "offset": "0",
                "length": str(len(self._record(numbers[time, url]))),
            }
            for time, url in chosen[start : start + MOST_ROWS]
        ]
        return Answer("\n".join(map(json.dumps, lines)).encode(), "text/x-ndjson")

    def _record(self, number: int) -> bytes:
        time, url, page = self.captures[number]
        stamp = f"{time[:4]}-{time[4:6]}-{time[6:8]}T12:00:00Z"
        return records_of(replace(exchange(url, stamp), body=page.body), {})


def _json(value: object) -> Answer:
    return Answer(json.dumps(value).encode(), JSON)
