// Go through a page by its keys; print where the focus went, as JSON.
// usage: node review_keys.mjs NODE_MODULES CHROMIUM PAGE
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, executablePath, path] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const page = await browser.newPage();
await page.goto(pathToFileURL(path).href);
const focus = () => page.evaluate(() => document.activeElement.textContent.trim());
await page.keyboard.press("Tab");
const first = await focus();
await page.keyboard.press("Tab");
await page.keyboard.press("Enter");
const target = new URL(page.url()).hash;
let steps = 0;
while ((await page.evaluate(() => document.activeElement.tagName)) !== "SUMMARY" && steps < 500) {
  await page.keyboard.press("Tab");
  steps += 1;
}
await page.keyboard.press("Enter");
const opened = await page.evaluate(() => document.activeElement.parentElement.open);
console.log(JSON.stringify({ first, target, opened }));
await browser.close();
