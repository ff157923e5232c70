// Marks in an article what its reader searched for: `#marks=sanction,sanctions,harbour%20strike`. What the address says is only ever compared.
"use strict";

(() => {
  const { hash } = location;
  if (!hash.startsWith("#marks=")) return;

  const MOST = 100; // words and phrases
  const text = (key, values) => globalThis.briefgen.say(`marks.${key}`, values);
  const BLOCKS = "p, li, h1, h2, h3, h4, h5, h6, td, th, blockquote, pre, dt, dd, figcaption";

  /** What is to be marked, each a list of terms: one term is a word, several are a phrase. */
  function sought() {
    const decoded = (part) => {
      try {
        return decodeURIComponent(part);
      } catch {
        return ""; // not ours
      }
    };
    return hash.slice(7, 10_000).split(",").slice(0, MOST).map((part) => decoded(part).split(" ").filter(Boolean)).filter((terms) => terms.length);
  }

  /** The text nodes of the article, those of a paragraph together: a phrase may stand across bold and plain. */
  function paragraphs() {
    const found = new Map();
    for (const place of document.querySelectorAll(".article h1, .article .dek, .article .prose")) {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const block = walker.currentNode.parentElement.closest(BLOCKS) ?? place;
        found.set(block, [...(found.get(block) ?? []), walker.currentNode]);
      }
    }
    return [...found.values()];
  }

  const phrases = sought();
  const firsts = new Set(phrases.map(([first]) => first));

  /** Where in a text the sought stands: [[start, end], …], in order, apart from one another. */
  function places(text) {
    const words = globalThis.briefgen.words.placed(text);
    const found = [];
    words.forEach(({ term, start }, i) => {
      if (!firsts.has(term)) return;
      const stands = (phrase) => phrase.every((one, k) => words[i + k]?.term === one);
      const length = Math.max(0, ...phrases.filter(stands).map((phrase) => phrase.length));
      if (!length) return;
      const { end } = words[i + length - 1];
      const last = found.at(-1);
      if (last && start < last[1]) last[1] = Math.max(last[1], end); // pairs of ideographs overlap
      else found.push([start, end]);
    });
    return found;
  }

  /** Puts a mark around a stretch of text that may go across nodes: its pieces. */
  function wrapped(nodes, [start, end]) {
    const pieces = [];
    let at = 0;
    for (const node of nodes) {
      const [from, to] = [Math.max(start - at, 0), Math.min(end - at, node.length)];
      at += node.length;
      if (from >= to) continue;
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const mark = document.createElement("mark");
      range.surroundContents(mark);
      pieces.push(mark);
    }
    return pieces;
  }

  const marks = paragraphs().flatMap((nodes) => {
    const text = nodes.map((node) => node.data).join("");
    return places(text).reverse().map((place) => wrapped(nodes, place)).reverse(); // from the end, so that what is before stays where it is
  });
  if (!marks.length) return;

  let here = -1;
  const bar = document.createElement("div");
  bar.className = "marks-bar";
  bar.setAttribute("role", "region");
  bar.setAttribute("aria-label", text("label"));
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  const buttons = [[text("previous"), "p", () => go(-1)], [text("next"), "n", () => go(1)], [text("clear"), "", clear]].map(([label, key, action]) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = label;
    if (key) made.setAttribute("aria-keyshortcuts", key);
    made.title = key && text("key", { key });
    made.addEventListener("click", action);
    return made;
  });
  bar.append(count, ...buttons);
  document.body.append(bar);

  function go(by) {
    const each = (i, action) => marks[i]?.forEach((mark) => mark.classList[action]("here"));
    each(here, "remove");
    here = (here + by + marks.length) % marks.length;
    each(here, "add");
    marks[here][0].scrollIntoView({ block: "center" });
    count.textContent = text("place", { here: here + 1, n: marks.length });
  }

  function clear() {
    for (const mark of marks.flat()) {
      const parent = mark.parentNode;
      mark.replaceWith(...mark.childNodes);
      parent.normalize();
    }
    bar.remove();
    document.removeEventListener("keydown", onKey);
    try {
      history.replaceState(history.state, "", location.pathname + location.search);
    } catch {
      // Some browsers allow no other address for a file on a disk.
    }
  }

  function onKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    if (event.key === "n") go(1);
    if (event.key === "p") go(-1);
  }
  document.addEventListener("keydown", onKey);

  // A reader who comes back stays where they were.
  const isReturn = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  if (isReturn) count.textContent = text("marked", { n: marks.length });
  else go(1);
})();
