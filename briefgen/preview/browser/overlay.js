// What the preview has to say, over the page: the problems of the last build, and that a page is gone. In a shadow tree, so that neither
// the theme's style reaches it nor its own the page; styled by a constructed stylesheet, since pages forbid inline ones.

const DISMISSED = "briefgen:dismissed";
const STYLE = `
  :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; display: block; pointer-events: none; direction: ltr; text-align: left;
    --paper: #fffaf8; --ink: #2b1611; --quiet: #6b544d; --line: #dcc4bc; --accent: #b3261e; --mark: #fbe0d8; }
  :host, button { font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
  :host([data-dark]) { --paper: #221917; --ink: #f3e6e1; --quiet: #bda69e; --line: #55423c; --accent: #ff9a8a; --mark: #4a2620; }
  section, .pill, .notice { pointer-events: auto; box-sizing: border-box; background: var(--paper); color: var(--ink); border: 1px solid var(--line); }
  section { max-height: min(60vh, 40rem); overflow: auto; overscroll-behavior: contain; border-width: 0; border-top: 4px solid var(--accent); box-shadow: 0 -2px 24px rgb(0 0 0 / 25%); }
  header { position: sticky; top: 0; z-index: 1; display: flex; gap: 1rem; justify-content: space-between; align-items: center; padding: 0.5rem 1.25rem; background: var(--paper); border-bottom: 1px solid var(--line); }
  h2 { margin: 0; font-size: 1rem; font-weight: 650; color: var(--accent); }
  ol { list-style: none; margin: 0; padding: 0 1.25rem 1rem; }
  li { padding: 0.75rem 0; }
  li + li { border-top: 1px solid var(--line); }
  p { margin: 0 0 0.25rem; overflow-wrap: anywhere; }
  b { color: var(--accent); font-weight: 650; }
  b.warning { color: inherit; }
  .place, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
  .place { color: var(--quiet); }
  pre { margin: 0.375rem 0; padding: 0.25rem 0; border: 1px solid var(--line); border-radius: 3px; white-space: pre-wrap; overflow-wrap: anywhere; }
  pre span { display: grid; grid-template-columns: 4em 1fr; padding-right: 0.75rem; }
  pre span.wrong { background: var(--mark); }
  pre i { font-style: normal; color: var(--quiet); text-align: right; padding-right: 1em; user-select: none; }
  pre.quote { padding: 0.25rem 0.75rem; }
  .hint { color: var(--quiet); }
  button { min-height: 2rem; padding: 0.25rem 0.75rem; color: inherit; background: none; border: 1px solid var(--line); border-radius: 3px; cursor: pointer; }
  button:hover { border-color: currentcolor; }
  :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
  .pill { display: block; margin: 0 1rem 1rem auto; border-radius: 1rem; box-shadow: 0 2px 12px rgb(0 0 0 / 20%); }
  .notice { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 0 auto 1rem; width: fit-content; max-width: calc(100vw - 2rem); padding: 0.75rem 1.25rem; border-radius: 4px; box-shadow: 0 2px 16px rgb(0 0 0 / 25%); }
  .notice a { color: var(--accent); }
  [hidden] { display: none; }
  @media print { :host { display: none; } }
  @media (forced-colors: active) { section, .pill, .notice { border: 2px solid; } .wrong { outline: 1px solid; } }
`;

const overlay = (() => {
  const host = document.createElement("div");
  host.id = "briefgen-problems";
  host.lang = "en";
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];

  const title = make("h2", { id: "title" });
  const list = make("ol", {});
  const close = make("button", { type: "button" }, "Dismiss");
  const panel = make("section", { "aria-labelledby": "title" }, make("header", {}, make("div", { role: "alert" }, title), close), list);
  const pill = make("button", { type: "button", class: "pill" });
  const notice = make("div", { role: "alert", class: "notice" });
  root.append(notice, panel, pill);

  let keys = [];
  let isOpen = false;

  close.addEventListener("click", dismiss);
  pill.addEventListener("click", () => {
    isOpen = true;
    lay();
    close.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen && host.isConnected && !event.defaultPrevented) dismiss();
  });

  function dismiss() {
    const hadFocus = root.activeElement;
    isOpen = false;
    remember(keys);
    lay();
    if (hadFocus) pill.focus();
  }

  function show(problems, further) {
    const errors = problems.filter(({ severity }) => severity === "error");
    const now = errors.map(({ place, message }) => `${place} ${message}`);
    if (JSON.stringify(now) !== JSON.stringify(keys)) isOpen = now.some((key) => !dismissed().includes(key));
    else if (!now.length) isOpen &&= problems.length > 0;
    keys = now;
    if (!keys.length) remember([]);
    const counts = [numbered(errors.length, "error"), numbered(problems.length - errors.length, "warning"), further ? `${further} more` : ""];
    pill.textContent = title.textContent = counts.filter(Boolean).join(", ");
    list.replaceChildren(...problems.map(itemOf));
    pill.hidden = !problems.length;
    lay();
  }

  /** Says this, with links to addresses; nothing when there is nothing to say. */
  function say(line = "", links = []) {
    notice.replaceChildren(...(line ? [make("span", {}, line), ...links.map(([name, href]) => make("a", { href }, name))] : []));
    lay();
  }

  function lay() {
    notice.hidden = !notice.hasChildNodes();
    panel.hidden = !isOpen;
    pill.hidden = isOpen || !list.hasChildNodes();
    if (notice.hidden && panel.hidden && pill.hidden) return host.remove();
    host.toggleAttribute("data-dark", isDark());
    // Beside the body: a theme's style may count the body's children.
    if (!host.isConnected) document.documentElement.append(host);
  }

  function itemOf({ severity, place, message, hint, line, lines, quote }) {
    const item = make("li", {}, make("p", {}, make("b", { class: severity }, severity), " ", make("span", { class: "place" }, place)), make("p", {}, message));
    if (lines.length) {
      const rows = lines.map(({ number, text }) => make("span", number === line ? { class: "wrong" } : {}, make("i", {}, String(number)), make("code", {}, text)));
      item.append(make("pre", {}, ...rows));
    }
    if (quote) item.append(make("pre", { class: "quote" }, quote));
    if (hint) item.append(make("p", { class: "hint" }, `Hint: ${hint}`));
    return item;
  }

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  const numbered = (n, one) => (n ? `${n} ${one}${n === 1 ? "" : "s"}` : "");

  /** Whether the page is dark: by the scheme that it has chosen, or the reader's. */
  function isDark() {
    const scheme = getComputedStyle(document.documentElement).colorScheme.replace("only", "").trim();
    return scheme === "dark" || (scheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  }

  function dismissed() {
    try {
      return JSON.parse(sessionStorage.getItem(DISMISSED)) ?? [];
    } catch {
      return [];
    }
  }

  function remember(dismissed) {
    try {
      sessionStorage.setItem(DISMISSED, JSON.stringify(dismissed));
    } catch {}
  }

  return { show, say };
})();
