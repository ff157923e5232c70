// What a reader typed, as a tree of plain objects. Nothing that can be typed is an error: what makes no sense is words, or nothing.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});
  const { isUnspaced, runsOf } = briefgen.words;

  const COLUMNS = ["outlet", "author", "event", "tag"];
  const DATES = ["before", "after", "date"];
  const FIELDS = ["title", "section", ...COLUMNS, ...DATES];
  const OPERATORS = ["AND", "OR", "|", "NOT"];
  const DEEPEST = 20; // groups within groups: the tree is walked recursively

  // ---- terms ---------------------------------------------------------------------------------------------------------------------

  /** A run's terms as a query asks for them: the lone last character would only find where a run ends. */
  const asked = (run) => (isUnspaced(run[0]) && run.length > 1 ? run.slice(0, -1) : run);

  const termsOf = (text) => runsOf(text).flatMap(asked);

  /** Terms that stand in a row: between two runs the index has the first one's last character. */
  const rowOf = (text) => runsOf(text).flatMap((run, i, all) => (i < all.length - 1 ? run : asked(run)));

  const joined = (kind, of) => (of.length > 1 ? { kind, of } : of[0]);

  const isCharacter = (term) => term.length === 1 && isUnspaced(term);

  const wordOf = (term) => ({ kind: isCharacter(term) ? "prefix" : "word", term });

  /** All of these terms; `ending` makes a node of the last one. */
  const allOf = (terms, ending = wordOf) => joined("all", terms.map((term, i) => (i < terms.length - 1 ? wordOf(term) : ending(term))));

  const prefixOf = (term) => ({ kind: "prefix", term });
  const typingOf = (term) => (isCharacter(term) ? wordOf(term) : { kind: "prefix", term, typing: true });

  function phraseOf(text, field = "") {
    const terms = rowOf(text);
    if (!field && terms.length === 1 && isCharacter(terms[0])) return prefixOf(terms[0]);
    return { kind: "phrase", terms, field };
  }

  // ---- dates ---------------------------------------------------------------------------------------------------------------------

  const DATE = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/;

  /** Days since 1970-01-01. Date.UTC would take the year 50 for 1950. */
  const dayOf = (year, month, day) => new Date(0).setUTCFullYear(year, month - 1, day) / 86_400_000;

  /** The first and the last day of '2022', '2022-01' or '2022-01-07'; null when there is no such date. */
  function spanOf(text) {
    const [year, month, day] = (DATE.exec(text) ?? []).slice(1).map((part) => part && Number(part));
    if (!year || month < 1 || month > 12) return null;
    if (!month) return [dayOf(year, 1, 1), dayOf(year, 12, 31)];
    const [first, last] = [dayOf(year, month, 1), dayOf(year, month + 1, 0)];
    if (day === undefined) return [first, last];
    return day < 1 || day > last - first + 1 ? null : [first + day - 1, first + day - 1];
  }

  /** '2022', '2022..2023', '2022..' or '..2023'. */
  function rangeOf(text) {
    const cut = text.indexOf("..");
    if (cut < 0) return spanOf(text);
    const [from, to] = [text.slice(0, cut), text.slice(cut + 2)].map((end) => (end ? spanOf(end) : undefined));
    if (from === null || to === null || from === to) return null; // one can't be read, or both are missing
    return [from ? from[0] : null, to ? to[1] : null];
  }

  /** The days that a date field names, both inclusive, null where open; undefined when it can't be read. */
  function datesOf(field, text) {
    const span = field === "date" ? rangeOf(text) : spanOf(text);
    if (!span) return undefined;
    const [from, to] = { date: span, before: [null, span[0] - 1], after: [span[0], null] }[field];
    return { kind: "dates", from, to };
  }

  // ---- fields --------------------------------------------------------------------------------------------------------------------

  /** The node of a field with a value; undefined when the value says nothing. */
  function fieldOf(field, text, isQuoted) {
    const terms = COLUMNS.includes(field) || isQuoted ? rowOf(text) : termsOf(text);
    if (!terms.length) return undefined;
    if (COLUMNS.includes(field)) return { kind: "name", column: field, terms, exact: isQuoted };
    if (isQuoted) return phraseOf(text, field);
    return joined("all", terms.map((term) => ({ kind: field, term })));
  }

  // ---- tokens --------------------------------------------------------------------------------------------------------------------

  const GAP = /\s*/y;
  const MINUS = /-(?=[^\s)-])/y;
  const BRACKET = /[()]/y;
  const PHRASE = /"([^"]*)"?/y;
  const RAW = /[^\s"()]+/y;
  const FIELD = /^([a-z]+):(.*)$/is;
  const UNKNOWN = /^([a-z]{2,}):(?!\/)(.*)$/is; // what looks like a field, and not like an address

  /** The field that a raw word begins with, and what follows it; undefined when it's no field's. */
  function fieldIn(raw) {
    const [, name = "", rest] = FIELD.exec(raw) ?? [];
    const field = name.toLowerCase();
    return FIELDS.includes(field) ? { name, field, rest } : undefined;
  }

  /** Reads a query from left to right. What has no terms is no token. */
  class Lexer {
    at = 0;
    tokens = [];
    notes = [];

    constructor(text) {
      this.text = text.replace(/[“”„‟«»″]/g, '"');
    }

    take(pattern) {
      pattern.lastIndex = this.at;
      const match = pattern.exec(this.text);
      if (match) this.at = pattern.lastIndex;
      return match;
    }

    get isAtEnd() {
      return this.at >= this.text.length;
    }

    read() {
      for (this.take(GAP); !this.isAtEnd; this.take(GAP)) {
        const isFresh = this.at === 0 || /[\s(]/.test(this.text[this.at - 1]);
        const isNegated = isFresh && this.take(MINUS) !== null;
        const token = this.next(isNegated);
        if (token) this.tokens.push({ isNegated, ...token });
      }
      return this;
    }

    next(isNegated) {
      const bracket = this.take(BRACKET);
      if (bracket) return { bracket: bracket[0] };
      const phrase = this.take(PHRASE);
      if (phrase) return rowOf(phrase[1]).length ? { node: phraseOf(phrase[1]) } : null;
      return this.raw(isNegated);
    }

    raw(isNegated) {
      const [raw] = this.take(RAW);
      if (!isNegated && OPERATORS.includes(raw)) return raw === "AND" ? null : { operator: raw };
      const known = fieldIn(raw);
      if (known) return this.field(known);
      const [, name, rest] = UNKNOWN.exec(raw) ?? [];
      if (name && (rest || this.text[this.at] === '"')) this.notes.push({ kind: "field", typed: `${name}:` });
      const terms = termsOf(raw);
      return raw.endsWith("*") && terms.length ? { node: allOf(terms, prefixOf) } : this.plain(terms);
    }

    /** Plain words. The last one, when the query ends with it, is perhaps still being typed. */
    plain(terms, mayBeTyped = true) {
      if (!terms.length) return null;
      return { node: allOf(terms), typed: mayBeTyped && this.isAtEnd ? allOf(terms, typingOf) : undefined };
    }

    field({ name, field, rest }) {
      const { text, isQuoted } = rest ? { text: rest, isQuoted: false } : this.value();
      const node = DATES.includes(field) ? datesOf(field, text) : fieldOf(field, text, isQuoted);
      if (node) return { node };
      const isUnread = DATES.includes(field) && text;
      if (isUnread) this.notes.push({ kind: "date", typed: text });
      return this.plain(termsOf(isUnread ? `${name} ${text}` : name), !isQuoted && !text.endsWith("*"));
    }

    /** The value of a field which isn't in its word: the phrase or, after a space, the word that follows. */
    value() {
      const start = this.at;
      this.take(GAP);
      const phrase = this.take(PHRASE);
      if (phrase) return { text: phrase[1].trim(), isQuoted: true };
      const raw = this.take(RAW)?.[0];
      if (raw && !OPERATORS.includes(raw) && !raw.startsWith("-") && !fieldIn(raw)) return { text: raw, isQuoted: false };
      this.at = start;
      return { text: "", isQuoted: false };
    }
  }

  // ---- the tree ------------------------------------------------------------------------------------------------------------------

  /** A group while it's read: lists of alternatives, of each of which one has to be met. */
  class Group {
    alternatives = [];
    isJoining = false; // the next atom is another alternative
    isNegating = false; // the next atom is negated

    constructor(isNegated) {
      this.isNegated = isNegated;
    }

    operator(sign) {
      if (sign === "NOT") {
        this.negate();
      } else {
        this.isJoining = this.alternatives.length > 0;
        this.isNegating = false; // a NOT before it has nothing to negate
      }
    }

    negate() {
      this.isNegating = !this.isNegating;
    }

    /** Whether the atom that comes now is negated. */
    negation() {
      const isNegated = this.isNegating;
      this.isNegating = false;
      return isNegated;
    }

    add(node, isNegated) {
      const atom = isNegated ? { kind: "not", of: node } : node;
      if (this.isJoining) this.alternatives.at(-1).push(atom);
      else this.alternatives.push([atom]);
      this.isJoining = false;
    }

    get node() {
      return joined("all", this.alternatives.map((atoms) => joined("any", atoms)));
    }
  }

  /** The groups that are open, the innermost last. */
  class Nest {
    open = [new Group(false)];

    get group() {
      return this.open.at(-1);
    }

    bracket(sign) {
      if (sign === ")") {
        this.group.negation(); // a NOT before it has nothing to negate
        if (this.open.length > 1) this.close();
      } else if (this.open.length <= DEEPEST) this.open.push(new Group(this.group.negation()));
    }

    close() {
      const { node, isNegated } = this.open.pop();
      if (node) this.group.add(node, isNegated);
    }

    finish() {
      while (this.open.length > 1) this.close();
      return this.group.node ?? { kind: "none" };
    }
  }

  function treeOf(tokens, typing) {
    const nest = new Nest();
    tokens.forEach(({ operator, bracket, node, typed, isNegated }, i) => {
      if (isNegated) nest.group.negate();
      const mayBeTyped = typing && typed && !isNegated && tokens[i - 1]?.operator !== "NOT";
      if (operator) nest.group.operator(operator);
      else if (bracket) nest.bracket(bracket);
      else nest.group.add(mayBeTyped ? typed : node, nest.group.negation());
    });
    return nest.finish();
  }

  /** What a query asks for, and notes on what in it could not be read. While `typing`, its last word may be unfinished. */
  function read(text, typing = false) {
    const { tokens, notes } = new Lexer(text).read();
    return { tree: treeOf(tokens, typing), notes };
  }

  briefgen.query = { read, parse: (text, typing) => read(text, typing).tree, rowOf, COLUMNS, FIELDS };
})();
