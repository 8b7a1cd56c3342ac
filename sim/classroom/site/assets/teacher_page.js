import { ChairDesk, Movement, Paragraph, Post, Room, STANCES, Statements, follows } from "./parts.js";
import { Packages, Practice } from "./talk_parts.js";
import { t } from "./words.js";

export default {
  mixins: [follows],
  components: { ChairDesk, Movement, Packages, Paragraph, Post, Practice, Room, Statements },
  props: { first: Object },
  data() {
    return { minutes: 5, by: "instructions", made: null, asked: "" };
  },
  computed: {
    coloured() {
      if (this.by === "answers" || this.room.phase === "over" || this.room.phase === "silence") return this.seated;
      return this.seated.map((s) => ({ ...s, stance: s.stance || this.me.capitals[s.seat]?.stance || "" }));
    },
    chairs() {
      return [["computer", "the computer"], ["teacher", "me, the teacher"], ...this.me.players.map((p) => [p.player, `${p.name} (${p.seat ? this.names[p.seat] : "no seat"})`])];
    },
    forward() {
      return {
        gathering: ["begin", "Begin the first reading"],
        reading: ["advance", `Close reading ${this.room.number}`],
        revision: ["advance", "Go on without a new draft"],
        silence: ["advance", "Take the decision"],
        opening: ["open-seats", t("Open the next seat: {next} of {total}", { next: this.room.opening?.opened.length + 1, total: this.room.opening?.total })],
      }[this.room.phase];
    },
    // Who is not done, by name.
    slow() {
      const names = this.me.players.filter((p) => p.waiting).map((p) => p.name);
      if (!names.length || this.room.phase === "over" || this.room.phase === "gathering") return "";
      return `Waiting for ${names.slice(0, 4).join(", ")}${names.length > 4 ? ` and ${names.length - 4} others` : ""}.`;
    },
    // Who needs help comes first.
    crowd() {
      const rank = (p) => (p.away ? 0 : p.waiting ? 1 : 2);
      return [...this.me.players].sort((a, b) => rank(a) - rank(b));
    },
    steps() {
      return ["Lobby", ...Array.from({ length: this.room.readings }, (_, n) => `Reading ${n + 1}`), "Decision", "Debrief"];
    },
    at() {
      const { phase, number, readings } = this.room;
      return { gathering: 0, silence: readings + 1, opening: readings + 1, over: readings + 2 }[phase] ?? number;
    },
    back() {
      return { over: "Back to before the end", opening: "Back to the decision", silence: "Back to the last reading", revision: "Back into the reading" }[this.room.phase] ?? "Back one reading";
    },
    bracketed() {
      return this.room.paragraphs.filter((p) => p.brackets.length).length;
    },
    free() {
      return this.room.free.map((code) => [code, this.names[code]]).sort((a, b) => a[1].localeCompare(b[1]));
    },
    told() {
      return STANCES.map((w) => `${Object.values(this.me.capitals).filter((c) => c.stance === w).length} ${{ joins: "join", dissociates: "dissociate", objects: "object" }[w]}`).join(", ");
    },
  },
  methods: {
    who() {
      return "teacher";
    },
    link(made) {
      this.made = { name: this.me.players.find((p) => p.player === made.player)?.name, address: `${this.first.address}/seat/${made.token}` };
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
      <div class="strip hall"><div><a v-if="first.hall" :href="first.hall">{{ t("All rooms") }}</a><h1 data-testid="stage">{{ stage }}<template v-if="room.paused">, paused</template></h1><p role="status">{{ room.now }} <strong v-if="slow">{{ slow }}</strong></p></div>
        <div><form class="row" @submit.prevent="act('set-timer', { seconds: Math.round(60 * minutes) })"><span v-if="clock" class="clock" role="timer" :aria-label="'Time left ' + clock">{{ clock }}</span><label for="minutes">Minutes</label><input id="minutes" class="short" type="number" min="1" max="120" v-model.number="minutes" /><button type="submit">Start timer</button><button type="button" v-if="room.timer" @click="act('set-timer', { seconds: 0 })">Stop timer</button>
            <button v-if="forward" type="button" class="main" @click="act(forward[0])">{{ forward[1] }}</button></form>
          <div class="row"><button v-if="room.phase === 'gathering'" type="button" @click="act('practise', { open: !room.practice })">{{ room.practice ? "Close practice" : "Practise: 90 seconds" }}</button>
            <button v-if="room.phase === 'reading' && room.number < room.readings" type="button" @click="act('put-under-silence')">No more readings: decide on the text</button>
            <button v-if="room.phase === 'opening'" type="button" @click="act('open-seats', { all: true })">{{ t("Open all seats") }}</button>
            <button v-if="room.phase !== 'gathering' && room.phase !== 'over'" type="button" @click="act(room.paused ? 'resume' : 'pause')">{{ room.paused ? "Go on" : "Pause" }}</button>
            <button v-if="me.can_go_back" type="button" @click="twice('back')">{{ sure("back") ? "Really go back? This undoes everything since" : back }}</button></div></div>
        <ol class="stepper" aria-label="The lesson"><li v-for="(s, n) in steps" :key="s" :class="{ past: n < at, is: n === at }" :aria-current="n === at ? 'step' : undefined">{{ s }}</li></ol></div>
      <Post />
      <div class="columns wide-first">
        <div><h2>{{ room.title }}</h2>
          <p class="call" v-if="room.phase === 'over'" data-testid="verdict"><strong>{{ room.adopted === null ? "Ended without a decision." : room.adopted ? "Adopted." : "No consensus." }}</strong> <a :href="first.debrief">Debrief</a> (also for students, once you reveal the instructions).<br>Save: <a v-for="[name, path] in first.exports" :key="path" :href="path" download class="spaced">{{ name }}</a></p>
          <Room :seats="coloured" :size="first.size" :phase="room.phase" :chair="'Chair: ' + (me.chair === 'computer' ? 'computer' : me.chair === 'teacher' ? 'you' : 'student')" />
          <div class="row" v-if="room.phase === 'reading' || room.phase === 'revision'"><label for="by">Colour by</label><select id="by" v-model="by" class="narrow"><option value="instructions">what the instructions would decide now</option><option value="answers">who brackets</option></select>
            <span class="small faint">By their instructions, on this text: {{ told }}.</span></div>
          <Practice v-if="room.practice" :practice="room.practice" :names="names" />
          <Packages :packages="me.packages" :ladders="ladders" :names="names" />
          <ChairDesk v-if="me.chair === 'teacher' || room.hands.length" :desk="me.desk" :room="room" :names="names" @table="(about, done) => act('table', about, done)" @floor="act('give-floor', { seat: $event })" />
          <h2>The draft <span class="faint small">{{ bracketed }} of {{ room.paragraphs.length }} bracketed</span></h2>
          <ol class="drafts"><li v-for="p in room.paragraphs" :key="p.issue" :class="{ changed: p.before }">
            <Paragraph :paragraph="p" :title="ladders[p.issue].titled" :marks="marks(p)" />
            <p class="small" v-if="p.brackets.length"><strong>Bracketed by</strong> {{ listed(p.brackets) }}</p>
            <p class="small" v-if="Object.keys(p.proposals).length"><strong>Proposed:</strong> {{ wishes(p) }}</p>
          </li></ol>
          <h2>Movement</h2><Movement :ladders="room.ladders" :path="room.path" />
        </div>
        <div>
          <section class="sheet" aria-labelledby="in"><h2 id="in">Come in</h2>
            <div class="join"><svg :viewBox="'0 0 ' + first.qr[1] + ' ' + first.qr[1]" role="img" :aria-label="'QR code of ' + first.address"><rect width="100%" height="100%" fill="#fff" /><path :d="first.qr[0]" fill="#000" shape-rendering="crispEdges" /></svg>
              <p><strong class="address">{{ first.address }}</strong><br><a :href="first.projector" target="_blank">Projector view</a> (nothing secret)<br><a href="/explore" target="_blank">Explorer</a></p></div></section>
          <section class="sheet" aria-labelledby="people"><h2 id="people">{{ me.players.length }} in the class <span class="faint small" v-if="room.phase !== 'over'">{{ room.waiting }} not done</span></h2>
            <ul class="people"><li v-for="p in crowd" :key="p.player" :class="{ needy: p.away }"><details><summary><strong>{{ p.name }}</strong>, <span class="light">{{ [p.seat ? names[p.seat] : me.chair === p.player ? "" : "observer", me.chair === p.player ? "chair" : ""].filter(Boolean).join(", ") }}</span> <span class="tag apart" v-if="p.away">away</span><span class="tag" v-else-if="p.waiting">not done</span></summary>
              <div class="row"><label :for="'place' + p.player">Seat</label><select class="narrow" :id="'place' + p.player" :value="p.seat ?? ''" @change="act('place', { player: p.player, seat: $event.target.value || null })"><option value="">observer</option><option v-if="p.seat" :value="p.seat">{{ names[p.seat] }}</option><option v-for="[code, name] in free" :key="code" :value="code">{{ name }}</option></select></div>
              <div class="row"><button type="button" @click="say('link', { player: p.player }, 'new link for ' + p.name)">New link, for a lost phone</button><button type="button" @click="twice('remove', { player: p.player })">{{ sure("remove", { player: p.player }) ? "Really remove?" : "Remove" }}</button></div></details></li></ul>
            <p class="call" v-if="made">This link is for {{ made.name }} only and works once: <span class="address">{{ made.address }}</span></p></section>
          <section class="sheet" aria-labelledby="set"><h2 id="set">Settings</h2>
            <p class="small faint">{{ first.coded ? "Instructions are as coded: the phones say what the printed role sheets say." : "Instructions are drawn: they may differ from the printed role sheets. The phones are right." }}</p>
            <div class="field"><label for="chair">Chair</label><select id="chair" :value="me.chair" :key="redraw" @change="act('appoint-chair', { chair: isNaN($event.target.value) ? $event.target.value : Number($event.target.value) })"><option v-for="[key, name] in chairs" :key="key" :value="key">{{ name }}</option></select></div>
            <p><label><input type="checkbox" :checked="me.advice" @change="act('allow-advice', { allowed: $event.target.checked })" /> A student who chairs sees the computer's advice</label></p>
            <p><label><input type="checkbox" :checked="room.talkative" @change="act('let-computers-talk', { talking: $event.target.checked })" /> {{ t("Computers take the floor, offer packages and say why") }}</label></p>
            <p><label><input type="checkbox" :checked="me.sharing" @change="act('share', { allowed: $event.target.checked })" /> {{ t("Two students may share a seat") }}</label></p>
            <p><label><input type="checkbox" :checked="me.revealed" @change="act('reveal', { shown: $event.target.checked })" /> Reveal all instructions to everybody</label></p>
            <button v-if="room.phase !== 'over'" type="button" @click="twice('end')">{{ sure("end") ? "Really end the class?" : "End the class" }}</button></section>
          <section class="sheet" v-if="room.statements.length"><h2>Statements</h2><Statements :statements="room.statements" :names="names" /></section>
          <section class="sheet" aria-labelledby="notes"><h2 id="notes">Private notes</h2><p v-if="!me.notes.length" class="faint">None yet. The notes page tells students that you can read them.</p>
            <ul class="statements"><li v-for="(n, k) in [...me.notes].reverse().slice(0, 30)" :key="me.notes.length - k"><strong>{{ names[n.sender] }} {{ n.room ? "in room " + n.room : "to " + names[n.to] }}</strong><br><span class="wording">{{ n.text }}</span></li></ul></section>
          <details class="sheet"><summary>Instructions of every seat</summary><details v-for="i in me.instructions" :key="i.seat"><summary>{{ i.name }}</summary><p class="small">{{ me.capitals[i.seat]?.sentence }}</p><p class="small">{{ i.report }} {{ i.gives }} {{ i.standing }}</p><ul class="small"><li v-for="p in i.paragraphs" :key="p.issue"><strong>{{ ladders[p.issue].titled }}:</strong> {{ p.sentence }}</li></ul></details></details>
        </div>
      </div>
    </div>`,
};
