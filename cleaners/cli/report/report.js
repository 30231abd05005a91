(() => {
  const byId = (id) => document.getElementById(id);
  const read = (id) => JSON.parse(byId(id).textContent);
  const { make } = pageView;
  const WHERE = {
    json_ld: "JSON-LD", meta: "meta", profile: "profile", page: "the page", address: "its address",
  };
  const SHOWN = 500; // rows of the list at a time
  const summaries = read("summaries").map((summary, number) => ({ ...summary, number }));
  const state = { sort: "number", down: false, shown: [], open: -1 };

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
    const line = make("tr");
    line.setAttribute("aria-selected", String(summary.number === state.open));
    const title = make("td");
    const button = make("button", summary.headline || summary.message || summary.source);
    button.addEventListener("click", () => open(summary.number));
    title.append(button);
    const removed = Object.values(summary.reasons).reduce((sum, count) => sum + count, 0);
    const sure = summary.confidence === null ? "" : summary.confidence.toFixed(2);
    line.append(
      title,
      make("td", summary.outcome, "short"),
      make("td", sure, "number"),
      make("td", removed ? String(removed) : "", "number"),
      make("td", summary.host, "short"),
      make("td", summary.source, "source"),
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

  const block = ([number, kind, text, what, reason = "", rule = "", box = 0, level = 0, linked]) => ({
    number, kind, text, box, level, linked, state: what, why: [reason, rule].filter(Boolean).join(" · "),
  });

  const toggle = (_block, node) => {
    node.setAttribute("aria-pressed", String(node.getAttribute("aria-pressed") !== "true"));
  };

  const storyPart = ([, kind, text]) => {
    if (kind === "heading") return make("h3", text);
    if (kind === "quote" || kind === "embed") return make("blockquote", text);
    return make("p", kind === "list_item" ? `• ${text}` : text);
  };

  const fact = ([name, value, origin]) => {
    const line = make("tr");
    const head = make("th", name);
    head.scope = "row";
    line.append(head, make("td", value), make("td", WHERE[origin] || "", "origin"));
    return line;
  };

  const difference = ([mark, text]) =>
    make("p", `${mark} ${text}`, { "-": "ours", "+": "other" }[mark] || "");

  const open = (number) => {
    const { summary, url = "", facts = [], blocks = [], boxes = [], against = null } = read(`d${number}`);
    state.open = number;
    byId("title").textContent = summary.headline || summary.message || summary.source;
    byId("where").textContent = [summary.source, url].filter(Boolean).join(" · ");
    byId("document").hidden = false;
    pageView.show(byId("page"), boxes, blocks.map(block), toggle);
    byId("facts").replaceChildren(...facts.map(fact));
    byId("story").replaceChildren(...blocks.filter((part) => part[3] === "kept").map(storyPart));
    byId("against").hidden = against === null;
    byId("difference").replaceChildren(...(against || []).map(difference));
    byId("right").scrollTop = 0;
    showList();
    showRow();
    location.replace(`#d${number}`);
  };

  // The chosen row within the list; the page itself stays where it is.
  const showRow = () => {
    const [list, chosenRow] = [byId("list"), document.querySelector("tr[aria-selected=true]")];
    if (!chosenRow) return;
    const [top, bottom] = [chosenRow.offsetTop - 40, chosenRow.offsetTop + chosenRow.offsetHeight];
    if (top < list.scrollTop) list.scrollTop = top;
    if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
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
