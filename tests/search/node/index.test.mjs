import assert from "node:assert/strict";
import test from "node:test";
import { SIGNS, briefgen, filesOf, found, loaderOf, number, opened, texts } from "./fixture.mjs";

const THREE = [
  { title: "Alpha", text: "one two", date: "2022-01-07", outlet: "The Times", authors: ["Ada", "Bo"], tags: [["war", "war"]] },
  { title: "Beta", text: "two three", day: -400, outlet: "The Times", copyOf: 0 },
  { title: "Gamma", text: "zebra", authors: ["Bo"] },
  { title: "Delta", text: "two", date: "2022-01-01", outlet: "Le Monde", copyOf: 0 },
];

const damagedBy = (change) => async () => {
  const files = filesOf(THREE);
  change(files);
  const index = await briefgen.openIndex(loaderOf(files).load);
  const answer = await briefgen.search(index, { query: "two" });
  await briefgen.search(index, { query: '"the times"' }); // of names: texts don't tell
  await answer.results(0, 10);
  await answer.facet("author");
  await briefgen.search(index, { query: "thre" });
};
const shard = (files) => `w-${files.get("index").words.slice(-6)}`; // the one that has "two"
const isProblem = (problem) => {
  assert.ok(problem instanceof briefgen.SearchProblem, problem.stack);
  assert.match(problem.message, /^[A-Z].*search.*\.$/);
  return true;
};

test("the signs are those of the format", () => {
  assert.equal(SIGNS.length, 91);
  assert.deepEqual([0, 56, 57, 59, 60, 91].map(number), ["#", "[", "]", "_", "`#", "`$"]);
});

test("numbers up to 2^31 are read as they were written", async () => {
  const days = [0, 59, 60, 61, 90, 91, 1919, 1920, 59_579, 59_580, 2 ** 20, 2 ** 30 - 1, -1, -60, -(2 ** 30) + 1];
  const { days: read } = await (await opened(days.map((day) => ({ day })), { perColumn: 1 })).column("articles");
  assert.deepEqual([...read], days);
  const together = await (await opened(days.slice(0, 11).map((day) => ({ day })), { perColumn: 99 })).column("articles");
  assert.deepEqual([...together.days], days.slice(0, 11));
});

test("the columns are those of the articles, whatever files they lie in", async () => {
  for (const perColumn of [1, 2, 3, 4]) {
    const index = await opened(THREE, { perColumn });
    const { days, originals, levels, besideCopies } = await index.column("articles");
    assert.deepEqual([...days], [18999, -400, briefgen.UNDATED, 18993]);
    assert.deepEqual([...originals], [0, 0, 2, 0]);
    assert.deepEqual([...levels], [3, 3, 2, 2]);
    assert.deepEqual([...besideCopies], [0, 1, 3, 2]);
    const { names, starts, values } = await index.column("author");
    const of = (doc) => [...values.subarray(starts[doc], starts[doc + 1])].map((value) => names[value].name);
    assert.deepEqual([0, 1, 2, 3].map(of), [["Ada", "Bo"], [], ["Bo"], []]);
  }
});

test("a column without files has no names", async () => {
  const files = filesOf(THREE);
  delete files.get("index").columns.tag;
  files.get("index").columns.event = [];
  const index = await briefgen.openIndex(loaderOf(files).load);
  for (const column of ["tag", "event"]) assert.deepEqual((await index.column(column)).names, []);
  assert.equal((await briefgen.search(index, { query: "tag:war" })).total, 0);
});

test("only what a query needs is loaded, and once", async () => {
  const files = filesOf(THREE, { firsts: ["", "b", "t", "u"] });
  const { load, loaded } = loaderOf(files);
  const index = await briefgen.openIndex(load);
  await briefgen.search(index, { query: "two" });
  await briefgen.search(index, { query: "two three" });
  const shards = loaded.filter((name) => name.startsWith("w-"));
  assert.deepEqual(shards, [`w-${files.get("index").words.slice(12, 18)}`]);
  assert.deepEqual(loaded.filter((name) => /^[pftv]-/.test(name)), []);
});

test("of a phrase in few articles their texts tell, unless it may be a name", async () => {
  const files = filesOf([{ text: "one two three" }, { text: "two one" }, { text: "two", authors: ["One Two"] }]);
  const { load, loaded } = loaderOf(files);
  const index = await briefgen.openIndex(load);
  assert.equal((await briefgen.search(index, { query: '"two three"' })).total, 1);
  assert.deepEqual(loaded.filter((name) => name.startsWith("p-")), []);
  assert.equal((await briefgen.search(index, { query: '"one two"' })).total, 2);
  assert.equal(loaded.filter((name) => name.startsWith("p-")).length > 0, true);
});

