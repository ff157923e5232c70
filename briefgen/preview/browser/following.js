// The page follows the archive: it hears of each build, and changes where it would be served otherwise.

const { version, status } = document.currentScript.dataset;
document.currentScript.remove(); // so that the page is what its source says
let mine = { version, status };
let base = sourceOf().then((source) => (source?.version === mine.version ? source.page : null)); // what the page was made of; null if unknown
let events = null;
let known = null; // the last news
let isAsking = false;

restore();
// A browser keeps at most six connections to a host: pages in the background must not use them up.
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
addEventListener("pagehide", close);
addEventListener("pageshow", open);
open();

function open() {
  if (events || document.hidden) return;
  events = new EventSource(`/__briefgen__/events?page=${encodeURIComponent(location.pathname)}`);
  events.addEventListener("news", (event) => hear(JSON.parse(event.data)));
  events.addEventListener("error", () => {
    // The browser tries again by itself, unless it has given up.
    if (events?.readyState === EventSource.CLOSED) {
      close();
      setTimeout(open, 1000);
    }
  });
}

function close() {
  events?.close();
  events = null;
}

function hear(news) {
  const before = known ?? news;
  known = news;
  for (const [name, path] of Object.entries(news.styles)) if (path !== before.styles[name]) swapStyle(`/${path}`);
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
  if (!old || !source.page || mine.status !== source.status) return false;
  try {
    patchDocument(old, source.page);
  } catch (reason) {
    if (!(reason instanceof Unsure)) console.warn("briefgen: the page is loaded anew.", reason);
    return false;
  }
  mine = source;
  base = Promise.resolve(source.page);
  overlay.say();
  return true;
}

/** The page is gone: leads to where it is now, or says so. What was there stays on the screen. */
function miss({ moved, up }) {
  const address = (path) => `/${path.split("/").map(encodeURIComponent).join("/")}`;
  if (moved) return location.replace(address(moved));
  overlay.say("This page is no longer there.", [...(up ? [[`Up to ${up}`, address(up)]] : []), ["Front page", "/"]]);
}

/** What is served at this address: the page, what tells it from others, and its status; null when nobody answers. */
async function sourceOf() {
  try {
    const answer = await fetch(location.href, { cache: "no-cache" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = page.querySelector("script[data-version][src$='/__briefgen__/page.js']");
    script?.remove();
    return script ? { page, version: script.dataset.version, status: script.dataset.status } : { page: null, version: "", status: "200" };
  } catch {
    return null;
  }
}
