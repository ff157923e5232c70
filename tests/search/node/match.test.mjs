import assert from "node:assert/strict";
import test from "node:test";
import { asked, briefgen, filesOf, found, loaderOf, randomly, texts } from "./fixture.mjs";

/** Which articles these queries find. */
const finds = (what, articles, cases, options) =>
  test(what, async () => {
    for (const [query, docs] of Object.entries(cases)) assert.deepEqual(await found(articles, query, { unfolded: true }, options), docs, query);
  });

const LETTERS = texts("a b", "b c", "a c", "d", "a b c");

finds("words are all asked for, OR is one of two, a minus takes away", LETTERS, {
  a: [0, 2, 4],
  "a b": [0, 4],
  "a OR d": [0, 2, 3, 4],
  "a b OR c": [0, 2, 4],
  "a -b": [2],
  "-a": [1, 3],
  "-a -b": [3],
  "-(a b)": [1, 2, 3],
  "d OR -a": [1, 3],
  "(a b) OR (b c)": [0, 1, 4],
  "-a OR -b": [1, 2, 3],
  "a -a": [],
  "": [0, 1, 2, 3, 4],
  "a nothing": [],
  "a OR nothing": [0, 2, 4],
  "a -nothing": [0, 2, 4],
});

const STEMS = { stems: { sanctions: "sanction", sanctioned: "sanction", cities: "citi", city: "citi", went: "go" } };

finds("a word that nobody wrote finds what it is the stem of", texts("sanctions", "sanctioned", "cities"), { sanction: [0, 1], cit: [2], city: [2], citing: [] }, STEMS);

finds("a word finds its other forms, wherever these are", texts("sanction", "sanctions", "sanctioned", "sanctuary", "city", "cities", "went", "go"), {
  sanction: [0, 1, 2],
  sanctions: [0, 1, 2],
  city: [4, 5],
  cities: [4, 5],
  went: [6, 7],
  go: [6, 7],
  '"sanctions"': [1],
  '"went"': [6],
  "san*": [0, 1, 2, 3],
  "sanctio*": [0, 1, 2],
  "-sanction": [3, 4, 5, 6, 7],
}, { ...STEMS, firsts: ["", "citi", "go", "sanctione", "t"] });

test("a form that is looked up elsewhere is found from each shard's point of view", async () => {
  for (const firsts of [[""], ["", "city"], ["", "cities"], ["", "h"], ["", "a", "b", "city", "d"]]) {
    for (const query of ["city", "cities", '"city" OR "cities"']) assert.deepEqual(await found(texts("city", "cities"), query, {}, { ...STEMS, firsts }), [0, 1]);
  }
});

test("a word with several stems finds what belongs to any of them", async () => {
  const german = (word) => ({ die: "d", der: "d" })[word] ?? word;
  const english = (word) => ({ die: "die", dies: "die" })[word] ?? word;
  const articles = [
    { text: "die maus", stem: german },
    { text: "der hund", stem: german },
    { text: "to die", stem: english },
    { text: "he dies", stem: english },
  ];
  assert.deepEqual(await found(articles, "die"), [0, 1, 2, 3]);
  assert.deepEqual(await found(articles, "der"), [0, 1]);
  assert.deepEqual(await found(articles, '"die"'), [0, 2]);
  assert.deepEqual(await found(articles, '"die maus" OR "to die"'), [0, 2]);
});

finds("a prefix finds every word with that beginning", texts("alpha", "alphabet", "alp", "beta", "zulu 東京", "京"), {
  "alp*": [0, 1, 2],
  "alpha*": [0, 1],
  "z*": [4],
  "x*": [],
  東: [4],
  東京: [4],
  京: [4, 5],
});

const PHRASES = [
  { text: "new york times\nyork new" },
  { text: "new new york" },
  { text: "york new\nyork" },
  { title: "New York", text: "x" },
  { text: "x", outlet: "New York", tags: [["Times Square", "times-square"]] },
  { text: "new-york’s" },
  { title: "new", text: "york" },
];

finds("a phrase is its terms in a row, within a line, a title or a name", PHRASES, {
  '"new york"': [0, 1, 3, 4, 5],
  '"york new"': [0, 2],
  '"new new york"': [1],
  '"new york times"': [0],
  '"york times"': [0],
  '"york s"': [5],
  '"new nothing"': [],
  'title:"new york"': [3],
  'title:"new"': [3, 6],
  '-"new york"': [2, 6],
});

test("a phrase is found though its words' positions lie in files of their own", async () => {
  for (const far of [3, 5, 9, 100]) assert.deepEqual(await found(PHRASES, '"new york"', {}, { far }), [0, 1, 3, 4, 5]);
});

test("phrases in scripts without spaces", async () => {
  const articles = texts("東京NATO本部", "京東 NATO", "ประเทศไทย", "東京都庁");
  for (const [query, docs] of [['"東京 NATO"', [0]], ['"NATO本部"', [0]], ["東京", [0, 3]], ["京都庁", [3]], ["東都", []], ["ไทย", [2]], ['"京"', [0, 1, 3]]]) {
    assert.deepEqual(await found(articles, query), docs, query);
  }
});

