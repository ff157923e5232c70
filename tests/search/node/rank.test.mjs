import assert from "node:assert/strict";
import test from "node:test";
import { asked, briefgen, numbersOf, opened, randomly, texts } from "./fixture.mjs";

/** The score of each article that matches, by number. */
async function scoresOf(articles, query, options) {
  const index = await opened(articles, options);
  const tree = briefgen.query.parse(query);
  const found = await briefgen.match.gather(index, tree);
  const docs = briefgen.match.combine(index, tree, found);
  const { levels } = await index.column("articles");
  const scores = briefgen.rank.scoresOf(index, tree, found, levels);
  return Object.fromEntries(Array.from(docs, (doc) => [doc, scores[doc]]));
}

const SHORT = 0.4; // the norm of an article that is much shorter than usual
const idf = (has, all) => Math.log(1 + (all - has + 0.5) / (has + 0.5));
const saturated = (weight, x) => (weight * x * 2.2) / (x + 1.2);
const filler = (count) => Array.from({ length: count }, (_, i) => `f${i}`).join(" ");

test("a word's score, by hand: how often, in the title, in the lead, among the names", async () => {
  const articles = [
    { text: "war" },
    { text: "war war war war" },
    { title: "War", text: "x" },
    { text: "x", outlet: "War Times" },
    { text: `${filler(60)} war` },
    { text: "peace" },
  ];
  const found = await scoresOf(articles, "war");
  const weight = idf(5, 6);
  assert.deepEqual(found, {
    0: saturated(weight, 1 / SHORT + 1),
    1: saturated(weight, 4.5 / SHORT + 1),
    2: saturated(weight, 4),
    3: saturated(weight, 2),
    4: saturated(weight, 1 / SHORT),
  });
});

test("longer articles say less with a word: a norm of 1 at some 500 terms, 3 at most", async () => {
  const of = async (length) => (await scoresOf([{ text: `${filler(length - 1)} war` }, { text: "x" }], "war"))[0];
  const level = (length) => Math.round(2 * Math.log2(1 + length));
  const norm = (length) => Math.min(3, Math.max(0.4, 0.25 + (0.75 * Math.floor(2 ** (level(length) / 2) + 0.5)) / 500));
  for (const length of [100, 200, 500, 1000, 3000]) assert.equal(await of(length), saturated(idf(1, 2), 1 / norm(length)), String(length));
  assert.equal(norm(3000), 3);
});

test("other forms count four fifths, in the sum of what an article has", async () => {
  const options = { stems: { wars: "war" } };
  const found = await scoresOf(texts("war", "wars", "war wars", "x"), "war", options);
  const one = 1 / SHORT + 1;
  const weight = idf(3, 4);
  assert.deepEqual(found, { 0: saturated(weight, one), 1: saturated(weight, 0.8 * one), 2: saturated(weight, one + 0.8 * one) });
  const begun = await scoresOf(texts("war", "ward", "x"), "war*");
  assert.deepEqual(begun, { 0: saturated(idf(2, 3), one), 1: saturated(idf(2, 3), 0.8 * one) });
});

test("a phrase weighs more than a word, the more terms it has", async () => {
  const found = await scoresOf([{ title: "a b c", text: "a b c\na b c" }, { text: "c b a" }], '"a b c"');
  assert.deepEqual(found, { 0: saturated(idf(1, 2) * 1.5, 2 / SHORT + 4 + 1) });
  const titled = await scoresOf([{ title: "a b", text: "a b" }, { text: "a b" }], 'title:"a b"');
  assert.deepEqual(titled, { 0: saturated(idf(1, 2) * 1.25, 4) });
});

test("title and section count only what is there; names and dates count nothing", async () => {
  const articles = [{ title: "war", text: "war x", sections: ["war"], outlet: "o", day: 1 }, { text: "war x", outlet: "o", day: 1 }];
  assert.deepEqual(await scoresOf(articles, "title:war"), { 0: saturated(idf(1, 2), 1 / SHORT + 4 + 1) });
  assert.deepEqual(await scoresOf(articles, "section:war"), { 0: idf(1, 2) });
  assert.deepEqual(await scoresOf(articles, "section:war outlet:o date:1970 -peace"), { 0: idf(1, 2) });
});

test("scores are summed over what matches, and no further", async () => {
  const articles = texts("a b c", "a", "b c", "c");
  const [a, b, c] = await Promise.all(["a", "b", "c"].map((word) => scoresOf(articles, word)));
  assert.deepEqual(await scoresOf(articles, "a b"), { 0: a[0] + b[0] });
  assert.deepEqual(await scoresOf(articles, "a OR c"), { 0: a[0] + c[0], 1: a[1], 2: c[2], 3: c[3] });
  assert.deepEqual(await scoresOf(articles, "(a b) OR c"), { 0: a[0] + b[0] + c[0], 2: c[2], 3: c[3] });
});

