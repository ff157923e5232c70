// Which articles a query's tree matches. Each leaf (a word, a phrase, a field's value) is found on its own; then all are combined.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});
  const { UNDATED, placeAfter } = briefgen;
  const { BODY, positionsIn, possibleStems, termsOf } = briefgen.words;
  const { rowOf } = briefgen.query;

  const IN_TITLE = 8; // of an article's sign for a word
  const AMONG_NAMES = 32;
  const LEAD = 114; // the position before which an article's lead ends
  const FEW = 24; // articles whose texts tell as much as positions do, and are fewer bytes
  const MOST_SHARDS = 12; // of those that have what begins in some way,
  const MOST_ENTRIES = 50; // and of the words there
  const RELATIVE = 0.8; // what another form of a word counts; the word itself is 1
  const MOST_OCCURRENCES = 20;

  const unique = (list) => [...new Set(list)];

  // ---- lists of articles, ascending ------------------------------------------------------------------------------------------

  function markedIn(marks) {
    const found = new Int32Array(marks.length);
    let length = 0;
    for (let doc = 0; doc < marks.length; doc++) if (marks[doc]) found[length++] = doc;
    return found.slice(0, length);
  }

  function marksOf(lists, articles) {
    const marks = new Uint8Array(articles);
    for (const docs of lists) for (let i = 0; i < docs.length; i++) marks[docs[i]] = 1;
    return marks;
  }

  const unionOf = (lists, articles) => (lists.length === 1 ? lists[0] : markedIn(marksOf(lists, articles)));

  function complementOf(docs, articles) {
    const marks = new Uint8Array(articles).fill(1);
    for (let i = 0; i < docs.length; i++) marks[docs[i]] = 0;
    return markedIn(marks);
  }

  function common(some, others) {
    const found = new Int32Array(Math.min(some.length, others.length));
    let length = 0;
    for (let i = 0, j = 0; i < some.length && j < others.length; ) {
      const difference = some[i] - others[j];
      if (!difference) found[length++] = some[i];
      if (difference <= 0) i++;
      if (difference >= 0) j++;
    }
    return found.slice(0, length);
  }

  /** What all the lists have: the shortest first, so that there is the least to go through. */
  const intersectionOf = (lists) => [...lists].sort((a, b) => a.length - b.length).reduce(common);

  // ---- words ------------------------------------------------------------------------------------------------------------------

  /** A word's entries in the index, and those of the other forms of it; where no article has it, those of a stem that it may have. */
  async function familyOf(index, word) {
    const home = await index.shard(index.shardFor(word));
    const others = await Promise.all(home.elsewhere(word).map((stem) => index.shard(index.shardFor(stem))));
    const shards = unique([home, ...others]);
    const exact = shards.flatMap((shard) => shard.entries(word));
    if (!exact.length) return { exact, relatives: home.stemmed(possibleStems(word)) };
    return {
      exact,
      relatives: shards.flatMap((shard) => shard.family(word)).filter((entry) => entry.word !== word),
    };
  }

  const titled = ({ docs, signs }) => {
    const isIn = (_, i) => signs[i] & IN_TITLE;
    return { docs: docs.filter(isIn), signs: signs.filter(isIn) };
  };

  /** What matches any of these entries: `parts` are their postings with what each counts, `forms` their words. */
  function anyOf(index, exact, relatives = [], inTitle = false) {
    const parts = [...exact, ...relatives].map(({ postings }, i) => ({
      ...(inTitle ? titled(postings) : postings),
      factor: i < exact.length ? 1 : RELATIVE,
    }));
    const docs = unionOf(parts.map((part) => part.docs), index.articles);
    return { docs, parts, forms: unique([...exact, ...relatives].map(({ word }) => word)) };
  }

  async function wordIn(index, term, inTitle = false) {
    const { exact, relatives } = await familyOf(index, term);
    return anyOf(index, exact, relatives, inTitle);
  }

  const shardsOf = (index, numbers) => Promise.all(numbers.slice(0, MOST_SHARDS).map((number) => index.shard(number)));

  /** The entries of words with this beginning, in order, and whether there were too many shards to look through. */
  async function completionsOf(index, beginning) {
    const numbers = [];
    for (let number = index.shardFor(beginning); number <= index.shardFor(`${beginning}\uffff`); number++) {
      if (index.hasShard(number)) numbers.push(number);
    }
    const home = await shardsOf(index, numbers);
    const stems = home.flatMap((shard) => Object.keys(shard.stems).filter((word) => word.startsWith(beginning)).flatMap((word) => shard.stems[word]));
    const away = unique(stems.map((stem) => index.shardFor(stem))).filter((number) => !home.some((shard) => shard.number === number));
    const shards = [...home, ...(await shardsOf(index, away.sort((a, b) => a - b)))].sort((a, b) => a.number - b.number);
    const entries = shards.flatMap((shard) => shard.all.filter(({ word }) => word.startsWith(beginning)));
    const rank = ({ word, size }) => (word === beginning ? Infinity : size);
    const taken = new Set([...entries].sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a))).slice(0, MOST_ENTRIES));
    return { entries: entries.filter((entry) => taken.has(entry)), isCut: numbers.length > MOST_SHARDS };
  }

  async function prefixIn(index, { term, typing }) {
    const [{ entries, isCut }, family] = await Promise.all([completionsOf(index, term), typing && familyOf(index, term)]);
    const { exact, relatives } = family || { exact: entries.filter(({ word }) => word === term), relatives: [] };
    const known = new Set(exact);
    const others = unique([...relatives, ...entries]).filter((entry) => !known.has(entry));
    return { ...anyOf(index, exact, others), isCut };
  }

  // ---- phrases ----------------------------------------------------------------------------------------------------------------

  /** Those of `starts` that have a position `distance` further in `others`. */
  function followed(starts, others, distance) {
    const found = [];
    let i = 0;
    for (const start of starts) {
      while (others[i] < start + distance) i++;
      if (others[i] === start + distance) found.push(start);
    }
    return found;
  }

  /** Where a phrase begins, of the positions of each of its terms. */
  const beginnings = (rows) => rows.reduce((starts, row, i) => (i ? followed(starts, row, i) : row));

  /** The articles of `docs` in which the phrase occurs, and `occurrences`: for each where it begins. */
  function occurring(docs, rowsOfTerms, isWanted = () => true) {
    const found = [];
    const occurrences = [];
    docs.forEach((doc, i) => {
      const starts = beginnings(rowsOfTerms.map((rows) => rows[i])).filter(isWanted);
      if (!starts.length) return;
      found.push(doc);
      occurrences.push(starts);
    });
    return { docs: Int32Array.from(found), occurrences };
  }

  /** What ranking has to know of a phrase's occurrences in an article. */
  function sightOf(starts) {
    const first = starts.findIndex((start) => start >= BODY);
    const count = first < 0 ? 0 : starts.length - first;
    return { count: Math.min(count, MOST_OCCURRENCES), inTitle: starts[0] < BODY, inLead: count > 0 && starts[first] < LEAD };
  }

  /** How an article has what one match is of. */
  const signOf = ({ parts }, doc) =>
    parts.reduce((sign, { docs, signs }) => {
      const place = placeAfter(docs, doc) - 1;
      return docs[place] === doc ? sign | signs[place] : sign;
    }, 0);

  /** Whether the texts of these articles tell where words stand in a row: there are few, and none that has all of them among its names. */
  const isInTexts = (docs, matches) => docs.length <= FEW && docs.every((doc) => matches.some((match) => !(signOf(match, doc) & AMONG_NAMES)));

  /** For each word its positions in each of these articles. */
  async function rowsInTexts(index, words, docs) {
    const positions = (await index.texts([...docs])).map(positionsIn);
    return words.map((word) => positions.map((found) => found.get(word) ?? []));
  }

  async function phraseIn(index, { terms, field }) {
    if (field === "section") return sectionPhraseIn(index, terms);
    const inTitle = field === "title";
    const words = unique(terms);
    const entries = await Promise.all(words.map(async (word) => (await familyOf(index, word)).exact));
    const matches = entries.map((exact) => anyOf(index, exact, [], inTitle));
    if (terms.length === 1) return matches[0];
    const docs = intersectionOf(matches.map((match) => match.docs));
    const rows = isInTexts(docs, matches) ? await rowsInTexts(index, words, docs) : await Promise.all(entries.map((exact) => index.positions(exact, docs)));
    const found = occurring(docs, terms.map((term) => rows[words.indexOf(term)]), inTitle ? (start) => start < BODY : undefined);
    return { docs: found.docs, sights: found.occurrences.map(sightOf), terms };
  }

  // ---- the names of sections --------------------------------------------------------------------------------------------------

  /** What the shards say of sections, for each word once that one of these entries has. */
  const sectionsOf = (entries) =>
    unique(entries.map(({ shard }) => shard)).flatMap((shard) =>
      unique(entries.filter((entry) => entry.shard === shard).map(({ word }) => word)).map((word) => ({ word, ...shard.sections(word) })),
    );

  const withSections = (index, sections) => ({
    docs: unionOf(sections.map(({ docs }) => docs), index.articles),
    forms: unique(sections.filter(({ docs }) => docs.length).map(({ word }) => word)),
    isFlat: true, // it's there or not: nothing to be counted
  });

  async function sectionIn(index, { term }) {
    const { exact, relatives } = await familyOf(index, term);
    return withSections(index, sectionsOf([...exact, ...relatives]));
  }

  async function sectionPhraseIn(index, terms) {
    const sections = await Promise.all(terms.map(async (term) => sectionsOf((await familyOf(index, term)).exact)));
    const matches = sections.map((some) => withSections(index, some));
    if (terms.length === 1) return matches[0];
    const docs = intersectionOf(matches.map((match) => match.docs));
    const rows = sections.map((some) => {
      const known = new Map(some.flatMap((one) => Array.from(one.docs, (doc, i) => [doc, one.rows[i]])));
      return Array.from(docs, (doc) => known.get(doc));
    });
    return { docs: occurring(docs, rows).docs, terms, isFlat: true };
  }

  // ---- names and dates --------------------------------------------------------------------------------------------------------

  /** Whether `terms` stand in a row in `all`; the last one may be a beginning unless it has to be `exact`. */
  function isRowIn(all, terms, exact) {
    const isAt = (start) => terms.every((term, i) => (exact || i < terms.length - 1 ? all[start + i] === term : all[start + i]?.startsWith(term)));
    return all.some((_, start) => isAt(start));
  }

  const isSame = (some, others) => some.length === others.length && some.every((one, i) => one === others[i]);

  async function nameIn(index, { column, terms, exact }) {
    const { names, starts, values } = await index.column(column);
    const isMeant = Uint8Array.from(names, (one) => {
      one.terms ??= termsOf(one.name);
      one.keyTerms ??= rowOf(one.key);
      return isRowIn(one.terms, terms, exact) || isSame(one.keyTerms, terms);
    });
    return { docs: markedIn(marksWith(isMeant, starts, values)) };
  }

  /** Marks on the articles that have one of the values in a column. */
  function marksWith(isMeant, starts, values) {
    const marks = new Uint8Array(starts.length - 1);
    for (let doc = 0; doc < marks.length; doc++) {
      for (let i = starts[doc]; i < starts[doc + 1]; i++) marks[doc] |= isMeant[values[i]];
    }
    return marks;
  }

  /** Marks on those of these days that are within two, both inclusive. */
  function marksWithin(days, from, to) {
    const [first, last] = [from ?? UNDATED + 1, to ?? Infinity];
    const marks = new Uint8Array(days.length);
    for (let doc = 0; doc < days.length; doc++) marks[doc] = days[doc] >= first && days[doc] <= last ? 1 : 0;
    return marks;
  }

  async function datesIn(index, { from, to }) {
    const { days } = await index.column("articles");
    return { docs: markedIn(marksWithin(days, from, to)) };
  }

  // ---- the tree ---------------------------------------------------------------------------------------------------------------

  const LEAVES = {
    word: (index, { term }) => wordIn(index, term),
    title: (index, { term }) => wordIn(index, term, true),
    prefix: prefixIn,
    phrase: phraseIn,
    section: sectionIn,
    name: nameIn,
    dates: datesIn,
  };

  /** The leaves of a tree in the order of the query: [{node, isNegated}]. */
  function leavesOf(node, isNegated = false) {
    if (node.kind === "none") return [];
    if (node.kind === "not") return leavesOf(node.of, true);
    if (!node.of) return [{ node, isNegated }];
    return node.of.flatMap((child) => leavesOf(child, isNegated));
  }

  /** What each leaf matches: a map from node to {docs, …}. All that it takes is loaded at once. */
  async function gather(index, tree) {
    const leaves = leavesOf(tree).map(({ node }) => node);
    const matches = await Promise.all(leaves.map((node) => LEAVES[node.kind](index, node)));
    return new Map(leaves.map((node, i) => [node, matches[i]]));
  }

  /** The articles that a node matches; `found` is added to for every node within. */
  function combine(index, node, found) {
    if (!found.has(node)) found.set(node, { docs: combined(index, node, found) });
    return found.get(node).docs;
  }

  function combined(index, { kind, of }, found) {
    const all = index.articles;
    if (kind === "none") return complementOf([], all);
    if (kind === "not") return complementOf(combine(index, of, found), all);
    const lists = of.map((child) => combine(index, child, found));
    return kind === "all" ? intersectionOf(lists) : unionOf(lists, all);
  }

  briefgen.match = { gather, combine, leavesOf, wordIn, prefixIn, beginnings, marksWith, marksWithin, BODY };
})();
