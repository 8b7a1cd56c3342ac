// The teacher's page: a strip that says the next thing, the room, the people; what is rarely needed is folded.
import { ChairDesk, Paragraph, Post, Statements, follows } from "./parts.js";
import { Course } from "./room_parts.js";
import { Packages, Practice } from "./talk_parts.js";
import { Crowd } from "./teacher_people.js";
import { Discussed, Seats } from "./teacher_room.js";
import { counted, inRow, listed, t } from "./words.js";

// With more readings, the steps of the lesson name the open one alone.
const STEPS = 6;

export default {
  mixins: [follows],
  components: { ChairDesk, Course, Crowd, Discussed, Packages, Paragraph, Post, Practice, Seats, Statements },
  props: { first: Object },
  data() {
    return { minutes: 5, made: null, asked: "" };
  },
  mounted() {
    window.addEventListener("keydown", this.pressed);
  },
  unmounted() {
    window.removeEventListener("keydown", this.pressed);
  },
  computed: {
    chairs() {
      return [["computer", t("the computer")], ["teacher", t("me, the teacher")], ...this.me.players.map((p) => [p.player, p.seat ? t("{name} ({about})", { name: p.name, about: this.names[p.seat] }) : t("{name} (no seat)", { name: p.name })])];
    },
    // The one button that says the next thing.
    forward() {
      const { phase, number, opening, seats } = this.room;
      const open = opening?.opened.length ?? 0;
      return {
        gathering: ["begin", t("Begin the first reading")],
        reading: ["advance", t("Close reading {n}", { n: number })],
        revision: ["advance", t("Go on without a new draft")],
        silence: ["advance", t("Take the decision")],
        opening: ["open-seats", seats.length > 40 ? t("Open the next seats: {open} of {total} are open", { open, total: seats.length }) : t("Open the next seat: {next} of {total}", { next: open + 1, total: seats.length })],
      }[phase];
    },
    // A student is to chair, and is not chosen yet.
    chairless() {
      return this.first.student_chairs && !Number.isInteger(this.me.chair) && this.room.phase !== "over";
    },
    // Who is waited for, by name.
    slow() {
      if (this.room.phase === "revision" && Number.isInteger(this.me.chair)) return t("Waiting for the draft of {name}.", { name: this.room.chair });
      const names = this.me.players.filter((p) => p.waiting).map((p) => p.name);
      if (!names.length) return "";
      if (names.length <= 4) return t("Waiting for {names}.", { names: listed(names) });
      return counted(names.length - 4, "Waiting for {names} and {n} other.", "Waiting for {names} and {n} others.", { names: inRow(names.slice(0, 4)) });
    },
    // What happens; where the room hears what to do, the teacher hears how far it is.
    told() {
      const { phase, practice, paused, seats } = this.room;
      const people = seats.filter((s) => s.player).length;
      if (phase === "gathering" && !practice) return counted(people, "{n} of {all} seats has a person.", "{n} of {all} seats have a person.", { all: seats.length });
      if (phase === "reading" && !paused && people) return t("{n} of {all} people are done", { n: people, all: people });
      return this.room.now;
    },
    steps() {
      const { number, readings } = this.room;
      const all = Array.from({ length: readings }, (_, n) => t("Reading {n}", { n: n + 1 }));
      const middle = readings > STEPS ? [t("Reading {n} of {all}", { n: Math.max(1, number), all: readings })] : all;
      return [t("Lobby"), ...middle, t("Decision"), t("Seats"), t("Debrief")];
    },
    at() {
      const { phase, number } = this.room;
      const last = this.steps.length - 1;
      return { gathering: 0, silence: last - 2, opening: last - 1, over: last }[phase] ?? Math.min(number, last - 3);
    },
    back() {
      return { over: t("Back to before the end"), opening: t("Back to the decision"), silence: t("Back to the last reading"), revision: t("Back into the reading") }[this.room.phase] ?? t("Back one reading");
    },
    latest() {
      const names = listed((this.room.opening?.latest ?? []).map((seat) => this.names[seat]));
      const stance = this.room.seats.find((s) => s.seat === this.room.opening?.latest[0])?.stance;
      return stance && { joins: t("Joining: {names}.", { names }), dissociates: t("Dissociating: {names}.", { names }), objects: t("Objecting: {names}.", { names }) }[stance];
    },
    verdict() {
      const { adopted } = this.room;
      return adopted === null ? t("Ended without a decision.") : adopted ? t("Adopted.") : t("No consensus.");
    },
    talking() {
      return this.room.phase === "reading" || this.room.phase === "revision";
    },
  },
  methods: {
    who() {
      return "teacher";
    },
    // The space bar opens the next seat, unless it means something where the focus is.
    pressed(event) {
      if (event.key !== " " || event.repeat || this.room.phase !== "opening") return;
      if (event.target.closest("button, a, input, select, textarea, summary")) return;
      event.preventDefault();
      this.act("open-seats");
    },
    // A minute more or less on the clock.
    shift(seconds) {
      const [minutes, rest] = this.clock.split(":").map(Number);
      this.act("set-timer", { seconds: Math.max(1, Math.min(7200, 60 * minutes + rest + seconds)) });
    },
    link(made) {
      this.made = { name: this.me.players.find((p) => p.player === made.player)?.name, address: `${this.first.address}/seat/${made.token}` };
    },
    newLink(player) {
      this.say("link", { player }, t("New link for {name}", { name: this.me.players.find((p) => p.player === player)?.name }));
    },
    // Steps without a way back need a second click.
    twice(kind, about) {
      const key = kind + JSON.stringify(about ?? {});
      if (this.asked === key) {
        this.asked = "";
        this.act(kind, about);
      } else this.asked = key;
    },
    sure(kind, about) {
      return this.asked === kind + JSON.stringify(about ?? {});
    },
  },
  template: `
    <div class="site teacher">
      <div class="topbar"><header class="strip hall">
        <div class="said"><h1 data-testid="stage">{{ room.paused ? t("{stage}, paused", { stage }) : stage }}</h1><p role="status">{{ slow || told }}</p></div>
        <div class="tclock"><template v-if="clock"><button type="button" :aria-label="t('One minute less')" @click="shift(-60)">−1</button><b class="clock" role="timer" :aria-label="t('Time left {clock}', { clock })">{{ clock }}</b><button type="button" :aria-label="t('One minute more')" @click="shift(60)">+1</button><button type="button" @click="act('set-timer', { seconds: 0 })">{{ t("Stop timer") }}</button></template>
          <form v-else-if="room.phase !== 'over'" class="row" @submit.prevent="act('set-timer', { seconds: Math.round(60 * minutes) })"><label for="minutes">{{ t("Minutes") }}</label><input id="minutes" class="short" type="number" min="1" max="120" v-model.number="minutes" /><button type="submit">{{ t("Start timer") }}</button></form></div>
        <button v-if="forward" type="button" data-once :class="['forward', { main: room.phase !== 'revision' }]" @click="act(forward[0])">{{ forward[1] }}</button>
        <ol class="stepper" :aria-label="t('The lesson')"><li v-for="(s, n) in steps" :key="s" :class="{ past: n < at, is: n === at }" :aria-current="n === at ? 'step' : undefined">{{ s }}</li></ol>
        <div class="next"><button v-if="me.can_go_back" type="button" data-once @click="twice('back')">{{ sure("back") ? t("Really go back? This undoes everything since") : back }}</button>
          <button v-if="room.phase !== 'gathering' && room.phase !== 'over'" type="button" data-once @click="act(room.paused ? 'resume' : 'pause')">{{ room.paused ? t("Go on") : t("Pause") }}</button>
          <button v-if="room.phase === 'gathering'" type="button" data-once @click="act('practise', { open: !room.practice })">{{ room.practice ? t("Close practice") : t("Practise: 90 seconds") }}</button>
          <button v-if="room.phase === 'reading' && room.number < room.readings" type="button" data-once @click="act('put-under-silence')">{{ t("No more readings: decide on the text") }}</button>
          <button v-if="room.phase === 'opening'" type="button" data-once @click="act('open-seats', { all: true })">{{ t("Open all seats") }}</button>
          <a class="button" :href="first.projector" target="_blank">{{ t("Projector") }}</a>
          <LanguageChoice /><a v-if="first.hall" class="button" :href="first.hall">{{ t("All rooms") }}</a></div></header>
      <Post leads /></div>
      <div class="zones">
        <div class="zone">
          <p v-if="chairless" class="call">{{ t("A student is to chair. When the student has come in: choose the student under Settings.") }}</p>
          <ChairDesk v-if="me.chair === 'teacher' && me.desk.open" :desk="me.desk" :room="room" :names="names" :floor="false" @table="(about, done) => act('table', about, done)" />
          <p v-if="room.phase === 'opening'" class="call" role="status"><template v-if="latest"><strong>{{ latest }}</strong><br></template>{{ t("The space bar opens the next seat: first those who join, then those who dissociate, then those who object. You see it when everybody sees it.") }}</p>
          <div v-if="room.phase === 'gathering'" class="join"><svg :viewBox="'0 0 ' + first.qr[1] + ' ' + first.qr[1]" role="img" :aria-label="t('QR code of {address}', { address: first.address })"><rect width="100%" height="100%" fill="#fff" /><path :d="first.qr[0]" fill="#000" shape-rendering="crispEdges" /></svg><p>{{ t("Phones scan the code, or open") }}<br><strong class="address">{{ first.address }}</strong></p></div>
          <Practice v-if="room.practice" :practice="room.practice" :names="names" />
          <div class="zhead"><h2 dir="auto">{{ room.title }}</h2><span v-if="talking" class="small faint">{{ t("Only you see this.") }}</span></div>
          <Seats :room="room" :capitals="me.capitals" :ladders="ladders" />
          <Discussed v-if="talking" :key="'d' + redraw" :room="room" :ladders="ladders" :names="names" :open="talking" @discuss="act('discuss', { issue: $event })" />
          <template v-if="me.packages.length"><h2>{{ t("Packages") }}</h2><Packages :packages="me.packages" :ladders="ladders" :names="names" /></template>
          <details v-if="room.statements.length"><summary>{{ counted(room.statements.length, "{n} statement", "{n} statements") }}</summary><Statements :statements="room.statements" :names="names" /></details>
          <details><summary>{{ t("The draft, word for word") }}</summary><ol class="drafts"><li v-for="p in room.paragraphs" :key="p.issue" :class="{ changed: p.before }"><Paragraph :paragraph="p" :title="ladders[p.issue].titled" :ladder="ladders[p.issue].ladder" /></li></ol></details>
          <details v-if="room.path.length > 1"><summary>{{ t("Movement of the draft") }}</summary><Course :ladders="room.ladders" :path="room.path" /></details>
        </div>
        <aside class="zone crowd" :aria-label="t('People and settings')">
          <section v-if="room.phase === 'over'" class="then"><p data-testid="verdict" class="verdict">{{ verdict }}</p>
            <p><label><input type="checkbox" :checked="me.revealed" @change="act('reveal', { shown: $event.target.checked })" /> {{ t("Reveal all instructions to everybody") }}</label><br><a :href="first.debrief">{{ t("Debrief") }}</a> <span class="small faint">{{ t("Students can open it, too, once you reveal the instructions.") }}</span></p></section>
          <Crowd :me="me" :room="room" :names="names" :sure="sure" @place="(player, seat) => act('place', { player, seat })" @link="newLink" @remove="twice('remove', { player: $event })" @floor="act('give-floor', { seat: $event })" />
          <p class="call" v-if="made" role="status">{{ t("This link is for {name} only and works once:", { name: made.name }) }} <span class="address">{{ made.address }}</span></p>
          <div class="rare"><details v-if="room.phase !== 'gathering'"><summary>{{ t("Address for phones") }}</summary><div class="join"><svg :viewBox="'0 0 ' + first.qr[1] + ' ' + first.qr[1]" role="img" :aria-label="t('QR code of {address}', { address: first.address })"><rect width="100%" height="100%" fill="#fff" /><path :d="first.qr[0]" fill="#000" shape-rendering="crispEdges" /></svg><strong class="address">{{ first.address }}</strong></div></details>
            <details><summary>{{ t("Settings") }}</summary>
              <p class="small faint">{{ first.coded ? t("Instructions are as coded: the phones say what the printed role sheets say.") : t("Instructions are drawn: they may differ from the printed role sheets. The phones are right.") }}</p>
              <div class="field"><label for="chair">{{ t("Chair") }}</label><select id="chair" :value="me.chair" :key="redraw" @change="act('appoint-chair', { chair: isNaN($event.target.value) ? $event.target.value : Number($event.target.value) })"><option v-for="[key, name] in chairs" :key="key" :value="key">{{ name }}</option></select></div>
              <p><label><input type="checkbox" :checked="me.advice" @change="act('allow-advice', { allowed: $event.target.checked })" /> {{ t("A student who chairs sees the computer's advice") }}</label></p>
              <p><label><input type="checkbox" :checked="room.talkative" @change="act('let-computers-talk', { talking: $event.target.checked })" /> {{ t("Computers take the floor, offer packages and say why") }}</label></p>
              <p><label><input type="checkbox" :checked="me.sharing" @change="act('share', { allowed: $event.target.checked })" /> {{ t("Two students may share a seat") }}</label></p>
              <p v-if="room.phase !== 'over'"><label><input type="checkbox" :checked="me.revealed" @change="act('reveal', { shown: $event.target.checked })" /> {{ t("Reveal all instructions to everybody") }}</label></p>
              <button v-if="room.phase !== 'over'" type="button" data-once @click="twice('end')">{{ sure("end") ? t("Really end the class?") : t("End the class") }}</button></details>
            <details :open="room.phase === 'over'"><summary>{{ t("Save") }}</summary><ul class="saves"><li v-for="[name, path] in first.exports" :key="path"><a :href="path" download>{{ name }}</a></li></ul></details>
            <details><summary>{{ me.notes.length ? counted(me.notes.length, "{n} private note", "{n} private notes") : t("Private notes") }}</summary><p v-if="!me.notes.length" class="faint small">{{ t("None yet. Students know that you can read them.") }}</p>
              <ul class="statements"><li v-for="(n, k) in [...me.notes].reverse().slice(0, 30)" :key="me.notes.length - k"><strong>{{ n.room ? t("{seat} in room {room}", { seat: names[n.sender], room: n.room }) : t("{seat} to {other}", { seat: names[n.sender], other: names[n.to] }) }}</strong><br><span class="wording" dir="auto">{{ n.text }}</span></li></ul></details>
            <details><summary>{{ t("Instructions of every seat") }}</summary><details v-for="i in me.instructions" :key="i.seat"><summary>{{ i.name }}</summary><p class="small">{{ me.capitals[i.seat]?.sentence }}</p><p class="small">{{ joined(i.report, i.gives, i.standing) }}</p><ul class="small"><li v-for="p in i.paragraphs" :key="p.issue"><strong>{{ t("{heading}:", { heading: ladders[p.issue].titled }) }}</strong> {{ p.sentence }}</li></ul></details></details>
            <p><a href="/explore" target="_blank">{{ t("Explorer") }}</a><template v-if="first.quiz"><br><a href="/teacher/quiz">{{ t("Quiz before and after") }}</a></template></p></div>
        </aside>
      </div>
    </div>`,
};
