// Before the first reading: a name, a seat, and what to do while others arrive.
import { Sign } from "./drawn.js";
import { RANK } from "./phone_words.js";
import { counted, t } from "./words.js";

// From so many strong positions on, a delegation has much to defend.
const MUCH = 4;

export const Welcome = {
  props: { room: Object, name: String },
  emits: ["enter", "update:name"],
  template: `
    <header class="welcome hall"><LanguageChoice /><p class="eyebrow">{{ room.title }}</p><h1>{{ room.question }}</h1>
      <p>{{ t("You will speak for one of {n} delegations.", { n: room.seats.length }) }}</p>
      <p class="three-steps" role="img" :aria-label="t('Step 1 of 3: the name')"><i class="on"></i><i></i><i></i></p></header>
    <form class="pad" @submit.prevent="$emit('enter')">
      <div class="field"><label for="name">{{ t("Your name") }}</label><input id="name" type="text" :value="name" maxlength="40" autocomplete="off" required pattern=".*\\S.*" dir="auto" @input="$emit('update:name', $event.target.value)" />
        <p class="small faint">{{ room.alone ? t("It stands in the file that you can hand in.") : t("Everybody in the class sees it. A first name is enough.") }}</p></div>
      <button class="main" type="submit">{{ t("Come in") }}</button>
      <p v-if="room.alone" class="card small">{{ t("You play alone against computers. What you do stays on this computer.") }}</p>
      <div v-else class="card small"><p><b>{{ t("Before you come in") }}</b></p><p>{{ t("Your teacher can read your notes.") }} {{ t("What you do here is kept with your name, on the teacher's computer.") }}</p></div>
    </form>`,
};

// The seats, each with what it has said in public.
export const SeatCards = {
  components: { Sign },
  // taken: the name of a seat that somebody else was faster to take
  props: { name: String, room: Object, taken: String },
  emits: ["take"],
  data: () => ({ shown: "free" }),
  computed: {
    seats() {
      const free = new Set(this.room.free);
      return this.room.seats.map((s) => ({ ...s, free: free.has(s.seat), ...this.said(s.seat) })).sort((a, b) => b.free - a.free || a.name.localeCompare(b.name));
    },
    // Seats of one kind need no word for it.
    tagged() {
      return new Set(this.seats.map((s) => s.tag)).size > 1;
    },
    chips() {
      const all = [
        ["free", t("Free ({n})", { n: this.room.free.length })],
        ["all", t("All {n}", { n: this.room.seats.length })],
      ];
      return this.tagged ? [...all, ["much", t("Much to defend")], ["bridges", t("Free to build bridges")]] : all;
    },
    listed() {
      return this.seats.filter((s) => ({ free: s.free, all: true, much: s.free && s.tag === "much", bridges: s.free && s.tag === "bridges" })[this.shown]);
    },
  },
  methods: {
    counted,
    said(seat) {
      const known = this.room.ladders.flatMap((p, k) => p.public.filter((o) => o.seat === seat && RANK[o.says]).map((o) => ({ says: o.says, paragraph: t("{title} ({number})", { title: p.title, number: k + 1 }) })));
      known.sort((a, b) => RANK[b.says] - RANK[a.says]);
      return { lines: known.slice(0, 2).map((k) => this.sentence(k)), tag: known.length >= MUCH ? "much" : known.length ? "both" : "bridges" };
    },
    sentence({ says, paragraph }) {
      return {
        insists: t("Insists on {paragraph}.", { paragraph }),
        wants: t("Wants {paragraph}.", { paragraph }),
        resists: t("Resists {paragraph}.", { paragraph }),
        rejects: t("Rejects {paragraph}.", { paragraph }),
      }[says];
    },
  },
  template: `
    <section class="pad" :aria-label="t('Seats')"><h2>{{ t("{name}, take a seat", { name }) }}</h2>
      <p class="small faint">{{ counted(room.free.length, "{n} of {all} seats is free.", "{n} of {all} seats are free.", { all: room.seats.length }) }} {{ t("Nobody sees your instructions but you.") }}</p>
      <p v-if="taken" class="call" role="alert"><Sign name="wait" /> <b>{{ t("Somebody was faster: {name} is taken now.", { name: taken }) }}</b> {{ t("Choose another country.") }}</p>
      <template v-if="room.free.length"><button type="button" class="wide" @click="$emit('take', null)"><Sign name="hand" /> {{ t("Choose for me") }}</button>
        <div class="chips scroll" role="group" :aria-label="t('Show')"><button v-for="[key, word] in chips" :key="key" type="button" class="chip" :aria-pressed="shown === key" @click="shown = key">{{ word }}</button></div></template>
      <p v-else class="call"><b>{{ t("All seats are taken.") }}</b> {{ t("You can watch here. Your teacher can give you a seat later.") }}</p>
      <ul class="seats"><li v-for="s in listed" :key="s.seat">
        <button v-if="s.free" type="button" @click="$emit('take', s.seat)"><b>{{ s.name }}</b><span class="small faint"><template v-if="s.lines.length">{{ s.lines.join(" ") }}</template><template v-else>{{ t("Has said little in public.") }}</template></span>
          <span v-if="tagged" :class="['tag', s.tag]">{{ s.tag === "much" ? t("much to defend") : s.tag === "both" ? t("some of both") : t("free to build bridges") }}</span></button>
        <div v-else class="taken"><b>{{ s.name }}</b><span class="small"><Sign name="lock" /> {{ s.player ? t("{name} sits here", { name: s.player }) : t("taken") }}</span></div></li></ul>
      <p v-if="!listed.length" class="faint">{{ t("No free seat is of this kind.") }}</p></section>`,
};

