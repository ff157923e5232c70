// The state of the search in the page's address, and days as addresses and readers have them.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});
  const { COLUMNS } = briefgen.query;
  const SORTS = ["relevance", "newest", "oldest"];
  const DAY = 86_400_000; // ms

  const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

  /** Days since 1970-01-01 of '2022-03-01'; null when it is no such day. */
  function dayOf(text) {
    const day = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00Z`) / DAY : NaN;
    return Number.isInteger(day) && isoOf(day) === text ? day : null;
  }

  const LENGTHS = { day: 10, month: 7, year: 4 };
  briefgen.days = { shown: (day, unit = "day") => briefgen.dateShown(isoOf(day).slice(0, LENGTHS[unit])) };

  briefgen.address = {
    /** What an address asks for: the request of briefgen.search. */
    read(search) {
      const fields = new URLSearchParams(search);
      const sort = fields.get("sort");
      return {
        query: fields.get("q") ?? "",
        selected: Object.fromEntries(COLUMNS.map((column) => [column, [...new Set(fields.getAll(column))]])),
        from: dayOf(fields.get("from") ?? ""),
        to: dayOf(fields.get("to") ?? ""),
        sort: SORTS.includes(sort) ? sort : "relevance",
        unfolded: fields.get("copies") === "1",
      };
    },

    /** The address's part that says so: '?q=…' or ''. */
    write({ query, selected, from, to, sort, unfolded }) {
      const fields = new URLSearchParams();
      if (query.trim()) fields.set("q", query.trim());
      for (const column of COLUMNS) for (const key of selected[column]) fields.append(column, key);
      if (from !== null) fields.set("from", isoOf(from));
      if (to !== null) fields.set("to", isoOf(to));
      if (sort !== "relevance") fields.set("sort", sort);
      if (unfolded) fields.set("copies", "1");
      return `?${fields}`.replace(/^\?$/, "");
    },
  };
})();
