import assert from "node:assert/strict";
import test from "node:test";
import { asked, briefgen, numbersOf, opened, randomly, texts } from "./fixture.mjs";

const COLUMNS = ["outlet", "author", "event", "tag"];
const day = (iso) => Date.parse(`${iso}T00:00Z`) / 86_400_000;
const counts = (values) => Object.fromEntries(values.map(({ key, count }) => [key, count]));

// ---- results --------------------------------------------------------------------------------------------------------------------

test("a result has all that a page shows", async () => {
  const articles = [{ title: "The War", text: "A war began.\nThen it ended.", url: "articles/a b.html", date: "2022-01", outlet: "The Times", authors: ["Ada", "Bo"], lang: "fr" }];
  const [result] = await (await asked(articles, "war")).results(0, 10);
  assert.deepEqual(result, {
    number: 0,
    title: "The War",
    url: "articles/a b.html",
    date: "2022-01",
    outlet: "The Times",
    authors: ["Ada", "Bo"],
    lang: "fr",
    excerpt: { text: "A war began. Then it ended.", marks: [[2, 5]], isStart: true, isEnd: true },
    titleMarks: [[4, 7]],
    others: [],
  });
});

test("what was asked for is to be marked: words in all their forms, phrases; nothing that is negated", async () => {
  const answer = await asked(texts("war wars peace", "alpha beta"), 'war OR "alpha beta" OR pea* -zulu outlet:x', {}, { stems: { wars: "war" } });
  assert.deepEqual(answer.marks, { words: ["war", "wars", "peace"], phrases: [["alpha", "beta"]] });
  assert.deepEqual((await asked(texts("a"), "")).marks, { words: [], phrases: [] });
});

test("an answer is empty when nothing was asked", async () => {
  const isEmpty = async (request) => (await asked(texts("a", "b"), "", request)).isEmpty;
  assert.equal(await isEmpty({}), true);
  assert.equal(await isEmpty({ query: " - " }), true);
  assert.equal(await isEmpty({ query: "a" }), false);
  assert.equal(await isEmpty({ selected: { outlet: ["x"] } }), false);
  assert.equal(await isEmpty({ selected: { outlet: [] } }), true);
  assert.equal(await isEmpty({ from: 0 }), false);
  assert.equal((await asked(texts("a", "b"), "")).total, 2);
});

// ---- copies ---------------------------------------------------------------------------------------------------------------------

const COPIES = [
  { text: "alpha", outlet: "A", day: 1 },
  { title: "alpha", text: "alpha beta", outlet: "B", copyOf: 0, day: 9 },
  { text: "alpha gamma alpha", outlet: "C", copyOf: 0, day: 5 },
  { text: "alpha delta", outlet: "D", day: 3 },
];

test("copies are shown once, at the place of the best, as the original or else the first that matches", async () => {
  const shown = async (query, request) => (await (await asked(COPIES, query, request)).results(0, 9)).map(({ number, others }) => [number, others.map((other) => other.number)]);
  assert.deepEqual(await shown("alpha"), [[0, [1, 2]], [3, []]]);
  assert.deepEqual(await shown("alpha", { sort: "newest" }), [[0, [1, 2]], [3, []]]);
  assert.deepEqual(await shown("alpha", { sort: "oldest" }), [[0, [2, 1]], [3, []]]);
  assert.deepEqual(await shown("beta OR gamma"), [[1, [2]]]);
  assert.deepEqual(await shown("gamma"), [[2, []]]);
  assert.deepEqual(await shown("alpha", { unfolded: true, sort: "newest" }), [[1, []], [2, []], [3, []], [0, []]]);
  const answer = await asked(COPIES, "alpha");
  assert.deepEqual([answer.total, answer.articles], [2, 4]);
});

