// What a word that the index hardly knows was perhaps meant to be.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});
  const { isUnspaced } = briefgen.words;
  const { leavesOf, prefixIn, wordIn } = briefgen.match;

  const SHORTEST = 4; // letters of a word that may be misspelt,
  const LONG = 7; // and of one in which two letters may be wrong
  const FEW = 2; // articles; where a word has no more, a neighbour
  const TIMES = 20; // that has so many times as many is worth a hint
  const BEGINNING = 3; // letters of what may be the beginning of a word
  const MOST = 8; // words that no article has that are looked into
  const LETTERS = /^\p{L}+$/u;

  const lettersOf = (word) => Array.from(word, (letter) => letter.codePointAt(0));
  const isWord = (word) => LETTERS.test(word) && !isUnspaced(word);
  const logarithm = (number) => 31 - Math.clz32(number); // to base 2, rounded down

  /**
   * In how many places two words differ, at most `most + 1`: letters that are wrong, missing, too many, or two that changed places
   * (optimal string alignment).
   */
  function distance(some, others, most) {
    if (Math.abs(some.length - others.length) > most) return most + 1;
    let [before, last, row] = [[], Array.from({ length: others.length + 1 }, (_, j) => j), []];
    for (let i = 1; i <= some.length; i++) {
      row[0] = i;
      let least = i;
      for (let j = 1; j <= others.length; j++) {
        const isOther = some[i - 1] === others[j - 1] ? 0 : 1;
        let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + isOther);
        if (i > 1 && j > 1 && some[i - 1] === others[j - 2] && some[i - 2] === others[j - 1]) cost = Math.min(cost, before[j - 2] + 1);
        row[j] = cost;
        if (cost < least) least = cost;
      }
      if (least > most) return most + 1;
      [before, last, row] = [last, row, before];
    }
    return last[others.length];
  }

  /** Those of `words`, [{word, common}], that are near enough to a term, with how near. */
  function nearTo(term, words, most) {
    const letters = lettersOf(term);
    const found = [];
    for (const { word, common } of words) {
      if (Math.abs(word.length - term.length) > 2 * most || !isWord(word)) continue; // a letter is at most two units long
      const others = lettersOf(word);
      const far = distance(letters, others, most);
      if (far > 0 && far <= most) found.push({ word, common, far, isAlike: letters[0] === others[0] });
    }
    return found;
  }

  const isBetter = (one, other) =>
    (one.far - other.far || other.isAlike - one.isAlike || other.common - one.common || (one.word < other.word ? -1 : 1)) < 0;

  const bestOf = (candidates) => candidates.reduce((best, one) => (best && !isBetter(one, best) ? best : one), undefined);

  const mayBeMisspelt = (term) => lettersOf(term).length >= SHORTEST && !/\p{N}/u.test(term);

  /** The words near a term in the shard where it would be, with the number of their articles. */
  async function neighboursOf(index, term, most) {
    const shard = await index.shard(index.shardFor(term));
    const near = nearTo(term, Array.from(shard.byWord.keys(), (word) => ({ word })), most);
    return near.map((one) => {
      const articles = shard.entries(one.word).reduce((sum, { postings }) => sum + postings.docs.length, 0);
      return { ...one, articles, common: logarithm(articles) };
    });
  }

  /** The word that was perhaps meant by one that no article has. */
  async function correctionOf(index, term) {
    const most = lettersOf(term).length < LONG ? 1 : 2;
    const near = await neighboursOf(index, term, most);
    if (near.some(({ far }) => far === 1)) return bestOf(near)?.word;
    const letters = [...new Set([...term].slice(0, 2))];
    const lengths = Array.from({ length: 2 * most + 1 }, (_, i) => lettersOf(term).length - most + i);
    const spellings = await Promise.all(letters.map((letter) => index.spellings(letter, lengths)));
    return bestOf([...near, ...spellings.flatMap((words) => nearTo(term, words, most))])?.word;
  }

  /** The word that is so much more common than one that few articles have. */
  async function commonerThan(index, term, articles) {
    const near = await neighboursOf(index, term, 1);
    return bestOf(near.filter((one) => one.articles >= TIMES * articles))?.word;
  }

  const hasFew = ({ kind }, { docs }) => kind === "word" && docs.length > 0 && docs.length <= FEW;
  const hasNone = ({ kind, typing }, { docs }) => (kind === "word" || typing) && !docs.length;

  /** Lets a word that no article has match what begins so, or else what the right one matches. Returns what has to be said of it. */
  async function corrected(index, node, found) {
    const typed = node.term;
    if (node.kind === "word" && typed.length >= BEGINNING && !isUnspaced(typed)) {
      const begun = await prefixIn(index, { term: typed });
      if (begun.docs.length) {
        found.set(node, { ...begun, isCut: false });
        return [{ kind: "begun", typed }];
      }
    }
    const used = mayBeMisspelt(typed) && (await correctionOf(index, typed));
    if (!used) return isUnspaced(typed) ? [] : [{ kind: "unknown", typed }];
    found.set(node, await wordIn(index, used));
    return [{ kind: "corrected", typed, used }];
  }

  /** What has to be said of a word that few articles have. */
  async function doubted(index, { term }, { docs }) {
    const used = mayBeMisspelt(term) && (await commonerThan(index, term, docs.length));
    return used ? [{ kind: "rarer", typed: term, used }] : [];
  }

  async function notesOn(index, { node, isNegated }, found, isMended) {
    const match = found.get(node);
    const notes = match.isCut ? [{ kind: "prefix", typed: node.term }] : [];
    if (isNegated) return node.kind === "word" && !match.docs.length && !isUnspaced(node.term) ? [{ kind: "needless", typed: node.term }] : notes;
    if (hasNone(node, match)) return [...notes, ...(isMended ? await corrected(index, node, found) : [{ kind: "unknown", typed: node.term }])];
    return hasFew(node, match) ? [...notes, ...(await doubted(index, node, match))] : notes;
  }

  const MENDED = ["begun", "corrected", "unknown"];

  /** Corrects in `found` what is misspelt and not negated, and returns what has to be said. */
  async function correct(index, tree, found) {
    const notes = [];
    for (const leaf of leavesOf(tree)) {
      const isMended = notes.filter(({ kind }) => MENDED.includes(kind)).length < MOST;
      notes.push(...(await notesOn(index, leaf, found, isMended)));
    }
    return notes;
  }

  briefgen.spelling = { correct, distance: (one, other, most) => distance(lettersOf(one), lettersOf(other), most) };
})();
