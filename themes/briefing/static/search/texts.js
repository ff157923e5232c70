// What the page says: texts, numbers and dates as the catalogue of the site's language has them, which stands before this in the bundle.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});
  const { lang = "en", group = ",", least = 4, months = [], monthsAlone = months, texts = {} } = briefgen.catalogue ?? {};

  /** '1,204' of 1204. */
  const number = (briefgen.number = (n) => {
    const digits = String(n);
    return digits.length < least ? digits : digits.replace(/\B(?=(\d{3})+$)/g, group);
  });

  /** The rules of the language, as browsers know them; one that they have never heard of has one form. */
  function rules() {
    try {
      return new Intl.PluralRules(lang);
    } catch {
      return { select: () => "other" };
    }
  }
  const plural = rules();

  /** A text in pieces, the values in their places: strings, numbers and elements; of several plural forms that for `n`. */
  const pieces = (briefgen.pieces = (key, values = {}) => {
    const known = texts[key] ?? key;
    const text = typeof known === "string" ? known : (known[plural.select(values.n)] ?? known.other);
    return text.split(/\{([a-z][a-z_]*)\}/).map((piece, i) => {
      const value = i % 2 ? values[piece] : piece;
      return typeof value === "number" ? number(value) : value;
    });
  });

  const say = (briefgen.say = (key, values) => pieces(key, values).join(""));

  /** Names or elements as a sentence gives them: 'A, B and C', in pieces. */
  briefgen.joined = (items) => {
    const within = (key, before, item) => pieces(key, { a: 0, b: 1 }).flatMap((piece) => (piece === "0" ? before : piece === "1" ? [item] : [piece]));
    return items.slice(1).reduce((before, item, i) => {
      const isLast = i === items.length - 2;
      return within(isLast ? (items.length === 2 ? "names.two" : "names.last") : "names.more", before, item);
    }, items.slice(0, 1));
  };

  /** '7 January 2022' of '2022-01-07', or as much of it as is known. */
  briefgen.dateShown = (date) => {
    const [year, month, day] = date.slice(0, 10).split("-").map(Number);
    if (!month) return String(year || "");
    if (!day) return say("date.month", { month: monthsAlone[month - 1], year: String(year) });
    return say("date.long", { day: String(day), month: months[month - 1], year: String(year) });
  };
})();
