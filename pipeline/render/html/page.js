"use strict";
// The page works without this script. With it words can be found, filters tell how many actions
// they show, and a click on a link of an action copies its address.

// The script does what these rules do, and a browser need not look them up at each change. They go
// before there is a body: to take them out later costs a browser half a minute with 400 actions.
document.getElementById("filter-style")?.remove();

document.addEventListener("DOMContentLoaded", () => {
  const find = (id) => document.getElementById(`filter-${id}`);
  const count = find("count");
  if (!count) return;
  const names = ["status", "owner", "recommendation"];
  const cards = [...document.querySelectorAll(".action")];
  const parts = [...document.querySelectorAll(".recommendation")];
  const flat = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const texts = new Map(cards.map((card) =>
    [card, flat(`${card.closest(".recommendation").querySelector(".about").textContent} ${card.textContent}`)]));

  const chosen = () => names.map((name) => [name, find(name)?.value]).filter(([, value]) => value);
  const words = () => flat(find("words").value).split(/\s+/).filter(Boolean);

  function show() {
    const values = chosen();
    const wanted = words();
    const changed = find("changed")?.checked;
    let shown = 0;
    for (const card of cards) {
      const fits = values.every(([name, value]) => (card.dataset[name] ?? "").split(" ").includes(value))
        && (!changed || "changed" in card.dataset)
        && wanted.every((word) => texts.get(card).includes(word));
      card.hidden = !fits;
      shown += fits;
    }
    for (const part of parts) part.hidden = !part.querySelector(".action:not([hidden])");
    const filtered = values.length || wanted.length || changed;
    const text = shown ? count.dataset.some : count.dataset.none;
    count.textContent = filtered ? text.replace("{shown}", shown).replace("{all}", cards.length) : "";
    find("clear").hidden = !filtered;
  }

  function clear() {
    for (const name of names) if (find(name)) find(name).value = "";
    if (find("changed")) find("changed").checked = false;
    find("words").value = "";
    show();
  }

  // A link to an action that is filtered out shows it again.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("[hidden]")) return;
    clear();
    target.scrollIntoView();
  }

  async function copy(event) {
    const link = event.target.closest(".address");
    if (!link || !navigator.clipboard) return;
    try {
      await navigator.clipboard.writeText(link.href);
      count.textContent = count.dataset.copied.replace("{address}", link.hash);
    } catch { /* the link leads to the action; its address is in the browser's bar */ }
  }

  find("find").hidden = false;
  find("hint").hidden = true;
  find("clear").addEventListener("click", clear);
  document.querySelector(".filters").addEventListener("input", show);
  document.addEventListener("click", copy);
  addEventListener("hashchange", reveal);
  show();
  reveal();
});
