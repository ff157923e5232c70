// As much of Zotero as its translators 'Embedded Metadata' and 'RDF' ask for when they read a page: what they make of it is given back.
// `sources` are the two translators' programs, by name; the page is the one that this runs in.
"use strict";

async (sources) => {
  const TYPES = new Set(["artwork", "blogPost", "book", "document", "journalArticle", "magazineArticle", "newspaperArticle", "report", "webpage"]);
  const done = [];

  const utilities = {
    xpath(nodes, path, namespaces) {
      const found = [];
      for (const node of Array.isArray(nodes) ? nodes : [nodes]) {
        const owner = node.ownerDocument ?? node;
        const result = owner.evaluate(path, node, (prefix) => namespaces?.[prefix] ?? null, XPathResult.ANY_TYPE, null);
        for (let one = result.iterateNext(); one; one = result.iterateNext()) found.push(one);
      }
      return found;
    },
    xpathText(node, path, namespaces, delimiter = ", ") {
      const found = utilities.xpath(node, path, namespaces);
      return found.length ? found.map((one) => one.nodeValue ?? one.textContent).join(delimiter) : null;
    },
    trimInternal: (text) => text.replace(/[\xA0\r\n\s]+/g, " ").trim(),
    capitalizeTitle: (text) => text.replace(/\S+/g, (word) => word[0].toUpperCase() + word.slice(1).toLowerCase()),
    cleanAuthor(name, creatorType, useComma) {
      const text = utilities.trimInternal(name);
      const cut = useComma && text.includes(",") ? text.indexOf(",") : text.lastIndexOf(" ");
      const [first, last] = useComma && text.includes(",") ? [text.slice(cut + 1), text.slice(0, cut)] : [text.slice(0, Math.max(cut, 0)), text.slice(cut + 1)];
      return { firstName: first.trim(), lastName: last.trim(), creatorType };
    },
    cleanDOI: () => null,
    cleanISBN: () => null,
    cleanISSN: () => null,
    strToISO: (text) => text,
    formatDate: ({ year, month, day }) => `${year}-${month + 1}-${day}`,
    itemTypeExists: (type) => TYPES.has(type),
    fieldIsValidForType: () => true,
    getCreatorsForType: () => ["author"],
  };

  // Statements as RDF has them; all objects are literals, as those of a page's metadata are.
  function store() {
    const resources = new Map();
    const statements = [];
    const resource = (uri) => {
      if (!resources.has(uri)) resources.set(uri, { uri });
      return resources.get(uri);
    };
    return {
      addStatement: (about, relation, value) => statements.push({ about: resource(about), relation, value }),
      getAllResources: () => [...resources.values()],
      getResourceURI: (one) => (typeof one === "string" ? one : one.uri),
      getTargets(about, relation) {
        const found = statements.filter((one) => one.about === about && one.relation === relation).map((one) => one.value);
        return found.length ? found : false;
      },
      getSources: () => false,
      getArcsIn: () => false,
      getArcsOut: (about) => statements.filter((one) => one.about === about).map((one) => one.relation),
      getContainerElements: () => [],
    };
  }

  function kit(complete) {
    const made = {
      debug() {},
      done() {},
      setProgress() {},
      loadTranslator: () => importer(),
      RDF: store(),
      Utilities: utilities,
      parentTranslator: null,
      Collection: class {},
      Item: class {
        constructor(itemType) {
          Object.assign(this, { itemType, creators: [], tags: [], attachments: [], notes: [], seeAlso: [] });
        }
        complete() {
          complete(this);
        }
      },
    };
    return made;
  }

  const started = (name, zotero) => {
    const program = sources[name].slice(sources[name].indexOf("\n}\n") + 3); // behind what it says of itself
    return (0, eval)(`((Zotero, Z, ZU) => {${program}; return exports;})`)(zotero, zotero, utilities);
  };

  function importer() {
    let handler = () => {};
    return {
      setTranslator() {},
      setHandler: (_, given) => (handler = given),
      getTranslatorObject(ready) {
        const zotero = kit((item) => {
          item.complete = () => done.push(item);
          handler(null, item);
        });
        ready(Object.assign(started("RDF", zotero), { Zotero: zotero }));
      },
    };
  }

  started("Embedded Metadata", kit((item) => done.push(item))).doWeb(document, location.href);
  await new Promise((ready) => setTimeout(ready));
  return done.map(({ itemType, title, creators, date, publicationTitle, url, language, abstractNote, rights, section }) => ({
    itemType, title, creators, date, publicationTitle, url, language, abstractNote, rights, section,
  }));
};
