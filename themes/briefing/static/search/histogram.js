// The histogram of dates, which is a filter: drag across its bars, or move its two ends.
"use strict";

(() => {
  const briefgen = (globalThis.briefgen ??= {});
  const { element, say } = briefgen;
  const SVG = "http://www.w3.org/2000/svg";
  const HEIGHT = 100;

  function drawing(name, attributes, ...children) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function sliderOf(label) {
    const made = element("input");
    made.type = "range";
    made.min = 0;
    made.setAttribute("aria-label", label);
    return made;
  }

  /** Shows histograms in `place`: a function of one and the days chosen. `choose(from, to)` is told of another choice. */
  briefgen.histogramIn = (place, choose) => {
    const outside = drawing("path", { class: "bar outside" });
    const inside = drawing("path", { class: "bar" });
    const chart = drawing("svg", { class: "dates-chart", preserveAspectRatio: "none", "aria-hidden": "true" }, outside, inside);
    const [start, end] = [sliderOf(say("search.from_end")), sliderOf(say("search.until_end"))];
    const label = place.querySelector(".dates-chosen");
    const clear = place.querySelector("button");
    place.querySelector("p").before(chart, element("div", "dates-ends", start, end));

    let bins = [];
    let hadBars = false; // then its place is kept, also for an answer of one day
    let unit = "day";
    let days = [null, null]; // what is chosen
    let edges = [0, 0]; // the same as edges between bins: [i, j] is bins i … j-1
    let dragged = null; // the bin in which a drag began

    const nameOf = (bin) => briefgen.days.shown(bin.first, unit);

    function bars(first, last, greatest) {
      let path = "";
      for (let i = first; i < last; i++) {
        const height = bins[i].count && Math.max(4, (bins[i].count / greatest) * HEIGHT);
        if (height) path += `M${i} ${HEIGHT}v${-height.toFixed(1)}h.84v${height.toFixed(1)}z`;
      }
      return path;
    }

    function draw() {
      const [i, j] = edges;
      const greatest = Math.max(...bins.map(({ count }) => count));
      inside.setAttribute("d", bars(i, j, greatest));
      outside.setAttribute("d", bars(0, i, greatest) + bars(j, bins.length, greatest));
      start.value = i;
      end.value = j;
      start.classList.toggle("above", i > bins.length / 2); // where the two meet, the one that can still move is on top
      const names = [nameOf(bins[i]), nameOf(bins[j - 1])];
      [start, end].forEach((slider, k) => slider.setAttribute("aria-valuetext", names[k]));
      label.textContent = names[0] === names[1] ? names[0] : say("date.span", { first: names[0], last: names[1] });
    }

    /** The edges of the bins that some days are in. */
    function edgesOf(from, to) {
      const first = from === null ? 0 : bins.findIndex(({ last }) => last >= from);
      const i = first < 0 ? bins.length - 1 : first;
      const j = to === null ? bins.length : bins.filter((bin) => bin.first <= to).length;
      return [i, Math.max(j, i + 1)];
    }

    function move(i, j) {
      edges = [i, j];
      draw();
    }

    let pause = 0;
    function commit() {
      clearTimeout(pause);
      pause = 0;
      const [i, j] = edges;
      days = [i ? bins[i].first : null, j < bins.length ? bins[j - 1].last : null];
      choose(...days);
    }
    const commitSoon = () => {
      clearTimeout(pause);
      pause = setTimeout(commit, 250); // an arrow key that is held down asks once
    };

    start.addEventListener("input", () => move(Math.min(start.valueAsNumber, edges[1] - 1), edges[1]));
    end.addEventListener("input", () => move(edges[0], Math.max(end.valueAsNumber, edges[0] + 1)));
    for (const slider of [start, end]) slider.addEventListener("change", commitSoon);

    const binAt = (event) => {
      const { left, right, width } = chart.getBoundingClientRect();
      const isFromRight = getComputedStyle(place).direction === "rtl"; // then the style sheet turns the bars round
      const way = isFromRight ? right - event.clientX : event.clientX - left;
      return Math.min(bins.length - 1, Math.max(0, Math.floor((way / width) * bins.length)));
    };
    const drag = (event) => {
      const bin = binAt(event);
      move(Math.min(dragged, bin), Math.max(dragged, bin) + 1);
    };
    chart.addEventListener("pointerdown", (event) => {
      if (event.button || !bins.length) return;
      event.preventDefault();
      chart.setPointerCapture(event.pointerId);
      dragged = binAt(event);
      drag(event);
    });
    chart.addEventListener("pointermove", (event) => dragged !== null && drag(event));
    chart.addEventListener("pointerup", () => {
      if (dragged === null) return;
      dragged = null;
      commit();
    });
    chart.addEventListener("pointercancel", () => {
      dragged = null;
      move(...edgesOf(...days));
    });
    clear.addEventListener("click", () => {
      choose(null, null);
      start.focus();
    });

    function show(histogram, from, to) {
      if (dragged !== null || pause) return; // the reader is at it: another answer follows
      days = [from, to];
      ({ bins, unit } = histogram);
      clear.hidden = from === null && to === null;
      place.querySelector(".dates-undated").textContent = histogram.undated ? say("search.undated", { n: histogram.undated }) : "";
      hadBars ||= bins.length > 1;
      place.classList.toggle("without-bars", !hadBars);
      start.disabled = end.disabled = !bins.length;
      if (!bins.length) {
        for (const path of [inside, outside]) path.setAttribute("d", "");
        label.textContent = "";
        return;
      }
      start.max = end.max = bins.length;
      chart.setAttribute("viewBox", `0 0 ${bins.length} ${HEIGHT}`);
      move(...edgesOf(from, to));
    }
    return show;
  };
})();
