// Buttons that copy a text of the page. Without a clipboard, as on a disk in some browsers, they select it instead.
"use strict";

(() => {
  const SHOWN = 2000; // ms that a button says what it did
  const pauses = new WeakMap();

  // What a button says is for eyes; this is for ears.
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.body.append(status);

  function select(place) {
    const range = document.createRange();
    range.selectNodeContents(place);
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  async function copy(button) {
    const place = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(place.textContent.trim());
    } catch {
      select(place);
      if (!document.execCommand("copy")) return; // what is selected can be copied by hand
    }
    const label = button.dataset.label ?? button.textContent;
    button.dataset.label = label;
    button.textContent = button.dataset.done;
    clearTimeout(pauses.get(button));
    pauses.set(button, setTimeout(() => (button.textContent = label), SHOWN));
    status.textContent = "";
    status.textContent = button.dataset.done;
  }

  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.("[data-copy]");
    if (button) copy(button);
  });
})();
