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
  const found = await search(page);
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
  await page.addScriptTag({ path: require.resolve("axe-core") });
  const violations = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    const result = await page.evaluate(() => axe.run());
    violations.push(...result.violations.map((v) =>
      `${colorScheme}, ${v.id}: ${v.nodes[0].html.slice(0, 200)}`));
  }
  await page.close();
  return { width, scrollWidth, roles, requests, found, violations };
}

// Which actions are not found: by the choices that show them, and by a link.
async function search(page) {
  const rows = await page.$$eval(".action", (all) => all.map((row) =>
    ({ id: row.id, ...row.dataset })));
  const seen = () => page.$$eval(".action", (all) =>
    all.filter((row) => row.checkVisibility()).map((row) => row.id));
  const lost = [];
  const check = (how, wanted, shown) => {
    if (wanted.join() !== shown.join()) lost.push(`${how}: ${shown.join()} for ${wanted.join()}`);
  };
  for (const name of ["status", "owner", "recommendation"]) {
    const control = page.locator(`#filter-${name}`);
    if (!(await control.count())) continue;
    const values = await control.locator("option").evaluateAll((all) => all.map((o) => o.value));
    for (const value of values.filter(Boolean).slice(0, 12)) {
      await control.selectOption(value);
      const wanted = rows.filter((row) => (row[name] ?? "").split(" ").includes(value));
      check(`${name} ${value}`, wanted.map((row) => row.id), await seen());
    }
    await control.selectOption("");
  }
  const changed = page.locator("#filter-changed");
  if (await changed.count()) {
    await changed.check();
    check("changed", rows.filter((row) => row.changed).map((row) => row.id), await seen());
    await changed.uncheck();
  }
  const words = page.locator("#filter-words");
  if (await words.isVisible()) {
    await words.fill("no such words anywhere");
    check("no words", [], await seen());
    await page.locator("#filter-clear").click();
  }
  check("all", rows.map((row) => row.id), await seen());
  for (const { id } of rows.slice(0, 40)) {
    const link = page.locator(`.contents ol a[href="#${id}"]`);
    if ((await link.count()) !== 1) lost.push(`no link to ${id}`);
    else if (!(await link.isVisible())) lost.push(`no link to be seen to ${id}`);
  }
  return lost;
}

// Whether the words of each row find it; texts are those that the browser shows.
async function words(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  const lost = await page.evaluate(() => {
    const box = document.getElementById("filter-words");
    const lost = [];
    for (const row of document.querySelectorAll(".action")) {
      const cells = [...row.querySelectorAll("[data-cell]")].map((cell) => cell.textContent);
      box.value = cells.join(" ").split(/\s+/).filter(Boolean).slice(-6).join(" ");
      box.dispatchEvent(new Event("input", { bubbles: true }));
      if (row.hidden) lost.push(`${row.id} by "${box.value}"`);
    }
    return lost;
  });
  await page.close();
  return lost;
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
    [...document.querySelectorAll("td dd")].filter((d) => !d.checkVisibility()).length);
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
  found[path] = {
    screens,
    lostByWords: await words(context, address),
    hiddenInPrint: await print(context, address),
  };
  await context.close();
  // Without scripts only Playwright's own run, so the filters are those of the style sheet.
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(address);
  found[path].unscripted = await search(page);
  await plain.close();
}
await browser.close();
console.log(JSON.stringify(found));
