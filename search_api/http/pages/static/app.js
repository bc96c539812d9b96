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

// "/" puts the cursor into the box; the arrows turn the pages of a document, or walk along the bars of a timeline, which
// are one stop of the tab key: else they would stand, dozens of them, before the first hit.
function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    if (event.key === "/") {
      const box = document.querySelector("input[type=search]");
      if (box) { event.preventDefault(); box.focus(); box.select(); }
    }
    const turn = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (turn && event.target.matches(".timeline svg a")) {
      const beside = event.key === "ArrowRight" ? event.target.nextElementSibling : event.target.previousElementSibling;
      if (beside) beside.focus();
      return;
    }
    const link = turn && document.querySelector(`a[rel=${turn}]`);
    if (link) link.click();
  });
}

// On a narrow screen the facets stand above the hits: they are folded up until they are wanted.
function foldFacets() {
  const fold = document.querySelector("details.fold");
  if (fold && matchMedia("(max-width: 860px)").matches) fold.open = false;
}

// What may be typed on is offered under the box: arrows choose, Enter takes, Escape closes.
function complete(box, number) {
  const form = box.form;
  const about = { past: "查过", word: "", person: "当事人", number: "文号", case: "案件", value: "", field: "字段" };
  const holder = document.createElement("div");
  holder.className = "completing";
  const focused = document.activeElement === box;
  box.replaceWith(holder);
  holder.append(box);
  if (focused) box.focus();
  const list = document.createElement("ul");
  list.className = "completions";
  list.id = `completions-${number}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "可以接着写的");
  list.hidden = true;
  holder.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  let offered = [];
  let at = -1;
  let typed = box.value;
  let asked = 0;
  let timer = 0;

  const close = () => { list.hidden = true; at = -1; box.setAttribute("aria-expanded", "false"); box.removeAttribute("aria-activedescendant"); };
  const choose = (to) => {
    at = to;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", n === at ? "true" : "false"));
    if (at < 0) { box.value = typed; box.removeAttribute("aria-activedescendant"); return; }
    box.value = offered[at].query;
    box.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const take = (n) => {
    const one = offered[n];
    box.value = one.query;
    typed = one.query;
    close();
    box.focus();
    if (one.sort === "field") { ask(); return; }
    form.requestSubmit();
  };
  const show = () => {
    list.replaceChildren(...offered.map((one, n) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${n}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const text = document.createElement("span");
      text.textContent = one.text;
      const note = document.createElement("small");
      note.textContent = [one.about || about[one.sort], one.count === null ? "" : `${one.count.toLocaleString()} 条`].filter(Boolean).join(" · ");
      item.append(text, note);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(n); });
      return item;
    }));
    at = -1;
    list.hidden = !offered.length;
    box.setAttribute("aria-expanded", offered.length ? "true" : "false");
  };
  const ask = async () => {
    const mine = ++asked;
    const address = new URLSearchParams(new FormData(form));
    for (const name of ["sort", "by", "page"]) address.delete(name);
    address.set("q", box.value);
    const response = await fetch(`/api/suggest?${address}`, { headers: { accept: "application/json" } }).catch(() => null);
    if (mine !== asked || !response || !response.ok || document.activeElement !== box) return;
    offered = (await response.json()).completions;
    show();
  };
  box.addEventListener("input", (event) => {
    typed = box.value;
    clearTimeout(timer);
    asked += 1;
    if (event.isComposing) return; // half a syllable of an input method
    if (!typed.trim()) { offered = []; close(); return; }
    timer = setTimeout(ask, 90);
  });
  box.addEventListener("compositionend", () => { typed = box.value; clearTimeout(timer); timer = setTimeout(ask, 30); });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (list.hidden) {
      if (event.key === "ArrowDown" && box.value.trim()) { event.preventDefault(); typed = box.value; ask(); }
      return;
    }
    if (event.key === "ArrowDown") { event.preventDefault(); choose(at + 1 < offered.length ? at + 1 : -1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(at < 0 ? offered.length - 1 : at - 1); }
    else if (event.key === "Escape") { event.preventDefault(); box.value = typed; close(); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); take(at); }
    else if (event.key === "Tab") close();
  });
  box.addEventListener("blur", () => setTimeout(close, 100));
}

// A judgement is kept without leaving the page, so that a pasted letter and chosen boxes stay.
function judging() {
  document.querySelectorAll(".judging").forEach((group) => group.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    const form = new FormData(document.getElementById("judge"));
    form.set("judged", button.value);
    const answer = await fetch("/judge", { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
    if (answer.status >= 400) return;
    const id = button.value.slice(button.value.indexOf(":") + 1);
    const was = button.getAttribute("aria-pressed") === "true";
    group.querySelectorAll("button").forEach((one, place) => {
      const pressed = one === button && !was;
      one.setAttribute("aria-pressed", pressed);
      one.value = `${pressed ? "-" : 1 - place}:${id}`;
    });
  }));
}

// Reading a scan takes seconds: who sees nothing happen sends it again.
function sayBusy() {
  document.querySelectorAll("form[data-busy]").forEach((form) => form.addEventListener("submit", () => {
    const file = form.querySelector("input[type=file]");
    const button = form.querySelector("button[type=submit]");
    if (!file.files.length) return;
    const said = button.textContent;
    button.textContent = form.dataset.busy;
    button.setAttribute("aria-busy", "true");
    addEventListener("pagehide", () => { button.textContent = said; button.removeAttribute("aria-busy"); });
  }));
}

foldFacets();
document.querySelectorAll("input[type=search]").forEach(complete);
judging();
sayBusy();
pairUp();
showFirst();
awaitReading();
keys();
