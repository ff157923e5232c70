// The scripts under test, and an index in memory that is made of a few articles, after docs/search-format.md.
import { readFileSync } from "node:fs";
import vm from "node:vm";

const SCRIPTS = new URL("../../../themes/briefing/static/search/", import.meta.url);
const ENGLISH = readFileSync(new URL("../../../themes/briefing/i18n/en.toml", import.meta.url), "utf8");
const SEARCH = /^\[search\]\n((?!\[).*\n)*/m.exec(ENGLISH)[0];
const english = Object.fromEntries(Array.from(SEARCH.matchAll(/^(\w+) = (".*")$/gm), ([, key, text]) => [`search.${key}`, JSON.parse(text)]));
globalThis.briefgen = { catalogue: { texts: english } };

for (const name of ["texts", "words", "query", "index", "match", "spelling", "rank", "answer"]) {
  const file = new URL(`${name}.js`, SCRIPTS);
  vm.runInThisContext(readFileSync(file, "utf8"), { filename: file.pathname });
}
export const { briefgen } = globalThis;
const { termsOf } = briefgen.words;

// ---- numbers in strings -------------------------------------------------------------------------------------------------------

export const SIGNS = Array.from({ length: 92 }, (_, i) => String.fromCharCode(35 + i)).filter((sign) => sign !== "\\").join("");

export const number = (n) => (n < 60 ? SIGNS[n] : SIGNS[60 + ((n - 60) % 31)] + number(Math.floor((n - 60) / 31)));
const zigzag = (n) => (n < 0 ? -2 * n - 1 : 2 * n);

/** Ascending numbers: the first as it is, the others as gaps less 1. */
const gaps = (values) => values.map((value, i) => number(i ? value - values[i - 1] - 1 : value)).join("");
const counted = (positions) => number(positions.length - 1) + gaps(positions);

/** Each of some things that articles have, in front of it the gap to the article before. */
const gapped = (rows) => rows.map(([doc, signs], i) => number(i ? doc - rows[i - 1][0] - 1 : doc) + signs).join("");

// ---- articles -----------------------------------------------------------------------------------------------------------------

const NAME_GAP = 2;

/** Terms of names, one name after the other: [[term, position]]. */
function placedNames(names, start) {
  const found = [];
  let at = start;
  for (const terms of names.map(termsOf).filter((some) => some.length)) {
    terms.forEach((term, i) => found.push([term, at + i]));
    at += terms.length + NAME_GAP;
  }
  return found;
}

function placedLines(text) {
  const found = [];
  let at = 64;
  let end = 64;
  for (const terms of text.split("\n").map(termsOf).filter((some) => some.length)) {
    terms.forEach((term, i) => found.push([term, at + i]));
    end = at + terms.length;
    at = 16 * (Math.floor(end / 16) + 1);
  }
  return { found, end: at };
}

const byTerm = (placed) => {
  const found = new Map();
  for (const [term, position] of placed) found.set(term, [...(found.get(term) ?? []), position]);
  return found;
};

const classOf = (count) => [0, 1, 2, 3, 4, 4, 5, 5, 5].at(count) ?? (count < 16 ? 6 : 7);

/** What the index knows of an article: a map from term to [sign, positions]. */
function termsWithSigns({ title, text, outlet, authors, tags, events }) {
  const titled = byTerm(termsOf(title).map((term, i) => [term, Math.min(i, i < 60 ? i : 62)]));
  const { found, end } = placedLines(text);
  const body = byTerm(found);
  const named = byTerm(placedNames([...authors, outlet, ...[...tags, ...events].map(([name]) => name)], end + 8));
  const terms = new Set([...titled.keys(), ...body.keys(), ...named.keys()]);
  const length = found.length;
  const of = (term) => {
    const inBody = body.get(term) ?? [];
    const flags = 8 * titled.has(term) + 16 * (inBody[0] < 114) + 32 * named.has(term);
    return [SIGNS[classOf(inBody.length) + flags], [...new Set([...(titled.get(term) ?? []), ...inBody, ...(named.get(term) ?? [])])]];
  };
  return { length, terms: new Map(Array.from(terms, (term) => [term, of(term)])) };
}

const NOTHING = { title: "", text: "", url: "", date: "", day: null, outlet: "", authors: [], events: [], tags: [], sections: [], copyOf: null, isVersion: false, lang: "" };
const dayOf = (date) => (date ? Date.parse(`${date}-01-01`.slice(0, 10)) / 86_400_000 : null);

// ---- the index ----------------------------------------------------------------------------------------------------------------

const utf16 = (a, b) => (a < b ? -1 : Number(a > b));

/**
 * The index's files, by name. `stems` are the words that are not their own stem; `firsts` where shards begin; `far` from how many signs
 * on positions stand in files of their own.
 */
export function filesOf(given, { stems = {}, firsts = ["", "g", "n", "t"], spellings = 2, perText = 2, perColumn = 3, far = 16_000 } = {}) {
  const articles = given.map((one, i) => ({ ...NOTHING, url: `articles/${i}.html`, day: dayOf(one.date), ...one }));
  const files = new Map();
  let made = 0;
  const put = (letter, data) => {
    const name = String(made++).padStart(6, "0");
    files.set(`${letter}-${name}`, JSON.parse(JSON.stringify(data)));
    return name;
  };
  const shardFor = (word) => firsts.findLastIndex((first) => first <= word);
  const stemOf = (word) => (Object.hasOwn(stems, word) ? stems[word] : word);

  const entries = new Map(); // key → what the index has of a word under a stem
  const heads = new Map(); // word → rows of sections
  const lengths = [];
  articles.forEach((article, doc) => {
    const { length, terms } = termsWithSigns(article);
    lengths.push(length);
    for (const [word, [sign, positions]] of terms) {
      const stem = article.stem?.(word) ?? stemOf(word);
      const key = `${stem} ${word}`;
      if (!entries.has(key)) entries.set(key, { word, stem, docs: [], positions: [] });
      entries.get(key).docs.push([doc, sign]);
      entries.get(key).positions.push(positions);
    }
    for (const [word, positions] of byTerm(placedNames(article.sections, 0))) {
      heads.set(word, [...(heads.get(word) ?? []), [doc, counted(positions)]]);
    }
  });

  const shards = firsts.map(() => []);
  for (const [, entry] of [...entries].sort(([a], [b]) => utf16(a, b))) shards[shardFor(entry.stem)].push(entry);
  const positionsOf = ({ positions }) => {
    const whole = positions.map(counted).join("");
    if (whole.length < far) return whole;
    const half = Math.ceil(positions.length / 2);
    return [positions.slice(0, half), positions.slice(half)].map((part) => [part.length, put("f", part.map(counted).join(""))]);
  };
  const wordShard = (shard, at) => {
    const foreign = [...entries.values()].filter(({ word, stem }) => shardFor(word) === at && shardFor(stem) !== at);
    const families = Map.groupBy ? Map.groupBy(shard.keys(), (i) => shard[i].stem) : shard.reduce((all, { stem }, i) => all.set(stem, [...(all.get(stem) ?? []), i]), new Map());
    const own = [...heads].filter(([word]) => shard.some((entry) => entry.word === word));
    if (!shard.length && !foreign.length) return "------";
    return put("w", {
      words: shard.map(({ word }) => word).join(" "),
      cuts: shard.map(({ word, stem }) => SIGNS[word.startsWith(stem) ? word.length - stem.length : 90]).join(""),
      same: [...families.values()].filter((places) => places.length > 1),
      docs: shard.map(({ docs }) => gapped(docs)),
      ...(foreign.length && { elsewhere: Object.fromEntries(foreign.map(({ word, stem }) => [word, [stem]])) }),
      ...(own.length && { sections: Object.fromEntries(own.map(([word, rows]) => [word, gapped(rows)])) }),
    });
  };
  const pairs = shards.flatMap((shard, i) => (i % 2 ? [] : [shards.slice(i, i + 2)]));

  const parted = (list, size) => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

  const articleFile = (part, start) => {
    let last = 0;
    const days = part.map(({ day }) => {
      if (day === null) return number(0);
      const code = number(1 + zigzag(day - last));
      last = day;
      return code;
    });
    const copies = part.flatMap(({ copyOf, isVersion }, i) => (copyOf === null ? [] : [[i, number(2 * copyOf + isVersion)]]));
    const levels = part.map((_, i) => SIGNS[Math.round(2 * Math.log2(1 + lengths[start + i]))]);
    return put("c", { lengths: levels.join(""), days: days.join(""), copies: gapped(copies) });
  };
  const nameFiles = (namesOf) => {
    const numbers = new Map();
    return parted(articles, perColumn).map((part) => {
      const fresh = [];
      const values = part.map((article) => {
        const names = namesOf(article);
        for (const [name, key] of names) {
          if (numbers.has(key)) continue;
          numbers.set(key, numbers.size);
          fresh.push([name, key]);
        }
        return number(names.length) + names.map(([, key]) => number(numbers.get(key))).join("");
      });
      return put("c", { names: fresh, values: values.join("") });
    });
  };
  const keyed = (names) => names.filter(Boolean).map((name) => [name, name.toLowerCase().replaceAll(" ", "-")]);

  const spellingFile = (at) => {
    const numbers = new Map();
    for (const { word, docs } of entries.values()) {
      const letters = [...word].slice(0, 2).some((letter) => letter.codePointAt(0) % spellings === at);
      if (letters && /^\p{L}{3,24}$/u.test(word) && !briefgen.words.isUnspaced(word)) numbers.set(word, (numbers.get(word) ?? 0) + docs.length);
    }
    const ordered = [...numbers].sort(([a], [b]) => utf16(a, b));
    if (!ordered.length) return "";
    return put("v", { words: ordered.map(([word]) => word).join(" "), common: ordered.map(([, n]) => SIGNS[Math.floor(Math.log2(n))]).join("") });
  };

  const texts = parted(articles, perText);
  files.set("index", {
    version: 4,
    articles: articles.length,
    firsts,
    words: shards.map(wordShard).join(""),
    positions: pairs.map((pair) => put("p", pair.map((shard) => shard.map(positionsOf)))).join(""),
    spelling: Array.from({ length: spellings }, (_, i) => spellingFile(i)),
    texts: texts.map((part) => put("t", part.map(({ title, url, date, outlet, authors, text, lang }) => [title, url, date, outlet, authors, text, lang]))).join(""),
    sizes: texts.map((part) => part.length).join(""),
    columns: {
      articles: parted(articles, perColumn).map((part, i) => articleFile(part, i * perColumn)),
      outlet: nameFiles(({ outlet }) => keyed([outlet])),
      author: nameFiles(({ authors }) => keyed(authors)),
      event: nameFiles(({ events }) => events),
      tag: nameFiles(({ tags }) => tags),
    },
  });
  return files;
}

/** Loads those files; one that is not there is an error, as it is for a script element. `loaded` has the names. */
export function loaderOf(files) {
  const loaded = [];
  const load = async (name) => {
    loaded.push(name);
    if (!files.has(name)) throw new Error(`no ${name}`);
    return files.get(name);
  };
  return { load, loaded };
}

export const opened = (articles, options) => briefgen.openIndex(loaderOf(filesOf(articles, options)).load);

/** An archive of articles that are only text. */
export const texts = (...all) => all.map((text) => ({ text }));

/** The answer to a query, in an archive of these articles. */
export async function asked(articles, query, request = {}, options = {}) {
  return briefgen.search(await opened(articles, options), { query, ...request });
}

/** The numbers of all results, in order. */
export async function numbersOf(answer) {
  return (await answer.results(0, answer.total)).map(({ number: doc }) => doc);
}

/** The numbers of the results of a query, ascending. */
export async function found(articles, query, request, options) {
  return (await numbersOf(await asked(articles, query, request, options))).sort((a, b) => a - b);
}

/** A list of pseudorandom numbers from 0 to below `most`, always the same. */
export function randomly(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // Numerical Recipes' generator
    return Math.floor((state / 2 ** 32) * most);
  };
}
