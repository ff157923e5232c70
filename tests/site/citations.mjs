// What citation-js, which has nothing to do with us, reads in a file of citations: as CSL-JSON, for a test.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [, , packages, path, kind] = process.argv;
const load = createRequire(`${packages}/`);
const { Cite } = load("@citation-js/core");
for (const name of ["bibtex", "csl", "ris"]) load(`@citation-js/plugin-${name}`);
const types = { bibtex: "@bibtex/text", csl: "@csl/list+object", ris: "@ris/file" };
const text = readFileSync(path, "utf8");
process.stdout.write(JSON.stringify(new Cite(kind === "csl" ? JSON.parse(text) : text, { forceType: types[kind] }).data));
