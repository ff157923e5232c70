// The search page: what is asked, in the box, the filters and the address, and the answer to it.
"use strict";

(() => {
  const briefgen = globalThis.briefgen;
  const root = document.getElementById("search");
  const form = document.querySelector("main form[role=search]");
  if (!root || !form) return;

  const { element, button, address, days, pieces } = briefgen;
  const text = (key, values) => briefgen.say(`search.${key}`, values);
  const { COLUMNS, FIELDS } = briefgen.query;
  const AT_ONCE = 10;
  const PAUSE = 120; // ms without a keystroke before asking: longer than a typist's gap, shorter than a wait
  const PATIENCE = 400; // ms before a slow host is worth a word

  const part = (name) => root.querySelector(`#search-${name}`);
  const box = form.elements.q;
  const [status, notes, chips, list, more, filters, sort, copies, tools, toggle] = "status notes chips results more filters sort copies tools toggle".split(" ").map(part);
  const title = document.title;

  let state = address.read(location.search);
  let answer = null; // the one that stands there
  let shown = 0; // how many of its results
  let latest = 0; // the number of the last question; an answer to an earlier one is stale and is dropped
  const names = Object.fromEntries(COLUMNS.map((column) => [column, new Map()])); // key → name, of what was selected

  // ---- asking ------------------------------------------------------------------------------------------------------------------

  let opening; // a promise of the index
  const opened = () => {
    opening ??= briefgen.openIndex(briefgen.loadShard);
    opening.catch(() => (opening = undefined)); // so that to ask again is to try again
    return opening;
  };

  const isIdle = () => !state.query.trim() && state.from === null && state.to === null && COLUMNS.every((column) => !state.selected[column].length);

  /** Asks what `state` says and shows the answer, with `count` results at first; `top` is where the page was scrolled to. */
  async function ask({ typing = false, count = AT_ONCE, top } = {}) {
    const question = ++latest;
    const isCurrent = () => question === latest;
    document.title = state.query.trim() ? `${state.query.trim()} – ${title}` : title;
    if (isIdle()) return rest();
    root.dataset.state = "busy";
    const slow = setTimeout(() => isCurrent() && say(text("searching")), PATIENCE);
    try {
      const found = await briefgen.search(await opened(), { ...state, typing });
      const records = found.isEmpty ? [] : await found.results(0, count);
      if (!isCurrent()) return;
      if (found.isEmpty) return rest(text("no_words"));
      await learnNames(found);
      const { columns } = await briefgen.loadShard("index");
      if (!isCurrent()) return;
      clearTimeout(slow);
      show(found, records, columns);
      if (top) scrollTo({ top, behavior: "instant" });
      await showFilters(found, isCurrent);
    } catch (problem) {
      if (isCurrent()) complain(problem);
    } finally {
      clearTimeout(slow);
    }
  }

  const say = (line) => {
    status.textContent = line;
  };

  function clear() {
    answer = null;
    for (const place of [notes, chips, list]) place.replaceChildren();
    tools.hidden = more.hidden = true;
  }

  /** Nothing is asked: the page as it was at first. */
  function rest(line = "") {
    clear();
    filters.hidden = toggle.hidden = true;
    say(line);
    root.dataset.state = line ? "done" : "idle";
  }

  function complain(problem) {
    const isKnown = problem instanceof briefgen.SearchProblem;
    if (!isKnown) console.error(problem);
    clear();
    say(isKnown ? problem.message : text("unreadable"));
    notes.replaceChildren(element("p", "", button(text("try_again"), () => ask())));
    root.dataset.state = "done";
  }

  // ---- showing -----------------------------------------------------------------------------------------------------------------

  /** How many results there are, and how many others are folded into them. */
  function sizeOf({ total, folded }) {
    if (!total) return text("nothing");
    const { copies, versions } = folded;
    const said = [text("found", { n: total }), copies && text("copies", { n: copies }), versions && text("versions", { n: versions })];
    return briefgen.joined(said.filter(Boolean)).join("");
  }

  /** Shows an answer; `columns` are the files of each column: none where the archive has no such names. */
  function show(found, records, columns) {
    const hadFocus = document.activeElement?.closest?.("#search-chips, #search-results, #search-notes");
    answer = found;
    shown = records.length;
    say(sizeOf(found));
    notes.replaceChildren(...found.notes.map(noteOf), ...adviceOf(found));
    showChips();
    list.replaceChildren(...records.map((record) => briefgen.resultOf(record, briefgen.marksOf(found.marks))));
    showRest();
    sort.value = found.sort;
    copies.checked = state.unfolded;
    tools.hidden = !found.total;
    for (const facet of filters.querySelectorAll("[data-column]")) facet.hidden = !columns[facet.dataset.column]?.length;
    if (hadFocus && document.activeElement === document.body) (chips.querySelector("button") ?? list).focus({ preventScroll: true });
    root.dataset.state = "done";
  }

  function showRest() {
    const rest = answer.total - shown;
    more.hidden = rest <= 0;
    more.disabled = false;
    more.textContent = text("more", { n: Math.min(AT_ONCE, rest) });
  }

  async function showMore() {
    const asked = answer;
    more.disabled = true; // a second click would add the same ones again
    try {
      const records = await asked.results(shown, AT_ONCE);
      if (asked !== answer) return;
      shown += records.length;
      const added = records.map((record) => briefgen.resultOf(record, briefgen.marksOf(asked.marks)));
      list.append(...added);
      added[0]?.querySelector("a").focus();
      showRest();
      keepPlace();
    } catch (problem) {
      if (asked === answer) complain(problem);
    }
  }

  const quoted = (words) => element("span", "", ...pieces("search.quoted", { words: element("bdi", "", words) }));
  const line = (key, values) => element("p", "", ...pieces(`search.${key}`, values));

  /** The fields that a query may name, which read from the left in every language. */
  function fieldNames() {
    const made = element("bdi", "", FIELDS.map((name) => `${name}:`).join(" "));
    made.dir = "ltr";
    return made;
  }

  /** A line that says what became of something in the query. */
  function noteOf({ kind, typed, used }) {
    if (kind === "rarer") return line("rarer", { used: button(used, () => exchange(typed, used)) });
    const said = line(kind === "date" ? "unread" : kind, { typed: quoted(typed), used: quoted(used), fields: fieldNames() });
    if (kind === "unknown" && state.query.trim().includes(" ")) said.append(" ", button(text("without"), () => exchange(typed, "")));
    return said;
  }

  function adviceOf({ total }) {
    const filtered = state.from !== null || state.to !== null || COLUMNS.some((column) => state.selected[column].length);
    return !total && filtered ? [element("p", "", button(text("without_filters"), clearFilters))] : [];
  }

  /** Puts another word in a word's place in the box, leaving the rest as it was typed, and asks again. */
  function exchange(typed, other) {
    const same = (term) => briefgen.words.fold(typed) === term;
    const places = briefgen.words.placed(box.value).filter(({ term }) => same(term));
    for (const { start, end } of places.reverse()) box.value = box.value.slice(0, start) + other + box.value.slice(end);
    box.value = box.value.trim().replace(/\s+/g, " ");
    change({ query: box.value });
  }

  // ---- filters -----------------------------------------------------------------------------------------------------------------

  async function learnNames(found) {
    const unknown = COLUMNS.filter((column) => state.selected[column].some((key) => !names[column].has(key)));
    for (const column of unknown) {
      for (const { key, name, isSelected } of await found.facet(column)) if (isSelected) names[column].set(key, name);
      filters.querySelector(`[data-column=${column}]`).open = true;
    }
  }

  let filterParts; // what shows answers in the filters, from the first one on

  async function showFilters(found, isCurrent) {
    filterParts ??= {
      facets: briefgen.facetsIn(filters, choose),
      histogram: briefgen.histogramIn(part("dates"), (from, to) => change({ from, to }, "dates")),
    };
    const histogram = await found.histogram();
    if (!isCurrent()) return;
    filterParts.histogram(histogram, state.from, state.to);
    await filterParts.facets(found, state.selected);
    if (isCurrent()) filters.hidden = toggle.hidden = false; // all at once, so that nothing is pushed down
  }

  function choose(column, key, isChosen) {
    const others = state.selected[column].filter((other) => other !== key);
    change({ selected: { ...state.selected, [column]: isChosen ? [...others, key] : others } });
  }

  const clearFilters = () => change({ selected: Object.fromEntries(COLUMNS.map((column) => [column, []])), from: null, to: null });

  function showChips() {
    const label = (column) => filters.querySelector(`[data-column=${column}] summary > span`).textContent;
    const made = COLUMNS.flatMap((column) =>
      state.selected[column].map((key) => chip(label(column), names[column].get(key) ?? key, () => choose(column, key, false))),
    );
    const { from, to } = state;
    if (from !== null || to !== null) made.push(chip(text("date"), dates(from, to), () => change({ from: null, to: null })));
    if (made.length > 1) made.push(element("li", "", button(text("clear_all"), clearFilters, "plain-button")));
    chips.replaceChildren(...made);
  }

  function dates(from, to) {
    if (from === null) return text("until", { date: days.shown(to) });
    if (to === null) return text("from", { date: days.shown(from) });
    return from === to ? days.shown(from) : briefgen.say("date.span", { first: days.shown(from), last: days.shown(to) });
  }

  const chip = (label, name, remove) =>
    element("li", "", button(element("span", "", element("span", "unseen", `${text("remove", { column: label })} `), element("bdi", "", name)), remove, "chip"));

  // ---- state and address -------------------------------------------------------------------------------------------------------

  let isSettled = !isIdle(); // whether the address is of something that was deliberately asked
  let lastKind = "";

  /** Changes what is asked, by a deliberate act, and asks; acts of one `kind` in a row are one step of Back. */
  function change(changes, kind = "") {
    clearTimeout(pause);
    state = { ...state, ...changes };
    remember(isSettled && !(kind && kind === lastKind));
    isSettled = true;
    lastKind = kind;
    return ask();
  }

  /** Keeps what is asked in the address. Some browsers allow no other address for a file on a disk; then it stays as it is. */
  function remember(asStep) {
    const search = address.write(state);
    try {
      if (search === location.search) return;
      history[asStep ? "pushState" : "replaceState"](null, "", search || location.pathname);
    } catch {}
  }

  /** Keeps how much is shown, and where, for coming back to it. */
  function keepPlace() {
    try {
      history.replaceState({ shown, top: scrollY }, "");
    } catch {}
  }

  function restore() {
    const known = address.read(location.search);
    if (!history.state && JSON.stringify(known) === JSON.stringify(state)) return; // to a place on this page, as by 'Skip to content'
    clearTimeout(pause);
    state = known;
    box.value = state.query;
    isSettled = !isIdle();
    lastKind = "";
    return ask({ count: Math.max(AT_ONCE, history.state?.shown || 0), top: history.state?.top });
  }

  let pause;
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => {
      state = { ...state, query: box.value };
      remember(isSettled); // what was deliberately asked stays a step back
      isSettled = false;
      ask({ typing: true });
    }, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    change({ query: box.value });
  });
  sort.addEventListener("change", () => change({ sort: sort.value }));
  copies.addEventListener("change", () => change({ unfolded: copies.checked }));
  more.addEventListener("click", showMore);
  addEventListener("popstate", restore);
  addEventListener("pagehide", keepPlace);
  // `briefgen serve` says so on a page that stays open while the archive is edited.
  document.addEventListener("briefgen:index", () => {
    briefgen.forgetShards();
    opening = undefined;
    ask({ count: Math.max(AT_ONCE, shown) });
  });

  for (const link of document.querySelectorAll(".search-help a[data-query]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      box.value = link.dataset.query;
      change({ query: box.value });
    });
  }

  toggle.addEventListener("click", () => {
    toggle.setAttribute("aria-expanded", String(filters.classList.toggle("is-open")));
  });

  // ---- files -------------------------------------------------------------------------------------------------------------------

  const menu = part("export");
  menu.addEventListener("click", async ({ target }) => {
    const format = target.closest("[data-format]")?.dataset.format;
    if (!format || !answer) return;
    const [asked, line] = [answer, status.textContent];
    const isCurrent = () => asked === answer;
    menu.open = false;
    menu.querySelector("summary").focus();
    try {
      await briefgen.part(menu.dataset.script);
      const found = await asked.all((done) => isCurrent() && say(text("gathering", { done, n: asked.total })));
      briefgen.exported(found, format);
      if (isCurrent()) say(line);
    } catch (problem) {
      if (isCurrent()) say(text("not_saved", { problem: problem.message }));
    }
  });
  document.addEventListener("click", ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  });

  // ---- beginning ---------------------------------------------------------------------------------------------------------------

  if (box.value && !state.query) state.query = box.value; // typed before this script was there
  box.value = state.query;
  if (isIdle()) box.focus();
  // By then search/index.js has run too, which the page names itself, so that it is loaded beside this.
  document.addEventListener("DOMContentLoaded", () => {
    opened().catch(() => {}); // the first answer will need it; if it fails, that is told then
    ask({ count: Math.max(AT_ONCE, history.state?.shown || 0), top: history.state?.top });
  });
})();
