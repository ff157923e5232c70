// Keys on the search page: a slash to the box, arrows through the results, Escape back to the box, and again to empty it.
"use strict";

(() => {
  const root = document.getElementById("search");
  const box = document.getElementById("q");
  const menu = document.getElementById("search-export");
  const shortcut = document.getElementById("search-shortcut"); // WCAG 2.1.4: a key without Ctrl or Alt can be turned off
  const KEPT = "briefgen-shortcut";

  // A browser may keep nothing for a page from a disk; then it lasts as long as the page.
  try {
    shortcut.checked = localStorage.getItem(KEPT) !== "off";
  } catch {}
  shortcut.addEventListener("change", () => {
    try {
      localStorage.setItem(KEPT, shortcut.checked ? "on" : "off");
    } catch {}
  });

  function focusBox() {
    box.focus();
    box.select();
  }

  /** Goes to the result a number of steps from the one that has the focus; above the first one is the box. */
  function step(event, by) {
    const links = [...root.querySelectorAll(".result-link")];
    const here = links.indexOf(document.activeElement);
    if (here < 0 && (document.activeElement !== box || by < 0)) return;
    const next = here + by;
    if (next >= links.length) return;
    event.preventDefault();
    if (next < 0) focusBox();
    else links[next].focus();
  }

  function escape(event) {
    const { target } = event;
    if (menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (target === box) {
      event.preventDefault();
      if (!box.value) return;
      box.value = "";
      box.dispatchEvent(new Event("input"));
    } else if (root.contains(target) && !(target.type === "search" && target.value)) {
      focusBox();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const isTyping = event.target.closest?.("input:not([type=checkbox], [type=range]), textarea, select, [contenteditable]");
    if (event.key === "/" && !isTyping && shortcut.checked) {
      event.preventDefault();
      focusBox();
    }
    if (event.key === "ArrowDown") step(event, 1);
    if (event.key === "ArrowUp") step(event, -1);
    if (event.key === "Escape") escape(event);
  });
})();
