"use strict";

// Everything works without this; it makes a few things pleasanter.

// A line of the text and the same line on the picture light up together.
function pairUp() {
  const rects = new Map();
  for (const rect of document.querySelectorAll(".picture rect.line")) rects.set(rect.dataset.line, rect);
  for (const line of document.querySelectorAll(".text p[data-line]")) {
    const rect = rects.get(line.dataset.line);
    if (!rect) continue;
    const light = (on) => { rect.classList.toggle("lit", on); line.classList.toggle("lit", on); };
    for (const part of [rect, line]) {
      part.addEventListener("mouseenter", () => light(true));
      part.addEventListener("mouseleave", () => light(false));
    }
    rect.addEventListener("click", () => line.scrollIntoView({ block: "center", behavior: "smooth" }));
    line.addEventListener("click", () => rect.scrollIntoView({ block: "center", behavior: "smooth" }));
  }
}

// The first word found is brought into view inside the text, where the text has its own scroll bar.
function showFirst() {
  const text = document.querySelector(".sheet:not(.textonly) .text");
  const mark = text && text.querySelector("mark");
  if (mark && text.scrollHeight > text.clientHeight) text.scrollTop = mark.offsetTop - text.clientHeight / 3;
}

// What is still being read is asked for until it is done; then the page shows it.
function awaitReading() {
  const waiting = [...document.querySelectorAll("[data-waiting], [data-poll]")];
  if (!waiting.length) return;
  const labels = { indexed: "已入库", review: "待校对", failed: "失败", duplicate: "重复" };
  const ask = async () => {
    let left = 0;
    for (const part of waiting) {
      const id = part.dataset.waiting || part.dataset.poll;
      if (!id) continue;
      const response = await fetch(`/api/documents/${id}`, { headers: { accept: "application/json" } }).catch(() => null);
      const found = response && response.ok ? await response.json() : null;
      if (!found || found.state === "pending") { left += 1; continue; }
      if (part.dataset.waiting) { location.reload(); return; }
      const chip = part.querySelector(".chip");
      chip.textContent = labels[found.state];
      chip.className = `chip ${found.state}`;
      part.dataset.poll = "";
    }
    if (left) setTimeout(ask, 1500);
  };
  setTimeout(ask, 1000);
}

// "/" puts the cursor into the box; the arrows turn the pages of a document.
function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "/") {
      const box = document.querySelector("input[type=search]");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
    const turn = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    const link = turn && document.querySelector(`a[rel=${turn}]`);
    if (link) link.click();
  });
}

// On a narrow screen the facets stand above the hits: they are folded up until they are wanted.
function foldFacets() {
  const fold = document.querySelector("details.fold");
  if (fold && matchMedia("(max-width: 860px)").matches) fold.open = false;
}

foldFacets();
pairUp();
showFirst();
awaitReading();
keys();
