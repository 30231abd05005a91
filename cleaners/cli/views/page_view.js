"use strict";
// A page as report and editor show it. Everything of it is put in as text, never as markup.
const pageView = (() => {
  const MARKS = { kept: "✓", fact: "◆", removed: "✕" };

  const make = (tag, text = "", className = "") => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  // Boxes with what stands in them, in page order. `boxes` are [parent, name], parents first.
  const nest = (boxes, blocks) => {
    const body = { items: [] };
    const open = new Map([[0, body]]);
    let path = [0];
    blocks.forEach((block) => {
      const way = [];
      for (let at = block.box; at > 0; at = boxes[at][0]) way.unshift(at);
      way.unshift(0);
      let common = 0;
      while (common < path.length && path[common] === way[common]) common += 1;
      way.slice(common).forEach((at, depth) => {
        const box = { name: boxes[at][1], items: [] };
        open.get(way[common + depth - 1]).items.push(box);
        open.set(at, box);
      });
      open.get(block.box).items.push(block);
      path = way;
    });
    return body.items;
  };

  const blockNode = (block, choose) => {
    const kind = `${block.kind} level${block.level || 0} ${block.linked ? "linked" : ""}`;
    const node = make("button", "", `block ${block.state} ${kind}`);
    node.type = "button";
    node.tabIndex = -1;
    node.dataset.number = block.number;
    node.setAttribute("aria-pressed", "false");
    const mark = make("span", MARKS[block.state], "mark");
    mark.setAttribute("aria-hidden", "true");
    const text = block.kind === "picture" ? `[picture] ${block.text}` : block.text;
    const why = [block.state, block.why, `block ${block.number}`].filter(Boolean).join(" · ");
    node.append(mark, make("span", text, "text"), make("span", why, "why"));
    node.addEventListener("click", () => choose(block, node));
    return node;
  };

  const draw = (item, choose) => {
    if (!item.items) return blockNode(item, choose);
    const box = make("div", "", "part");
    box.append(make("span", item.name, "name"), ...item.items.map((one) => draw(one, choose)));
    return box;
  };

  // Fill `pane`; arrow keys lead from block to block, Enter chooses one.
  const show = (pane, boxes, blocks, choose) => {
    pane.replaceChildren(...nest(boxes, blocks).map((item) => draw(item, choose)));
    const nodes = [...pane.querySelectorAll(".block")];
    if (nodes.length) nodes[0].tabIndex = 0;
    // The head of the page, which is rarely looked for, stands above.
    const scrolled = pane.closest(".pane");
    const first = nodes.find((node) => !node.classList.contains("removed"));
    scrolled.scrollTop = first ? first.offsetTop - scrolled.offsetTop - 40 : 0;
    pane.onkeydown = (event) => {
      const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const next = by && nodes[nodes.indexOf(document.activeElement) + by];
      if (!next) return;
      event.preventDefault();
      nodes.forEach((node) => { node.tabIndex = node === next ? 0 : -1; });
      next.focus();
    };
  };

  return { make, show };
})();
