// Print what a screen reader says of a page from its beginning to its end, a phrase on each line.
// usage: node listen.mjs NODE_MODULES PAGE
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [modules, path] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { JSDOM, VirtualConsole } = require("jsdom");

const { window } = new JSDOM(readFileSync(path, "utf-8"), {
  url: "https://example.org/",
  virtualConsole: new VirtualConsole(), // which says nothing of styles that jsdom does not know
});
const names = Object.getOwnPropertyNames(window).filter((name) => !(name in globalThis));
for (const name of ["window", "document", ...names]) {
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value: window[name] });
}
const { virtual } = require("@guidepup/virtual-screen-reader");
// Whoever listens opens every disclosure.
for (const details of document.querySelectorAll("details")) details.open = true;

await virtual.start({ container: document.body });
const said = [];
let last = "";
while (last !== "end of document") {
  last = await virtual.lastSpokenPhrase();
  said.push(last);
  await virtual.next();
}
await virtual.stop();
console.log(said.join("\n"));
