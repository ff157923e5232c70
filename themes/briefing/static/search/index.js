// The index's files, format 3 (docs/search-format.md): loaded when a query first needs them, and decoded into typed arrays.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});
  const { COLUMNS } = briefgen.query;

  const VERSION = 4;
  const NO_STEM = 90; // the sign of a word that does not begin with its stem
  const NO_SHARD = "w-------";
  const SPELLING_LETTERS = 32; // up to so many spelling files words are parted by a letter; beyond that by their length as well
  const UNDATED = -(2 ** 31); // the day of an article without a date

  /** Something that a reader can be told, as opposed to a mistake in these scripts. */
  class SearchProblem extends Error {
    constructor(key, values, options) {
      super(briefgen.say(key, values), options);
    }
  }

  const damaged = (name, cause) => new SearchProblem("search.damaged", { file: `search/${name}.js` }, { cause });

  /** What `decode` makes of a file; whatever goes wrong there, the file is to blame. */
  function decoded(name, decode) {
    try {
      return decode();
    } catch (problem) {
      throw problem instanceof SearchProblem ? problem : damaged(name, problem);
    }
  }

  async function fileOf(load, name) {
    try {
      return await load(name);
    } catch (problem) {
      throw problem instanceof SearchProblem ? problem : new SearchProblem("search.not_loaded", { file: `search/${name}.js` }, { cause: problem });
    }
  }

  function demand(isWell) {
    if (!isWell) throw new RangeError("the file is not what it should be");
  }

  /** The place in a sorted list behind all that are not after `value`. */
  function placeAfter(list, value) {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle] <= value) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // ---- numbers in strings -----------------------------------------------------------------------------------------------------

  const LAST = 60; // signs below this end a number
  const MORE = 31;
  const NO_SIGN = /[^#-[\]-~]/;

  /** Reads numbers and signs from a string, one after the other. */
  class Signs {
    at = 0;

    constructor(text) {
      demand(typeof text === "string" && !NO_SIGN.test(text));
      this.text = text;
    }

    get hasMore() {
      return this.at < this.text.length;
    }

    sign() {
      const code = this.text.charCodeAt(this.at++); // NaN beyond the end, which ends any number
      return code > 92 ? code - 36 : code - 35;
    }

    number() {
      let part = this.sign();
      if (part < LAST) return part;
      let value = 0;
      let factor = 1; // numbers reach 2^31, so no shifts
      for (; part >= LAST; part = this.sign()) {
        value += part * factor;
        factor *= MORE;
      }
      return value + part * factor;
    }

    /** The string has to be read to its end, and not further. */
    close() {
      demand(this.at === this.text.length);
    }
  }

  /** Postings: `docs` are the articles that have a word, in order, and `signs` how each has it. */
  function postingsIn(text, articles) {
    const signs = new Signs(text);
    const found = { docs: new Int32Array(text.length >> 1), signs: new Uint8Array(text.length >> 1) };
    let length = 0;
    let doc = -1;
    while (signs.hasMore) {
      doc += signs.number() + 1;
      found.docs[length] = doc;
      found.signs[length++] = signs.sign();
    }
    signs.close();
    demand(doc < articles);
    return { docs: found.docs.subarray(0, length), signs: found.signs.subarray(0, length) };
  }

  // ---- word shards ------------------------------------------------------------------------------------------------------------

  const listed = (words) => (words ? words.split(" ") : []);

  /** A word under one of its stems. */
  class Entry {
    constructor(shard, place) {
      this.shard = shard;
      this.place = place;
    }

    get word() {
      return this.shard.words[this.place];
    }

    /** How long its postings are, in signs. */
    get size() {
      return this.shard.docs[this.place].length;
    }

    get postings() {
      const { name, docs, articles } = this.shard;
      return (this.known ??= decoded(name, () => postingsIn(docs[this.place], articles)));
    }
  }

  class Shard {
    constructor(name, number, data, articles) {
      Object.assign(this, { name, number, articles, docs: data.docs, stems: data.elsewhere ?? {}, heads: data.sections ?? {}, cuts: data.cuts });
      this.words = listed(data.words);
      demand(this.words.length === this.docs.length && this.docs.every((text) => typeof text === "string") && data.cuts.length === this.words.length);
      demand(Object.values(this.stems).every(Array.isArray) && data.same.flat().every((place) => place < this.words.length));
      this.all = this.words.map((_, place) => new Entry(this, place));
      this.byWord = grouped(this.all);
      this.families = new Map(data.same.flatMap((places) => places.map((place) => [place, places])));
    }

    entries(word) {
      return this.byWord.get(word) ?? [];
    }

    /** The entries that share a stem with one of the word's, and these themselves, in order. */
    family(word) {
      const places = this.entries(word).flatMap(({ place }) => this.families.get(place) ?? [place]);
      return [...new Set(places)].sort((a, b) => a - b).map((place) => this.all[place]);
    }

    /** The entries that have one of these stems, as far as their words tell it: a word that ends in y may have one that ends in i. */
    stemmed(stems) {
      const cuts = new Signs(this.cuts); // how many letters each has after its stem
      return this.all.filter(({ word }) => {
        const cut = cuts.sign();
        if (cut < NO_STEM) return stems.has(word.slice(0, Math.max(0, word.length - cut)));
        return word.endsWith("y") && stems.has(`${word.slice(0, -1)}i`);
      });
    }

    /** Stems of a word that is looked up here but which other shards have. */
    elsewhere(word) {
      return Object.hasOwn(this.stems, word) ? this.stems[word] : [];
    }

    /** In which articles a word stands in the names of sections, and for each its positions there. */
    sections(word) {
      const text = Object.hasOwn(this.heads, word) ? this.heads[word] : "";
      return decoded(this.name, () => sectionsIn(text, this.articles));
    }
  }

  function grouped(entries) {
    const found = new Map();
    for (const entry of entries) {
      if (!found.has(entry.word)) found.set(entry.word, []);
      found.get(entry.word).push(entry);
    }
    return found;
  }

  // ---- positions --------------------------------------------------------------------------------------------------------------

  /** An article's positions of a word. */
  function positionsIn(signs) {
    let left = signs.number();
    const found = [signs.number()];
    for (; left > 0 && signs.hasMore; left--) found.push(found.at(-1) + signs.number() + 1);
    return found;
  }

  function skipPositions(signs) {
    for (let left = signs.number(); left >= 0 && signs.hasMore; left--) signs.number();
  }

  function sectionsIn(text, articles) {
    const signs = new Signs(text);
    const docs = [];
    const rows = [];
    for (let doc = -1; signs.hasMore; ) {
      docs.push((doc += signs.number() + 1));
      rows.push(positionsIn(signs));
    }
    signs.close();
    demand(!docs.length || docs.at(-1) < articles);
    return { docs: Int32Array.from(docs), rows };
  }

  /** Adds to `rows`, which belong to the articles `wanted`, the positions in `text`, which belong to the articles `docs`. */
  function addRows(rows, wanted, text, docs) {
    const signs = new Signs(text);
    let place = placeAfter(wanted, docs[0] - 1);
    for (const doc of docs) {
      while (wanted[place] < doc) place++;
      if (wanted[place] !== doc) skipPositions(signs);
      else if (rows[place]) rows[place] = [...rows[place], ...positionsIn(signs)].sort((a, b) => a - b);
      else rows[place] = positionsIn(signs);
    }
    signs.close();
  }

  /** The pieces of an entry's positions, each with the articles that it's for, as far as `wanted` are among these. */
  function piecesOf(stored, docs, wanted, name) {
    if (typeof stored === "string") return [{ docs, name, text: stored }];
    let end = 0;
    return stored
      .map(([articles, file]) => ({ docs: docs.subarray(end, (end += articles)), name: `f-${file}` }))
      .filter((piece) => piece.docs.length && wanted[placeAfter(wanted, piece.docs[0] - 1)] <= piece.docs.at(-1));
  }

  // ---- columns ----------------------------------------------------------------------------------------------------------------

  const unzigzag = (code) => (code % 2 ? -(code + 1) / 2 : code / 2);

  function addDays(days, text) {
    const signs = new Signs(text);
    let last = 0;
    for (let i = 0; i < days.length; i++) {
      const code = signs.number();
      days[i] = code ? (last += unzigzag(code - 1)) : UNDATED;
    }
    signs.close();
  }

  function addCopies({ originals, versions }, start, text) {
    const signs = new Signs(text);
    let copy = start - 1;
    while (signs.hasMore) {
      copy += signs.number() + 1;
      const value = signs.number();
      originals[copy] = Math.floor(value / 2);
      versions[copy] = value % 2;
      demand(originals[copy] < originals.length);
    }
    signs.close();
    demand(copy < originals.length);
  }

  /** All articles by what they go back to, so that those that copy one another stand side by side. */
  function sortedBy(originals) {
    const places = new Int32Array(originals.length + 1);
    for (let doc = 0; doc < originals.length; doc++) places[originals[doc] + 1]++;
    for (let i = 1; i < places.length; i++) places[i] += places[i - 1];
    const found = new Int32Array(originals.length);
    for (let doc = 0; doc < originals.length; doc++) found[places[originals[doc]]++] = doc;
    return found;
  }

  /**
   * Of all articles: the level of their length, their day, what each goes back to (most to themselves), and whether it is a later
   * version of that. And `numbers`, which are 0, 1, 2 …: for when each article is its own group, or has one value.
   */
  function articleColumn(files, articles) {
    const numbers = new Int32Array(articles + 1);
    for (let i = 0; i <= articles; i++) numbers[i] = i;
    const [levels, versions] = [new Uint8Array(articles), new Uint8Array(articles)];
    const found = { numbers, levels, days: new Int32Array(articles), originals: numbers.slice(0, articles), versions };
    let start = 0;
    for (const { name, data } of files) {
      decoded(name, () => {
        const end = start + data.lengths.length;
        demand(end <= articles);
        const lengths = new Signs(data.lengths);
        for (let i = start; i < end; i++) found.levels[i] = lengths.sign();
        addDays(found.days.subarray(start, end), data.days);
        addCopies(found, start, data.copies);
        start = end;
      });
    }
    if (start !== articles) throw damaged("index");
    return { ...found, besideCopies: sortedBy(found.originals) };
  }

  /** A column of names: `values` from `starts[i]` to `starts[i + 1]` are the places in `names` of the i-th article's. */
  function nameColumn(files, articles) {
    const names = [];
    const starts = new Int32Array(articles + 1);
    const values = new Int32Array(files.reduce((sum, { data }) => sum + data.values.length, 0)); // at most: a sign or more each
    let doc = 0;
    let end = 0;
    for (const { name, data } of files) {
      decoded(name, () => {
        for (const [shown, key] of data.names) names.push({ name: shown, key });
        const signs = new Signs(data.values);
        while (signs.hasMore) {
          for (let left = signs.number(); left > 0 && signs.hasMore; left--) values[end++] = signs.number();
          starts[++doc] = end;
        }
        signs.close();
      });
    }
    if (files.length && doc !== articles) throw damaged("index"); // a column in which nobody has a name has no files
    return { names, starts, values };
  }

  // ---- the index --------------------------------------------------------------------------------------------------------------

  const namesIn = (text, letter) => (text.match(/.{6}/gs) ?? []).map((name) => `${letter}-${name}`);

  /** Where each of these begins, and where the last one ends. */
  function startsOf(sizes) {
    const starts = [0];
    for (const size of sizes) starts.push(starts.at(-1) + Number(size));
    return Int32Array.from(starts);
  }

  class Index {
    kept = new Map(); // promises of what was decoded, by name

    constructor(load, data) {
      this.load = load;
      this.articles = data.articles;
      this.firsts = data.firsts;
      this.shards = namesIn(data.words, "w");
      this.positionShards = namesIn(data.positions, "p");
      this.textFiles = namesIn(data.texts, "t");
      this.textStarts = startsOf(data.sizes);
      this.spellingFiles = data.spelling.map((name) => name && `v-${name}`);
      this.columnFiles = new Map(["articles", ...COLUMNS].map((column) => [column, (data.columns[column] ?? []).map((name) => `c-${name}`)]));
      demand(this.firsts.length === this.shards.length && this.textFiles.length === data.sizes.length);
      demand(this.textStarts.at(-1) === this.articles);
    }

    file(name) {
      return fileOf(this.load, name);
    }

    /** A promise of what `make` makes. One that failed is forgotten, so that to ask again is to try again. */
    once(name, make) {
      if (!this.kept.has(name)) {
        const making = make();
        this.kept.set(name, making);
        making.catch(() => this.kept.delete(name));
      }
      return this.kept.get(name);
    }

    /** The number of the word shard that has a word, if any has: the last one whose first word is not after it. */
    shardFor(word) {
      return Math.max(0, placeAfter(this.firsts, word) - 1);
    }

    hasShard(number) {
      return number < this.shards.length && this.shards[number] !== NO_SHARD;
    }

    async shard(number) {
      if (!this.hasShard(number)) return new Shard("", number, { words: "", cuts: "", same: [], docs: [] }, 0);
      const name = this.shards[number];
      return this.once(name, async () => {
        const data = await this.file(name);
        return decoded(name, () => new Shard(name, number, data, this.articles));
      });
    }

    /** For each of the articles `wanted`, of which each has one of the entries, its positions of these. */
    async positions(entries, wanted) {
      const rows = new Array(wanted.length);
      for (const pieces of await Promise.all(entries.map((entry) => this.pieces(entry, wanted)))) {
        for (const { name, text, docs } of pieces) decoded(name, () => addRows(rows, wanted, text, docs));
      }
      return rows;
    }

    async pieces({ shard, place, postings }, wanted) {
      const name = this.positionShards[shard.number >> 1];
      const data = await this.file(name);
      const pieces = decoded(name, () => piecesOf(data[shard.number & 1][place], postings.docs, wanted, name));
      return Promise.all(pieces.map(async (piece) => ({ ...piece, text: piece.text ?? (await this.file(piece.name)) })));
    }

    /** A promise of the column 'articles' (see `articleColumn`) or of one of names (see `nameColumn`). */
    column(column) {
      return this.once(column, async () => {
        const files = await Promise.all(this.columnFiles.get(column).map(async (name) => ({ name, data: await this.file(name) })));
        return decoded(files[0]?.name ?? "index", () => (column === "articles" ? articleColumn : nameColumn)(files, this.articles));
      });
    }

    /** The words whose first or second letter this may be, each with the logarithm of the number of articles that have it. */
    /** The words of these lengths, and others, with a letter in first or second place: [{word, common}]. */
    async spellings(letter, lengths) {
      const letters = Math.min(this.spellingFiles.length, SPELLING_LETTERS);
      const parts = this.spellingFiles.length / letters;
      const places = lengths.map((length) => (letter.codePointAt(0) % letters) + letters * Math.min(parts - 1, Math.max(0, (length >> 1) - 2)));
      const names = [...new Set(places)].map((place) => this.spellingFiles[place]).filter(Boolean);
      return (await Promise.all(names.map((name) => this.spellingsIn(name)))).flat();
    }

    async spellingsIn(name) {
      const data = await this.file(name);
      return decoded(name, () => {
        const signs = new Signs(data.common);
        const found = listed(data.words).map((word) => ({ word, common: signs.sign() }));
        signs.close();
        return found;
      });
    }

    /** Articles as they are shown, of these numbers. */
    texts(numbers) {
      return Promise.all(Array.from(numbers, (number) => this.text(number)));
    }

    async text(number) {
      const file = placeAfter(this.textStarts, number) - 1;
      const name = this.textFiles[file];
      const data = await this.file(name);
      return decoded(name, () => {
        const [title, url, date, outlet, authors, text, lang] = data[number - this.textStarts[file]];
        return { number, title, url, date, outlet, authors, text, lang };
      });
    }
  }

  /** Opens an index; `load(name)` promises what the file of that name hands over. Rejects with SearchProblem. */
  async function openIndex(load) {
    const data = await fileOf(load, "index");
    if (data?.version !== VERSION) {
      throw new SearchProblem("search.other_version");
    }
    return decoded("index", () => new Index(load, data));
  }

  Object.assign(briefgen, { SearchProblem, openIndex, placeAfter, UNDATED });
})();
