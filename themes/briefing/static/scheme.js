// Light or dark: as the system has it, until a reader chooses the other. A choice that agrees with the system again is no choice, and is forgotten.
"use strict";

(() => {
  const KEPT = "briefgen-scheme";
  const root = document.documentElement;
  const initial = root.dataset.scheme; // what the archive's maker chose, if anything
  const system = matchMedia("(prefers-color-scheme: dark)");
  const otherwise = () => initial ?? (system.matches ? "dark" : "light");

  // A browser may keep nothing for a page from a disk; then a choice lasts as long as the page.
  let chosen = null;
  try {
    chosen = localStorage.getItem(KEPT);
  } catch {}
  if (chosen !== "light" && chosen !== "dark") chosen = null;

  function show() {
    const scheme = chosen ?? otherwise();
    root.dataset.scheme = scheme;
    for (const button of document.querySelectorAll("[data-scheme-switch]")) button.setAttribute("aria-pressed", String(scheme === "dark"));
    // The two colours of the browser's own bars are there for either system; what is chosen holds for both.
    const [light, dark] = document.querySelectorAll('meta[name="theme-color"]');
    if (light && dark) [light.media, dark.media] = scheme === "dark" ? ["not all", "all"] : ["all", "not all"];
  }

  function choose() {
    const other = root.dataset.scheme === "dark" ? "light" : "dark";
    chosen = other === otherwise() ? null : other;
    try {
      if (chosen) localStorage.setItem(KEPT, chosen);
      else localStorage.removeItem(KEPT);
    } catch {}
    show();
  }

  show();
  system.addEventListener("change", show);
  addEventListener("storage", ({ key, newValue }) => {
    if (key !== KEPT) return;
    chosen = newValue === "light" || newValue === "dark" ? newValue : null;
    show();
  });
  document.addEventListener("DOMContentLoaded", show);
  document.addEventListener("click", ({ target }) => target.closest?.("[data-scheme-switch]") && choose());
})();