const DATED = [{ day: 5 }, {}, { day: 7 }, { day: 5 }, { day: -3 }, {}].map((one) => ({ text: "x", ...one }));

test("by day: what has no date comes last, equal ones by number", async () => {
  const order = async (request) => numbersOf(await asked(DATED, request.query ?? "x", request));
  assert.deepEqual(await order({ sort: "newest" }), [2, 0, 3, 4, 1, 5]);
  assert.deepEqual(await order({ sort: "oldest" }), [4, 0, 3, 2, 1, 5]);
  assert.deepEqual(await order({}), [2, 0, 3, 4, 1, 5]); // equal scores
  assert.deepEqual(await order({ query: "" }), [2, 0, 3, 4, 1, 5]);
});

test("the best come first", async () => {
  const articles = [{ text: "war x" }, { title: "War", text: "war war" }, { text: `${filler(80)} war` }, { text: "war war x" }];
  assert.deepEqual(await numbersOf(await asked(articles, "war")), [1, 3, 0, 2]);
});

test("relevance is what it's sorted by only where something tells it", async () => {
  for (const [query, sort] of [["x", "relevance"], ["section:x", "relevance"], ["-x", "newest"], ["date:1970", "newest"], ["", "newest"], ["x OR date:1970", "relevance"]]) {
    assert.equal((await asked(DATED, query)).sort, sort, query);
    assert.equal((await asked(DATED, query, { sort: "oldest" })).sort, "oldest");
  }
});

test("of ten results those come first in which words stand near to one another", async () => {
  const articles = texts("alpha x x x x beta", "beta alpha x x x x", "x alpha beta x x x", "alpha x x x x x x x x x beta", "alpha x beta x x x");
  assert.deepEqual(await numbersOf(await asked(articles, "alpha beta")), [2, 1, 4, 0, 3]);
  assert.deepEqual(await numbersOf(await asked(articles, "alpha")), [0, 1, 2, 3, 4]);
  assert.deepEqual(await numbersOf(await asked(articles, "alpha beta", { sort: "newest" })), [0, 1, 2, 3, 4]);
});

test("nearness is mended within blocks of ten, whatever part of the results is asked for", async () => {
  const articles = texts(...Array.from({ length: 25 }, (_, i) => (i % 10 === 9 ? "alpha beta x x" : "alpha x x beta")));
  const answer = await asked(articles, "alpha beta");
  const all = await numbersOf(answer);
  assert.deepEqual(all, [9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 19, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24]);
  for (const [start, count] of [[0, 1], [9, 3], [15, 99], [25, 5], [3, 0]]) {
    assert.deepEqual((await answer.results(start, count)).map(({ number }) => number), all.slice(start, start + count));
  }
});

/** All pairs of positions, as the specification has it. */
const leastOf = (some, others) => Math.min(...some.flatMap((p) => others.map((q) => (q > p ? q - p : p - q + 1))));

test("nearness, by hand", async () => {
  const random = randomly(11);
  const index = await opened(texts("alpha beta", "x"));
  const leaves = ["alpha", "beta"].map((form) => ({ node: { kind: "word" }, match: { forms: [form], docs: new Int32Array(1) } }));
  for (let i = 0; i < 300; i++) {
    const line = Array.from({ length: 14 }, () => ["alpha", "beta", "x", "x", "x", "x"][random(6)]);
    const at = (word) => line.flatMap((one, place) => (one === word ? [place] : []));
    const least = leastOf(at("alpha"), at("beta"));
    const near = briefgen.rank.nearness(index, leaves, { title: "", text: line.join(" ") });
    assert.equal(near, least <= 8 ? Math.floor((65536 * 2 * idf(1, 2)) / least + 0.5) : 0, line.join(" "));
  }
});

test("lines are apart for nearness too, and phrases are measured from their ends", async () => {
  const index = await opened(texts("a b c d", "x"));
  const word = (form) => ({ node: { kind: "word" }, match: { forms: [form], docs: new Int32Array(1) } });
  const phrase = { node: { kind: "phrase", terms: ["b", "c"], field: "" }, match: { docs: new Int32Array(1), sights: [] } };
  const near = (leaves, text, title = "") => briefgen.rank.nearness(index, leaves, { title, text });
  const at = (steps) => Math.floor((65536 * 2 * idf(1, 2)) / steps + 0.5);
  assert.equal(near([word("a"), word("b")], "a\nb"), 0);
  assert.equal(near([word("a"), phrase], "a b c"), at(1));
  assert.equal(near([phrase, word("d")], "b c d"), at(1));
  assert.equal(near([phrase, word("a")], "a b c"), at(3));
  assert.equal(near([word("a"), word("a")], "a"), at(1));
  assert.equal(near([{ ...word("a"), node: { kind: "title" } }, word("b")], "a b"), 0);
  assert.equal(near([{ ...word("a"), node: { kind: "title" } }, word("b")], "b", "a b"), at(1));
});
