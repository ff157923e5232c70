// Loading: the index's files and the page's later parts come as script elements, which is all that a page from a disk (file://) may load.
"use strict";

(() => {
  const FOLDER = "search/";
  const briefgen = (globalThis.briefgen ??= {});

  const loads = new Map(); // name → promise of a file's data
  const waiting = new Map(); // name → what to call with it

  // The page names index.js itself, so that it begins to load early: nobody waits for it yet.
  function put(name, data) {
    if (waiting.has(name)) waiting.get(name)(data);
    else loads.set(name, Promise.resolve(data));
  }
  globalThis.briefgenSearch = { put };

  /** A promise that the script has run; rejects when it could not be loaded. */
  briefgen.runScript = (address) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      const settle = (after) => () => {
        script.remove();
        after();
      };
      script.onload = settle(resolve);
      script.onerror = settle(() => reject(new briefgen.SearchProblem("search.part_not_loaded", { file: address })));
      script.src = address;
      document.head.append(script);
    });

  /** A promise of what an index file holds. One that failed is forgotten, so that to ask again is to try again. */
  briefgen.loadShard = (name) => {
    if (!loads.has(name)) {
      const arrived = new Promise((resolve) => waiting.set(name, resolve));
      const address = `${FOLDER}${name}.js`;
      const loading = briefgen.runScript(address).then(() => {
        // A damaged file loads as well, but delivers nothing.
        const nothing = new Promise((_, reject) => setTimeout(() => reject(new briefgen.SearchProblem("search.damaged", { file: address }))));
        return Promise.race([arrived, nothing]);
      });
      loads.set(name, loading);
      loading.catch(() => loads.delete(name)).finally(() => waiting.delete(name));
    }
    return loads.get(name);
  };

  /** Has the index's files be loaded anew: they are others, or may be. */
  briefgen.forgetShards = () => loads.clear();

  const parts = new Map(); // address → promise that it has run

  /** A promise that a later part of the page has run: a script whose address the page says. */
  briefgen.part = (address) => {
    if (!parts.has(address)) {
      const running = briefgen.runScript(address);
      parts.set(address, running);
      running.catch(() => parts.delete(address));
    }
    return parts.get(address);
  };
})();
