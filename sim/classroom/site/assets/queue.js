// The queue: what somebody has done and the server has not yet confirmed. It outlives the page: it is kept in the
// browser, for this person in this class alone, and sent again until there is an answer. Each entry has its own id,
// under which the server acts once.
import { markRaw, reactive } from "./vue.esm-browser.prod.js";

// Milliseconds: until an answer is missed; until what was too fast is sent again; until somebody hears that there is
// no connection; after which an entry is stale.
const PATIENCE = 8000;
const AGAIN = 1500;
const AWAY = 1500;
const STALE = 12 * 3600 * 1000;

class Queue {
  constructor() {
    this.entries = [];
    this.up = this.away = false;
    this.saved = 0;
    this.owner = "";
    this.moment = [];
    this.leaving = setTimeout(() => queue.connect(null), AWAY);
  }

  // Takes over what an owner left behind in this browser. What others left stays theirs, until it is stale.
  own(owner, storage) {
    if (owner === this.owner) return;
    Object.assign(this, { owner, storage, saved: 0, entries: [] });
    for (const name of keys(storage)) {
      const entry = read(storage, name);
      if (!entry || Date.now() - entry.at > STALE) storage.removeItem(name);
      else if (name === this.place(entry)) this.entries.push({ ...entry, state: entry.state === "refused" ? "refused" : "waiting" });
    }
    this.entries.sort((a, b) => a.at - b.at);
    this.send();
  }

  // What somebody has done, in a message and in words. The same again, before there is an answer, is the same.
  // Each answer of the server calls `answered` with whether it was done.
  add(event, about, words, answered = () => {}) {
    const last = this.entries.at(-1);
    const entry = { id: newId(), event, about, words, at: Math.max(Date.now(), (last?.at ?? 0) + 1), state: "waiting", why: "", answered };
    if (last && last.state !== "refused" && same(last, entry)) return;
    this.entries = [...this.entries.filter((e) => e.state !== "refused" || !same(e, entry)), entry];
    this.keep(entry);
    this.send();
  }

  acknowledge({ id, state, why, again }) {
    const entry = this.entries.find((e) => e.id === id);
    if (!entry) return;
    clearTimeout(this.missing);
    if (state === "done") {
      this.saved += 1;
      this.remove(entry);
      entry.answered?.(true);
    } else if (again) {
      entry.state = "waiting";
      this.resting = setTimeout(() => ((this.resting = 0), this.send()), AGAIN);
    } else {
      Object.assign(entry, { state: "refused", why });
      this.keep(entry);
      entry.answered?.(false);
    }
    this.send();
  }

  // Whoever tries again has looked again: what is meant is the present moment.
  retry(entry) {
    const { seen, ...rest } = entry.about;
    Object.assign(entry, { state: "waiting", why: "", about: seen ? { ...rest, seen: this.moment } : rest });
    this.keep(entry);
    this.send();
  }

  remove(entry) {
    this.entries = this.entries.filter((e) => e.id !== entry.id);
    try {
      this.storage?.removeItem(this.place(entry));
    } catch {}
  }

  connect(line) {
    this.line = line && markRaw(line);
    this.up = Boolean(line);
    clearTimeout(this.missing);
    clearTimeout(this.leaving);
    if (this.up) this.away = false;
    else this.leaving = setTimeout(() => (this.away = true), AWAY);
    for (const entry of this.entries) if (entry.state === "sending") entry.state = "waiting";
    this.send();
  }

  // One after the other, in the order in which they were done.
  send() {
    if (!this.up || this.resting || this.entries.some((e) => e.state === "sending")) return;
    const entry = this.entries.find((e) => e.state === "waiting");
    if (!entry) return;
    entry.state = "sending";
    this.line.say(entry.event, JSON.stringify({ id: entry.id, ...entry.about }));
    this.missing = setTimeout(() => this.line?.renew(), PATIENCE);
  }

  keep({ id, event, about, words, at, state, why }) {
    // A browser may keep nothing, as in a private window: the entry then lives as long as the page.
    try {
      this.storage?.setItem(this.place({ id }), JSON.stringify({ id, event, about, words, at, state, why }));
    } catch {}
  }

  place({ id }) {
    return `gge/${this.owner}/${id}`;
  }
}

function keys(storage) {
  try {
    return Object.keys(storage).filter((name) => name.startsWith("gge/"));
  } catch {
    return [];
  }
}

function read(storage, name) {
  try {
    return JSON.parse(storage.getItem(name));
  } catch {
    return null;
  }
}

function same(one, other) {
  return one.event === other.event && JSON.stringify(one.about) === JSON.stringify(other.about);
}

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
}

export const queue = reactive(new Queue());

// A store of the browser; null where it lets a page have none.
export function stored(where) {
  try {
    return window[where];
  } catch {
    return null;
  }
}
