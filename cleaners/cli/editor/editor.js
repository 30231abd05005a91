"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const { make } = pageView;
  const token = location.hash.slice(1);
  const ROLES = [
    ["headline", "Headline"], ["date", "Date"], ["author", "Author"], ["body", "Body of the story"],
    ["remove", "Remove"], ["label", "Label of what follows"], ["keep", "Keep"],
  ];
  const state = { page: 0, block: -1, role: "", isLine: false, pages: [] };

  const say = (text, isError = false) => {
    byId("status").textContent = text;
    byId("status").className = isError ? "error" : "";
  };

  const ask = async (name, question = {}) => {
    const answer = await fetch(`api/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Chistovik-Token": token },
      body: JSON.stringify(question),
    });
    const value = await answer.json();
    if (!answer.ok) throw new Error(value.error);
    return value;
  };

  // Every click ends in an answer or in a sentence that says what is wrong.
  const guarded = (act) => async (event) => {
    event?.preventDefault();
    say("…");
    try {
      say((await act()) || "");
    } catch (error) {
      say(error.message, true);
    }
  };

  const fact = (name, value) => {
    const line = make("tr");
    const head = make("th", name);
    head.scope = "row";
    line.append(head, make("td", value || "–"));
    return line;
  };

  const showState = (now) => {
    state.pages = now.pages;
    byId("host").textContent = now.host;
    byId("toml").textContent = now.toml;
    byId("undo").disabled = now.steps === 0;
    byId("save").disabled = now.saved;
    byId("save").textContent = now.saved ? "Nothing to save" : `Save ${now.output}`;
    const options = now.pages.map((page, number) => {
      const size = page.message ? "no story" : `${page.characters} characters`;
      return new Option(`${number + 1}. ${page.headline || page.url || page.source} (${size})`, number);
    });
    byId("pages").replaceChildren(...options);
    byId("pages").value = state.page;
  };

  const showPage = async () => {
    const page = await ask("page", { page: state.page });
    pageView.show(byId("page"), page.boxes, page.blocks, chooseBlock);
    const own = state.pages[state.page];
    byId("facts").replaceChildren(
      fact("headline", page.facts.headline),
      fact("date", page.facts.date),
      fact("author", page.facts.author),
      fact("story", own.message || `${own.characters} characters`),
      ...(own.missed.length ? [fact("found nothing", own.missed.join(", "))] : []),
    );
    state.block = -1;
    byId("chosen").hidden = true;
  };

  const press = (nodes, chosen) => {
    nodes.forEach((node) => node.setAttribute("aria-pressed", String(node === chosen)));
  };

  const chooseBlock = (block, node) => {
    press(document.querySelectorAll("#page .block"), node);
    state.block = block.number;
    byId("text").textContent = block.text;
    byId("chosen").hidden = false;
    byId("line").hidden = true;
    byId("effects").replaceChildren();
    press(document.querySelectorAll("#roles button"), null);
    say("Say what this block is.");
    byId("roles").firstChild.focus({ preventScroll: true });
    // On a narrow screen the panel stands above the page.
    if (matchMedia("(max-width: 55rem)").matches) byId("chosen").scrollIntoView();
  };

  const proposal = (one, number) => {
    const label = make("label");
    const radio = make("input");
    radio.type = "radio";
    radio.name = "proposal";
    radio.checked = number === 0;
    radio.addEventListener("change", guarded(() => chooseValue(one)));
    const name = one.is_line ? `the line «${one.value}»` : one.value;
    const often = one.most > 1 ? `, up to ${one.most} on one` : "";
    const count = `on ${one.pages} of ${state.pages.length} pages${often}`;
    label.append(radio, " ", make("code", name.slice(0, 120)), " ", make("span", count, "count"));
    return label;
  };

  const chooseRole = async (role, button) => {
    press(document.querySelectorAll("#roles button"), button);
    state.role = role;
    const question = { page: state.page, block: state.block, role };
    const found = await ask("propose", question);
    state.isLine = role === "label";
    byId("proposals").replaceChildren(...found.map(proposal));
    byId("line").hidden = false;
    if (!found.length) {
      byId("value").value = "";
      byId("effects").replaceChildren();
      return state.pages[state.page].markup
        ? "Nothing stable names this block; write a selector yourself."
        : "A page without markup has lines alone: they can be removed, kept, or called labels.";
    }
    return chooseValue(found[0]);
  };

  const chooseValue = async (one) => {
    byId("value").value = one.value;
    state.isLine = one.is_line;
    return showEffects();
  };

  const line = () => ({ role: state.role, value: byId("value").value.trim(), is_line: state.isLine });

  const effectNode = (effect) => {
    const own = state.pages[effect.page];
    const node = make("div", "", "effect");
    const found = effect.matches ? `${effect.matches} found` : "nothing found";
    node.append(make("h3", `${effect.page + 1}. ${own.headline || own.url || own.source}: ${found}`));
    effect.facts.forEach((one) => {
      node.append(make("p", `${one.fact}: ${one.before || "–"} → ${one.after || "–"}`));
    });
    effect.gained.forEach((text) => node.append(make("p", `+ ${text}`, "gained")));
    effect.lost.forEach((text) => node.append(make("p", `− ${text}`, "lost")));
    return node;
  };

  const showEffects = async () => {
    const effects = await ask("try", line());
    const changed = effects.filter((one) => one.facts.length || one.gained.length || one.lost.length);
    const found = effects.filter((one) => one.matches).length;
    const sum = `Found on ${found} of ${effects.length} pages; ${changed.length} change.`;
    const missed = effects.filter((one) => !one.matches && !changed.includes(one));
    byId("effects").replaceChildren(make("h2", "What changes"), make("p", sum),
      ...[...changed, ...missed].map(effectNode));
    return sum;
  };

  const refresh = async (now, text) => {
    showState(now);
    await showPage();
    return text;
  };

  ROLES.forEach(([role, name]) => {
    const button = make("button", name);
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", guarded(() => chooseRole(role, button)));
    byId("roles").append(button);
  });
  byId("line").addEventListener("submit", guarded(showEffects));
  byId("take").addEventListener("click", guarded(async () => {
    const now = await ask("take", line());
    return refresh(now, "Taken into the profile; it is not saved yet.");
  }));
  byId("undo").addEventListener("click", guarded(async () => refresh(await ask("undo"), "Undone.")));
  byId("save").addEventListener("click", guarded(async () => {
    const now = await ask("save");
    showState(now);
    return `Saved as ${now.path}.`;
  }));
  byId("case").addEventListener("click", guarded(async () => {
    const { path } = await ask("case", { page: state.page });
    return `Saved in ${path}.`;
  }));
  byId("pages").addEventListener("change", guarded(() => {
    state.page = Number(byId("pages").value);
    return showPage();
  }));

  guarded(async () => refresh(await ask("state")))();
})();
