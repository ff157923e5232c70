import assert from "node:assert/strict";
import test from "node:test";
import { briefgen } from "./fixture.mjs";

const { parse, read } = briefgen.query;

const NONE = { kind: "none" };
const word = (term) => ({ kind: "word", term });
const prefix = (term) => ({ kind: "prefix", term });
const typing = (term) => ({ kind: "prefix", term, typing: true });
const phrase = (terms, field = "") => ({ kind: "phrase", terms: terms.split(" "), field });
const all = (...of) => ({ kind: "all", of });
const any = (...of) => ({ kind: "any", of });
const not = (of) => ({ kind: "not", of });
const title = (term) => ({ kind: "title", term });
const name = (column, terms, exact = false) => ({ kind: "name", column, terms: terms.split(" "), exact });
const dates = (from, to) => ({ kind: "dates", from, to });
const day = (iso) => Date.parse(`${iso}T00:00Z`) / 86_400_000;
const [a, b, c, d] = ["a", "b", "c", "d"].map(word);

const CASES = {
  nothing: [
    ["", NONE],
    ["   \u00a0\u3000", NONE],
    ["- … ! *", NONE],
    ['"', NONE],
    ['""', NONE],
    ["()", NONE],
    ["-()", NONE],
    [")(", NONE],
    ["OR", NONE],
    ["NOT", NONE],
    ["AND OR | NOT", NONE],
    ['-"…"', NONE],
  ],
  words: [
    ["a b", all(a, b)],
    ["a\u2003b", all(a, b)],
    ["don't", all(word("don"), word("t"))],
    ["3.5 a", all(all(word("3"), word("5")), a)],
    ["Élysée", word("elysee")],
    ["constructor", word("constructor")],
    ["a … b", all(a, b)],
    ["and or not", all(word("and"), word("or"), word("not"))],
    ["a|b", all(a, b)],
    ["http://x.org/a", all(word("http"), word("x"), word("org"), a)],
  ],
  prefixes: [
    ["sanc*", prefix("sanc")],
    ["e-mai*", all(word("e"), prefix("mai"))],
    ["a*b", all(a, b)],
    ["-sanc*", not(prefix("sanc"))],
    ["東京*", prefix("東京")],
  ],
  "scripts without spaces": [
    ["東京タワー", all(word("東京"), word("京タ"), word("タワ"), word("ワー"))],
    ["東", prefix("東")],
    ["東NATO", all(prefix("東"), word("nato"))],
    ['"東"', prefix("東")],
    ['"東京 NATO"', phrase("東京 京 nato")],
    ['"NATO 東京"', phrase("nato 東京")],
    ['"NATO 東"', phrase("nato 東")],
    ["title:東", title("東")],
    ["outlet:朝日新聞", name("outlet", "朝日 日新 新聞")],
    ["ไทย", all(word("ไท"), word("ทย"))],
  ],
  phrases: [
    ['"a b"', phrase("a b")],
    ["“a b”", phrase("a b")],
    ["„a b«", phrase("a b")],
    ['"a b', phrase("a b")],
    ['"a"', phrase("a")],
    ['x"a b"y', all(word("x"), phrase("a b"), word("y"))],
    ['-"a b"', not(phrase("a b"))],
    ['"a" "b" "', all(phrase("a"), phrase("b"))],
    ['"(a OR b)"', phrase("a or b")],
  ],
  negation: [
    ["-a", not(a)],
    ["NOT a", not(a)],
    ["NOT -a", a],
    ["NOT NOT a", a],
    ["a -b", all(a, not(b))],
    ["a-b", all(a, b)],
    ["--a", a],
    ["- a", a],
    ["-OR", not(word("or"))],
    ["(-a)", not(a)],
    ["-(a b)", not(all(a, b))],
    ['"a"-b', all(phrase("a"), b)],
    ["NOT , a", not(a)],
    ["a NOT", a],
    ["NOT OR a", a],
    ["NOT ) a", a],
    ["NOT () a", a],
  ],
  alternatives: [
    ["a OR b", any(a, b)],
    ["a | b", any(a, b)],
    ["a b OR c d", all(a, any(b, c), d)],
    ["a OR b OR c", any(a, b, c)],
    ["a OR OR b", any(a, b)],
    ["OR a", a],
    ["a OR", a],
    ["a OR , b", any(a, b)],
    ["a OR () b", any(a, b)],
    ["a OR AND b", any(a, b)],
    ["a OR -b", any(a, not(b))],
    ["a AND b", all(a, b)],
    ["don't OR a", any(all(word("don"), word("t")), a)],
  ],
  groups: [
    ["(a b)", all(a, b)],
    ["(a OR b) c", all(any(a, b), c)],
    ["a (b c)", all(a, all(b, c))],
    ["(a OR b) OR c", any(any(a, b), c)],
    ["(a (b", all(a, b)],
    ["a) b", all(a, b)],
    ["((((a))))", a],
    ["a(b)c", all(a, b, c)],
  ],
  fields: [
    ["title:a", title("a")],
    ["TITLE:a", title("a")],
    ["title:e-mail", all(title("e"), title("mail"))],
    ['title:"a b"', phrase("a b", "title")],
    ['title: "a"', phrase("a", "title")],
    ["section:a", { kind: "section", term: "a" }],
    ["outlet:reu", name("outlet", "reu")],
    ["outlet: reu a", all(name("outlet", "reu"), a)],
    ["outlet:al-jazeera", name("outlet", "al jazeera")],
    ['author:"Ada B"', name("author", "ada b", true)],
    ["-tag:x", not(name("tag", "x"))],
    ["outlet:", word("outlet")],
    ["outlet: ", word("outlet")],
    ["outlet: -a", all(word("outlet"), not(a))],
    ["outlet: OR a", any(word("outlet"), a)],
    ["outlet: title:a", all(word("outlet"), title("a"))],
    ["outlet: (a)", all(word("outlet"), a)],
    ["outlet:***", word("outlet")],
    ["foo:a", all(word("foo"), a)],
    ['foo:"a b"', all(word("foo"), phrase("a b"))],
    ["constructor:a", all(word("constructor"), a)],
    ["outlet:a OR b", any(name("outlet", "a"), b)],
  ],
  dates: [
    ["date:2022", dates(day("2022-01-01"), day("2022-12-31"))],
    ["date:2024-02", dates(day("2024-02-01"), day("2024-02-29"))],
    ["date:2022/1/7", dates(day("2022-01-07"), day("2022-01-07"))],
    ["before:2022-03", dates(null, day("2022-02-28"))],
    ["after:2022.03.01", dates(day("2022-03-01"), null)],
    ["date:2022..2023-02", dates(day("2022-01-01"), day("2023-02-28"))],
    ["date:2022..", dates(day("2022-01-01"), null)],
    ["date:..1969", dates(null, -1)],
    ["date:0050", dates(day("0050-01-01"), day("0050-12-31"))],
    ['after: "2022"', dates(day("2022-01-01"), null)],
    ["date:", word("date")],
  ],
};

