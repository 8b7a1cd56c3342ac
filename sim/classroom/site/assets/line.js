// The line to the server: a web socket, or requests where a network lets no socket through. Both carry the same.

// Milliseconds: until a line that says nothing has not come about, or is dead; until the next try, at most.
const OPENING = 3000;
const DEAD = 25000;
const LONGEST_WAIT = 2500;
// Messages that wait for a line; the queue keeps its own.
const MOST_HELD = 20;

export class Line {
  // told(method, about): a call of the server; changed(up): the line is there, or gone
  constructor(path, { told, changed }) {
    Object.assign(this, { path, told, changed, up: false, tries: 0, held: [], kind: socket });
    addEventListener("online", () => this.renew());
    addEventListener("offline", () => this.drop());
    addEventListener("pageshow", (shown) => shown.persisted && this.renew());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && !this.up && this.renew());
    setInterval(() => Date.now() - this.heard > (this.up ? DEAD : OPENING) && this.way && this.drop(), 500);
    this.open();
  }

  open() {
    clearTimeout(this.waiting);
    this.heard = Date.now();
    const way = this.kind(this.path, {
      told: (calls) => this.way === way && this.hear(calls),
      lost: () => this.way === way && this.drop(),
    });
    this.way = way;
  }

  hear(calls) {
    this.heard = Date.now();
    for (const [method, about] of calls) this.told(method, about);
    if (this.up) return;
    this.up = true;
    this.tries = 0;
    for (const text of this.held.splice(0)) this.way.say(text);
    this.changed(true);
  }

  say(what, message) {
    const text = `${what} ${message}`;
    if (this.up) this.way.say(text);
    else if (this.held.push(text) > MOST_HELD) this.held.shift();
  }

  // Ends this line, and opens another before long. A socket that never came about makes room for requests at
  // once; if they do not come about either, the server is not there, and a socket is the next try.
  drop() {
    const second = !this.up && this.kind === socket;
    this.end();
    this.kind = second ? requests : socket;
    const wait = second ? 0 : Math.min(LONGEST_WAIT, 200 * 2 ** this.tries++) * (0.7 + 0.6 * Math.random());
    this.waiting = setTimeout(() => this.open(), wait);
  }

  // Opens another line at once.
  renew() {
    this.end();
    this.kind = socket;
    this.tries = 0;
    this.open();
  }

  end() {
    clearTimeout(this.waiting);
    this.way?.close();
    this.way = null;
    if (this.up) this.changed((this.up = false));
  }
}

function socket(path, { told, lost }) {
  const opened = new WebSocket(location.origin.replace(/^http/, "ws") + path);
  opened.onmessage = ({ data }) => told(JSON.parse(data));
  opened.onclose = lost;
  return {
    say: (text) => opened.send(text),
    close() {
      opened.onclose = opened.onmessage = null;
      opened.close();
    },
  };
}

function requests(path, { told, lost }) {
  const ended = new AbortController();
  let line = "";
  async function ask(said) {
    const answer = await fetch(path, { method: "POST", body: JSON.stringify({ line, said }), signal: ended.signal, cache: "no-store" });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.json();
  }
  async function follow() {
    for (;;) {
      const answer = await ask([]);
      line = answer.line;
      told(answer.told);
    }
  }
  // What is said arrives in order: one request after the other.
  let before = follow().catch(lost) && Promise.resolve();
  return {
    say(text) {
      before = before.then(() => ask([text])).catch(lost);
    },
    close: () => ended.abort(),
  };
}
