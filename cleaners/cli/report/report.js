"use strict";
// Everything of a page is put in as text, never as markup.
(() => {
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const MARKS = { kept: "✓", fact: "◆", removed: "✕" };
  const SHOWN = 500; // rows of the list at a time
  const summaries = read("summaries").map((summary, number) => ({ ...summary, number }));
  const state = { sort: "number", down: false, shown: [], open: -1 };

  const element = (tag, text = "", className = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const fill = (select, values, all) => {
    select.append(new Option(all, ""));
    [...new Set(values)].filter(Boolean).sort().forEach((value) => select.append(new Option(value, value)));
  };

  const chosen = (summary) => {
    const words = byId("search").value.toLowerCase();
    const most = Number(byId("confidence").value);
    const outcome = byId("outcome").value;
    const host = byId("host").value;
    const reason = byId("reason").value;
    const text = `${summary.source} ${summary.headline} ${summary.message}`.toLowerCase();
    return (
      text.includes(words) &&
      (!outcome || summary.outcome === outcome) &&
      (!host || summary.host === host) &&
      (!reason || reason in summary.reasons) &&
      (most >= 1 || (summary.confidence !== null && summary.confidence <= most))
    );
  };

  const compare = (a, b) => {
    const [left, right] = [a[state.sort] ?? -1, b[state.sort] ?? -1];
    const order = typeof left === "string" ? left.localeCompare(right) : left - right;
    return (state.down ? -order : order) || a.number - b.number;
  };

  const row = (summary) => {
    const line = element("tr");
    line.setAttribute("aria-selected", String(summary.number === state.open));
    const title = element("td");
    const button = element("button", summary.headline || summary.message || summary.source);
    button.addEventListener("click", () => open(summary.number));
    title.append(button);
    const removed = Object.values(summary.reasons).reduce((sum, count) => sum + count, 0);
    const sure = summary.confidence === null ? "" : summary.confidence.toFixed(2);
    line.append(
      title,
      element("td", summary.outcome, "short"),
      element("td", sure, "number"),
      element("td", removed ? String(removed) : "", "number"),
      element("td", summary.host, "short"),
      element("td", summary.source, "source"),
    );
    return line;
  };

  const showList = () => {
    state.shown = summaries.filter(chosen).sort(compare);
    byId("rows").replaceChildren(...state.shown.slice(0, SHOWN).map(row));
    const more = state.shown.length > SHOWN ? `, the first ${SHOWN} are listed` : "";
    byId("count").textContent = `${state.shown.length} of ${summaries.length} documents${more}`;
    document.querySelectorAll("th[data-sort]").forEach((head) => {
      const order = state.down ? "descending" : "ascending";
      head.setAttribute("aria-sort", head.dataset.sort === state.sort ? order : "none");
    });
  };

  const block = ([number, kind, text, what, reason = "", rule = ""]) => {
    const part = element("div", "", `block ${what} ${kind}`);
    part.tabIndex = 0;
    const mark = element("span", MARKS[what], "mark");
    mark.setAttribute("aria-hidden", "true");
    const why = [what, reason, rule].filter(Boolean).join(" · ");
    part.append(mark, element("span", text), element("span", `${why} · block ${number}`, "why"));
    part.addEventListener("click", () => part.classList.toggle("open"));
    return part;
  };

  const storyPart = ([, kind, text]) => {
    if (kind === "heading") return element("h3", text);
    if (kind === "quote" || kind === "embed") return element("blockquote", text);
    return element("p", kind === "list_item" ? `• ${text}` : text);
  };

  const fact = ([name, value]) => {
    const line = element("tr");
    const head = element("th", name);
    head.scope = "row";
    line.append(head, element("td", value));
    return line;
  };

  const open = (number) => {
    const { summary, url = "", facts = [], blocks = [] } = read(`d${number}`);
    state.open = number;
    byId("title").textContent = summary.headline || summary.message || summary.source;
    byId("where").textContent = [summary.source, url].filter(Boolean).join(" · ");
    byId("page").replaceChildren(...blocks.map(block));
    byId("facts").replaceChildren(...facts.map(fact));
    byId("story").replaceChildren(...blocks.filter((part) => part[3] === "kept").map(storyPart));
    byId("document").hidden = false;
    showList();
    location.replace(`#d${number}`);
  };

  const step = (by) => {
    const at = state.shown.findIndex((summary) => summary.number === state.open);
    const next = state.shown[at < 0 ? 0 : at + by];
    if (next) open(next.number);
  };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input, select");
    if (event.key === "Escape") {
      byId("search").value = "";
      showList();
    } else if (isTyping || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (event.key === "/") {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "j") {
      step(1);
    } else if (event.key === "k") {
      step(-1);
    } else if (event.key === "Enter" && event.target.matches(".block")) {
      event.target.classList.toggle("open");
    }
  });

  document.querySelectorAll("th[data-sort] button").forEach((button) => {
    button.addEventListener("click", () => {
      const by = button.parentElement.dataset.sort;
      state.down = state.sort === by && !state.down;
      state.sort = by;
      showList();
    });
  });

  fill(byId("outcome"), summaries.map((summary) => summary.outcome), "all");
  fill(byId("host"), summaries.map((summary) => summary.host), "all");
  fill(byId("reason"), summaries.flatMap((summary) => Object.keys(summary.reasons)), "any");
  ["search", "outcome", "host", "reason", "confidence"].forEach((id) => {
    byId(id).addEventListener("input", showList);
  });
  const asked = /^#d(\d+)$/.exec(location.hash);
  showList();
  if (asked && Number(asked[1]) < summaries.length) open(Number(asked[1]));
  else if (summaries.length) open(0);
})();
