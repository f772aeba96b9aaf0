// The HTML report in a browser: nothing of a hostile article runs, filters filter, and everything can be done by keyboard.
//
// Comes in: the built program (CLAIMBASE) and a Chromium (CHROMIUM). Goes out: one line for each check, and a failure where one fails. With
// PICTURES=FOLDER the page is also drawn there, light, dark, on a phone and on paper, for somebody to look at.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { open, start } from "./chromium.mjs";

const program = process.env.CLAIMBASE;
const folder = mkdtempSync(join(tmpdir(), "claimbase-report-"));
const NARROW = { width: 390, height: 844, mobile: true };

const ARTICLE = `# Engines compared

Kestrel answers 41,000 requests per second and needs 512 MB of memory.
According to Gartner, the market for engines will reach $40 billion by 2030.

## Reads

- Basalt takes 188 ms at the 99th percentile.
- Kestrel takes 240 ms.

| Engine | Price |
| --- | --- |
| Basalt | $120 |
| Kestrel | $95 |

Acme moved from Basalt to Kestrel in 2025 and saved 30%.
`;

// Words that would run, load, restyle or break out if they were markup.
const HOSTILE = `Notes </title></style></script><script>window.ran = 1; alert(1)</script>

The engine </mark></a><img src=x onerror="window.ran = 2"> grew 12% in 2025 <svg onload="window.ran = 3"><script>window.ran = 4</script></svg>.

<iframe srcdoc="<script>parent.ran = 5</script>"></iframe> costs rose 15% <a href="javascript:window.ran=6">here</a> "><script src=//example.invalid/x.js></script>.

<style>body { display: none }</style> <link rel=stylesheet href=//example.invalid/x.css> <base href=//example.invalid/> sales fell 9% {{7*7}} \${alert(7)}.
`;

function claimbase(...args) {
  const env = { PATH: process.env.PATH, HOME: folder, CLAIMBASE_REVIEWER: "Ana Díaz" };
  return execFileSync(program, ["--base", join(folder, "base"), ...args], { cwd: folder, env, encoding: "utf8" });
}

/** The claims of the base whose figure is written as `surface`. */
function claimWith(surface) {
  const claims = claimbase("search", "", "--format", "jsonl", "-n", "100").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  const claim = claims.find((found) => found.quantity?.surface.includes(surface));
  assert.ok(claim, `a claim with ${surface}`);
  return claim.id;
}

/** Two articles, four reviews of which one quotes markup; gives the addresses of both reports. */
function reports() {
  execFileSync(program, ["init", join(folder, "base")], { env: { PATH: process.env.PATH, HOME: folder }, stdio: "ignore" });
  writeFileSync(join(folder, "engines.md"), ARTICLE);
  writeFileSync(join(folder, "hostile.txt"), HOSTILE);
  claimbase("ingest", "-q", "engines.md", "hostile.txt");
  claimbase("verify", claimWith("41,000"), "--url", "https://example.org/results", "--quote", "kestrel 41000");
  claimbase("dispute", claimWith("188"), "--note", "<script>window.ran = 8</script> measured on other hardware");
  claimbase("mark", claimWith("12%"), "--as", "refuted", "--note", "</script><img src=x onerror='window.ran = 9'>");
  const address = (file, ...documents) => {
    claimbase("audit", ...documents, "--format", "html", "-o", file);
    return pathToFileURL(join(folder, file)).href;
  };
  return { one: address("one.html", "engines.md"), both: address("both.html") };
}

const active = (page) => page.ask("(() => { const e = document.activeElement; return e.id || e.closest('[id]')?.id || e.tagName; })()");
const shown = (page) => page.ask("document.querySelectorAll('.card:not([hidden])').length");

