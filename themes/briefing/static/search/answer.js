// A request's answer: how many articles there are, which, by what they can be narrowed down, and how each is shown.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});
  const { UNDATED, placeAfter, match, query, rank, spelling, words } = briefgen;

  const { COLUMNS } = query;
  const MISSED = { outlet: 1, author: 2, event: 4, tag: 8, dates: 16, query: 32 }; // what an article does not satisfy
  const BLOCK = 10; // results within which what stands near to one another changes the order
  const AT_ONCE = 10 * BLOCK;

  // ---- excerpts ---------------------------------------------------------------------------------------------------------------

  const LONGEST = 240; // characters: three or four lines
  const BEFORE = 60; // of these at most before the first mark
  const SENTENCE_END = /[.!?…]["'”’)\]]*\s+|[。！？]|\n\s*/;

  /** What is to be marked, by its first term: [{terms, leaf}]. */
  function soughtBy(leaves) {
    const sought = new Map();
    leaves.forEach((match, leaf) => {
      for (const terms of match.terms ? [match.terms] : match.forms.map((form) => [form])) {
        if (!sought.has(terms[0])) sought.set(terms[0], []);
        sought.get(terms[0]).push({ terms, leaf });
      }
    });
    return sought;
  }

  /** Where what is sought stands among placed terms: [{start, end, leaf}]. */
  function hitsAmong(placed, sought) {
    const found = [];
    placed.forEach(({ term, start }, i) => {
      for (const { terms, leaf } of sought.get(term) ?? []) {
        if (terms.every((one, k) => placed[i + k]?.term === one)) found.push({ start, end: placed[i + terms.length - 1].end, leaf });
      }
    });
    return found;
  }

  /** The marks on a part of a text, from its start; those that touch are one. */
  function marksOn(hits, from = 0, to = Infinity) {
    const marks = [];
    for (const { start, end } of hits) {
      if (start < from || start >= to) continue;
      const last = marks.at(-1);
      if (last && start - from <= last[1]) last[1] = Math.max(last[1], Math.min(end, to) - from);
      else marks.push([start - from, Math.min(end, to) - from]);
    }
    return marks;
  }

  /** Where the first stretch begins that has most of the leaves. */
  function bestStart(hits) {
    const counts = [];
    let best = { start: 0, leaves: 0 };
    let leaves = 0;
    let end = 0;
    hits.forEach(({ start, leaf }, i) => {
      while (end < hits.length && (end === i || hits[end].end <= start + LONGEST - BEFORE)) {
        counts[hits[end].leaf] = (counts[hits[end].leaf] ?? 0) + 1;
        if (counts[hits[end++].leaf] === 1) leaves++;
      }
      if (leaves > best.leaves) best = { start, leaves };
      if (--counts[leaf] === 0) leaves--;
    });
    return best.start;
  }

  /** Where an excerpt with a mark at `first` begins: with a sentence, or else a word. */
  function startBefore(text, first, placed) {
    const from = first - BEFORE;
    if (from <= 0) return 0;
    const before = text.slice(from, first);
    const gap = SENTENCE_END.exec(before) ?? /\s+/.exec(before);
    return gap ? from + gap.index + gap[0].length : placed.find(({ start }) => start >= from).start;
  }

  /** Where an excerpt ends: with a word if one ends in its second half, and never within a pair of surrogates. */
  function endAfter(text, start, placed) {
    const limit = start + LONGEST;
    if (limit >= text.length) return text.length;
    const space = text.slice(start, limit + 1).search(/\s\S*$/);
    if (space > LONGEST / 2) return start + space;
    const last = placed.findLast(({ end }) => end <= limit);
    if (last?.end > start + LONGEST / 2) return last.end;
    return /[\udc00-\udfff]/.test(text[limit]) ? limit - 1 : limit;
  }

  function excerptOf(text, sought) {
    const placed = words.placed(text);
    const hits = hitsAmong(placed, sought);
    const start = startBefore(text, bestStart(hits), placed);
    const end = endAfter(text, start, placed);
    return { text: text.slice(start, end).replace(/\s/g, " "), marks: marksOn(hits, start, end), isStart: start === 0, isEnd: end === text.length };
  }

  // ---- filters ----------------------------------------------------------------------------------------------------------------

  /** For each article what it misses: 0 when it's in the answer. */
  async function missesOf(index, docs, { selected, from, to }, days) {
    const misses = new Uint8Array(index.articles).fill(MISSED.query);
    for (let i = 0; i < docs.length; i++) misses[docs[i]] = 0;
    const miss = (marks, what) => {
      for (let doc = 0; doc < marks.length; doc++) if (!marks[doc]) misses[doc] |= what;
    };
    if (from !== null || to !== null) miss(match.marksWithin(days, from, to), MISSED.dates);
    const chosen = COLUMNS.filter((column) => selected[column].length);
    const columns = await Promise.all(chosen.map((column) => index.column(column)));
    chosen.forEach((column, i) => {
      const { names, starts, values } = columns[i];
      const isMeant = Uint8Array.from(names, ({ key }) => selected[column].includes(key));
      miss(match.marksWith(isMeant, starts, values), MISSED[column]);
    });
    return misses;
  }

  /**
   * How many results there would be with each value, among articles that miss nothing but `spared`. `groups` says which article
   * each is shown with; a group counts once for a value, however many of its articles have it.
   */
  function tally({ starts, values }, size, misses, spared, groups, besideCopies) {
    const counts = new Int32Array(size);
    const last = new Int32Array(size).fill(-1);
    for (let place = 0; place < besideCopies.length; place++) {
      const doc = besideCopies[place];
      if (misses[doc] & ~spared) continue;
      for (let i = starts[doc]; i < starts[doc + 1]; i++) {
        const value = values[i];
        if (last[value] !== groups[doc]) counts[value]++;
        last[value] = groups[doc];
      }
    }
    return counts;
  }

  // ---- the histogram ----------------------------------------------------------------------------------------------------------

  const MOST_DAYS = 92;
  const MOST_MONTHS = 120;

  const dateOf = (day) => new Date(day * 86_400_000);
  const dayOf = (year, month) => new Date(0).setUTCFullYear(year, month, 1) / 86_400_000; // Date.UTC would take 50 for 1950

  /** Into what the days from the first to the last are parted: the unit, and the day on which each begins, and one more. */
  function binsOf(first, last) {
    if (last - first < MOST_DAYS) return { unit: "day", starts: Array.from({ length: last - first + 2 }, (_, i) => first + i) };
    const [begin, end] = [dateOf(first), dateOf(last)];
    const years = end.getUTCFullYear() - begin.getUTCFullYear() + 1;
    const months = 12 * (years - 1) + end.getUTCMonth() - begin.getUTCMonth() + 1;
    if (months > MOST_MONTHS) return { unit: "year", starts: Array.from({ length: years + 1 }, (_, i) => dayOf(begin.getUTCFullYear() + i, 0)) };
    return { unit: "month", starts: Array.from({ length: months + 1 }, (_, i) => dayOf(begin.getUTCFullYear(), begin.getUTCMonth() + i)) };
  }

  // ---- the answer -------------------------------------------------------------------------------------------------------------

  const shownOf = ({ number, title, url, date, outlet, authors, lang }) => ({ number, title, url, date, outlet, authors, lang });

  const byCount = (a, b) => b.count - a.count || order(a.name, b.name) || order(a.key, b.key);
  const order = (one, other) => (one < other ? -1 : Number(one > other));

  class Answer {
    #index;
    #columns; // of articles
    #misses;
    #groups; // for each article, which it is shown with
    #best = []; // the best article of each group, in order
    #copies = new Map(); // of groups: those in the answer, in order
    #scores; // by article, null where they don't tell the order
    #near; // the leaves of which it counts how near they stand
    #sought;
    #selected;
    #blocks = new Map(); // of results, arranged

    constructor(index, request, { tree, notes, found, articles, misses }) {
      const leaves = rank.scoringLeaves(tree, found);
      const byScore = request.sort === "relevance" && leaves.length > 0;
      this.isEmpty = tree.kind === "none" && request.from === null && request.to === null && COLUMNS.every((column) => !request.selected[column].length);
      this.notes = notes;
      this.sort = request.sort === "relevance" && !byScore ? "newest" : request.sort;
      this.#index = index;
      this.#columns = articles;
      this.#misses = misses;
      this.#selected = request.selected;
      this.#groups = request.unfolded ? articles.numbers : articles.originals;
      this.#scores = byScore ? rank.scoresOf(index, tree, found, articles.levels) : null;
      this.#near = byScore ? rank.leavesOfText(leaves) : [];
      this.#mark(leaves.map((leaf) => leaf.match));
      this.#fold(rank.ordered(misses, articles, this.sort === "oldest" ? "oldest" : "newest", this.#scores));
    }

    #mark(matches) {
      this.#sought = soughtBy(matches);
      const phrases = matches.flatMap(({ terms }) => (terms ? [terms] : []));
      this.marks = { words: [...new Set(matches.flatMap(({ forms }) => forms ?? []))], phrases };
    }

    #fold(order) {
      this.articles = order.length;
      const isSeen = new Uint8Array(this.#index.articles);
      for (let i = 0; i < order.length; i++) {
        const doc = order[i];
        const group = this.#groups[doc];
        if (!isSeen[group]) this.#best.push(doc);
        isSeen[group] = 1;
        if (group === doc) continue;
        if (!this.#copies.has(group)) this.#copies.set(group, []);
        this.#copies.get(group).push(doc);
      }
      this.total = this.#best.length;
      const others = [...this.#copies.keys()].flatMap((group) => this.#group(group).others);
      const versions = others.filter((doc) => this.#columns.versions[doc]).length;
      this.folded = { copies: others.length - versions, versions };
    }

    /** The article as which the group of one is shown, and those that are folded away. */
    #group(best) {
      const group = this.#groups[best];
      const copies = this.#copies.get(group) ?? [];
      const shown = this.#misses[group] ? copies.reduce((least, doc) => Math.min(least, doc)) : group;
      return { best, shown, others: copies.filter((doc) => doc !== shown) };
    }

    async #block(number) {
      const groups = this.#best.slice(number * BLOCK, (number + 1) * BLOCK).map((best) => this.#group(best));
      if (!this.#near.length) return groups;
      const articles = await this.#index.texts(groups.map(({ shown }) => shown));
      const points = new Map(groups.map((group, i) => [group, rank.totalOf(this.#scores[group.best]) + rank.nearness(this.#index, this.#near, articles[i])]));
      return groups.sort((a, b) => points.get(b) - points.get(a));
    }

    /** Keeps a block, unless it can't be loaded: to ask again is to try again. */
    #keep(number, block) {
      this.#blocks.set(number, block);
      block.catch(() => this.#blocks.delete(number));
    }

    async #arranged(start, count) {
      const end = Math.min(start + count, this.total);
      const numbers = [];
      for (let number = Math.floor(start / BLOCK); number * BLOCK < end; number++) numbers.push(number);
      const blocks = await Promise.all(
        numbers.map((number) => {
          if (!this.#blocks.has(number)) this.#keep(number, this.#block(number));
          return this.#blocks.get(number);
        }),
      );
      const skipped = start % BLOCK;
      return blocks.flat().slice(skipped, skipped + end - start);
    }

    async #records(start, count, show) {
      const groups = await this.#arranged(start, count);
      return Promise.all(
        groups.map(async ({ shown, others }) => {
          const [article, ...rest] = await this.#index.texts([shown, ...others]);
          return { ...show(article), others: rest.map((other) => ({ ...shownOf(other), isVersion: this.#columns.versions[other.number] === 1 })) };
        }),
      );
    }

    /** Some of the results, as they are shown. */
    results(start, count) {
      return this.#records(start, count, (article) => ({
        ...shownOf(article),
        excerpt: excerptOf(article.text, this.#sought),
        titleMarks: marksOn(hitsAmong(words.placed(article.title), this.#sought)),
      }));
    }

    /** All results, without excerpts; `progress` is told how many of them are there. */
    async all(progress) {
      const found = [];
      while (found.length < this.total) {
        found.push(...(await this.#records(found.length, AT_ONCE, shownOf)));
        progress?.(found.length, this.total);
      }
      return found;
    }

    #tally(column, size, spared) {
      return tally(column, size, this.#misses, spared, this.#groups, this.#columns.besideCopies);
    }

    /** The names in a column with how many results each would give, the most first. */
    async facet(column) {
      const known = await this.#index.column(column);
      const selected = this.#selected[column];
      const counts = this.#tally(known, known.names.length, MISSED[column]);
      const found = known.names
        .map(({ name, key }, i) => ({ name, key, count: counts[i], isSelected: selected.includes(key) }))
        .filter(({ count, isSelected }) => count || isSelected);
      const unknown = selected.filter((key) => !found.some((one) => one.key === key));
      return [...found, ...unknown.map((key) => ({ name: key, key, count: 0, isSelected: true }))].sort(byCount);
    }

    /** The first and the last day of the articles that miss nothing but perhaps dates; undefined when none has a day. */
    #span() {
      const { days } = this.#columns;
      let [first, last] = [Infinity, -Infinity];
      for (let doc = 0; doc < days.length; doc++) {
        if (days[doc] === UNDATED || this.#misses[doc] & ~MISSED.dates) continue;
        first = Math.min(first, days[doc]);
        last = Math.max(last, days[doc]);
      }
      return first <= last ? [first, last] : undefined;
    }

    /** How many results there are of each day, month or year, as if no dates were chosen. */
    async histogram() {
      const { days, numbers } = this.#columns;
      const span = this.#span();
      const { unit, starts } = span ? binsOf(...span) : { unit: "day", starts: [0] };
      const undated = starts.length - 1;
      const values = new Int32Array(days.length);
      for (let doc = 0; doc < days.length; doc++) values[doc] = days[doc] === UNDATED ? undated : placeAfter(starts, days[doc]) - 1;
      const counts = this.#tally({ starts: numbers, values }, starts.length, MISSED.dates);
      const bins = Array.from({ length: undated }, (_, i) => ({ first: starts[i], last: starts[i + 1] - 1, count: counts[i] }));
      return { unit, bins, undated: counts[undated] };
    }
  }

  const onceEach = (notes) => [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];

  const NOTHING = { query: "", typing: false, selected: {}, from: null, to: null, sort: "relevance", unfolded: false };

  /** Answers a request: {query, typing, selected: {outlet: [key, …], …}, from, to, sort, unfolded}. Rejects with SearchProblem. */
  async function search(index, asked) {
    const request = { ...NOTHING, ...asked };
    request.selected = Object.fromEntries(COLUMNS.map((column) => [column, request.selected[column] ?? []]));
    const { tree, notes: unread } = query.read(request.query, request.typing);
    const [found, articles] = await Promise.all([match.gather(index, tree), index.column("articles")]);
    const notes = onceEach([...unread, ...(await spelling.correct(index, tree, found))]);
    const misses = await missesOf(index, match.combine(index, tree, found), request, articles.days);
    return new Answer(index, request, { tree, notes, found, articles, misses });
  }

  briefgen.search = search;
})();
