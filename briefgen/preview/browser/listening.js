// The news of this page. A browser keeps at most six connections to a host, so that one of its pages listens for all that are in front, and
// hands on what it hears; when it goes, the next one takes over. A browser without locks, as all are at an address that is not this machine's
// own, has each page listen for itself.

const CHANNEL = "briefgen:news";
const LISTENER = "briefgen:listener"; // the lock of the page that listens
const PAGE = "briefgen:page:"; // and with which each page says that it is in front
const LOOK = "look"; // another page is in front, or no longer
const MOST_PAGES = 200; // an address has its limits
const SOON = 20; // milliseconds in which a page that goes has let go of its lock

/** Has `hear` be given the news of the page with this path, until what this returns is called. */
function listen(page, hear) {
  return navigator.locks && self.BroadcastChannel ? listenTogether(page, hear) : streamOf([page], hear);
}

function listenTogether(page, hear) {
  const channel = new BroadcastChannel(CHANNEL);
  const stopped = new AbortController();
  const last = new Map(); // what was last told to each page
  let stop = () => {};
  let leave;
  const until = new Promise((resolve) => (leave = resolve));
  let listened = "";
  let isLeading = false;
  let timer = 0;

  channel.addEventListener("message", ({ data }) => {
    if (data !== LOOK) take(data);
    else if (isLeading) lookSoon();
  });
  // Said once the page holds its lock, so that whoever listens finds it.
  hold(`${PAGE}${page}`, "shared", () => (isLeading ? lookSoon() : channel.postMessage(LOOK)));
  hold(LISTENER, "exclusive", () => {
    isLeading = true;
    look();
  });

  function hold(name, mode, begin) {
    const held = navigator.locks.request(name, { mode, signal: stopped.signal }, () => {
      begin();
      return until;
    });
    held.catch((reason) => {
      if (reason !== stopped.signal.reason) console.warn("briefgen: no lock.", reason);
    });
  }

  function take(news) {
    if (news.page === page) hear(news);
  }

  function tell(news) {
    last.set(news.page, news);
    channel.postMessage(news);
    take(news);
  }

  function lookSoon() {
    clearTimeout(timer);
    timer = setTimeout(look, SOON);
  }

  /** Listens for the pages that are in front now, the last one first. */
  async function look() {
    const { held } = await navigator.locks.query();
    if (stopped.signal.aborted) return;
    const names = held.map(({ name }) => name).filter((name) => name.startsWith(PAGE));
    const pages = [...new Set([page, ...names.reverse().map((name) => name.slice(PAGE.length))])].slice(0, MOST_PAGES);
    const now = [...pages].sort().join("\n");
    if (now === listened) {
      for (const news of last.values()) channel.postMessage(news); // to a second window of a page
      return;
    }
    listened = now;
    last.clear();
    stop();
    stop = streamOf(pages, tell);
  }

  return () => {
    channel.postMessage(LOOK);
    stopped.abort();
    clearTimeout(timer);
    stop();
    leave();
    channel.close();
  };
}

/** Has `tell` be given the news of these pages, each when there are any, until what this returns is called. */
function streamOf(pages, tell) {
  const query = pages.map((page) => `page=${encodeURIComponent(page)}`).join("&");
  let events = null;
  let timer = 0;
  const open = () => {
    events = new EventSource(`/__briefgen__/events?${query}`);
    events.addEventListener("news", (event) => tell(JSON.parse(event.data)));
    events.addEventListener("error", () => {
      // The browser tries again by itself, unless it has given up.
      if (events.readyState === EventSource.CLOSED) timer = setTimeout(open, 1000);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    events.close();
  };
}
