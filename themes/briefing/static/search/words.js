// A text's terms: what the index knows it by. Python finds the same in briefgen/search/terms.py; a change here is a change there.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});

  // Thai, Lao, Myanmar, Khmer, kana, ideographs: scripts that put no spaces between words.
  const UNSPACED = "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff]";
  const RUN = new RegExp(`(?:(?=${UNSPACED})[\\p{L}\\p{N}])+|(?:(?!${UNSPACED})[\\p{L}\\p{N}])+`, "gu");
  const BEGINS_UNSPACED = new RegExp(`^${UNSPACED}`, "u");
  const WORD = /[a-z0-9]+/g; // the same where all is ASCII
  const NOT_ASCII = /[^\0-\x7f]/;
  const PUNCTUATION = /[’‘“”—–…]/g; // what most texts have that is not ASCII
  const LETTERS = { ø: "o", Ø: "O", ł: "l", Ł: "L", đ: "d", Đ: "D", ð: "d", Ð: "D", ħ: "h", Ħ: "H", þ: "th", Þ: "Th", æ: "ae", Æ: "Ae", œ: "oe", Œ: "Oe", ß: "ss", ẞ: "Ss", ı: "i" };
  const OTHER_LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");

  const isUnspaced = (term) => BEGINS_UNSPACED.test(term);

  /** A text without its accents and compatibility forms: 'é' and 'ø' are 'e' and 'o', 'ﬁ' is 'fi'. Case is kept. */
  function withoutMarks(text) {
    if (!NOT_ASCII.test(text)) return text;
    return text.normalize("NFKD").replace(/\p{M}/gu, "").replace(OTHER_LETTER, (letter) => LETTERS[letter]);
  }

  const fold = (text) => withoutMarks(text).toLowerCase();

  /** The text in lower case, where all else about its terms is as in ASCII; undefined where it is not. No place changes. */
  function plain(text) {
    const usual = text.replace(PUNCTUATION, " ");
    return NOT_ASCII.test(usual) ? undefined : usual.toLowerCase();
  }

  /** The terms of a run: of an unspaced script each two neighbours, and then the last character. */
  const termsIn = (run) => (isUnspaced(run) ? Array.from(run, (_, i) => run.slice(i, i + 2)) : [run]);

  /** The terms of each run of letters and digits in a text. */
  const runsOf = (text) => Array.from(fold(text).match(RUN) ?? [], termsIn);

  const termsOf = (text) => plain(text)?.match(WORD) ?? runsOf(text).flat();

  /** The text folded, and for each place in that where it came from: taking marks away changes lengths. */
  function traced(text) {
    let left = "";
    const origins = [];
    let at = 0;
    for (const character of text) {
      const kept = withoutMarks(character);
      for (let i = 0; i < kept.length; i++) origins.push(at);
      left += kept;
      at += character.length;
    }
    origins.push(at);
    // Lower case comes last, over the whole: a Greek sigma's form depends on its neighbours. By now no length changes.
    return { folded: left.toLowerCase(), origins };
  }

  /** Where the term that ends before `index` ends in the text: '½' is two terms at one place, and neither ends within it. */
  function endOf(origins, index) {
    while (origins[index] === origins[index - 1]) index++;
    return origins[index];
  }

  /** Every term of a text, in order, with the place where it stands: [{term, start, end}]. */
  function placed(text) {
    const usual = plain(text);
    if (usual !== undefined) return Array.from(usual.matchAll(WORD), ({ 0: term, index }) => ({ term, start: index, end: index + term.length }));
    const { folded, origins } = traced(text);
    const found = [];
    for (const { 0: run, index } of folded.matchAll(RUN)) {
      termsIn(run).forEach((term, i) => {
        found.push({ term, start: origins[index + i], end: endOf(origins, index + i + term.length) });
      });
    }
    return found;
  }

  // ---- stems that a word may have, by English endings: Python's briefgen/search/endings.py does the same --------------------------

  const ENDINGS = " s es ed er ers ing ings e y ion ions ation ations ate ated ates ating ment ments ness ly al ally ity or ors eer eers eering".split(" ");
  const SHORTEST = 3; // letters that are left of a word

  function possibleStems(term) {
    const found = new Set([term]);
    if (!/^[a-z]+$/.test(term)) return found;
    for (const ending of ENDINGS) {
      const left = term.endsWith(ending) ? term.slice(0, term.length - ending.length) : "";
      if (left.length < SHORTEST) continue;
      found.add(ending === "y" ? `${left}i` : left);
      if (left.at(-1) === "y") found.add(`${left.slice(0, -1)}i`);
      else if (left.at(-1) === left.at(-2)) found.add(left.slice(0, -1));
    }
    return found;
  }

  // ---- positions, as the index has them ---------------------------------------------------------------------------------------

  const TITLE_END = 60; // a title's terms from here on
  const BEYOND_TITLE = 62; // are all at this position
  const BODY = 64; // here the body begins
  const LINE = 16; // lines begin at multiples of this

  /** Where each term of an article's title and text stands: a map from term to positions. */
  function positionsIn({ title, text }) {
    const found = new Map();
    const add = (term, position) => {
      if (found.has(term)) found.get(term).push(position);
      else found.set(term, [position]);
    };
    termsOf(title).forEach((term, i) => add(term, i < TITLE_END ? i : BEYOND_TITLE));
    let at = BODY;
    for (const line of text.split("\n")) {
      const terms = termsOf(line);
      terms.forEach((term, i) => add(term, at + i));
      if (terms.length) at = (Math.floor((at + terms.length) / LINE) + 1) * LINE;
    }
    return found;
  }

  briefgen.words = { fold, isUnspaced, runsOf, termsOf, placed, possibleStems, positionsIn, BODY };
})();
