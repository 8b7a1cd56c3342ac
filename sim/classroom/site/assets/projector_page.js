import { carriedNow } from "./carried.js";
import { follows } from "./parts.js";
import Plates from "./plates.js";
import { Fit } from "./fit.js";
import { Sign } from "./drawn.js";
import { several } from "./phone_words.js";
import { Counts, Draft, Floor, Track, released } from "./projector_parts.js";
import { Result } from "./projector_end.js";
import { counted, t } from "./words.js";

// Milliseconds for which a statement has the whole screen, after which another paragraph is under discussion, and
// after which a lost connection is said.
const FLOOR = 20000;
const TURN = 20000;
const LOST = 3000;
// Seconds at the end of a reading in which the room hears who is not done.
const LAST = 60;
// Milliseconds for which the seats that open last are shown before the result, and how many these are
// at most: one, or in a large room a group.
const PAUSE = 6000;
const ONE_BY_ONE = 40;
const GROUP = 10;

export default {
  mixins: [follows],
  components: { Counts, Draft, Fit, Floor, Plates, Result, Sign, Track },
  props: { first: Object },
  data: () => ({ floor: null, turn: 0, lost: false, closing: null }),
  mounted() {
    // The projector is light, whatever its device prefers; dark if its address asks for it.
    const dark = new URLSearchParams(location.search).has("dark");
    document.getElementById("dark").media = dark ? "all" : "not all";
    document.documentElement.style.colorScheme = dark ? "dark" : "light";
    this.turning = setInterval(() => (this.turn += 1), TURN);
    this.connected(false);
  },
  unmounted() {
    clearInterval(this.turning);
    for (const timer of [this.ending, this.resulting, this.losing]) clearTimeout(timer);
  },
  watch: {
    // Who speaks gives way to what comes next.
    stage() {
      this.floor = null;
    },
    "room.statements"(now, before) {
      // The page has just opened: what was said before is over.
      if (!before || now.length <= before.length) return;
      this.floor = now.at(-1);
      clearTimeout(this.ending);
      this.ending = setTimeout(() => (this.floor = null), FLOOR);
    },
    // With the last step the class is over; what it opened is shown first. Whoever opens all wants the result.
    "room.opening"(now, before) {
      clearTimeout(this.resulting);
      this.closing = null;
      if (now || !before || this.room.phase !== "over") return;
      const opened = this.room.seats.map((s) => s.seat);
      const latest = opened.filter((seat) => !before.opened.includes(seat));
      if (latest.length > (opened.length > ONE_BY_ONE ? GROUP : 1)) return;
      this.closing = { opened, latest, total: opened.length };
      this.resulting = setTimeout(() => (this.closing = null), PAUSE);
    },
  },
  computed: {
    phase() {
      return this.closing ? "opening" : this.room.phase;
    },
    opening() {
      return this.closing ?? this.room.opening;
    },
    ground() {
      return this.floor || this.phase === "silence" || this.phase === "opening" ? "hall" : "";
    },
    // In the order in which they sit.
    seats() {
      const { phase, opening } = this;
      const { hands } = this.room;
      const opened = new Set(opening?.opened);
      return (this.first.places ?? []).map(({ code }) => this.known[code]).filter(Boolean).map((s) => {
        const person = s.played === "person";
        const reading = phase === "reading";
        return {
          seat: s.seat,
          name: s.name,
          kind: phase === "gathering" && !s.player ? "free" : s.played,
          under: s.player || (phase === "gathering" ? t("free") : t("computer")),
          bracket: (reading || phase === "revision") && Boolean(this.spot?.brackets.includes(s.seat)),
          done: person && s.answered && (reading || phase === "silence"),
          hand: (reading || phase === "gathering") && hands.includes(s.seat),
          stance: opened.has(s.seat) ? s.stance : "",
          shut: phase === "opening" && !opened.has(s.seat),
          turn: Boolean(opening?.latest.includes(s.seat)),
        };
      });
    },
    known() {
      return Object.fromEntries(this.room.seats.map((s) => [s.seat, s]));
    },
    // Those who have come; later those who are here: for others the computer plays.
    people() {
      return this.room.seats.filter((s) => (this.phase === "gathering" ? s.player : s.played === "person"));
    },
    late() {
      return this.room.seats.filter((s) => s.played === "person" && !s.answered).map((s) => s.player);
    },
    low() {
      return this.left !== null && this.left <= LAST;
    },
    paragraphs() {
      return this.room.paragraphs.map((p) => {
        const ladder = this.ladders[p.issue].ladder.map((f) => f.rung);
        const place = (rung) => ladder.indexOf(rung);
        const said = Object.values(p.proposals).map(place);
        const at = place(p.rung);
        const much = ladder.map((_, k) => (k === at ? 0 : said.filter((one) => one === k).length));
        const most = much.indexOf(Math.max(...much));
        return {
          ...p,
          title: this.ladders[p.issue].title,
          letter: "ABC"[at],
          was: p.before ? "ABC"[place(p.before)] : "",
          less: said.filter((one) => one < at).length,
          more: said.filter((one) => one > at).length,
          wish: much[most] ? { n: much[most], letter: "ABC"[most], text: this.ladders[p.issue].ladder[most].text } : null,
        };
      });
    },
    contested() {
      return this.paragraphs.filter((p) => p.brackets.length).sort((a, b) => b.brackets.length - a.brackets.length || a.number - b.number);
    },
    agreed() {
      return this.paragraphs.filter((p) => !p.brackets.length);
    },
    moved() {
      return this.paragraphs.filter((p) => p.was);
    },
    chosen() {
      return this.paragraphs.find((p) => p.issue === this.room.discussed) ?? null;
    },
    spot() {
      return this.chosen ?? this.contested[this.turn % this.contested.length];
    },
    packages() {
      return this.room.packages.filter((p) => p.state === "open" || p.state === "agreed").map((p) => ({ ...p, gives: this.side(p.takes), wants: this.side(p.asks), behind: [...new Set([...p.sponsors, ...p.accepted])] }));
    },
    carried() {
      return carriedNow(this.room.packages, this.room.paragraphs);
    },
    next() {
      return this.room.hands.map((seat) => this.names[seat]);
    },
    // The seats that the teacher opened last, and what to say of them.
    latest() {
      return (this.opening?.latest ?? []).map((seat) => this.known[seat]).filter((s) => s?.stance);
    },
    latestWords() {
      const [one, ...others] = this.latest;
      if (!others.length) return { joins: t("{name} joins", one), dissociates: t("{name} dissociates", one), objects: t("{name} objects", one) }[one.stance];
      const n = this.latest.length;
      if (this.latest.some((s) => s.stance !== one.stance)) return counted(n, "{n} seat is open", "{n} seats are open");
      return { joins: counted(n, "{n} joins", "{n} join"), dissociates: counted(n, "{n} dissociates", "{n} dissociate"), objects: counted(n, "{n} objects", "{n} object") }[one.stance];
    },
    latestParagraphs() {
      return this.latest.length === 1 ? released(this.latest[0], this.paragraphs) : "";
    },
    opened() {
      const open = new Set(this.opening?.opened);
      return this.room.seats.filter((s) => open.has(s.seat));
    },
    middling() {
      const { phase, opening } = this;
      const { practice } = this.room;
      return [phase, opening?.latest.join(), practice && JSON.stringify(practice), this.late.join(), this.low, this.clock.length, this.address].join("|");
    },
    footed() {
      return [this.room.phase, this.room.chair, this.address, ...this.next].join("|");
    },
    // As people type it.
    address() {
      return this.first.address.replace(/^http:\/\//, "");
    },
    said() {
      return t("{n} delegations, {people} played by people", { n: this.room.seats.length, people: this.people.length });
    },
  },
  methods: {
    connected(up) {
      clearTimeout(this.losing);
      if (up) this.lost = false;
      else this.losing = setTimeout(() => (this.lost = true), LOST);
    },
    side(words) {
      return Object.entries(words).map(([issue, rung]) => t("{paragraph}: {letter}", { paragraph: this.ladders[issue].titled, letter: "ABC"[this.ladders[issue].ladder.findIndex((f) => f.rung === rung)] })).join(t(", "));
    },
    several,
  },
  template: `
    <div :class="['projector', ground, phase]">
      <header class="crown"><h1>{{ room.title }}</h1><LanguageChoice v-if="phase === 'gathering'" /><Track :room="room" /></header>
      <p v-if="lost" class="lost" role="status"><i aria-hidden="true">▲</i>{{ t("No connection. This screen shows the room as it was. Phones may still work.") }}</p>
      <Floor v-if="floor" :statement="floor" :names="names" :clock="clock" :low="low" :next="room.hands" />
      <Result v-else-if="phase === 'over'" :room="room" :paragraphs="paragraphs" :names="names" :turn="turn" :address="address" :debrief="first.debrief ?? '/debrief'" />
      <div v-else-if="phase === 'gathering'" class="stage lobby">
        <section class="door"><h2>{{ t("Take a seat") }}</h2>
          <div class="code"><svg :viewBox="'0 0 ' + first.qr[1] + ' ' + first.qr[1]" role="img" :aria-label="t('QR code of {address}', { address })"><path :d="first.qr[0]" fill="#0a2a47" shape-rendering="crispEdges" /></svg></div>
          <p><span class="faint">{{ t("or type") }}</span><br><b class="address">{{ address }}</b></p>
          <ol><li>{{ t("Same Wi-Fi as this screen") }}</li><li>{{ t("Scan, or type the address") }}</li><li>{{ t("Choose a country") }}</li></ol></section>
        <Plates :seats="seats" :said="said"><Fit class="words" :of="middling" v-slot="{ level }">
          <section v-if="room.practice" class="practice"><h2>{{ t("Practice: {title}", room.practice) }}</h2><p class="said" dir="auto">{{ room.practice.ladder[room.practice.rung] }}</p><p v-if="clock" :class="['clock', { low: left <= 10 }]" role="timer">{{ clock }}</p>
            <p class="second">{{ t("{supports} support it, {accepts} accept it, {brackets} bracket it", room.practice.said) }}</p></section>
          <template v-else><p class="large" role="status">{{ t("{n} of {all} have joined", { n: people.length, all: room.seats.length }) }}</p><p v-if="level < 4">{{ t("A computer plays every free seat. You can join at any time.") }}</p></template>
          <p class="faint">{{ t("Chair: {name}", { name: room.chair }) }}</p></Fit></Plates>
      </div>
      <div v-else-if="phase === 'silence' || phase === 'opening'" class="stage whole">
        <Plates :seats="seats" :said="said" :least="24" marked><Fit class="words" :of="middling" role="status" v-slot="{ level }">
          <template v-if="phase === 'silence'"><h2>{{ t("The text is before the room") }}</h2><p v-if="clock" :class="['clock', { low }]" role="timer">{{ clock }}</p>
            <p class="second">{{ t("{n} of {all} people have decided. Nobody sees how.", { n: people.length - room.waiting, all: people.length }) }}</p><p class="second">{{ room.now }}</p></template>
          <template v-else-if="latest.length"><p :class="['said', latest[0].stance]">{{ latestWords }}</p>
            <p v-if="latest.length > 1" class="second">{{ several(latest.map((s) => s.name), 10) }}</p><p v-if="latestParagraphs" class="second">{{ latestParagraphs }}</p>
            <q v-if="latest.length === 1 && latest[0].reason" :class="{ long: latest[0].reason.length > 120 }" dir="auto">{{ latest[0].reason }}</q>
            <Counts :seats="opened" /><p v-if="opened.length < opening.total" class="faint">{{ counted(opening.total - opened.length, "{n} seat to go", "{n} seats to go") }}</p></template>
          <template v-else><h2>{{ t("The silence has ended") }}</h2><p class="second">{{ t("Everybody has decided. Now the seats open, one after the other.") }}</p></template>
        </Fit></Plates>
      </div>
      <div v-else class="stage reading">
        <Plates :seats="seats" :said="said"><Fit class="words" :of="middling" v-slot="{ level }">
          <template v-if="phase === 'revision'"><h2>{{ t("The chair writes the next draft") }}</h2><p>{{ room.now }}</p></template>
          <template v-else><h2>{{ room.paused ? t("Paused") : t("Reading {n} of {all}", { n: room.number, all: room.readings }) }}</h2><p v-if="clock" :class="['clock', { low }]" role="timer">{{ clock }}</p></template>
          <p v-if="contested.length" class="second"><b class="count">[ {{ contested.length }} ]</b> {{ t("of {all} in brackets", { all: paragraphs.length }) }}</p>
          <template v-if="phase === 'reading'"><p v-if="room.paused">{{ t("The clock stands still. Eyes to the front, please.") }}</p>
            <p v-else-if="low && late.length" class="waiting">{{ t("Waiting for {names}", { names: several(late, 5) }) }}</p>
            <p v-else-if="people.length" class="faint">{{ t("{n} of {all} people are done", { n: people.length - late.length, all: people.length }) }}</p></template>
        </Fit></Plates>
        <Draft :contested="contested" :agreed="agreed" :moved="moved" :carried="carried" :spot="spot" :packages="packages" :chosen="Boolean(chosen)" :turn="turn" :names="names" />
      </div>
      <footer v-if="!floor && ground !== 'hall' && phase !== 'over' && (next.length || phase !== 'gathering')" class="foot">
        <Fit :of="footed" :levels="6" v-slot="{ level }"><ul v-if="phase !== 'gathering' && level < 4" class="legend"><li><b class="count">[ ]</b> {{ t("brackets it") }}</li><li><b class="tick">✓</b> {{ t("done") }}</li><li><Sign name="hand" class="raised" /> {{ t("asks for the floor") }}</li></ul>
          <p v-if="next.length" class="next"><b>{{ t("Next to speak: {names}", { names: several(next, Math.max(1, 4 - level)) }) }}</b></p>
          <template v-if="phase !== 'gathering'"><p v-if="level < 5">{{ t("Chair: {name}", { name: room.chair }) }}</p><p>{{ t("Join: {address}", { address }) }}</p></template></Fit></footer>
    </div>`,
};
