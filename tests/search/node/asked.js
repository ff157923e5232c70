// Answers questions as the search page does: `node asked.js CORE SITE` reads a JSON list of them on its input and writes one of answers.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const [core, site] = process.argv.slice(2);
const PARTS = ["texts", "words", "query", "index", "match", "spelling", "rank", "answer"];

for (const part of PARTS) {
  const file = path.join(core, `${part}.js`);
  vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
}

const given = new Map();
globalThis.briefgenSearch = { put: (name, data) => given.set(name, data) };

/** A file of the index, as a script element would load it. */
async function load(name) {
  vm.runInThisContext(fs.readFileSync(path.join(site, "search", `${name}.js`), "utf8"), { filename: name });
  return given.get(name);
}

async function answered(index, request) {
  const answer = await briefgen.search(index, request);
  const results = await answer.results(0, answer.total);
  return {
    isEmpty: answer.isEmpty,
    notes: answer.notes,
    total: answer.total,
    articles: answer.articles,
    sort: answer.sort,
    results: results.map(({ number, others }) => [number, others.map(({ url }) => url)]),
  };
}

async function main() {
  const { parses, requests } = JSON.parse(fs.readFileSync(0, "utf8"));
  const trees = parses.map(({ text, typing }) => {
    const { tree, notes } = briefgen.query.read(text, typing);
    return { tree, notes };
  });
  const answers = [];
  if (requests.length) {
    const index = await briefgen.openIndex(load);
    for (const request of requests) answers.push(await answered(index, request));
  }
  process.stdout.write(JSON.stringify({ trees, answers }));
}

main();