// Somebody who has a seat reads, while the others arrive.
export const Waiting = {
  components: { Sign },
  props: { room: Object, name: String, delegation: String, goal: Object },
  emits: ["open", "stand"],
  computed: {
    here() {
      return this.room.seats.filter((s) => s.player).length;
    },
  },
  methods: { counted },
  template: `
    <section class="pad lobby" :aria-label="t('While you wait')">
      <header class="hall seat-plate"><p>{{ t("{name}, you speak for", { name }) }}</p><p class="plate larger">{{ delegation }}</p><p class="three-steps" role="img" :aria-label="t('Step 3 of 3: your instructions')"><i class="on"></i><i class="on"></i><i class="on"></i></p></header>
      <div class="card"><p class="wording large">{{ goal.who }}</p><p>{{ t("While you wait: read what your capital wants.") }} {{ t("You will need it in the first minute.") }}</p></div>
      <button type="button" class="main wide" @click="$emit('open')"><Sign name="lock" /> {{ t("Open my secret instructions") }}</button>
      <div class="card"><h2>{{ t("How it goes") }}</h2><ol class="howto">
        <li><span class="tok supports" aria-hidden="true">+</span><span><b>{{ counted(room.readings, "{n} reading.", "{n} readings.") }}</b> {{ t("Say yes, accept, or put a paragraph in brackets.") }}</span></li>
        <li><span class="tok accepts" aria-hidden="true"><Sign name="swap" /></span><span><b>{{ t("Trade.") }}</b> {{ t("Write to others, and offer a package.") }}</span></li>
        <li><span class="tok none" aria-hidden="true">!</span><span><b>{{ t("The end.") }}</b> {{ t("Everybody decides on the whole text.") }}</span></li></ol></div>
      <p class="small faint">{{ counted(here, "{n} of {all} seats has a person.", "{n} of {all} seats have a person.", { all: room.seats.length }) }} {{ t("Your teacher starts the first reading.") }}</p>
      <button type="button" class="plain" @click="$emit('stand')">{{ t("Change my seat") }}</button></section>`,
};
