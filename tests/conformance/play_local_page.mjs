// Play a quarter on the local page in Chromium, without JavaScript; print what was seen, as JSON.
// usage: node play_local_page.mjs NODE_MODULES CHROMIUM ADDRESS PLAN ANSWERS PICTURES
import { createRequire } from "node:module";

const [modules, executablePath, address, plan, answers, pictures] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
const context = await browser.newContext({ javaScriptEnabled: false, acceptDownloads: true });
// axe-core is a script, which the page's own policy forbids.
const judging = await browser.newContext({ bypassCSP: true });
await (await judging.newPage()).goto(address);
const page = await context.newPage();
page.setDefaultTimeout(240_000);
const requests = new Set();
page.on("request", (request) => requests.add(new URL(request.url()).origin));
await page.goto(address);
const found = { steps: [], violations: [], widths: {} };

async function judge(name) {
  const judged = await judging.newPage();
  for (const width of [1280, 400]) {
    await judged.setViewportSize({ width, height: 900 });
    await judged.goto(page.url());
    found.widths[`${name} ${width}`] = await judged.evaluate(
      () => document.documentElement.scrollWidth,
    );
    await judged.screenshot({ path: `${pictures}/${name}-${width}.png`, fullPage: true });
    await judged.addScriptTag({ path: require.resolve("axe-core") });
    const { violations } = await judged.evaluate(() => axe.run());
    found.violations.push(...violations.map((v) => `${name} ${width}: ${v.id}: ${v.nodes[0].html}`));
  }
  await judged.close();
}

async function step(name, fill) {
  await page.goto(new URL("/", address).href);
  const form = page.locator(`form[action="/do/${name}"]`);
  await fill(form);
  await Promise.all([page.waitForNavigation(), form.locator("button").click()]);
  if (!page.url().includes("/result/")) throw new Error(`${name}: ${await page.content()}`);
  found.steps.push({
    name,
    title: await page.locator("h1").textContent(),
    command: await page.locator("pre").first().textContent(),
    text: await page.locator("main").textContent(),
  });
}

const date = (form, day) => form.getByLabel("Date of the period").fill(day);
await judge("begin");
await step("start", (form) => form.getByLabel("The existing plan").setInputFiles(plan));
await judge("started");
await page.goto(new URL("/", address).href);
await judge("home");
await step("read", async () => {});
await judge("read");
await step("ask", async (form) => {
  await date(form, "2026-06-27");
  await form.getByLabel("Forms").selectOption("owner");
});
await step("answers", async (form) => {
  await date(form, "2026-06-27");
  await form.getByLabel("Files that came back").setInputFiles(answers);
});
await judge("answers");
await step("try", (form) => date(form, "2026-06-27"));
await judge("try");
await step("publish", async (form) => {
  await date(form, "2026-06-27");
  await form.getByLabel("Day of publication").fill("2026-07-01");
});
await judge("publish");
const [download] = await Promise.all([
  page.waitForEvent("download"),
  page.getByRole("link", { name: "build/action-plan-2026-06-27.pdf" }).click(),
]);
await download.saveAs(`${pictures}/published.pdf`);
await step("history", async () => {});
found.origins = [...requests];
await browser.close();
console.log(JSON.stringify(found));
