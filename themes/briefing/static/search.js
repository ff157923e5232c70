// Search in the browser: words in, articles out, best first, from an index that briefgen cut into shards.
//
// One classic script, and shards that are scripts too: from a disk (file://) a browser loads neither modules nor fetches.
// Four parts, each of which knows only those above it: words, shards, answers, page.
//
// Titles and texts were scraped, so they are hostile: they reach the page as text nodes only, never as HTML.
"use strict";

(() => {
  // ---- words: what the index knows a text by ----------------------------------------------------------------------------------
  // These must be the same words as the Python side finds, or an article cannot be found by its own words.

  const CJK = "\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff";
  const WORD = new RegExp(`[${CJK}]|(?:(?![${CJK}])[\\p{L}\\p{N}])+`, "gu");

  /** A text without its accents and compatibility forms: 'é' and 'é' are 'e', 'ﬁ' is 'fi'. Case is kept. */
  const withoutMarks = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "");

  /** The different words of a text, in order; each Chinese or Japanese character is a word of its own. */
  const wordsOf = (text) => [...new Set(withoutMarks(text).toLowerCase().match(WORD))];

  /**
   * Every word of a text with the place where it stands: [{word, start, end}].
   * Taking marks away changes lengths, so each character that is left remembers where it came from.
   */
  function placedWords(text) {
    let folded = "";
    const origin = [];
    let at = 0;
    for (const character of text) {
      const left = character < "\x80" ? character : withoutMarks(character);
      for (let i = 0; i < left.length; i++) origin.push(at);
      folded += left;
      at += character.length;
    }
    origin.push(at);
    const endOf = (index) => {
      while (origin[index] === origin[index - 1]) index++; // '½' is two words at one place: neither ends within it
      return origin[index];
    };
    // Lower case comes last, over the whole: a Greek sigma's form depends on its neighbours. By now no length changes.
    return Array.from(folded.toLowerCase().matchAll(WORD), ({ 0: word, index }) => ({
      word,
      start: origin[index],
      end: endOf(index + word.length),
    }));
  }

  // ---- shards: the index's files, each loaded once, when a query first needs it -------------------------------------------------

  const FOLDER = "search/";
  const VERSION = 2;

  /** Something that a reader can be told, as opposed to a mistake in this script. */
  class SearchProblem extends Error {}

  const loads = new Map(); // file → promise of its content
  const waiting = new Map(); // file → what to call with its content

  const deliver = (file, content) => waiting.get(file)?.(content);
  window.briefgenSearch = { index: (content) => deliver("index.js", content), words: deliver, records: deliver };

  /** A promise of a file's content. One that failed is forgotten, so that to ask again is to try again. */
  function load(file) {
    if (!loads.has(file)) {
      const loading = new Promise((resolve, reject) => insertScript(file, resolve, reject));
      loading.catch(() => loads.delete(file));
      loads.set(file, loading);
    }
    return loads.get(file);
  }

  function insertScript(file, resolve, reject) {
    const script = document.createElement("script");
    waiting.set(file, resolve);
    // Also on load: a damaged file loads as well, but delivers nothing. After a delivery, to reject changes nothing.
    script.onload = script.onerror = () => {
      script.remove();
      waiting.delete(file);
      reject(new SearchProblem(`A part of the search index could not be loaded: ${FOLDER}${file}.`));
    };
    script.src = FOLDER + file;
    document.head.append(script);
  }

  async function loadIndex() {
    const index = await load("index.js");
    if (index?.version === VERSION) return index;
    loads.delete("index.js");
    throw new SearchProblem("The search index was made by another version of briefgen than this page. The site has to be built again.");
  }

  /** Which shard has `term` if any has: the last one whose first term is not after it; -1 when all begin after it. */
  function shardFor(index, term) {
    let low = 0;
    let high = index.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.words[middle][0] <= term) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The terms of a shard, each with its postings: [gap, weight, gap, weight, …]. */
  const termsIn = async (index, shard) => (index.words[shard] ? load(index.words[shard][1]) : {});

  /** In which record file an article is, and its place there. */
  function placeOf(index, number) {
    if (!index.starts) {
      index.starts = []; // the number of the first article of each file
      let start = 0;
      for (const size of index.records.sizes) {
        index.starts.push(start);
        start += Number(size);
      }
    }
    let low = 0;
    let high = index.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.starts[middle] <= number) low = middle + 1;
      else high = middle;
    }
    return [index.records.files[low - 1], number - index.starts[low - 1]];
  }

  /** The records of some articles, in the order of `numbers`. */
  async function recordsOf(index, numbers) {
    const places = numbers.map((number) => placeOf(index, number));
    const rows = await Promise.all(places.map(async ([file, row]) => (await load(file))[row]));
    if (rows.includes(undefined)) throw new SearchProblem("The search index is incomplete. The site has to be built again.");
    return rows.map(([title, url, date, outlet, text]) => ({ title, url, date, outlet, text }));
  }

  // ---- answers -----------------------------------------------------------------------------------------------------------------

  /** Postings as a map from article number to weight. */
  function weightsOf(postings) {
    const weights = new Map();
    for (let i = 0, number = 0; i < postings.length; i += 2) {
      number += postings[i];
      weights.set(number, postings[i + 1]);
    }
    return weights;
  }

  /** How much it tells that an article has a term which `found` of `all` have: BM25's inverse document frequency. */
  const idf = (found, all) => Math.log(1 + (all - found + 0.5) / (found + 0.5));

  const SATURATION = 1.2; // BM25's k1 and b (Robertson and Zaragoza 2009)
  const LENGTH_PART = 0.75;
  const USUAL_LENGTH = 500; // fixed, where BM25 has the average: so one article's rank depends on no other's length

  /** How much an article is about a term that it has so often. */
  function weightOf(index, number, times) {
    const length = 2 ** ((index.lengths.charCodeAt(number) - 35) / 4) - 1; // as the index's `length_sign` has it
    return (times * (SATURATION + 1)) / (times + SATURATION * (1 - LENGTH_PART + (LENGTH_PART * length) / USUAL_LENGTH));
  }

  /** `numbers` of the articles that have every term, best first; `unknown` are the terms that no article has. */
  async function answerTo(index, terms) {
    const shards = await Promise.all(terms.map((term) => termsIn(index, shardFor(index, term))));
    const unknown = terms.filter((term, i) => !Object.hasOwn(shards[i], term));
    if (unknown.length) return { numbers: [], unknown };
    const found = terms.map((term, i) => weightsOf(shards[i][term]));
    found.sort((a, b) => a.size - b.size); // the rarest first: there is the least to go through
    const scored = [];
    for (const number of found[0].keys()) {
      if (!found.every((weights) => weights.has(number))) continue;
      scored.push({ number, score: found.reduce((sum, weights) => sum + idf(weights.size, index.articles) * weightOf(index, number, weights.get(number)), 0) });
    }
    scored.sort((a, b) => b.score - a.score || b.number - a.number); // of equals the one whose file has the later date in its path
    return { numbers: scored.map(({ number }) => number), unknown };
  }

  /** What a half-typed word may become: a few terms that begin like it, those of most articles first. */
  async function completionsOf(index, start) {
    const shard = shardFor(index, start);
    const next = index.words[shard + 1]?.[0].startsWith(start) ? [shard + 1] : [];
    const terms = Object.assign({}, ...(await Promise.all([shard, ...next].map((one) => termsIn(index, one)))));
    const fitting = Object.keys(terms).filter((term) => term.startsWith(start));
    return fitting.sort((a, b) => terms[b].length - terms[a].length).slice(0, 6);
  }

  const EXCERPT = 240; // characters: three or four lines
  const LEAD = 50; // characters before the first word that is looked for

  /** The stretch of a text that has the most different terms, cut between words; its beginning when it has none. */
  function excerptOf(text, terms) {
    const words = placedWords(text);
    const hits = words.filter(({ word }) => terms.has(word));
    const within = (first) => new Set(hits.filter(({ start, end }) => start >= first && end <= first + EXCERPT - LEAD).map(({ word }) => word)).size;
    let best = { start: 0, terms: 0 };
    for (const { start } of hits) {
      if (best.terms === terms.size) break;
      if (within(start) > best.terms) best = { start, terms: within(start) };
    }
    const from = Math.max(0, Math.min(best.start - LEAD, text.length - EXCERPT));
    const shown = words.filter(({ start, end }) => start >= from && end <= from + EXCERPT);
    if (!shown.length) return text.slice(0, EXCERPT);
    const start = shown[0] === words[0] ? 0 : shown[0].start;
    const end = shown.at(-1) === words.at(-1) ? text.length : shown.at(-1).end;
    return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
  }

  // ---- page --------------------------------------------------------------------------------------------------------------------

  const AT_ONCE = 20;
  const PAUSE = 150; // ms without a keystroke before asking: longer than a typist's gap, shorter than a wait
  const PATIENCE = 400; // ms before a slow host is worth a word
  const MONTHS = "January February March April May June July August September October November December".split(" ");

  const form = document.querySelector("main form[role=search]");
  const box = form.elements.q;
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");

  let latest = 0; // the number of the last question; an answer to an earlier one is stale and is dropped

  /** Asks what is in the box and shows the answer, with `shown` results at first. */
  async function ask(shown = AT_ONCE) {
    const question = ++latest;
    const current = () => question === latest;
    const terms = wordsOf(box.value);
    remember(shown);
    if (!terms.length) {
      return say(box.value ? "There are no letters or digits in this. Type a word to look for." : "Type a word or more. Articles that have all of them are found.");
    }
    const slow = setTimeout(() => current() && say("Searching…"), PATIENCE);
    try {
      const index = await loadIndex();
      const { numbers, unknown } = await answerTo(index, terms);
      const records = await recordsOf(index, numbers.slice(0, shown));
      const hints = numbers.length ? [] : await hintsFor(index, terms, unknown);
      if (current()) show(index, terms, numbers, records, unknown, hints);
    } catch (problem) {
      if (!(problem instanceof SearchProblem)) console.error(problem);
      const message = problem instanceof SearchProblem ? problem.message : "The search index could not be read.";
      if (current()) say(message, [row(button("Try again", () => ask(shown)))]);
    } finally {
      clearTimeout(slow);
    }
  }

  /** Says one line, which a screen reader reads out, above what is shown. */
  function say(line, shown = []) {
    status.textContent = line;
    results.replaceChildren(...shown);
  }

  function show(index, terms, numbers, records, unknown, hints) {
    if (unknown.length) return say(`No article has ${unknown.map((term) => `‘${term}’`).join(" or ")}.`, hints);
    if (!numbers.length) return say("No article has all of these words.", hints);
    say(numbers.length === 1 ? "1 article" : `${numbers.length.toLocaleString("en")} articles`);
    showMore(index, new Set(terms), numbers, records);
  }

  /** Adds some results, and a button for the next ones. */
  function showMore(index, terms, numbers, records) {
    const added = records.map((record) => resultOf(record, terms));
    results.append(...added);
    const shown = results.childElementCount;
    if (shown >= numbers.length) return added[0];
    const question = latest;
    const more = row(
      button(`Show ${Math.min(AT_ONCE, numbers.length - shown)} more`, async ({ target }) => {
        target.disabled = true; // a second click would add the same ones again
        try {
          const next = await recordsOf(index, numbers.slice(shown, shown + AT_ONCE));
          if (question !== latest) return;
          more.remove();
          showMore(index, terms, numbers, next).querySelector("a").focus();
          remember(shown + AT_ONCE);
        } catch (problem) {
          target.disabled = false;
          target.textContent = `${problem.message} Try again`;
        }
      }),
    );
    results.append(more);
    return added[0];
  }

  /** What could be asked instead, when nothing was found. */
  async function hintsFor(index, terms, unknown) {
    const completed = await Promise.all(unknown.map(async (term) => [term, await completionsOf(index, term)]));
    const longer = completed.filter(([, words]) => words.length).map(([term, words]) => hint(`Words that begin with ‘${term}’:`, words, (word) => exchange(term, word)));
    if (terms.length === 1) return longer;
    const spare = unknown.length ? unknown : terms;
    return [...longer, hint("Search without", spare, (term) => exchange(term, ""))];
  }

  function hint(label, words, action) {
    const buttons = words.flatMap((word) => [" ", button(word, () => action(word))]);
    return row(element("p", "hint", label, ...buttons));
  }

  /** Puts another word in a word's place in the box, leaving the rest as it was typed, and asks again. */
  function exchange(term, other) {
    const places = placedWords(box.value).filter(({ word }) => word === term);
    for (const { start, end } of places.reverse()) box.value = box.value.slice(0, start) + other + box.value.slice(end);
    box.value = box.value.trim().replace(/\s+/g, " ");
    box.focus();
    ask();
  }

  function resultOf({ title, url, date, outlet, text }, terms) {
    const link = element("a", "", ...marked(title, terms));
    link.href = url.split("/").map(encodeURIComponent).join("/"); // and so never an address with a scheme
    const when = element("p", "gutter when");
    if (date) when.append(timeOf(date));
    const card = element("article", "card", element("h2", "card-title", element("bdi", "", link)));
    card.append(element("p", "card-summary", element("bdi", "", ...marked(excerptOf(text, terms), terms))));
    if (outlet) card.append(element("p", "card-meta", element("bdi", "outlet", outlet)));
    return row(when, card);
  }

  /** The text as nodes, with every one of the terms marked, however it is spelt there. */
  function marked(text, terms) {
    const nodes = [];
    let done = 0;
    for (const { word, start, end } of placedWords(text)) {
      if (!terms.has(word) || start < done) continue;
      nodes.push(text.slice(done, start), element("mark", "", text.slice(start, end)));
      done = end;
    }
    return [...nodes, text.slice(done)];
  }

  /** '7 January 2022' of '2022-01-07', or as much of it as is known. */
  function timeOf(date) {
    const [year, month, day] = date.slice(0, 10).split("-").map(Number);
    const made = element("time", "", [day, MONTHS[month - 1], year].filter(Boolean).join(" "));
    made.dateTime = date;
    return made;
  }

  /** An element with children; strings among them become text, whatever they hold. */
  function element(name, classes, ...children) {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    made.append(...children);
    return made;
  }

  const row = (...children) => element("div", "row", ...children);

  function button(label, action) {
    const made = element("button", "", label);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  /** Keeps the question in the address, so that it can be linked to, and Back returns to it and to as many results. */
  function remember(shown) {
    const query = box.value.trim();
    try {
      history.replaceState({ shown }, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
    } catch {
      // Some browsers allow no other address for a file on a disk; then the address just stays as it is.
    }
  }

  let pause;
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(ask, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    ask();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  box.value = new URLSearchParams(location.search).get("q") ?? "";
  if (!box.value) box.focus();
  ask(history.state?.shown);
})();
