// Facets: which outlets, authors, events and subjects the matches have, to choose from.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});
  const { element, button, number, say } = briefgen;
  const AT_FIRST = 8;
  const MORE = 30;

  /** One column's list, in the `<details data-column>` that the page has for it. `choose(column, key, isChosen)` is told of a choice. */
  function facetIn(details, choose) {
    const { column } = details.dataset;
    const list = element("ul", "plain");
    const filter = element("input");
    filter.type = "search";
    filter.hidden = true;
    filter.placeholder = say(`search.find_${column}`);
    filter.setAttribute("aria-label", filter.placeholder);
    const more = button("", () => {
      const first = limit;
      limit = values.length > MORE ? limit + MORE : Infinity;
      draw();
      list.children[first]?.querySelector("input").focus();
    });
    details.append(filter, list, more);

    const items = new Map(); // key → its list item, kept, so that what has the focus stays
    let values = [];
    let limit = AT_FIRST;
    let answer; // the one to be shown when it is opened
    let shown;

    function itemOf({ key, name, count, isSelected }) {
      if (!items.has(key)) {
        const box = element("input");
        box.type = "checkbox";
        box.addEventListener("change", () => choose(column, key, box.checked));
        items.set(key, element("li", "", element("label", "", box, element("span", "", element("bdi", "", name)), element("span", "number"))));
      }
      const item = items.get(key);
      item.querySelector("input").checked = isSelected;
      item.querySelector(".number").textContent = number(count);
      return item;
    }

    function draw() {
      const typed = briefgen.words.fold(filter.value.trim());
      const fitting = typed ? values.filter(({ name }) => briefgen.words.fold(name).includes(typed)) : values;
      const visible = fitting.filter(({ isSelected }, i) => i < limit || isSelected);
      const focused = document.activeElement;
      if (list.offsetHeight) list.style.minHeight = `${list.offsetHeight}px`; // it does not shrink under the reader's hands
      list.replaceChildren(...visible.map(itemOf));
      if (focused !== document.activeElement && list.contains(focused)) focused.focus({ preventScroll: true });
      const rest = fitting.length - visible.length;
      more.hidden = !rest;
      more.textContent = values.length > MORE ? say("search.more", { n: Math.min(rest, MORE) }) : say("search.all", { n: values.length });
      filter.hidden = !typed && (values.length <= MORE || limit === AT_FIRST);
    }

    async function update() {
      if (!details.open || shown === answer || !answer) return;
      const asked = answer;
      const found = await asked.facet(column);
      if (asked !== answer) return;
      shown = asked;
      values = found;
      draw();
    }

    filter.addEventListener("input", draw);
    details.addEventListener("pointerleave", ({ pointerType }) => {
      if (pointerType === "mouse") list.style.minHeight = ""; // there is no hand any more under which it could shrink
    });
    details.addEventListener("focusout", ({ relatedTarget }) => {
      if (!details.contains(relatedTarget) && !details.matches(":hover")) list.style.minHeight = "";
    });
    details.addEventListener("toggle", () => {
      if (!details.open) {
        limit = AT_FIRST;
        list.style.minHeight = "";
      }
      update().catch(console.error);
    });

    return (next, chosen) => {
      answer = next;
      details.querySelector("summary .number").textContent = chosen.length || "";
      return update();
    };
  }

  /** Shows answers in the facets of `place`: a function of an answer and what is selected. */
  briefgen.facetsIn = (place, choose) => {
    const facets = [...place.querySelectorAll("[data-column]")].map((details) => [details.dataset.column, facetIn(details, choose)]);
    return (answer, selected) => Promise.all(facets.map(([column, show]) => show(answer, selected[column])));
  };
})();
