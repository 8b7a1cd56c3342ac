import { ChairDesk, Movement, Post, Room, Rung, Statements, follows } from "./parts.js";
import { Decision, DraftRow, End, Home, SeatCards, sorted } from "./phone_parts.js";
import { queue } from "./queue.js";
import { opening } from "./reveal.js";
import { CapitalPage, Glossary, GoalCard, NewPackage, Packages, Practice, Rooms, Said, Threads, Words } from "./talk_parts.js";

export default {
  mixins: [follows, opening],
  components: { CapitalPage, ChairDesk, Decision, DraftRow, End, Glossary, GoalCard, Home, Movement, NewPackage, Packages, Post, Practice, Room, Rooms, Rung, Said, SeatCards, Statements, Threads, Words },
  props: { first: Object },
  data() {
    return { tab: "draft", name: "", note: "", to: "", words: "", read: 0 };
  },
  async created() {
    // The page reloaded before it had the cookie.
    const token = sessionStorage.getItem("keep");
    if (!token) return;
    await this.keep(token);
    location.reload();
  },
  watch: {
    "me.seat"() {
      this.tab = "draft";
      this.read = 0;
    },
    // A new phase takes over the screen, wherever somebody was.
    moment() {
      this.look(this.me.desk?.open ? "chair" : "draft");
    },
  },
  computed: {
    moment() {
      return [this.room.phase, this.room.number, this.me.desk?.open].join();
    },
    // The last answers, those under way among them.
    answers() {
      const under = queue.entries.filter((e) => e.state !== "refused" && e.about.do === "answer");
      return { ...this.me.answers, ...Object.fromEntries(under.map(({ about }) => [about.issue, about.stance])) };
    },
    tabs() {
      const found = [["draft", "Draft"]];
      if (this.me.seat) found.push(["capital", "Capital"], ["talk", this.fresh ? `Talk (${this.fresh})` : "Talk"]);
      if (this.me.desk) found.push(["chair", "Chair"]);
      return [...found, ["room", "Room"]];
    },
    fresh() {
      return this.me.notes ? this.me.notes.filter((n) => n.sender !== this.me.seat).length - this.read : 0;
    },
    open() {
      return this.me.seat && this.room.phase === "reading" && !this.room.paused;
    },
    deciding() {
      return this.me.seat && this.room.phase === "silence";
    },
    mine() {
      return Object.fromEntries((this.me.instructions?.paragraphs ?? []).map((p) => [p.issue, p]));
    },
    others() {
      // The computer reads no notes.
      return (this.room.seats ?? []).filter((s) => s.player && s.seat !== this.me.seat).sort((a, b) => a.name.localeCompare(b.name));
    },
    // What matters to the capital, and the others.
    groups() {
      const [first, others] = sorted(this.room.paragraphs, this.mine);
      return first.length ? [["Matters to you", first], ["The others", others]].filter(([, some]) => some.length) : [["The draft", others]];
    },
    answered() {
      return Object.keys(this.me.answers ?? {}).length;
    },
  },
  methods: {
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
    who() {
      return this.me.player ?? "new";
    },
    look(tab) {
      this.tab = tab;
      if (tab === "talk") this.read += this.fresh;
      window.scrollTo({ top: 0 });
    },
    worth(issue, rung) {
      return this.mine[issue]?.formulations.find((f) => f.rung === rung);
    },
    send() {
      if (!this.note.trim() || !this.to) return;
      const text = this.note;
      this.act("send-note", { to: this.to, text }, () => this.note === text && (this.note = ""));
    },
    ask() {
      const text = this.words;
      this.act("ask-floor", { text }, () => this.words === text && (this.words = ""));
    },
    reply(seat) {
      this.to = seat;
      document.getElementById("note").focus();
    },
  },
  template: `
    <div class="site phone">
      <div class="top hall"><span class="plate">{{ me.seat ? names[me.seat] : me.desk ? "Chair" : "Class" }}</span>
        <div class="where"><h1 v-if="me.player !== null" class="stage" data-testid="stage">{{ stage }}</h1>{{ me.player === null ? room.title : me.name }}</div>
        <span v-if="clock" class="clock" role="timer" :aria-label="'Time left ' + clock">{{ clock }}</span></div>
      <Post />
      <div v-if="room.phase === 'opening'" class="curtain" role="status"><p>The silence has ended</p><h2>Look up.</h2><p>The seats open one by one on the big screen. Your result comes here afterwards.</p></div>
      <template v-if="me.player === null">
        <div class="welcome hall"><h1>{{ room.question }}</h1><p>You will speak for one of {{ room.seats.length }} delegations.</p></div>
        <form class="sheet" @submit.prevent="say('enter', { name }, 'come in as ' + name)">
          <div class="field"><label for="name">Your name</label><input id="name" type="text" v-model="name" maxlength="40" autocomplete="off" required /></div>
          <button class="main" type="submit">Come in</button>
          <p class="small faint">Everybody in the class sees your name. A first name is enough. Your teacher can read your notes. What you do here is kept with your name, on the teacher's computer.</p>
        </form>
      </template>
      <template v-else>
        <Glossary :terms="room.glossary" />
        <p v-if="room.phase !== 'over'" role="status"><Said :text="room.now" :terms="room.glossary" /></p>
        <p class="call" v-if="room.paused"><strong>Paused by the teacher.</strong> You can read, but not answer.</p>
        <p v-if="!me.seat && me.desk" class="call"><strong>{{ me.name }}, you are the chair.</strong> The chair has no seat and no instructions.</p>
        <SeatCards v-else-if="!me.seat && room.phase !== 'over'" :name="me.name" :room="room" @take="act('take-seat', { seat: $event })" />
        <nav class="tabs" aria-label="Pages"><button v-for="[key, title] in tabs" :key="key" type="button" :aria-current="tab === key ? 'page' : undefined" @click="look(key)">{{ title }}</button></nav>
        <p class="call" v-if="me.desk && me.desk.open && tab !== 'chair'">The room is waiting for your draft. <button class="plain" type="button" @click="look('chair')">Go to the chair's desk</button></p>
        <Decision v-if="deciding" :key="'d' + redraw" :name="names[me.seat]" :capital="me.capital" :page="me.page" :made="me.decision" :paused="room.paused" :rule="room.decision" :seats="room.seats.length" @decide="act('decide', $event)" />
        <section v-show="tab === 'draft'" aria-label="Draft">
          <template v-if="room.phase === 'over' && opened === null">
            <End :room="room"><a v-if="room.revealed.length" href="/debrief">Debrief</a><p v-else class="small">The debrief opens here when the teacher reveals the instructions.</p></End>
            <Home v-if="me.page && room.adopted !== null" :page="me.page" :adopted="room.adopted" /></template>
          <p class="call" v-else-if="me.capital && !deciding">If decided now: <Said :text="me.capital.sentence" :terms="room.glossary" /></p>
          <GoalCard v-if="me.instructions && room.phase === 'gathering'" :goal="me.instructions.goal" />
          <Practice v-if="room.practice" :practice="room.practice" :tried="me.tried" :seated="!!me.seat" :names="names" @tried="act('try-out', $event)" />
          <template v-for="[title, some] in groups" :key="title"><div class="grouphead"><h2>{{ title }}</h2><span v-if="open" class="small">{{ some.filter((p) => answers[p.issue]).length }} of {{ some.length }} done</span></div>
          <ul class="rows"><DraftRow v-for="p in some" :key="p.issue" :paragraph="p" :ladder="ladders[p.issue]" :mine="mine[p.issue]" :answer="answers[p.issue]" :marks="marks(p)" :asked="!!me.seat && room.phase === 'reading'">
            <template #unseen>Bracketed by {{ listed(p.brackets) }}</template>
            <p class="wording">{{ p.text }}</p>
            <p class="small" v-if="mine[p.issue]"><strong>Capital:</strong> {{ mine[p.issue].sentence }}<template v-if="worth(p.issue, p.rung)"> This wording: {{ worth(p.issue, p.rung).worth }}.<strong v-if="worth(p.issue, p.rung).red"> It is a red line.</strong></template></p>
            <fieldset v-if="me.seat && room.phase === 'reading'" :disabled="!open" :key="p.issue + p.rung + redraw"><legend class="unseen">{{ names[me.seat] }} on {{ ladders[p.issue].title }}</legend>
              <div class="choice">
                <label v-for="[stance, word] in [['supports', 'Support'], ['accepts', 'Accept'], ['brackets', 'Bracket']]" :key="stance" :class="stance">
                  <input type="radio" :name="'a' + p.issue" :value="stance" :checked="answers[p.issue] === stance" @change="act('answer', { issue: p.issue, stance })" />{{ word }}</label>
              </div></fieldset>
            <p class="small" v-if="p.brackets.length"><strong>Bracketed by</strong> {{ listed(p.brackets) }}</p>
            <p class="small" v-if="me.proposals?.[p.issue]"><strong>You propose:</strong> {{ lettered(p.issue, me.proposals[p.issue]) }} <button v-if="open" type="button" class="plain" @click="act('withdraw', { issue: p.issue })">Withdraw</button></p>
            <h4>Which words do you want?</h4>
            <div v-for="f in ladders[p.issue].ladder.filter((f) => f.rung !== p.rung)" :key="f.rung" class="other">
              <p><Rung :rung="f.rung">{{ lettered(p.issue, f.rung) }}</Rung></p><p class="wording">{{ f.text }}</p>
              <p class="small" v-if="worth(p.issue, f.rung)"><strong>Capital:</strong> {{ worth(p.issue, f.rung).worth }}<strong v-if="worth(p.issue, f.rung).red">; a red line</strong></p>
              <p class="small" v-if="Object.values(p.proposals).includes(f.rung)"><strong>Proposed by</strong> {{ listed(Object.keys(p.proposals).filter((s) => p.proposals[s] === f.rung)) }}</p>
              <button v-if="open && me.proposals[p.issue] !== f.rung" type="button" @click="act('propose', { issue: p.issue, rung: f.rung })">Propose this</button>
            </div>
            <p class="small" v-if="p.supports.length"><strong>Supported by</strong> {{ listed(p.supports) }}</p>
            <details><summary>Known positions</summary>
              <p class="small" v-for="known in ladders[p.issue].public" :key="known.seat"><strong>{{ names[known.seat] ?? known.seat }}</strong> {{ known.says }} <span class="faint">({{ known.source }})</span></p>
              <p class="small faint" v-if="!ladders[p.issue].public.length">No documented public positions.</p></details>
          </DraftRow></ul></template>
          <div v-if="me.seat && room.phase === 'reading'" class="steps"><p class="small">{{ answered }} of {{ room.paragraphs.length }} answered. If you say nothing, you accept it.</p><button type="button" :class="{ main: !me.ready }" :disabled="!open" @click="act('ready', { ready: !me.ready })">{{ me.ready ? "Done. Undo" : "I am done with this reading" }}</button></div>
        </section>
        <section v-if="tab === 'capital'" aria-label="Instructions from the capital">
          <h2>Instructions, confidential</h2>
          <CapitalPage :page="me.page" :capital="me.capital" :ladders="ladders" :names="names" />
          <GoalCard :goal="me.instructions.goal" /><p>{{ me.instructions.gives }}</p>
          <details><summary>Every paragraph</summary>
          <ol class="drafts"><li v-for="p in me.instructions.paragraphs" :key="p.issue"><div class="head"><h3>{{ ladders[p.issue].titled }}</h3><span class="tag">{{ p.position }}</span></div><p>{{ p.sentence }}</p>
            <ul class="small"><li v-for="f in p.formulations" :key="f.rung"><strong>{{ lettered(p.issue, f.rung) }}:</strong> {{ f.worth }}<strong v-if="f.red">; a red line</strong></li></ul></li></ol></details>
          <button type="button" class="plain" @click="act('stand-up')">Leave this seat to the computer</button>
        </section>
        <section v-if="tab === 'talk'" aria-label="Talk">
          <h2 v-if="me.packages.length">Packages</h2>
          <Packages :packages="me.packages" :ladders="ladders" :names="names" :seat="me.seat" :open="!!open" @act="(what, number) => act(what, { package: number })" />
          <details v-if="open"><summary>Offer a package</summary><NewPackage :paragraphs="room.paragraphs" :ladders="ladders" :seats="room.seats.filter((s) => s.seat !== me.seat)" @offer="(about, done) => act('offer-package', about, done)" /></details>
          <form class="sheet" @submit.prevent="send"><h2>Write to a delegation</h2>
            <div class="field"><label for="to">To</label><select id="to" v-model="to" required><option value="" disabled>Choose a delegation</option><option v-for="s in others" :key="s.seat" :value="s.seat">{{ s.name }} ({{ s.player }})</option></select></div>
            <div class="field"><label for="note">Note</label><textarea id="note" v-model="note" maxlength="280" required></textarea></div>
            <button class="main" type="submit">Send</button><p class="small faint">Only that delegation and your teacher can read this. Computers read no notes.</p></form>
          <h2>Delegations</h2>
          <Threads :threads="me.threads" :names="names" :seat="me.seat" @reply="reply" />
          <Rooms :threads="me.threads" :names="names" :others="others" :seat="me.seat" @open="(seats, done) => act('open-room', { seats }, done)" @say="(about, done) => act('say-in-room', about, done)" @leave="act('leave-room', { room: $event })" />
        </section>
        <section v-if="tab === 'chair' && me.desk"><ChairDesk :desk="me.desk" :room="room" :names="names" @table="(about, done) => act('table', about, done)" @floor="act('give-floor', { seat: $event })" /></section>
        <section v-if="tab === 'room'" aria-label="Room">
          <Room :seats="seated" :size="first.size" :phase="room.phase" :chosen="me.seat" chair="Chair" />
          <p class="small">Chair: {{ room.chair }}.</p>
          <form v-if="me.seat && room.phase !== 'over'" class="sheet" @submit.prevent="ask">
            <h2>The floor</h2>
            <p v-if="me.hand !== null">You have asked for the floor. <button type="button" class="plain" @click="act('lower-hand')">Lower your hand</button></p>
            <template v-else><div class="field"><label for="words">A short statement for everybody to read (leave empty to speak freely)</label><textarea id="words" v-model="words" maxlength="280"></textarea></div><button type="submit">Ask for the floor</button></template>
          </form>
          <h2 v-if="room.statements.length">Statements</h2><Statements :statements="room.statements" :names="names" />
          <h2>Words</h2><Words :terms="room.glossary" />
          <h2>Movement of the draft</h2><Movement :ladders="room.ladders" :path="room.path" />
          <p class="faint small">{{ me.name }}<template v-if="me.seat">, delegation of {{ names[me.seat] }}</template></p>
        </section>
      </template>
    </div>`,
};