const checks = {
  async "nothing of a hostile article runs, loads or leaves its place"(browser, { both }) {
    const page = await open(browser, both);
    assert.equal(await page.ask("window.ran"), undefined);
    assert.deepEqual(page.requests, [both]);
    assert.deepEqual(page.said, []);
    assert.equal(await page.ask("document.querySelectorAll('script, style').length"), 2);
    assert.deepEqual(await page.ask("Array.from(document.querySelectorAll('img, iframe, base, link, object, embed, form, svg script'), (e) => e.outerHTML)"), []);
    assert.equal(await page.ask("Array.from(document.querySelectorAll('body, body *')).flatMap((e) => e.getAttributeNames()).filter((n) => /^on|^style$/.test(n)).length"), 0);
    const links = await page.ask("Array.from(document.querySelectorAll('a')).map((a) => a.getAttribute('href'))");
    assert.ok(links.every((link) => link.startsWith("#") || link === "https://example.org/results"), links.join(" "));
    const words = await page.ask("document.body.innerText");
    for (const part of ["<img src=x onerror=", "<svg onload=", "javascript:window.ran=6", "{{7*7}}"]) assert.ok(words.includes(part), part);
  },

  async "the policy stops what would get in"(browser, { one }) {
    const page = await open(browser, one);
    await page.ask(`(() => {
      const script = document.createElement("script"); script.textContent = "window.ran = 1"; document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = 2'><p id=painted style='color: red'>x</p>");
    })()`);
    assert.equal(await page.ask("window.ran"), undefined);
    assert.notEqual(await page.ask("getComputedStyle(document.getElementById('painted')).color"), "rgb(255, 0, 0)");
    assert.ok(page.said.length >= 3 && page.said.every((line) => line.includes("Content Security Policy")), page.said.join("\n"));
  },

  async "filters, search and the count agree"(browser, { one }) {
    const page = await open(browser, one);
    const all = await shown(page);
    assert.ok(all >= 8, `${all} claims`);
    assert.equal(await page.ask("document.getElementById('found').textContent"), `${all} claims`);
    await page.click(".chip.disputed");
    assert.equal(await shown(page), 1);
    assert.equal(await page.ask("document.getElementById('found').textContent"), `1 of ${all} claims`);
    assert.equal(await page.ask("document.querySelectorAll('mark:not(.off) a').length"), 1);
    await page.click(".chip.verified");
    assert.equal(await shown(page), 2);
    await page.click("#reset");
    assert.equal(await shown(page), all);
    await page.type("RESULTS example.org");
    assert.equal(await shown(page), 1, "words of the evidence are found");
    await page.ask("(() => { const q = document.getElementById('query'); q.value = 'no such words'; q.dispatchEvent(new Event('input')); })()");
    assert.equal(await page.ask("document.getElementById('nothing').checkVisibility()"), true);
    await page.click("#reset");
    for (const [field, value] of [["source", "=Gartner"], ["kind", "forecast"]]) {
      await page.ask(`(() => { const f = document.getElementById('${field}'); f.value = '${value}'; f.dispatchEvent(new Event('input')); })()`);
      assert.equal(await shown(page), 1, field);
      await page.click("#reset");
    }
  },

  async "a click on marked words opens their claim, and only that"(browser, { one }) {
    const page = await open(browser, one);
    await page.click("mark.disputed a");
    assert.equal(await page.ask("document.querySelectorAll('.card[open]').length"), 1);
    assert.match(await page.ask("document.querySelector('.card[open]').innerText"), /disputed[^]*188 ms[^]*<script>window\.ran = 8<\/script>/);
    const box = await page.ask("(() => { const c = document.querySelector('.card.current').getBoundingClientRect(); return [c.top, innerHeight - c.top]; })()");
    assert.ok(box[0] > 0 && box[1] > 100, `the card is in view: ${box}`);
    assert.match(await page.ask("location.hash"), /^#claim-/);
    const again = await open(browser, one + await page.ask("location.hash"));
    assert.equal(await again.ask("document.querySelector('.card.current').dataset.status"), "disputed", "the address leads to the claim");
  },

  async "everything is done by keyboard, in the order of the page"(browser, { one }) {
    const page = await open(browser, one);
    await page.press("Tab");
    assert.equal(await page.ask("document.activeElement.className"), "skip");
    await page.press("Enter");
    assert.equal(await active(page), "article");
    const order = [];
    for (let presses = 0; presses < 14; presses += 1) {
      await page.press("Tab");
      order.push(await page.ask("document.activeElement.id || document.activeElement.value || document.activeElement.tagName"));
    }
    assert.deepEqual(order.slice(0, 6), ["query", "unverified", "verified", "disputed", "kind", "source"], "controls first");
    assert.ok(order.slice(6).every((id) => id.startsWith("text-")), `then the marked words: ${order.join(" ")}`);
    const places = await page.ask("Array.from(document.querySelectorAll('mark a')).map((a) => a.id)");
    assert.deepEqual(order.slice(6), places.slice(0, 8), "in reading order");
    await page.press("ArrowLeft");
    assert.equal(await active(page), places[6]);
    assert.notEqual(await page.ask("getComputedStyle(document.activeElement).outlineStyle"), "none", "the focus is seen");
    await page.press("Enter");
    assert.equal(await active(page), places[6].replace("text-", "claim-"), "its card has the keyboard");
    await page.press("ArrowDown");
    assert.equal(await active(page), places[7].replace("text-", "claim-"));
    await page.press(" ");
    assert.equal(await page.ask("document.querySelector('.card[open]').id"), places[7].replace("text-", "claim-"));
    await page.press("Escape");
    assert.equal(await active(page), places[7], "back in the text");
    assert.deepEqual(page.said, []);
  },

  async "a screen reader hears what colour says"(browser, { one }) {
    const page = await open(browser, one);
    await page.send("Accessibility.enable");
    const { nodes } = await page.send("Accessibility.getFullAXTree");
    const told = nodes.filter((node) => node.role?.value === "link" && node.description?.value === "claim, disputed");
    assert.deepEqual(told.map((node) => node.name.value), ["188 ms"]);
    const unnamed = nodes.filter((node) => ["button", "combobox", "searchbox", "checkbox", "link"].includes(node.role?.value) && !node.ignored && !node.name?.value);
    assert.deepEqual(unnamed.map((node) => node.role.value), [], "every control has a name");
    const levels = await page.ask("Array.from(document.querySelectorAll('h1, h2, h3, h4, h5, h6')).map((h) => Number(h.tagName[1]))");
    assert.equal(levels[0], 1);
    assert.ok(levels.every((level, at) => at === 0 || level <= levels[at - 1] + 1), `no level of headings is skipped: ${levels}`);
  },

  async "words can be read in both schemes"(browser, { one }) {
    for (const scheme of ["light", "dark"]) {
      const page = await open(browser, one, { scheme });
      await page.click("mark.disputed a");
      const poor = await page.ask(`(${poorContrast})()`);
      assert.deepEqual(poor, [], scheme);
    }
  },

  async "on a phone nothing is wider than the screen, and the claim comes up as a sheet"(browser, { both }) {
    const page = await open(browser, both, NARROW);
    assert.equal(await page.ask("document.documentElement.scrollWidth"), NARROW.width);
    await page.click("mark.disputed a");
    assert.equal(await page.ask("document.querySelectorAll('.card').values().filter((c) => c.checkVisibility()).toArray().length"), 1);
    const gap = await page.ask("document.getElementById('panel').getBoundingClientRect().top - document.querySelector('mark.current').getBoundingClientRect().bottom");
    assert.ok(gap > 0, "its words stay in view above the sheet");
    await page.click("#close");
    assert.equal(await page.ask("document.getElementById('panel').classList.contains('sheet')"), false);
    const small = await page.ask("Array.from(document.querySelectorAll('button, select, .chip')).filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 24).length");
    assert.equal(small, 0, "fingers hit the controls");
  },

  async "without a script everything is there, unfolded"(browser, { one }) {
    const page = await open(browser, one, { script: false });
    const { root } = await page.send("DOM.getDocument");
    const count = async (selector) => (await page.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector })).nodeIds.length;
    assert.equal(await count(".card[open]"), await count(".card"));
    assert.equal(await count("#filters[hidden]"), 1);
    assert.deepEqual(page.said.filter((line) => !line.includes("Blocked script execution")), []);
  },

  async "on paper every claim is unfolded"(browser, { one }) {
    const page = await open(browser, one);
    await page.ask("dispatchEvent(new Event('beforeprint'))");
    assert.equal(await page.ask("document.querySelectorAll('details:not([open])').length"), 0);
    await page.ask("dispatchEvent(new Event('afterprint'))");
    assert.equal(await page.ask("document.querySelectorAll('.card[open]').length"), 0);
    assert.equal((await page.print()).subarray(0, 5).toString(), "%PDF-");
  },
};

