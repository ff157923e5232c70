import assert from "node:assert/strict";
import test from "node:test";
import { asked, briefgen, filesOf, found, loaderOf, texts } from "./fixture.mjs";

const { distance } = briefgen.spelling;
const notesOn = async (articles, query, request, options) => (await asked(articles, query, request, options)).notes;
const corrected = (typed, used) => [{ kind: "corrected", typed, used }];
const times = (count, text) => Array.from({ length: count }, () => text);

test("distance counts letters that are wrong, missing, too many or changed places", () => {
  const cases = [
    ["", "", 0],
    ["abc", "abc", 0],
    ["abc", "abd", 1],
    ["abc", "ab", 1],
    ["abc", "abcd", 1],
    ["abc", "acb", 1],
    ["ca", "abc", 3], // as an alignment; what changed places is not edited again
    ["sanctoins", "sanctions", 1],
    ["kitten", "sitting", 3],
    ["𝒳ab", "ab", 1],
  ];
  for (const [one, other, steps] of cases) {
    assert.equal(distance(one, other, 3), steps, `${one} ${other}`);
    assert.equal(distance(other, one, 3), steps, `${other} ${one}`);
    assert.equal(distance(one, other, 0), Math.min(steps, 1));
  }
});

test("a word that no article has is corrected, with its other forms", async () => {
  const options = { stems: { sanctions: "sanction" } };
  const articles = texts("sanctions", "sanction", "other");
  assert.deepEqual(await found(articles, "sanctoins", {}, options), [0, 1]);
  assert.deepEqual(await notesOn(articles, "sanctoins", {}, options), corrected("sanctoins", "sanctions"));
  assert.deepEqual((await asked(articles, "sanctoins", {}, options)).marks.words, ["sanctions", "sanction"]);
});

const CASES = [
  ["three letters are another word", ["cat"], "bat", [{ kind: "unknown", typed: "bat" }]],
  ["four may have one wrong letter", ["cats"], "bats", corrected("bats", "cats")],
  ["six may not have two", ["planet"], "plonit", [{ kind: "unknown", typed: "plonit" }]],
  ["seven may", ["planets"], "plonits", corrected("plonits", "planets")],
  ["digits are never wrong", ["2022", "covid19"], "2023 covid18", [{ kind: "unknown", typed: "2023" }, { kind: "unknown", typed: "covid18" }]],
  ["the nearest is best", ["planetas", "planetasos"], "planetos", corrected("planetos", "planetas")],
  ["then one with the same first letter", ["loard", "loard", "board"], "beard", corrected("beard", "board")],
  ["then the most common", ["bears", "beard", "beard"], "beare", corrected("beare", "beard")],
  ["then the first in order", ["bearz", "beary"], "beart", corrected("beart", "beary")],
  ["a first letter may be wrong", ["sanctions"], "xanctions", corrected("xanctions", "sanctions")],
  ["what is said is said once", ["x"], "qqq qqq", [{ kind: "unknown", typed: "qqq" }]],
  ["notes on dates too", ["x"], "date:x date:x x", [{ kind: "date", typed: "x" }, { kind: "unknown", typed: "date" }]],
  ["a phrase is as it is", ["planets"], '"planots"', []],
  ["what is not wanted is as it is, which is said", ["planets"], "-planots", [{ kind: "needless", typed: "planots" }]],
  ["a beginning is one", ["planets"], "plane", [{ kind: "begun", typed: "plane" }]],
  ["nine words too many", ["planets"], "qa qb qc qd qe qf qg qh planots", [..."abcdefgh"].map((letter) => ({ kind: "unknown", typed: `q${letter}` })).concat({ kind: "unknown", typed: "planots" })],
  ["so is a prefix", ["planets"], "planots*", []],
  ["scripts without spaces say nothing", ["東京"], "大阪", []],
];
for (const [what, all, query, notes] of CASES) {
  test(what, async () => {
    for (const firsts of [[""], ["", "c", "m", "t"]]) assert.deepEqual(await notesOn(texts(...all), query, {}, { firsts }), notes);
  });
}

test("spelling files are loaded only when the word's own shard has nothing at distance 1", async () => {
  const files = filesOf(texts("planets", "zzz"));
  const { load, loaded } = loaderOf(files);
  const index = await briefgen.openIndex(load);
  await briefgen.search(index, { query: "planots" });
  assert.deepEqual(loaded.filter((name) => name.startsWith("v-")), []);
  await briefgen.search(index, { query: "lanets" });
  assert.notDeepEqual(loaded.filter((name) => name.startsWith("v-")), []);
});

test("a rare word beside one that is twenty times as common is doubted, not replaced", async () => {
  const articles = texts(...times(40, "minister"), "minster", "minster", "ministre");
  assert.deepEqual(await notesOn(articles, "minster"), [{ kind: "rarer", typed: "minster", used: "minister" }]);
  assert.deepEqual(await found(articles, "minster"), [40, 41]);
  assert.deepEqual(await notesOn(articles.slice(1), "minster"), []);
  assert.deepEqual(await notesOn(articles, "-minster"), []);
  assert.deepEqual(await notesOn(articles, "minster", { typing: true }), []);
});

test("while typing, a word is corrected only when nothing begins like it", async () => {
  const articles = texts("planets", "planotsa");
  assert.deepEqual(await notesOn(articles, "planots", { typing: true }), []);
  assert.deepEqual(await notesOn(articles.slice(0, 1), "planots", { typing: true }), corrected("planots", "planets"));
});
