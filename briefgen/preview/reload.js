// What the preview adds to each page: it reloads the page after a build, and shows what was wrong with one.
(() => {
  "use strict";
  const mine = document.currentScript.dataset.build;
  const box = makeBox();
  let events = null;

  // A browser keeps at most six connections to a host: pages in the background must not use them up.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();

  function open() {
    if (events || document.hidden) return;
    events = new EventSource("/__briefgen__/events");
    events.addEventListener("reload", (event) => event.data === mine || location.reload());
    events.addEventListener("problems", (event) => show(JSON.parse(event.data)));
    events.addEventListener("error", () => {
      // The browser tries again by itself, unless it has given up.
      if (events && events.readyState === EventSource.CLOSED) {
        close();
        setTimeout(open, 1000);
      }
    });
  }

  function close() {
    if (events) events.close();
    events = null;
  }

  function show(problems) {
    box.element.remove();
    if (!problems.length) return;
    box.count.textContent = problems.length === 1 ? "1 problem" : problems.length + " problems";
    box.text.textContent = problems.join("\n\n");
    document.body.append(box.element);
  }

  // Styled through the object model: pages forbid inline styles.
  function makeBox() {
    const element = style("details", {
      all: "initial",
      display: "block",
      position: "fixed",
      "inset-inline-end": "1rem",
      bottom: "1rem",
      "z-index": "2147483647",
      "box-sizing": "border-box",
      "max-width": "min(48rem, calc(100vw - 2rem))",
      "max-height": "40vh",
      overflow: "auto",
      padding: "0.75rem 1rem",
      background: "#fff8f6",
      color: "#3b0d05",
      border: "1px solid #c5422b",
      "border-radius": "4px",
      "box-shadow": "0 2px 12px rgb(0 0 0 / 25%)",
      font: "13px/1.5 ui-monospace, Menlo, Consolas, monospace",
    });
    const count = style("summary", { all: "revert", cursor: "pointer", "font-weight": "bold" });
    const text = style("pre", { all: "unset", display: "block", "margin-top": "0.5rem", "white-space": "pre-wrap", "overflow-wrap": "anywhere" });
    element.id = "briefgen-problems";
    element.open = true;
    element.setAttribute("role", "status");
    element.append(count, text);
    return { element, count, text };
  }

  // An element with these properties; `all`, which comes first, takes the theme's away.
  function style(name, properties) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) element.style.setProperty(key, value);
    return element;
  }
})();