test("of a word with very many positions only the files with articles in question are loaded", async () => {
  const articles = [...texts(..."abcdefgh").map(({ text }) => ({ text: `say ${text}`, outlet: `say ${text}` }))];
  const files = filesOf(articles, { far: 5 });
  const { load, loaded } = loaderOf(files);
  const answer = await briefgen.search(await briefgen.openIndex(load), { query: '"say g"' });
  assert.equal(answer.total, 1);
  assert.equal(loaded.filter((name) => name.startsWith("f-")).length, 1);
});

test("an archive without articles answers", async () => {
  const index = await opened([]);
  for (const query of ["", "a", "-a", '"a b"', "outlet:x", "a*", "date:2020"]) assert.equal((await briefgen.search(index, { query })).total, 0);
  const answer = await briefgen.search(index, { query: "" });
  assert.deepEqual(await answer.histogram(), { unit: "day", bins: [], undated: 0 });
  assert.deepEqual(await answer.facet("outlet"), []);
});

test("words like 'constructor' are words", async () => {
  const articles = texts("the constructor", "toString valueOf hasOwnProperty", "__proto__ proto");
  for (const [query, docs] of [["constructor", [0]], ["tostring", [1]], ["hasOwnProperty", [1]], ["__proto__", [2]], ["isPrototypeOf", []], ["section:constructor", []]]) {
    assert.deepEqual(await found(articles, query), docs, query);
  }
});

test("another version is a problem that a reader is told", async () => {
  for (const index of [{ version: 2 }, { version: "3" }, null, undefined, "x"]) {
    await assert.rejects(briefgen.openIndex(async () => index), { message: /another version/ });
  }
});

const DAMAGES = {
  "index.js without a list": (files) => delete files.get("index").words,
  "a missing word shard": (files) => files.delete(shard(files)),
  "a word shard that is null": (files) => files.set(shard(files), null),
  "postings that are cut": (files) => {
    for (const [name, data] of files) if (name.startsWith("w-")) data.docs = data.docs.map((text) => text.slice(0, -1));
  },
  "postings beyond the last article": (files) => {
    for (const [name, data] of files) if (name.startsWith("w-")) data.docs = data.docs.map((text) => `]${text}`);
  },
  "postings with a sign that is none": (files) => {
    for (const [name, data] of files) if (name.startsWith("w-")) data.docs = data.docs.map((text) => `${text} !`);
  },
  "fewer postings than words": (files) => {
    for (const [name, data] of files) if (name.startsWith("w-")) data.docs.pop();
  },
  "a missing position shard": (files) => {
    for (const name of files.keys()) if (name.startsWith("p-")) files.delete(name);
  },
  "positions that are cut": (files) => {
    for (const [name, data] of files) if (name.startsWith("p-")) files.set(name, data.map((shard) => shard.map((text) => text.slice(0, -1))));
  },
  "positions of another shard": (files) => {
    for (const name of files.keys()) if (name.startsWith("p-")) files.set(name, [[], []]);
  },
  "a missing text": (files) => files.delete(`t-${files.get("index").texts.slice(0, 6)}`),
  "a text file with too few articles": (files) => files.get(`t-${files.get("index").texts.slice(0, 6)}`).pop(),
  "lengths that are cut": (files) => {
    for (const data of files.values()) if (data.lengths) data.lengths = data.lengths.slice(1);
  },
  "a copy of no article": (files) => {
    for (const data of files.values()) if (data.copies) data.copies = `#${number(99)}`;
  },
  "names of fewer articles": (files) => {
    for (const data of files.values()) if (typeof data.values === "string") data.values = data.values.slice(0, 1);
  },
  "relatives that are no words": (files) => {
    for (const [name, data] of files) if (name.startsWith("w-")) data.same = [[0, 99]];
  },
  "stems that are no list": (files) => (files.get(shard(files)).elsewhere = { two: 7 }),
  "a column that is null": (files) => files.set(`c-${files.get("index").columns.author[0]}`, null),
  "fewer texts than articles": (files) => (files.get("index").sizes = "21"),
  "a missing column": (files) => files.delete(`c-${files.get("index").columns.articles[0]}`),
};
for (const [what, change] of Object.entries(DAMAGES)) test(`${what}: a problem that a reader is told`, () => assert.rejects(damagedBy(change), isProblem));

test("a file that was not there is asked for again", async () => {
  const files = filesOf(THREE);
  let isDown = true;
  const load = async (name) => {
    if (isDown && name !== "index") throw new Error("offline");
    return files.get(name);
  };
  const index = await briefgen.openIndex(load);
  await assert.rejects(briefgen.search(index, { query: "two" }), isProblem);
  isDown = false;
  assert.equal((await briefgen.search(index, { query: "two", unfolded: true })).total, 3);
});
