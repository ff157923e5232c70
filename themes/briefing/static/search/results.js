// Results as elements. What they say was scraped, so it is hostile: it reaches the page as text nodes only.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});

  /** An element with children; strings among them become text, whatever they hold. */
  const element = (briefgen.element = (name, classes, ...children) => {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    made.append(...children);
    return made;
  });

  briefgen.button = (label, action, classes = "") => {
    const made = element("button", classes, label);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  };

  /** A text's nodes, the places of `marks` marked. */
  function marked(text, marks = []) {
    const nodes = [];
    let done = 0;
    for (const [start, end] of marks) {
      if (start < done) continue;
      nodes.push(text.slice(done, start), element("mark", "", text.slice(start, end)));
      done = end;
    }
    return [...nodes, text.slice(done)];
  }

  /** The address of an article's page: encoded piece by piece, and so never one with a scheme or of another host. */
  briefgen.pathOf = (url) => url.split("/").filter(Boolean).map(encodeURIComponent).join("/");

  const MOST_MARKS = 60; // words that a link hands on

  /** What an article's address says of the words to be marked there; static/marks.js reads it. */
  briefgen.marksOf = ({ words, phrases }) => {
    const all = [...words, ...phrases.map((terms) => terms.join(" "))].slice(0, MOST_MARKS);
    return all.length ? `#marks=${all.map(encodeURIComponent).join(",")}` : "";
  };

  const bdi = (classes, ...children) => element("bdi", classes, ...children);
  /** A paragraph that reads from the right where its words do. */
  function byDirection(made) {
    made.dir = "auto";
    return made;
  }

  /** Says in which language an article's words are, where that is not the page's. */
  function spoken(made, lang) {
    const own = lang || document.getElementById("search")?.dataset.lang;
    if (own && own !== document.documentElement.lang) made.lang = own;
    return made;
  }

  const namesOf = (authors) => [authors ?? []].flat().filter(Boolean);

  function timeOf(date) {
    const made = element("time", "", briefgen.dateShown(date));
    made.dateTime = date;
    return made;
  }

  function linkTo({ url }, fragment, ...children) {
    const link = element("a", "", ...children);
    link.href = briefgen.pathOf(url) + fragment;
    return link;
  }

  /** Copies that are folded away: by outlet, as lists elsewhere name them, or by title. */
  function copiesOf(copies, fragment) {
    const links = copies.map((copy) => linkTo(copy, fragment, copy.outlet ? bdi("", copy.outlet) : spoken(bdi("", copy.title), copy.lang)));
    return element("p", "card-also", ...briefgen.pieces("search.also", { names: 0 }).flatMap((piece) => (piece === "0" ? briefgen.joined(links) : [piece])));
  }

  /** A later version that is folded away. */
  function versionOf(version, fragment) {
    const said = version.date ? briefgen.say("search.version_of", { date: briefgen.dateShown(version.date) }) : briefgen.say("search.version");
    return element("p", "card-also", linkTo(version, fragment, said));
  }

  /** A list item for a result; `fragment` is added to its links. */
  briefgen.resultOf = ({ title, url, date, outlet, authors, lang, excerpt, titleMarks, others = [] }, fragment) => {
    const link = linkTo({ url }, fragment, ...marked(title || url, titleMarks));
    link.classList.add("result-link");
    const names = briefgen.joined(namesOf(authors).map((name) => bdi("", name)));
    const meta = [date && timeOf(date), outlet && element("span", "outlet", bdi("", outlet)), names.length && element("span", "", ...names)].filter(Boolean);
    const card = element("article", "card", byDirection(spoken(element("h2", "card-title", link), lang)));
    if (meta.length) card.append(element("p", "card-meta", ...meta.flatMap((part, i) => (i ? [" ", part] : [part]))));
    if (excerpt?.text) {
      const text = [excerpt.isStart ? "" : "… ", ...marked(excerpt.text, excerpt.marks), excerpt.isEnd ? "" : " …"];
      card.append(byDirection(spoken(element("p", "card-summary", ...text), lang)));
    }
    const copies = others.filter((other) => !other.isVersion);
    if (copies.length) card.append(copiesOf(copies, fragment));
    card.append(...others.filter((other) => other.isVersion).map((version) => versionOf(version, fragment)));
    return element("li", "", card);
  };
})();
