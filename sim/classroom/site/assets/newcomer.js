// A page that somebody comes in by: it gets the cookie of its owner, however often it has to ask.
import { queue } from "./queue.js";
import { t } from "./words.js";

export const newcomer = {
  async created() {
    // The page reloaded before it had the cookie.
    const token = sessionStorage.getItem("keep");
    if (!token) return;
    await this.keep(token);
    location.reload();
  },
  methods: {
    who() {
      return this.me.player ?? "new";
    },
    // Another name takes the place of one that was refused.
    enter() {
      const { name } = this;
      for (const entry of queue.entries.filter((e) => e.event === "enter" && e.state === "refused")) queue.remove(entry);
      this.say("enter", { name }, t("Come in as {name}", { name }));
    },
    // A newcomer asks for the cookie until it is there: a network may fail, a server may stop.
    async keep(token) {
      sessionStorage.setItem("keep", token);
      for (let wait = 500; ; wait = Math.min(2 * wait, 8000)) {
        const said = await fetch(`/seat/${token}`, { method: "POST" }).catch(() => null);
        if (said?.ok || said?.status === 404) break;
        await new Promise((next) => setTimeout(next, wait));
      }
      sessionStorage.removeItem("keep");
      // A line that broke meanwhile came back as that of a stranger.
      if (this.me.player === null) queue.line?.renew();
    },
  },
};
