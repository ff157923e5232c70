// How well each article answers: BM25 (Robertson and Zaragoza 2009) over the index's signs, and how near to one another words stand.
//
// Python does the same in briefgen/search/ranking.py and nearness.py, operation for operation, so that both come to the same order.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});
  const { UNDATED } = briefgen;
  const { positionsIn, BODY } = briefgen.words;
  const { leavesOf } = briefgen.match;

  const FINE = 65536; // scores are whole numbers, so many for 1
  const SIGNS = 64;
  const LEVELS = 91;
  const COUNTS = [0, 1, 2, 3, 4.5, 7, 12, 20]; // what the lowest three bits of a sign stand for
  const USUAL_LENGTH = 500; // fixed, where BM25 has the average: so one article's rank depends on no other's length

  // ---- scores -----------------------------------------------------------------------------------------------------------------

  /** By the level of an article's length: in a longer one a word says less. */
  const NORMS = Float64Array.from({ length: LEVELS }, (_, level) =>
    Math.min(3, Math.max(0.4, 0.25 + (0.75 * Math.floor(2 ** (level / 2) + 0.5)) / USUAL_LENGTH)),
  );

  const weightOf = (count, inTitle, inLead, inNames, level) => count / NORMS[level] + 4 * inTitle + inLead + 2 * inNames;

  /** What each sign weighs in an article of each level. */
  const WEIGHTS = Float64Array.from({ length: LEVELS * SIGNS }, (_, i) =>
    weightOf(COUNTS[i & 7], (i >> 3) & 1, (i >> 4) & 1, (i >> 5) & 1, Math.floor(i / SIGNS)),
  );

  /** What it says that an article matches, by how few do: BM25's inverse document frequency. */
  const idfOf = (index, { docs }) => Math.log(1 + (index.articles - docs.length + 0.5) / (docs.length + 0.5));

  const saturated = (weight, found) => (weight * found * 2.2) / (found + 1.2);

  /** The scores of a match of words, by article. */
  function scoresOfWords(match, idf, levels) {
    const sums = new Float64Array(levels.length);
    for (const { docs, signs, factor } of match.parts) {
      for (let i = 0; i < docs.length; i++) sums[docs[i]] += factor * WEIGHTS[levels[docs[i]] * SIGNS + (signs[i] & (SIGNS - 1))];
    }
    for (let i = 0; i < match.docs.length; i++) sums[match.docs[i]] = saturated(idf, sums[match.docs[i]]);
    return sums;
  }

  function scoresOfPhrase({ docs, sights, terms }, idf, levels) {
    const weight = idf * (1 + 0.25 * (terms.length - 1));
    const scores = new Float64Array(levels.length);
    sights.forEach(({ count, inTitle, inLead }, i) => {
      scores[docs[i]] = saturated(weight, weightOf(count, inTitle, inLead, 0, levels[docs[i]]));
    });
    return scores;
  }

  function scoresOfLeaf(index, match, levels) {
    const idf = idfOf(index, match);
    if (match.isFlat) return new Float64Array(levels.length).fill(idf);
    return match.sights ? scoresOfPhrase(match, idf, levels) : scoresOfWords(match, idf, levels);
  }

  const isScoring = (match) => Boolean(match.parts || match.sights || match.isFlat);

  function addTo(sums, scores, docs) {
    for (let i = 0; i < docs.length; i++) sums[docs[i]] += scores[docs[i]];
  }

  /** The scores of what a node matches, by article; null when it has none. Elsewhere in the list stands nothing of meaning. */
  function scoresOf(index, node, found, levels) {
    const match = found.get(node);
    if (isScoring(match)) return scoresOfLeaf(index, match, levels);
    if (node.kind !== "all" && node.kind !== "any") return null;
    const sums = new Float64Array(levels.length);
    for (const child of node.of) {
      const scores = scoresOf(index, child, found, levels);
      if (scores) addTo(sums, scores, found.get(child).docs);
    }
    return sums;
  }

  /** A score as a whole number: what is left of a double's last digits decides nothing. */
  const totalOf = (score) => Math.floor(score * FINE + 0.5);

  /** The leaves that tell how well an article answers, in the order of the query: [{node, match}]. */
  const scoringLeaves = (tree, found) =>
    leavesOf(tree)
      .map(({ node, isNegated }) => ({ node, isNegated, match: found.get(node) }))
      .filter(({ isNegated, match }) => !isNegated && isScoring(match));

  // ---- order ------------------------------------------------------------------------------------------------------------------

  /** All articles by day, the newest or the oldest first, the undated last; of a day's the one with the lowest number first. */
  function byDay(days, sort) {
    const sign = sort === "oldest" ? 1 : -1;
    const keys = new Float64Array(days.length); // numbers sort ten times as fast as with a function that compares
    for (let doc = 0; doc < days.length; doc++) keys[doc] = (days[doc] === UNDATED ? 2 ** 33 : sign * days[doc] + 2 ** 32) * days.length + doc;
    keys.sort();
    const order = new Int32Array(days.length);
    for (let i = 0; i < order.length; i++) order[i] = keys[i] % days.length;
    return order;
  }

  /** The articles that miss nothing, by day. */
  function kept(misses, articles, sort) {
    const order = (articles[sort] ??= byDay(articles.days, sort));
    const found = new Int32Array(order.length);
    let length = 0;
    for (let i = 0; i < order.length; i++) if (!misses[order[i]]) found[length++] = order[i];
    return found.subarray(0, length);
  }

  /** Articles by their scores; of those with the same the one that is first in `order` stays first. */
  function byScore(order, scores) {
    let greatest = 0;
    for (let i = 0; i < order.length; i++) greatest = Math.max(greatest, totalOf(scores[order[i]]));
    const keys = new Float64Array(order.length);
    for (let i = 0; i < order.length; i++) keys[i] = (greatest - totalOf(scores[order[i]])) * order.length + i;
    keys.sort();
    const found = new Int32Array(order.length);
    for (let i = 0; i < order.length; i++) found[i] = order[keys[i] % order.length];
    return found;
  }

  /** The articles that miss nothing in their order: by `scores` first, where there are any. */
  function ordered(misses, articles, sort, scores) {
    const order = kept(misses, articles, sort);
    return scores ? byScore(order, scores) : order;
  }

  // ---- nearness ---------------------------------------------------------------------------------------------------------------

  const FARTHEST = 8;

  /** Where a leaf begins in an article. */
  function startsOf({ node, match }, positions) {
    const at = (term) => positions.get(term) ?? [];
    const rows = node.kind === "phrase" ? node.terms.map(at) : [match.forms.flatMap(at).sort((a, b) => a - b)];
    const starts = briefgen.match.beginnings(rows);
    return node.kind === "title" || node.field === "title" ? starts.filter((start) => start < BODY) : starts;
  }

  /** The fewest steps from one of `some` to one of `others`; to go back takes one more. */
  function stepsBetween(some, others) {
    let least = Infinity;
    let after = 0; // the first of the others that is after one of some
    for (const one of some) {
      while (others[after] <= one) after++;
      if (after < others.length) least = Math.min(least, others[after] - one);
      if (after > 0) least = Math.min(least, one - others[after - 1] + 1);
    }
    return least;
  }

  /** What an article's score gains, the more, the nearer neighbours among the leaves stand to one another. */
  function nearness(index, leaves, article) {
    const positions = positionsIn(article);
    const starts = leaves.map((leaf) => startsOf(leaf, positions));
    let sum = 0;
    for (let i = 1; i < leaves.length; i++) {
      const length = leaves[i - 1].node.terms?.length ?? 1;
      const steps = stepsBetween(starts[i - 1].map((start) => start + length - 1), starts[i]);
      const idf = idfOf(index, leaves[i - 1].match) + idfOf(index, leaves[i].match);
      if (steps <= FARTHEST) sum += Math.floor((FINE * idf) / steps + 0.5);
    }
    return sum;
  }

  /** The leaves of which it tells something how near they stand to one another: none unless there are two. */
  function leavesOfText(leaves) {
    const found = leaves.filter(({ match }) => !match.isFlat);
    return found.length > 1 ? found : [];
  }

  briefgen.rank = { scoresOf, totalOf, scoringLeaves, ordered, nearness, leavesOfText };
})();
