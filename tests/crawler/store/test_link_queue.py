"""Links that wait for their request."""

from __future__ import annotations

from crawler.store.link_queue import LinkQueue, QueuedLink
from crawler.store.state_values import Link

LINKS = [Link(f"https://example.org/n/{number}/", "2025-05-20") for number in range(5)]


def test_links_come_out_in_their_order() -> None:
    """Some at a time, each once, with their `lastmod` and depth."""
    with LinkQueue() as queue:
        queue.put("stories", LINKS[:3], depth=1)
        queue.put("stories", LINKS[3:], depth=2)
        assert queue.take("stories", 2) == [QueuedLink(link, 1) for link in LINKS[:2]]
        assert [(q.link, q.depth) for q in queue.take("stories", 9)] == [
            (LINKS[2], 1),
            (LINKS[3], 2),
            (LINKS[4], 2),
        ]
        assert queue.take("stories", 9) == []


def test_queues_do_not_mix() -> None:
    """What is put into one comes out of that one."""
    with LinkQueue() as queue:
        queue.put("stories", LINKS[:1], depth=1)
        assert queue.take("sitemaps", 9) == []
        assert len(queue.take("stories", 9)) == 1
