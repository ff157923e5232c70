// The page as it stands, its source as it was, and its source as it is now: what differs between the two sources is done to the page, and
// what a reader or the theme's scripts did to the rest of it stays. Where that is not certain to be right the page is loaded anew.

/** Thrown where a patch might not make the page that a reload would. */
class Unsure extends Error {}

const ALIVE = "button, input, select, textarea, dialog, canvas, audio, video, iframe, object, embed"; // a theme's scripts may have to see to a new one
const MAIN = "script:not([type='application/ld+json']), template, base, meta[http-equiv]"; // what a page cannot change while it stands
const MANY = 250_000; // pairs of children to compare: hundreds of each
const isAlive = (node) => node.nodeType === Node.ELEMENT_NODE && (node.matches(ALIVE) || node.querySelector(ALIVE) || [node, ...node.querySelectorAll("*")].some((one) => one.localName.includes("-")));
const childrenOf = (node) => [...node.childNodes].filter((child) => child.nodeType !== Node.ELEMENT_NODE || !isStyle(child));
const isAlike = (one, other) => one.nodeName === other.nodeName && (one.id ?? "") === (other.id ?? "");

function mainOf(source) {
  return [...source.querySelectorAll(MAIN)].map((one) => one.outerHTML).join("\n");
}

/** Makes of the page, whose source was `old`, what `fresh` says. */
function patchDocument(old, fresh) {
  if (mainOf(old) !== mainOf(fresh)) throw new Unsure("its scripts are others");
  const kept = focused();
  patchStyles(old, fresh);
  patch(document.documentElement, old.documentElement, fresh.documentElement);
  if (kept && !focused()) focusAgain(kept);
}

function patch(live, old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (live.nodeName !== fresh.nodeName || old.nodeName !== fresh.nodeName) throw new Unsure("other elements");
  if (live.nodeType !== Node.ELEMENT_NODE) patchText(live, old, fresh);
  else if (live.localName === "noscript") live.textContent = fresh.innerHTML; // text here, elements in a source that runs no scripts
  else {
    patchAttributes(live, old, fresh);
    patchChildren(live, old, fresh);
  }
}

/** Changes only the part of a text that differs, so that a selection stays in the rest. */
function patchText(live, old, fresh) {
  if (live.data !== old.data) throw new Unsure("a script has changed this text");
  const [before, after] = [old.data, fresh.data];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  live.replaceData(start, before.length - end - start, after.slice(start, after.length - end));
}

function patchAttributes(live, old, fresh) {
  for (const name of new Set([...old.getAttributeNames(), ...fresh.getAttributeNames()])) {
    const value = fresh.getAttribute(name);
    if (value === old.getAttribute(name)) continue;
    if (value === null) live.removeAttribute(name);
    else live.setAttribute(name, value);
  }
}

function patchChildren(live, old, fresh) {
  const [lives, olds, news] = [live, old, fresh].map(childrenOf);
  const liveOf = new Map(pairs(olds, lives));
  const oldOf = new Map(pairs(news, olds));
  const kept = new Set(oldOf.values());
  for (const child of olds) if (!kept.has(child)) liveOf.get(child)?.remove();
  let last = null; // the child that the next one comes after
  for (const child of news) {
    const before = oldOf.get(child);
    const standing = before && liveOf.get(before);
    if (standing) patch(standing, before, child);
    else if (!before) {
      if (isAlive(child)) throw new Unsure("something new to act on");
      const added = document.importNode(child, true);
      live.insertBefore(added, last ? last.nextSibling : live.firstChild);
      last = added;
    } else if (!before.isEqualNode(child)) throw new Unsure("a script has removed this");
    last = standing ?? last;
  }
}

/** Which of these nodes is which of the others, in order: equal ones first, and between them those of the same kind. */
function pairs(ours, others) {
  const found = [];
  let [start, end] = [0, 0];
  while (start < ours.length && start < others.length && ours[start].isEqualNode(others[start])) {
    found.push([ours[start], others[start]]);
    start++;
  }
  while (end < Math.min(ours.length, others.length) - start && ours.at(-1 - end).isEqualNode(others.at(-1 - end))) {
    found.push([ours.at(-1 - end), others.at(-1 - end)]);
    end++;
  }
  const [left, right] = [ours.slice(start, ours.length - end), others.slice(start, others.length - end)];
  let [from, to] = [0, 0];
  for (const [one, other] of [...equalOf(left, right), [left.length, right.length]]) {
    found.push(...alikeOf(left.slice(from, one), right.slice(to, other)));
    if (one < left.length) found.push([left[one], right[other]]);
    [from, to] = [one + 1, other + 1];
  }
  return found;
}

/** The longest row of equal nodes in both lists, as pairs of places. */
function equalOf(left, right) {
  if (!left.length || !right.length || left.length * right.length > MANY) return [];
  const same = left.map((one) => right.map((other) => one.isEqualNode(other)));
  const length = Array.from({ length: left.length + 1 }, () => new Uint16Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      length[i][j] = same[i][j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const found = [];
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    if (same[i][j]) found.push([i++, j++]);
    else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  }
  return found;
}

function alikeOf(left, right) {
  const found = [];
  let next = 0;
  for (const one of left) {
    const place = right.findIndex((other, number) => number >= next && isAlike(one, other));
    if (place < 0) continue;
    found.push([one, right[place]]);
    next = place + 1;
  }
  return found;
}
