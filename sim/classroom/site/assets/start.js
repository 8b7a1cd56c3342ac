// Draws the page: a Vue component, its first content, and its line to the server.
// The server calls the component's methods; what the component emits goes to the server. What the server tells
// is in the reader's language before the component sees it.
import { createApp, h } from "./vue.esm-browser.prod.js";
import { Line } from "./line.js";
import { queue } from "./queue.js";
import { LanguageChoice, reader } from "./language_choice.js";
import { counted, listed, speak, t, told } from "./words.js";

const place = document.getElementById("page");
// A catalogue that does not come leaves the page in English.
const sentences = reader.catalogue ? await fetch(reader.catalogue).then((found) => found.json(), () => ({})) : {};
speak(reader.tag, { ...sentences, ...reader.words }, document.documentElement.dir);
const first = told(JSON.parse(document.getElementById("first").textContent));

// A button that goes a step on may mean the next step when the second click of a double click comes.
addEventListener("click", (event) => {
  if (event.detail < 2 || !event.target.closest("[data-once]")) return;
  event.preventDefault();
  event.stopPropagation();
}, true);

import(place.dataset.module).then(({ default: page }) => {
  let line;
  let screen;
  const emitted = Object.fromEntries(
    (page.emits ?? []).map((name) => [`on${name[0].toUpperCase()}${name.slice(1)}`, (about) => line?.say(name, JSON.stringify(about ?? null))]),
  );
  const app = createApp({ render: () => h(page, { first, ref: "page", ...emitted }) });
  Object.assign(app.config.globalProperties, { t, counted, listed });
  app.component("LanguageChoice", LanguageChoice);
  screen = app.mount(place).$refs.page;
  if (!place.dataset.live) return;
  const calls = {
    // Another class at the same address is another page.
    opened: (identity) => identity === (first.class ?? "") || location.reload(),
    // Whoever belongs elsewhere goes there.
    go: (path) => location.replace(path),
    acknowledged: (verdict) => queue.acknowledge(verdict),
  };
  line = new Line(place.dataset.live, {
    told: (method, about) => (calls[method] ?? screen[method])?.(told(about)),
    changed: (up) => {
      queue.connect(up ? line : null);
      screen.connected?.(up);
    },
  });
});
