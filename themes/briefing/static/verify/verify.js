// The button that checks a page: what the host sends of it, held against the site's manifest. What comes is only ever compared and said.
"use strict";

(() => {
  const say = (key, digest = "") => (globalThis.briefgen?.catalogue?.texts[key] ?? key).replace("{digest}", `\u2068${digest}\u2069`);
  const bytes = (text) => new TextEncoder().encode(text);

  async function sha256(data) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  async function fetched(address) {
    const answer = await fetch(address, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.arrayBuffer();
  }

  /** What is to be said of the page at `path`, whose manifest is at `address`. */
  async function found(address, path) {
    if (location.protocol === "file:") return say("verify.disk");
    if (!globalThis.crypto?.subtle) return say("verify.insecure");
    if (document.querySelector('script[src^="/__briefgen__/"]')) return say("verify.preview");
    let text, listed, stated, page;
    try {
      text = new TextDecoder().decode(await fetched(address));
      ({ files: listed, digest: stated } = JSON.parse(text));
      page = await fetched(location.origin + location.pathname);
    } catch {
      return say("verify.missing");
    }
    if (!Array.isArray(listed) || !listed.every(Array.isArray)) return say("verify.broken");
    const digest = await sha256(bytes(text.replace(/^"digest": .*\n/m, "")));
    if (digest !== stated) return say("verify.broken");
    const own = listed.find(([name]) => name === path);
    if (!own) return say("verify.unlisted", digest);
    return say(own[1] === (await sha256(page)) ? "verify.same" : "verify.changed", digest);
  }

  let isBusy = false;
  document.addEventListener("click", async ({ target }) => {
    const button = target.closest?.("[data-verify]");
    if (!button || isBusy) return;
    const status = button.parentElement.querySelector("[role=status]");
    isBusy = true;
    status.textContent = say("verify.working");
    status.textContent = await found(button.dataset.verify, button.dataset.path);
    isBusy = false;
  });
})();