for (const [what, cases] of Object.entries(CASES)) {
  test(what, () => {
    for (const [query, tree] of cases) assert.deepEqual(parse(query), tree, query);
  });
}

test("a date that can't be read is words, and the reader is told", () => {
  for (const typed of ["soon", "2022-13", "2022-02-30", "0000", "22", "2022-00", "2022-01-00", "..", "2022...2023", "2022-1-1-1"]) {
    assert.deepEqual(read(`date:${typed}`).notes, [{ kind: "date", typed }], typed);
  }
  assert.deepEqual(parse("before:now"), all(word("before"), word("now")));
  assert.deepEqual(read("before:2020..2021").notes, [{ kind: "date", typed: "2020..2021" }]);
});

const TYPING = [
  ["sanc", typing("sanc")],
  ["a sanc", all(a, typing("sanc"))],
  ["e-mai", all(word("e"), typing("mai"))],
  ["(a sanc", all(a, typing("sanc"))],
  ["a OR sanc", any(a, typing("sanc"))],
  ["sanc ", word("sanc")],
  ["-sanc", not(word("sanc"))],
  ["NOT sanc", not(word("sanc"))],
  ["(sanc)", word("sanc")],
  ['"sanc', phrase("sanc")],
  ["sanc*", prefix("sanc")],
  ["title:sanc", title("sanc")],
  ["a OR", a],
  ["東", prefix("東")],
  ["東京", typing("東京")],
  ["foo:sanc", all(word("foo"), typing("sanc"))],
];

test("while typing, the last word may be the beginning of one", () => {
  for (const [query, tree] of TYPING) assert.deepEqual(parse(query, true), tree, query);
});

test("no query is too deep or too long", () => {
  assert.deepEqual(parse(`${"(".repeat(5000)}a${")".repeat(5000)}`), a);
  assert.deepEqual(parse("(a ".repeat(5000)).kind, "all");
  assert.equal(parse("a ".repeat(5000)).of.length, 5000);
  assert.deepEqual(parse("-(".repeat(5000)), NONE);
});

test("whatever is typed is a query", () => {
  const parts = ['"', "(", ")", "-", "OR", "NOT", " ", "a", "東", "title:", "date:", "..", "*", "\ud83d", "😀", "ก", "ا", "\u0000"];
  let state = 7;
  for (let i = 0; i < 5000; i++) {
    const query = Array.from({ length: 8 }, () => parts[(state = (state * 48271) % 2147483647) % parts.length]).join("");
    assert.ok(parse(query, i % 2 === 0).kind, query);
  }
});
