// The page follows the archive: it hears of each build, and changes where it would be served otherwise.

const TAG = /<script src="[^"]*\/__briefgen__\/page\.js" data-version="([^"]+)" data-status="(\d+)"/;
const { version, status } = document.currentScript.dataset;
document.currentScript.remove(); // so that the page is what its source says
let mine = { version, status };
let base = sourceOf().then((source) => (source?.version === mine.version ? pageOf(source) : null)); // what the page was made of; null if unknown
let stop = null; // stops listening
let known = null; // the last news
let isAsking = false;

restore();
// Pages in the background need no news: they hear what they missed when they are looked at again.
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("pagehide", close);
addEventListener("pageshow", open);
open();

function open() {
  if (!document.hidden) stop ??= listen(location.pathname, hear);
}

function close() {
  stop?.();
  stop = null;
}

function hear(news) {
  const before = known ?? news;
  known = news;
  for (const [name, path] of Object.entries(news.styles)) if (before === news || path !== before.styles[name]) swapStyle(`/${path}`);
  const images = Object.entries(news.images).filter(([path, number]) => number !== before.images[path]);
  if (images.length) renewImages(new Set(images.map(([path]) => path)), Math.max(...images.map(([, number]) => number)));
  if (news.index !== before.index) document.dispatchEvent(new CustomEvent("briefgen:index"));
  overlay.show(news.problems, news.further);
  if (news.version === mine.version) overlay.say();
  else if (!isAsking) {
    isAsking = true;
    renew().finally(() => (isAsking = false));
  }
}

/** Has the page show what would be served now, until that is what was last heard of. */
async function renew() {
  let asked = null;
  while (known.version !== mine.version && known !== asked) {
    asked = known;
    const source = await sourceOf();
    if (!source) return; // the server is gone; the next stream tells again
    if (source.version === mine.version) return;
    if (source.status !== "200" && mine.status === "200") miss(asked);
    else if (!(await adopt(source))) return reload();
  }
}

/** Makes of the page what its new source says; whether that could be done. */
async function adopt(source) {
  const old = await base;
  if (!old || !source.text || mine.status !== source.status) return false;
  const fresh = pageOf(source);
  try {
    patchDocument(old, fresh);
  } catch (reason) {
    if (!(reason instanceof Unsure)) console.warn("briefgen: the page is loaded anew.", reason);
    return false;
  }
  mine = source;
  base = Promise.resolve(fresh);
  overlay.say();
  return true;
}

/** The page is gone: leads to where it is now, or says so. What was there stays on the screen. */
function miss({ moved, event, up }) {
  const address = (path) => `/${path.split("/").map(encodeURIComponent).join("/")}`;
  if (moved) return location.replace(address(moved));
  const ways = [...(event ? [[event.title, address(event.url)]] : []), ...(up ? [[`Up to ${up}`, address(up)]] : []), ["Front page", "/"]];
  overlay.say("This page is no longer there.", ways);
}

/** What is served at this address: its text, what tells it from others, and its status; null when nobody answers. */
async function sourceOf() {
  try {
    const answer = await fetch(location.href, { cache: "no-cache" });
    const text = await answer.text();
    const [, version, status] = TAG.exec(text) ?? [];
    return version ? { text, version, status } : { text: "", version: "", status: "200" };
  } catch {
    return null;
  }
}

/** A source as a document. One that is to take this page's place only: in a document that a page makes, the page's policy holds, and a page
 * of another one, as 404.html is, would be told off for styles that it may well have. */
function pageOf({ text }) {
  const page = new DOMParser().parseFromString(text, "text/html");
  page.querySelector("script[data-version][src$='/__briefgen__/page.js']").remove();
  return page;
}