/** Runs in the page: texts whose contrast to what is behind them is under 4.5 (WCAG 2.2, 1.4.3). */
function poorContrast() {
  const context = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const pixel = (colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
    return Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3));
  };
  const luminance = (rgb) => rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const poor = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("script, option, .heard, .skip")) continue;
    const behind = [];
    for (let above = element; above; above = above.parentElement) behind.unshift(getComputedStyle(above).backgroundColor);
    const [front, back] = [pixel([...behind, getComputedStyle(element).color]), pixel(behind)].map(luminance);
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    if (ratio < 4.5) poor.add(`${element.className || element.tagName} “${walker.currentNode.data.trim().slice(0, 20)}” ${ratio.toFixed(2)}`);
  }
  return Array.from(poor);
}

async function pictures(browser, { one }, into) {
  mkdirSync(into, { recursive: true });
  for (const [name, window] of [["light", {}], ["dark", { scheme: "dark" }], ["phone", NARROW]]) {
    const page = await open(browser, one, window);
    writeFileSync(join(into, `${name}-whole.png`), await page.picture(true));
    await page.click("mark.disputed a");
    writeFileSync(join(into, `${name}.png`), await page.picture());
  }
  writeFileSync(join(into, "paper.pdf"), await (await open(browser, one)).print());
}

const browser = await start(process.env.CHROMIUM);
let failed = 0;
try {
  const addresses = reports();
  for (const [name, check] of Object.entries(checks)) {
    try {
      await check(browser, addresses);
      console.log(`ok      ${name}`);
    } catch (error) {
      failed += 1;
      console.log(`FAILED  ${name}\n${error.stack}`);
    }
  }
  if (process.env.PICTURES) await pictures(browser, addresses, process.env.PICTURES);
} finally {
  await browser.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;
