"use strict";
// The page without this script is complete, with every claim unfolded. The script folds the claims, shows the one in focus, and filters.
// It writes no markup and evaluates nothing: it sets classes, attributes and plain text.
(() => {
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const byId = (id) => document.getElementById(id);
  const panel = byId("panel"), walk = byId("walk"), bar = byId("filters"), found = byId("found"), reset = byId("reset");
  const query = byId("query"), kind = byId("kind"), source = byId("source");
  const chips = all(".chip input");
  const cards = all(".card").map((card) => ({
    card, id: card.id.slice("claim-".length), shown: true, marks: [],
    // What is searched: the claim with its evidence and history, not the claims beside it.
    words: all(":scope > :not(.related)", card).map((part) => part.textContent).join(" ").toLowerCase(),
  }));
  const known = new Map(cards.map((entry) => [entry.id, entry]));
  for (const mark of all("[data-claim]")) {
    const entry = known.get(mark.dataset.claim);
    if (entry) entry.marks.push(mark);
  }
  let current = null;
  const narrow = () => matchMedia("(max-width: 64rem)").matches;
  const summary = (entry) => entry.card.querySelector("summary");
  const textLink = (entry) => byId("text-" + entry.id);

  function light(entry, on) {
    entry.card.classList.toggle("current", on);
    entry.card.open = on;
    entry.marks.forEach((mark) => mark.classList.toggle("current", on));
    const link = textLink(entry), quote = link && link.closest("[data-quote]");
    if (quote) all('[data-quote="' + quote.dataset.quote + '"]').forEach((piece) => piece.classList.toggle("here", on));
  }

  // The claim in focus: its card is opened, its words are lit. `text` brings its words into view, `card` gives its card the keyboard.
  function focusOn(entry, { text = false, card = false, sheet = false } = {}) {
    if (current && current !== entry) light(current, false);
    if (!entry.shown) showAll();
    current = entry;
    light(entry, true);
    if (sheet && narrow()) panel.classList.add("sheet");
    if (panel.classList.contains("sheet")) panel.scrollTop = 0;
    else if (!narrow()) panel.scrollTop += entry.card.getBoundingClientRect().top - walk.getBoundingClientRect().bottom;
    if (card) summary(entry).focus({ preventScroll: true });
    const link = text && textLink(entry);
    if (link) link.scrollIntoView({ block: narrow() ? "start" : "center" });
    else if (text) entry.card.scrollIntoView({ block: "nearest" });
    try { history.replaceState(null, "", "#claim-" + entry.id); } catch { /* A page that may not have an address works without one. */ }
    tell();
  }

  function unfocus() {
    if (!current) return;
    light(current, false);
    current = null;
    panel.classList.remove("sheet");
    tell();
  }

  function backToText() {
    const link = current && textLink(current);
    panel.classList.remove("sheet");
    if (link) { link.scrollIntoView({ block: "center" }); link.focus({ preventScroll: true }); }
  }

  const shown = () => cards.filter((entry) => entry.shown);

  function tell() {
    const left = shown(), at = left.indexOf(current);
    const claims = cards.length === 1 ? " claim" : " claims";
    found.textContent = at >= 0 ? at + 1 + " of " + left.length : left.length === cards.length ? left.length + claims : left.length + " of " + cards.length + claims;
  }

  function filter() {
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const statuses = chips.filter((chip) => chip.checked).map((chip) => chip.value);
    for (const entry of cards) {
      const data = entry.card.dataset;
      entry.shown = (statuses.length === 0 || statuses.includes(data.status))
        && (kind.value === "" || kind.value === data.kind || kind.value === data.modality || (kind.value === "due" && "due" in data))
        && (source.value === "" || (source.value === "unsourced" ? "unsourced" in data : source.value === "=" + data.source))
        && words.every((word) => entry.words.includes(word));
      entry.card.hidden = !entry.shown;
      for (const mark of entry.marks) mark.classList.toggle("off", !entry.shown);
      const link = textLink(entry);
      if (link) link.tabIndex = entry.shown ? 0 : -1;
    }
    if (current && !current.shown) unfocus();
    const left = shown().length;
    byId("nothing").hidden = left > 0;
    reset.hidden = left === cards.length && !query.value;
    tell();
  }

  function showAll() {
    query.value = kind.value = source.value = "";
    chips.forEach((chip) => { chip.checked = false; });
    filter();
  }

  function step(by, options) {
    const left = shown();
    if (left.length === 0) return;
    const at = left.indexOf(current);
    const next = at < 0 ? (by > 0 ? 0 : left.length - 1) : (at + by + left.length) % left.length;
    focusOn(left[next], options);
  }

  document.addEventListener("click", (event) => {
    const target = event.target;
    const head = target.closest(".card > summary");
    if (head) {
      event.preventDefault();
      const entry = known.get(head.parentElement.id.slice("claim-".length));
      if (entry === current) { unfocus(); head.focus({ preventScroll: true }); } else focusOn(entry, { text: !narrow(), card: true });
      return;
    }
    const link = target.closest('a[href^="#"]'), mark = target.closest("mark[data-claim]");
    const href = link ? link.getAttribute("href") : mark ? "#claim-" + mark.dataset.claim : "";
    if (href.startsWith("#text-")) {
      event.preventDefault();
      backToText();
    } else if (href.startsWith("#claim-")) {
      const entry = known.get(href.slice("#claim-".length));
      if (!entry || (mark && mark.classList.contains("off"))) return;
      event.preventDefault();
      focusOn(entry, { text: !mark || narrow(), card: true, sheet: true });
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const inPanel = panel.contains(document.activeElement), onHead = document.activeElement.matches(".card > summary");
    const onMark = document.activeElement.matches("mark a");
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key], along = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Escape" && inPanel && current) { event.preventDefault(); backToText(); }
    else if (by && onHead) { event.preventDefault(); walkHeads(by); }
    else if (along && onMark) { event.preventDefault(); walkMarks(along); }
  });

  function walkHeads(by) {
    const left = shown(), at = left.findIndex((entry) => summary(entry) === document.activeElement);
    const next = left[at + by];
    if (next) summary(next).focus();
  }

  function walkMarks(by) {
    const links = all("mark a").filter((link) => link.tabIndex === 0);
    const next = links[links.indexOf(document.activeElement) + by];
    if (next) next.focus();
  }

  for (const field of [query, kind, source, ...chips]) field.addEventListener("input", filter);
  byId("previous").addEventListener("click", () => step(-1, { text: true, sheet: true }));
  byId("next").addEventListener("click", () => step(1, { text: true, sheet: true }));
  reset.addEventListener("click", () => { showAll(); query.focus(); });
  byId("close").addEventListener("click", backToText);

  // On paper everything is unfolded; afterwards things are as they were.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    folded.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((details) => { details.open = false; }));

  function followAddress() {
    const entry = known.get(location.hash.replace(/^#(claim|text)-/, ""));
    if (entry) focusOn(entry, { text: true });
  }

  cards.forEach((entry) => { entry.card.open = false; });
  all(".fold").forEach((fold) => { fold.open = fold.matches(".wide-open") && !narrow(); });
  bar.hidden = walk.hidden = byId("keys").hidden = false;
  // What stays in view leaves room for the bar, on however many lines it stands.
  new ResizeObserver(() => document.documentElement.style.setProperty("--bar", bar.offsetHeight + "px")).observe(bar);
  filter();
  addEventListener("hashchange", followAddress);
  followAddress();
})();
