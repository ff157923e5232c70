// What a reader has done to the page, kept over a reload: where it is scrolled to, what has the focus, what is open, what was typed.

const KEPT = "briefgen:kept";
const FIELDS = "input:not([type=password], [type=file]), textarea, select";

/** Where an element stands: the nearest id above it, and the way down from there. */
function placeOf(element) {
  const way = [];
  for (; element && element !== document.documentElement; element = element.parentElement) {
    if (element.id) return { id: element.id, way };
    way.unshift(element.parentElement ? [...element.parentElement.children].indexOf(element) : 0);
  }
  return { id: "", way };
}

function elementAt({ id, way }) {
  let element = id ? document.getElementById(id) : document.documentElement;
  for (const number of way) element = element?.children[number];
  return element ?? null;
}

/** What has the focus, and what of its text is selected; null when nothing has. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body || element === document.documentElement) return null;
  const { selectionStart: start = null, selectionEnd: end = null } = element;
  return { place: placeOf(element), name: element.localName, start, end };
}

function focusAgain(kept) {
  const element = kept && elementAt(kept.place);
  if (!element || element.localName !== kept.name) return;
  element.focus({ preventScroll: true });
  if (kept.start !== null) element.setSelectionRange?.(kept.start, kept.end);
}

const isSwitch = (field) => field.type === "checkbox" || field.type === "radio";

/** Loads the page anew, and has it be as it was. */
function reload() {
  const kept = {
    page: location.pathname,
    scrolled: [scrollX, scrollY],
    focus: focused(),
    details: [...document.querySelectorAll("details")].map((one) => [placeOf(one), one.open]),
    fields: [...document.querySelectorAll(FIELDS)].map((one) => [placeOf(one), one.localName, isSwitch(one) ? one.checked : one.value]),
  };
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {} // a browser that keeps nothing
  location.reload();
}

function restore() {
  let kept = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(KEPT));
    sessionStorage.removeItem(KEPT);
  } catch {}
  if (kept?.page !== location.pathname) return;
  for (const [place, isOpen] of kept.details) {
    const found = elementAt(place);
    if (found?.localName === "details") found.open = isOpen;
  }
  for (const [place, name, value] of kept.fields) {
    const found = elementAt(place);
    if (found?.localName !== name) continue;
    if (isSwitch(found)) found.checked = value;
    else if (found.value !== value) found.value = value;
  }
  focusAgain(kept.focus);
  const scroll = () => scrollTo({ left: kept.scrolled[0], top: kept.scrolled[1], behavior: "instant" });
  scroll();
  addEventListener("load", scroll, { once: true }); // by then images have their size
}