test("copies and later versions are told apart, and only those that are folded away are counted", async () => {
  const articles = [...COPIES, { text: "beta", copyOf: 3, isVersion: true }, { text: "alpha beta", copyOf: 3, isVersion: true }];
  const folded = async (query, request) => (await asked(articles, query, request)).folded;
  assert.deepEqual(await folded("alpha"), { copies: 2, versions: 1 });
  assert.deepEqual(await folded("beta"), { copies: 0, versions: 1 });
  assert.deepEqual(await folded("gamma"), { copies: 0, versions: 0 });
  assert.deepEqual(await folded("alpha", { unfolded: true }), { copies: 0, versions: 0 });
  const [, result] = await (await asked(articles, "alpha OR beta", { sort: "oldest" })).results(0, 9);
  assert.deepEqual(result.others.map(({ number, isVersion }) => [number, isVersion]), [[4, true], [5, true]]);
});

test("all results are handed out in order, with copies, and progress is told", async () => {
  const articles = texts(...Array.from({ length: 230 }, (_, i) => (i % 7 ? "alpha beta" : "alpha x beta")));
  articles[5].copyOf = 3;
  const answer = await asked(articles, "alpha beta", {}, { perText: 9 });
  const told = [];
  const all = await answer.all((done, total) => told.push([done, total]));
  assert.deepEqual(all.map(({ number }) => number), await numbersOf(answer));
  assert.deepEqual(told, [[100, 229], [200, 229], [229, 229]]);
  const { others, ...result } = all.find(({ number }) => number === 3);
  assert.deepEqual(others.map(({ url }) => url), ["articles/5.html"]);
  assert.deepEqual(Object.keys(result), ["number", "title", "url", "date", "outlet", "authors", "lang"]);
});

// ---- facets ---------------------------------------------------------------------------------------------------------------------

const NAMES = ["Ash", "Birch", "Cedar", "constructor"];

/** An archive with all that facets count. */
function forest(seed, size = 60) {
  const random = randomly(seed);
  const some = () => NAMES.filter(() => random(3) === 0);
  const articles = Array.from({ length: size }, (_, i) => ({
    text: ["alpha", "beta", "alpha beta"][random(3)],
    outlet: random(4) ? NAMES[random(4)] : "",
    authors: some(),
    events: some().map((name) => [name, name.toLowerCase()]),
    tags: some().map((name) => [name, `tag-${name}`]),
    day: random(5) ? day("2020-01-01") + random(40) : null,
    copyOf: i && random(3) === 0 ? random(i) : null,
  }));
  for (const one of articles) while (one.copyOf !== null && articles[one.copyOf].copyOf !== null) one.copyOf = articles[one.copyOf].copyOf;
  return articles;
}

test("to choose a value shows exactly as many results as it says", async () => {
  for (const seed of [1, 2, 3]) {
    const index = await opened(forest(seed), { perColumn: 7 });
    for (const unfolded of [false, true]) {
      const request = { query: "alpha", unfolded, selected: { outlet: ["ash", "birch"], tag: ["tag-Cedar"] }, from: day("2020-01-05") };
      const answer = await briefgen.search(index, request);
      for (const column of COLUMNS) {
        const facet = await answer.facet(column);
        assert.notEqual(facet.length, 0);
        for (const { key, count, isSelected } of facet) {
          const chosen = await briefgen.search(index, { ...request, selected: { ...request.selected, [column]: [key] } });
          assert.equal(chosen.total, count, `${column} ${key}`);
          assert.equal(isSelected, (request.selected[column] ?? []).includes(key));
        }
      }
    }
  }
});

test("values chosen in one group are alternatives, groups are all asked for", async () => {
  const articles = [{ outlet: "A", authors: ["X"] }, { outlet: "B", authors: ["X"] }, { outlet: "C", authors: ["X", "Y"] }, { authors: ["Y"] }];
  const answer = await asked(articles, "", { selected: { outlet: ["a", "c"], author: ["y"] } });
  assert.deepEqual(await numbersOf(answer), [2]);
  assert.deepEqual(counts(await answer.facet("outlet")), { c: 1, a: 0 });
  assert.deepEqual(counts(await answer.facet("author")), { x: 2, y: 1 });
});

