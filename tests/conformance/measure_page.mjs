// Print what Chromium and axe-core find on pages, as JSON.
// usage: node measure_page.mjs NODE_MODULES CHROMIUM PAGE...
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [modules, executablePath, ...pages] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");

const WIDTHS = [320, 768, 1440];

async function measure(context, address, width) {
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.setViewportSize({ width, height: 900 });
  await page.goto(address);
  const roles = await countRoles(page);
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.addScriptTag({ path: require.resolve("axe-core") });
  const { violations } = await page.evaluate(() => axe.run());
  await page.close();
  return {
    width,
    scrollWidth,
    roles,
    requests,
    violations: violations.map((v) => `${v.id}: ${v.nodes[0].html.slice(0, 200)}`),
  };
}

// What assistive technology is told: the roles of the whole page, by Chromium's own account.
async function countRoles(page) {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const roles = {};
  for (const node of nodes.filter((n) => !n.ignored)) {
    roles[node.role.value] = (roles[node.role.value] ?? 0) + 1;
  }
  return roles;
}

async function print(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  await page.emulateMedia({ media: "print" });
  const hidden = await page.evaluate(() =>
    [...document.querySelectorAll("dd")].filter((d) => !d.checkVisibility()).length);
  await page.close();
  return hidden;
}

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const found = {};
for (const path of pages) {
  const address = pathToFileURL(path).href;
  // axe-core is a script, which the page's own policy forbids.
  const context = await browser.newContext({ bypassCSP: true });
  const screens = [];
  for (const width of WIDTHS) screens.push(await measure(context, address, width));
  found[path] = { screens, hiddenInPrint: await print(context, address) };
  await context.close();
}
await browser.close();
console.log(JSON.stringify(found));
