import assert from "node:assert/strict";
import test from "node:test";
import { briefgen } from "./fixture.mjs";

const { fold, placed, termsOf } = briefgen.words;

const CASES = [
  ["", []],
  [" -- … “” ", []],
  ["NATO rejects Kremlin's demands", ["nato", "rejects", "kremlin", "s", "demands"]],
  ["snake_case 3.5 e-mail", ["snake", "case", "3", "5", "e", "mail"]],
  ["Café CAFE\u0301 ﬁn ① İ", ["cafe", "cafe", "fin", "1", "i"]],
  ["½", ["1", "2"]],
  ["ΟΔΥΣΣΕΥΣ", ["οδυσσευς"]],
  ["constructor __proto__ toString", ["constructor", "proto", "tostring"]],
  ["𝒳𐐀", ["x𐐨"]],
  ["東京タワー", ["東京", "京タ", "タワ", "ワー", "ー"]],
  ["東", ["東"]],
  ["東京NATO本部", ["東京", "京", "nato", "本部", "部"]],
  ["東・京", ["東", "京"]],
  ["がギ", ["かキ", "キ"]],
  ["สวัสดี", ["สว", "วส", "สด", "ด"]],
  ["한국", [..."한국".normalize("NFKD")].join("") && ["한국".normalize("NFKD")]],
  ["القُدس", ["القدس"]],
];

for (const [text, terms] of CASES) test(`the terms of ${JSON.stringify(text)}`, () => assert.deepEqual(termsOf(text), terms));

test("placed terms are the text's terms, in order", () => {
  for (const [text, terms] of CASES) assert.deepEqual(placed(text).map(({ term }) => term), terms);
});

test("a placed term covers the characters that it is made of, marks and surrogates too", () => {
  const text = "cafe\u0301 𝒳y 東京都 ½!";
  const covered = placed(text).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(covered, ["cafe\u0301", "𝒳y", "東京", "京都", "都", "½", "½"]);
});

test("fold takes away accents and case, and parts letters as typists do", () => assert.equal(fold("École, ÆØ-Ñ ẞß ŁódźıĐ"), "ecole, aeo-n ssss lodzid"));