test("the values with most results come first, then by name; a chosen one is always there", async () => {
  const articles = [{ outlet: "b" }, { outlet: "A" }, { outlet: "c" }, { outlet: "c" }, { outlet: "d", text: "no" }];
  const answer = await asked(articles, "-no", { selected: { outlet: ["d", "toString"] } });
  assert.equal(answer.total, 0);
  assert.deepEqual(await answer.facet("outlet"), [
    { name: "c", key: "c", count: 2, isSelected: false },
    { name: "A", key: "a", count: 1, isSelected: false },
    { name: "b", key: "b", count: 1, isSelected: false },
    { name: "d", key: "d", count: 0, isSelected: true },
    { name: "toString", key: "toString", count: 0, isSelected: true },
  ]);
});

// ---- the histogram --------------------------------------------------------------------------------------------------------------

const histogramOf = async (days, request) => (await asked(days.map((one) => ({ day: one })), "", request)).histogram();

test("few days are counted one by one, the empty ones too", async () => {
  assert.deepEqual(await histogramOf([3, 3, 5, null]), {
    unit: "day",
    bins: [
      { first: 3, last: 3, count: 2 },
      { first: 4, last: 4, count: 0 },
      { first: 5, last: 5, count: 1 },
    ],
    undated: 1,
  });
  const [first] = [day("2020-01-01")];
  assert.equal((await histogramOf([first, first + 91])).bins.length, 92);
  assert.equal((await histogramOf([first, first + 92])).unit, "month");
});

test("more days are counted by month, and by year", async () => {
  const months = await histogramOf([day("2019-12-31"), day("2020-02-29"), day("2020-05-01")]);
  assert.equal(months.unit, "month");
  assert.deepEqual(months.bins.map(({ first, last, count }) => [first, last, count]), [
    [day("2019-12-01"), day("2019-12-31"), 1],
    [day("2020-01-01"), day("2020-01-31"), 0],
    [day("2020-02-01"), day("2020-02-29"), 1],
    [day("2020-03-01"), day("2020-03-31"), 0],
    [day("2020-04-01"), day("2020-04-30"), 0],
    [day("2020-05-01"), day("2020-05-31"), 1],
  ]);
  assert.equal((await histogramOf([day("2010-01-31"), day("2019-12-01")])).bins.length, 120);
  const years = await histogramOf([day("2009-12-31"), day("2019-12-01")]);
  assert.deepEqual([years.unit, years.bins.length, years.bins[0]], ["year", 11, { first: day("2009-01-01"), last: day("2009-12-31"), count: 1 }]);
  assert.equal((await histogramOf([day("0001-01-01"), day("0050-06-01")])).bins.at(-1).first, day("0050-01-01"));
});

test("dates that are chosen narrow the results, not the histogram", async () => {
  const whole = await histogramOf([1, 2, 3, null]);
  assert.deepEqual(await histogramOf([1, 2, 3, null], { from: 2, to: 2 }), whole);
  assert.equal((await asked([1, 2, 3, null].map((one) => ({ day: one })), "", { from: 2 })).total, 2);
});

test("a bin counts as many results as its days would give", async () => {
  const index = await opened(forest(5));
  for (const unfolded of [false, true]) {
    const request = { query: "alpha", unfolded, selected: { author: ["ash"] } };
    const { bins, undated } = await (await briefgen.search(index, request)).histogram();
    for (const { first, last, count } of bins) assert.equal((await briefgen.search(index, { ...request, from: first, to: last })).total, count);
    assert.ok(undated > 0);
  }
});

// ---- excerpts -------------------------------------------------------------------------------------------------------------------

async function excerptOf(text, query) {
  const [{ excerpt }] = await (await asked([{ text }], query)).results(0, 1);
  const marked = excerpt.marks.map(([start, end]) => excerpt.text.slice(start, end));
  return { ...excerpt, marked };
}
const WORDS = (count) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");

