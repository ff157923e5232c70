// Stylesheets and images that are others now: exchanged one by one, without a moment in which the page has none.

const isStyle = (node) => node.localName === "link" && node.relList.contains("stylesheet");
const nameOf = (path) => path.replace(/\.[0-9a-f]{8}(?=\.\w+$)/, "");
const pathOf = (link) => new URL(link.getAttribute("href"), location.href).pathname;
const stylesIn = (place) => [...place.querySelectorAll("link[href]")].filter(isStyle);

/** Has the page use the stylesheet at `path` in place of the one of that name. The old one goes when the new one is there. */
function swapStyle(path) {
  const ofName = () => stylesIn(document).filter((link) => nameOf(pathOf(link)) === nameOf(path));
  const last = ofName().at(-1);
  if (!last || pathOf(last) === path) return;
  const next = last.cloneNode();
  next.href = path;
  next.addEventListener("load", () => {
    const all = ofName();
    for (const link of all.slice(0, all.indexOf(next))) link.remove();
  });
  next.addEventListener("error", () => next.remove());
  last.after(next);
}

/** Does to the page's stylesheets what was done to those of its source. */
function patchStyles(old, fresh) {
  const before = stylesIn(old).map(pathOf);
  const after = stylesIn(fresh);
  const kept = new Set(after.map((link) => nameOf(pathOf(link))));
  for (const link of stylesIn(document)) {
    if (before.includes(pathOf(link)) && !kept.has(nameOf(pathOf(link)))) link.remove();
  }
  for (const link of after) {
    const path = pathOf(link);
    if (before.includes(path)) continue;
    if (before.some((other) => nameOf(other) === nameOf(path))) swapStyle(path);
    else document.head.append(document.importNode(link));
  }
}

/** Loads images anew that are others under the same address. */
function renewImages(paths, number) {
  for (const image of document.images) {
    const address = new URL(image.src, location.href);
    if (!paths.has(decoded(address.pathname).slice(1))) continue;
    address.search = `?${number}`;
    image.src = address.href;
  }
}

/** A path as it is on the disk; as it stands where it is no text. */
function decoded(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