const FIELDS = [
  { title: "Sanctions bite", text: "war", outlet: "Al Jazeera", authors: ["Ada Lovelace", "Bo Li"], sections: ["What it means", "Harbour works"], day: 100 },
  { title: "War", text: "sanction", outlet: "The Times", authors: ["Bo Diddley"], events: [["The Harbour Fire", "harbour-fire-2020"]], day: 101 },
  { title: "Peace", text: "what it means", outlet: "Times of India", tags: [["Constructor", "constructor"]], day: 102, sections: ["It means war"] },
  { title: "War and sanctions", text: "harbours", outlet: "", sections: ["Harbours"] },
];

finds("fields", FIELDS, {
  "title:sanction": [0, 3],
  'title:"sanction"': [],
  'title:"war and"': [3],
  "section:means": [0, 2],
  "section:harbour": [0, 3],
  'section:"harbour"': [0],
  'section:"it means"': [0, 2],
  'section:"means harbour"': [],
  "section:peace": [],
  "outlet:times": [1, 2],
  "outlet:tim": [1, 2],
  'outlet:"tim"': [],
  'outlet:"the times"': [1],
  "outlet:al-jaz": [0],
  "outlet:jazeera-al": [],
  "author:bo": [0, 1],
  "author:did": [1],
  "event:fire": [1],
  "event:harbour-fire-2020": [1],
  "event:harbour-fire-202": [],
  "tag:constructor": [2],
  "tag:toString": [],
  "-outlet:times": [0, 3],
  "outlet:times OR author:ada": [0, 1, 2],
}, { stems: { sanctions: "sanction", harbours: "harbour" } });

finds("dates; what has none is in no span", [{ day: 0 }, { day: 364 }, { day: 365 }, { day: -1 }, {}], {
  "date:1970": [0, 1],
  "before:1970": [3],
  "after:1971": [2],
  "date:1969..1970": [0, 1, 3],
  "date:1970-12-31": [1],
  "date:..1970-01-01": [0, 3],
  "-date:1970": [2, 3, 4],
  "date:1971..1970": [],
});

test("of very many words with one beginning fifty are taken, those with most articles, and the word itself", async () => {
  const many = Array.from({ length: 60 }, (_, i) => `ab${String.fromCharCode(97 + (i % 26), 97 + Math.floor(i / 26))}`);
  const articles = texts(...many, "ab", ...many.slice(20));
  const answer = await asked(articles, "ab*");
  assert.equal(answer.marks.words.length, 50);
  assert.ok(many.slice(20).every((word) => answer.marks.words.includes(word)));
  assert.ok(answer.marks.words.includes("ab"));
});

test("words with one beginning are looked for in twelve shards, and the reader is told", async () => {
  const letters = [..."abcdefghijklm"];
  const firsts = ["", ...letters.map((letter) => `x${letter}`)];
  const articles = texts(...letters.map((letter) => `x${letter}`));
  const files = filesOf(articles, { firsts });
  const { load, loaded } = loaderOf(files);
  const answer = await briefgen.search(await briefgen.openIndex(load), { query: "x*" });
  assert.deepEqual(answer.notes, [{ kind: "prefix", typed: "x" }]);
  assert.equal(answer.total, 12);
  assert.equal(loaded.filter((name) => name.startsWith("w-")).length, 12);
});

test("a random query finds what it says, article by article", async () => {
  const random = randomly(3);
  const pick = (list) => list[random(list.length)];
  const alphabet = [..."abcdefgh"];
  const articles = texts(...Array.from({ length: 40 }, () => Array.from({ length: 1 + random(7) }, () => pick(alphabet)).join(" ")));
  const index = await briefgen.openIndex(loaderOf(filesOf(articles, { firsts: ["", "c", "f"] })).load);
  const leaf = () => {
    const terms = [pick(alphabet), pick(alphabet)];
    const asWord = { query: terms[0], holds: (text) => text.split(" ").includes(terms[0]) };
    return random(3) ? asWord : { query: `"${terms.join(" ")}"`, holds: (text) => ` ${text} `.replaceAll(" ", "  ").includes(` ${terms.join("  ")} `) };
  };
  const node = (depth) => {
    if (depth === 0 || random(3) === 0) return leaf();
    const parts = [node(depth - 1), node(depth - 1)];
    const kind = random(3);
    if (kind === 0) return { query: `(${parts[0].query} ${parts[1].query})`, holds: (text) => parts[0].holds(text) && parts[1].holds(text) };
    if (kind === 1) return { query: `(${parts[0].query} OR ${parts[1].query})`, holds: (text) => parts[0].holds(text) || parts[1].holds(text) };
    return { query: `-(${parts[0].query})`, holds: (text) => !parts[0].holds(text) };
  };
  for (let i = 0; i < 300; i++) {
    const { query, holds } = node(3);
    const answer = await briefgen.search(index, { query, unfolded: true });
    const expected = articles.flatMap(({ text }, doc) => (holds(text) ? [doc] : []));
    const docs = (await answer.results(0, 40)).map(({ number }) => number).sort((a, b) => a - b);
    assert.deepEqual(docs, expected, query);
  }
});
