// A headless Chromium driven over its debugging pipe, without any package: what a page does, says on the console and looks like.
//
// Comes in: the program and the address of a page. Goes out: functions that ask the page, press its keys and take its picture.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage", "--hide-scrollbars",
  "--remote-debugging-pipe",
];

/** Starts `program` in a profile of its own. */
export async function start(program) {
  const profile = mkdtempSync(join(tmpdir(), "claimbase-browser-"));
  const child = spawn(program, [...FLAGS, `--user-data-dir=${profile}`, "about:blank"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const waiting = new Map();
  const listeners = [];
  let number = 0;
  let rest = "";
  child.stdio[4].on("data", (bytes) => {
    const parts = (rest + bytes).split("\0");
    rest = parts.pop();
    for (const message of parts.map((part) => JSON.parse(part))) {
      const answer = waiting.get(message.id);
      if (answer) {
        waiting.delete(message.id);
        if (message.error) answer.fail(new Error(JSON.stringify(message.error)));
        else answer.done(message.result);
      } else listeners.forEach((listen) => listen(message));
    }
  });
  const send = (method, params = {}, sessionId = undefined) => new Promise((done, fail) => {
    number += 1;
    waiting.set(number, { done, fail });
    child.stdio[3].write(JSON.stringify({ id: number, method, params, sessionId }) + "\0");
  });
  const stop = async () => {
    await send("Browser.close").catch(() => child.kill());
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  return { send, listen: (listener) => listeners.push(listener), stop };
}

/** Opens `address` in a window of `width` × `height`; `scheme` is `light` or `dark`. */
export async function open(browser, address, { width = 1280, height = 900, scheme = "light", mobile = false, script = true } = {}) {
  const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });
  const send = (method, params) => browser.send(method, params, sessionId);
  const said = [];
  const requests = [];
  let loaded;
  browser.listen((message) => {
    if (message.sessionId !== sessionId) return;
    const { method, params } = message;
    if (method === "Runtime.consoleAPICalled") said.push(params.args.map((arg) => arg.value ?? arg.description).join(" "));
    if (method === "Runtime.exceptionThrown") said.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === "Log.entryAdded") said.push(params.entry.text);
    if (method === "Page.javascriptDialogOpening") { said.push(`dialog: ${params.message}`); send("Page.handleJavaScriptDialog", { accept: true }); }
    if (method === "Network.requestWillBeSent") requests.push(params.request.url);
    if (method === "Page.loadEventFired") loaded?.();
  });
  await Promise.all(["Page.enable", "Runtime.enable", "Log.enable", "Network.enable"].map((method) => send(method)));
  await send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile });
  await send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: scheme }, { name: "prefers-reduced-motion", value: "reduce" }] });
  if (!script) await send("Emulation.setScriptExecutionDisabled", { value: true });
  const whole = new Promise((resolve) => { loaded = resolve; });
  await send("Page.navigate", { url: address });
  await whole;
  return new Page(send, said, requests);
}

class Page {
  constructor(send, said, requests) {
    Object.assign(this, { send, said, requests });
  }

  /** The value of `expression` in the page. */
  async ask(expression) {
    const { result, exceptionDetails } = await this.send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  }

  /** Presses a key, such as `Tab`, `Enter`, `ArrowDown`. */
  async press(key, modifiers = 0) {
    const codes = { Tab: 9, Enter: 13, Escape: 27, " ": 32, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 };
    const text = { Enter: "\r", " ": " " }[key];
    const params = { key, code: key === " " ? "Space" : key, windowsVirtualKeyCode: codes[key], modifiers };
    await this.send("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", text, ...params });
    await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...params });
  }

  /** Types `words` into what has the focus. */
  type(words) {
    return this.send("Input.insertText", { text: words });
  }

  /** A click at the middle of the first element that `selector` finds. */
  async click(selector) {
    const { x, y } = await this.ask(`(() => {
      const element = document.querySelector(${JSON.stringify(selector)});
      element.scrollIntoView({ block: "center" });
      const box = element.getClientRects()[0];
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    })()`);
    for (const type of ["mousePressed", "mouseReleased"]) {
      await this.send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
    }
  }

  /** The page as PNG bytes: what the window shows, or all of it. */
  async picture(whole = false) {
    const { data } = await this.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: whole });
    return Buffer.from(data, "base64");
  }

  /** The page as PDF bytes. */
  async print() {
    const { data } = await this.send("Page.printToPDF", { printBackground: true, preferCSSPageSize: true });
    return Buffer.from(data, "base64");
  }
}
