// Results as files that other programs read. Each format is a function of records to text.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});

  const line = (text) => String(text ?? "").replace(/[\s\0-\x1f\x7f-\x9f\ufffe\uffff]+/g, " ").trim();
  const records = (found, absolute) =>
    found.map(({ title, url, date, outlet, authors, others = [] }) => ({
      title: line(title),
      date: date ?? "",
      outlet: line(outlet),
      authors: [authors ?? []].flat().map(line).filter(Boolean),
      address: absolute(url),
      copies: others.filter((other) => !other.isVersion).map((other) => absolute(other.url)),
      versions: others.filter((other) => other.isVersion).map((other) => absolute(other.url)),
    }));

  /** A cell as RFC 4180 has it. One that a spreadsheet would take for a formula gets an apostrophe. */
  const cell = (text) => `"${(/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

  function csv(rows) {
    const cells = ({ title, date, outlet, authors, address, copies, versions }) => [title, date, outlet, authors.join("; "), address, copies.join(" "), versions.join(" ")];
    const titles = ["Title", "Date", "Outlet", "Authors", "Address", "Copies", "Later versions"];
    // The mark at the beginning tells Excel that it is UTF-8.
    return `\ufeff${[titles, ...rows.map(cells)].map((line) => `${line.map(cell).join(",")}\r\n`).join("")}`;
  }

  const json = (rows) => `${JSON.stringify(rows, null, 1)}\n`;
  const jsonl = (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

  const GROUP = /^The\b|[\d&/@:,]|\b(?:agency|association|board|bureau|commission|committee|contributors|correspondents|council|department|desk|editors|foundation|group|initiative|institute|media|ministry|network|news|newspaper|newsroom|office|party|press|radio|reporters|reporting|service|society|staff|team|television|times|tribune|union|university|wire|writers)\b/i;
  const PARTICLE = /^(?:da|de|del|della|der|den|di|dos|du|la|le|los|st\.|ter|van|von|dr\.?|prof\.?|mr\.?|mrs\.?|ms\.?|sir|dame|rev\.?|jr\.?|sr\.?|i{2,3}|iv)$/i;

  /** A person's name in its parts; one that may be another's, or is not plainly written first name first, stays whole. */
  function parts(name) {
    const words = name.split(" ");
    const plain = words.length > 1 && !GROUP.test(name) && words.every((word) => /^\p{Script=Latin}/u.test(word) && /^\p{Lu}/u.test(word) && !PARTICLE.test(word));
    return plain ? { family: words.at(-1), given: words.slice(0, -1).join(" ") } : { literal: name };
  }

  /** As far as the day is known: [2024, 3, 12]. */
  const dateParts = (date) => date.slice(0, 10).split("-").map(Number);

  function csl(rows) {
    const keys = new Set();
    const items = rows.map((row) => {
      const fields = {
        id: keyOf(row, keys),
        type: row.outlet ? "article-newspaper" : "article",
        title: row.title,
        author: row.authors.map(parts),
        "container-title": row.outlet,
        issued: row.date && { "date-parts": [dateParts(row.date)] },
        URL: row.address,
      };
      return JSON.stringify(Object.fromEntries(Object.entries(fields).filter(([, value]) => value?.length !== 0 && value)));
    });
    return `[\n${items.join(",\n")}\n]\n`;
  }

  /** What tells an entry from the others of its file: the name of the article's page. */
  function keyOf({ address }, keys) {
    const name = address.split("/").at(-1).replace(/\.html$/, "").replace(/[^A-Za-z0-9-]+/g, "") || "article";
    let key = name;
    for (let i = 2; keys.has(key); i++) key = `${name}-${i}`;
    keys.add(key);
    return key;
  }

  function ris(rows) {
    const tags = ({ title, date, outlet, authors, address }) => [
      ["TY", "NEWS"],
      ["TI", title],
      ...authors.map((name) => ["AU", parts(name).literal ?? `${parts(name).family}, ${parts(name).given}`]),
      ["T2", outlet],
      ["PY", date.slice(0, 4)],
      ["DA", [...date.slice(0, 10).split("-"), "", "", ""].slice(0, 4).join("/").replace(/^\/+$/, "")],
      ["UR", address],
    ];
    return rows.map((row) => `${tags(row).filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${value}\r\n`).join("")}ER  - \r\n\r\n`).join("");
  }

  const TEX = { "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
  const tex = (text) => text.replace(/[\\{}$&#_%~^]/g, (sign) => TEX[sign] ?? `\\${sign}`);

  function bibtex(rows) {
    const keys = new Set();
    return rows
      .map((row) => {
        const fields = [
          ["title", `{${tex(row.title)}}`],
          // A name with 'and' or a comma in it is one name all the same.
          ["author", row.authors.map((name) => (/,|\band\b/i.test(name) ? `{${tex(name)}}` : tex(name))).join(" and ")],
          [row.outlet ? "journal" : "", tex(row.outlet)],
          ["date", row.date.slice(0, 10)],
          ["year", row.date.slice(0, 4)],
          ["url", row.address],
        ].filter(([name, value]) => name && value);
        return `@${row.outlet ? "article" : "misc"}{${keyOf(row, keys)},\n${fields.map(([name, value]) => `  ${name} = {${value}},\n`).join("")}}\n\n`;
      })
      .join("");
  }

  briefgen.FORMATS = {
    csl: { type: "application/vnd.citationstyles.csl+json", ending: "csl.json", write: csl },
    jsonl: { type: "application/jsonl", ending: "jsonl", write: jsonl },
    csv: { type: "text/csv", ending: "csv", write: csv },
    json: { type: "application/json", ending: "json", write: json },
    ris: { type: "application/x-research-info-systems", ending: "ris", write: ris },
    bibtex: { type: "application/x-bibtex", ending: "bib", write: bibtex },
  };

  /** Addresses that hold elsewhere too, where the site's own is known. */
  function absolute(url) {
    const canonical = document.querySelector("link[rel=canonical]")?.href;
    const base = canonical ?? (/^https?:$/.test(location.protocol) ? location.href : "");
    return base ? new URL(briefgen.pathOf(url), base).href : briefgen.pathOf(url);
  }

  /** Hands the reader a file of all results. */
  briefgen.exported = (found, format) => {
    const { type, ending, write } = briefgen.FORMATS[format];
    const link = briefgen.element("a");
    link.href = URL.createObjectURL(new Blob([write(records(found, absolute))], { type: `${type};charset=utf-8` }));
    link.download = `results.${ending}`;
    document.body.append(link); // Firefox follows none that stands nowhere
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };
})();