test("an excerpt is of at most 240 characters and begins within 60 before its first mark", async () => {
  const text = `${WORDS(200)} needle ${WORDS(200)}`;
  const { text: shown, marks, isStart, isEnd } = await excerptOf(text, "needle");
  assert.ok(shown.length <= 240 && shown.length > 180);
  assert.ok(text.includes(` ${shown} `));
  assert.deepEqual([marks.length, isStart, isEnd], [1, false, false]);
  assert.ok(marks[0][0] <= 60 && marks[0][0] > 40);
});

test("an excerpt begins with a sentence if one begins near", async () => {
  const { text } = await excerptOf(`${WORDS(60)}. “So it ended.” A needle was found. ${WORDS(60)}`, "needle");
  assert.match(text, /^“So it ended/);
  assert.match((await excerptOf(`${WORDS(60)}\nHere is a needle ${WORDS(60)}`, "needle")).text, /^Here is/);
});

test("of several stretches the one with most of what was asked for, then the first", async () => {
  const text = `alpha ${WORDS(80)} alpha alpha alpha ${WORDS(80)} alpha beta ${WORDS(80)} beta alpha`;
  const { marked } = await excerptOf(text, "alpha beta");
  assert.deepEqual(marked, ["alpha", "beta"]);
  assert.equal((await excerptOf(text, "alpha")).isStart, true);
});

test("other forms, phrases and bigrams are marked; what touches is one mark", async () => {
  assert.deepEqual((await excerptOf("Élysée, elysee’s", "elysee")).marked, ["Élysée", "elysee"]);
  assert.deepEqual((await excerptOf("new york, new jersey, york", '"new york"')).marked, ["new york"]);
  assert.deepEqual((await excerptOf("これは東京都庁です", "東京都庁")).marked, ["東京都庁"]);
  assert.deepEqual((await excerptOf("the constructor", "constructor")).marked, ["constructor"]);
});

test("no excerpt is cut within a character", async () => {
  for (const glued of ["😀".repeat(300), "𐐀".repeat(300), "東".repeat(300), "x".repeat(300)]) {
    for (let before = 0; before < 4; before++) {
      const { text } = await excerptOf(`${"y".repeat(before)} needle ${glued} needle ${glued}`, "needle");
      assert.ok(text.length <= 240);
      assert.ok(text.isWellFormed?.() ?? !/^[\udc00-\udfff]|[\ud800-\udbff]$/.test(text), text);
    }
  }
});

test("where nothing is to be marked, the excerpt is the beginning", async () => {
  const { text, marks, isStart, isEnd } = await excerptOf(WORDS(100), "-x");
  assert.ok(text.startsWith("word0 ") && text.length > 230);
  assert.deepEqual([marks, isStart, isEnd], [[], true, false]);
  assert.deepEqual(await excerptOf("", "-x"), { text: "", marks: [], marked: [], isStart: true, isEnd: true });
});

test("marks lie within the excerpt, whatever the text", async () => {
  const random = randomly(9);
  const parts = ["alpha", "beta", " ", " ", ". ", "\n", "東京", "😀", "é", "x".repeat(90)];
  const articles = texts(...Array.from({ length: 150 }, () => `alpha ${Array.from({ length: random(200) }, () => parts[random(parts.length)]).join("")}`));
  const answer = await asked(articles, 'alpha OR beta OR 東京 OR "alpha beta"');
  for (const { excerpt, number } of await answer.results(0, 200)) {
    assert.ok(articles[number].text.replaceAll("\n", " ").includes(excerpt.text));
    let last = -1;
    for (const [start, end] of excerpt.marks) {
      assert.ok(start > last && end > start && end <= excerpt.text.length);
      last = end;
    }
    assert.ok(excerpt.marks.length && excerpt.marks[0][0] <= 60);
  }
});
