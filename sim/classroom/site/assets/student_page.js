import { ChairDesk, Movement, Paragraph, Post, Room, Rung, Statements, follows } from "./parts.js";
import { queue } from "./queue.js";
import { CapitalPage, Glossary, GoalCard, NewPackage, Packages, Practice, Rooms, Said, Words } from "./talk_parts.js";

export default {
  mixins: [follows],
  components: { CapitalPage, ChairDesk, Glossary, GoalCard, Movement, NewPackage, Packages, Paragraph, Post, Practice, Room, Rooms, Rung, Said, Statements, Words },
  props: { first: Object },
  data() {
    return { tab: "draft", name: "", wanted: "", note: "", to: "", words: "", stance: "", reason: "", read: 0 };
  },
  async created() {
    // The page reloaded before it had the cookie.
    const token = sessionStorage.getItem("keep");
    if (!token) return;
    await this.keep(token);
    location.reload();
  },
  watch: {
    "me.decision"(d, before) {
      // The same decision, told again, leaves alone what somebody is writing.
      if (JSON.stringify(d) === JSON.stringify(before)) return;
      this.stance = d?.stance ?? "";
      this.reason = d?.reason ?? "";
    },
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
      if (this.me.seat) found.push(["capital", "Capital"], ["packages", "Packages"], ["notes", this.fresh ? `Notes (${this.fresh})` : "Notes"]);
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
    free() {
      return (this.room.free ?? []).map((code) => ({ code, name: this.names[code] })).sort((a, b) => a.name.localeCompare(b.name));
    },
    own() {
      return this.room.seats?.find((s) => s.seat === this.me.seat);
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
      if (tab === "notes") this.read += this.fresh;
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
    decide() {
      this.act("decide", { stance: this.stance, reason: this.reason });
    },
  },
  template: `
    <div class="site phone">
      <p class="masthead"><span>{{ me.seat ? names[me.seat] : room.title }}</span><span v-if="clock" role="timer" :aria-label="'Time left ' + clock">{{ clock }}</span></p>
      <Post />
      <template v-if="me.player === null">
        <h1>{{ room.title }}</h1>
        <p>{{ room.question }}</p>
        <form class="sheet" @submit.prevent="say('enter', { name }, 'come in as ' + name)">
          <div class="field"><label for="name">Your name</label><input id="name" type="text" v-model="name" maxlength="40" autocomplete="off" required /></div>
          <button class="main" type="submit">Come in</button>
          <p class="small faint">Everybody in the class sees your name. The teacher keeps a record with names and with what you do and write here. You need to enter nothing else.</p>
        </form>
      </template>
      <template v-else>
        <h1 class="stage" data-testid="stage">{{ stage }}</h1>
        <Glossary :terms="room.glossary" />
        <p role="status"><Said :text="room.now" :terms="room.glossary" /></p>
        <p class="call" v-if="room.paused">Nobody can act until the teacher goes on.</p>
        <p v-if="!me.seat && me.desk" class="call"><strong>{{ me.name }}, you are the chair.</strong> The chair has no seat and no instructions.</p>
        <form v-else-if="!me.seat && room.phase !== 'over'" class="sheet" @submit.prevent="act('take-seat', { seat: wanted || null })">
          <h2>{{ me.name }}, take a seat</h2>
          <template v-if="free.length">
            <div class="field"><label for="seat">Delegation</label><select id="seat" v-model="wanted"><option value="">Give me one</option><option v-for="s in free" :key="s.code" :value="s.code">{{ s.name }}</option></select></div>
            <button class="main" type="submit">Sit down</button>
          </template>
          <p v-else>All seats are taken. You can follow here; the teacher may give you a seat later.</p>
        </form>
        <nav class="tabs" aria-label="Pages"><button v-for="[key, title] in tabs" :key="key" type="button" :aria-current="tab === key ? 'page' : undefined" @click="look(key)">{{ title }}</button></nav>
        <p class="call" v-if="me.desk && me.desk.open && tab !== 'chair'">The room is waiting for your draft. <button class="plain" type="button" @click="look('chair')">Go to the chair's desk</button></p>
        <form v-if="deciding" class="sheet" @submit.prevent="decide" :key="'d' + redraw">
          <h2>{{ names[me.seat] }} decides</h2>
          <p>{{ me.capital.sentence }}</p>
          <fieldset :disabled="room.paused"><legend class="unseen">Decision</legend><div class="choice">
            <label><input type="radio" v-model="stance" value="joins" />Join</label>
            <label><input type="radio" v-model="stance" value="dissociates" />Dissociate</label>
            <label class="objects"><input type="radio" v-model="stance" value="objects" />Object</label></div>
            <div class="field" v-if="stance === 'dissociates' || stance === 'objects'"><label for="reason">Your reason, for the record</label><textarea id="reason" v-model="reason" maxlength="280"></textarea></div>
            <button class="main" type="submit" :disabled="!stance">{{ me.decision ? "Change the decision" : "Decide" }}</button></fieldset>
          <p class="small faint" v-if="me.decision" role="status">Decided: {{ me.decision.stance }}. You can change it until the teacher closes the decision.</p>
          <p class="small faint" v-else>{{ room.decision }} No decision from you? Then the computer does what your capital wants.</p>
        </form>
        <section v-show="tab === 'draft'" aria-label="Draft">
          <p class="call" v-if="room.phase === 'over'" data-testid="verdict"><strong>{{ room.adopted === null ? "The class ended without a decision." : room.adopted ? "Adopted." : "No consensus." }}</strong> <a v-if="room.revealed.length" href="/debrief">Debrief</a><template v-else>The debrief opens here when the teacher reveals the instructions.</template></p>
          <p class="call" v-else-if="me.capital">If decided now: <Said :text="me.capital.sentence" :terms="room.glossary" /></p>
          <GoalCard v-if="me.instructions && room.phase === 'gathering'" :goal="me.instructions.goal" />
          <Practice v-if="room.practice" :practice="room.practice" :tried="me.tried" :seated="!!me.seat" :names="names" @tried="act('try-out', $event)" />
          <h2 class="unseen">The draft</h2>
          <ol class="drafts">
            <li v-for="p in room.paragraphs" :key="p.issue" :class="{ changed: p.before }">
              <Paragraph :paragraph="p" :title="ladders[p.issue].titled" :marks="marks(p)" />
              <p class="small" v-if="mine[p.issue]"><strong>Capital:</strong> {{ mine[p.issue].sentence }}<template v-if="worth(p.issue, p.rung)"> This wording: {{ worth(p.issue, p.rung).worth }}.<strong v-if="worth(p.issue, p.rung).red"> It is a red line.</strong></template></p>
              <fieldset v-if="me.seat && room.phase === 'reading'" :disabled="!open" :key="p.issue + p.rung + redraw"><legend class="unseen">{{ names[me.seat] }} on {{ ladders[p.issue].title }}</legend>
                <div class="choice">
                  <label v-for="[stance, word] in [['supports', 'Support'], ['accepts', 'Accept'], ['brackets', 'Bracket']]" :key="stance" :class="stance">
                    <input type="radio" :name="'a' + p.issue" :value="stance" :checked="answers[p.issue] === stance" @change="act('answer', { issue: p.issue, stance })" />{{ word }}</label>
                </div></fieldset>
              <p class="small" v-if="p.brackets.length"><strong>Bracketed by</strong> {{ listed(p.brackets) }}</p>
              <p class="small" v-if="me.proposals?.[p.issue]"><strong>You propose:</strong> {{ lettered(p.issue, me.proposals[p.issue]) }} <button v-if="open" type="button" class="plain" @click="act('withdraw', { issue: p.issue })">Withdraw</button></p>
              <details><summary>Other wordings, and who wants what</summary>
                <div v-for="f in ladders[p.issue].ladder.filter((f) => f.rung !== p.rung)" :key="f.rung" class="other">
                  <p><Rung :rung="f.rung">{{ lettered(p.issue, f.rung) }}</Rung></p><p class="wording">{{ f.text }}</p>
                  <p class="small" v-if="worth(p.issue, f.rung)"><strong>Capital:</strong> {{ worth(p.issue, f.rung).worth }}<strong v-if="worth(p.issue, f.rung).red">; a red line</strong></p>
                  <p class="small" v-if="Object.values(p.proposals).includes(f.rung)"><strong>Proposed by</strong> {{ listed(Object.keys(p.proposals).filter((s) => p.proposals[s] === f.rung)) }}</p>
                  <button v-if="open && me.proposals[p.issue] !== f.rung" type="button" @click="act('propose', { issue: p.issue, rung: f.rung })">Propose this</button>
                </div>
                <p class="small" v-if="p.supports.length"><strong>Supported by</strong> {{ listed(p.supports) }}</p>
                <p class="small" v-for="known in ladders[p.issue].public" :key="known.seat"><strong>{{ names[known.seat] ?? known.seat }}</strong> {{ known.says }} <span class="faint">({{ known.source }})</span></p>
                <p class="small faint" v-if="!ladders[p.issue].public.length">No documented public positions.</p>
              </details>
            </li>
          </ol>
          <div v-if="me.seat && room.phase === 'reading'" class="steps"><button type="button" :class="{ main: !me.ready }" :disabled="!open" @click="act('ready', { ready: !me.ready })">{{ me.ready ? "Done. Undo" : "I am done with this reading" }}</button>
            <p class="small faint">{{ answered }} of {{ room.paragraphs.length }} answered. If you say nothing, you accept it.</p></div>
        </section>
        <section v-if="tab === 'capital'" aria-label="Instructions from the capital">
          <h2>Instructions, confidential</h2>
          <GoalCard :goal="me.instructions.goal" /><p>{{ me.instructions.gives }}</p>
          <p class="call" v-if="me.capital">If decided now: {{ me.capital.sentence }}</p>
          <CapitalPage :page="me.page" :ladders="ladders" :names="names" />
          <h2>Every paragraph</h2>
          <ol class="drafts"><li v-for="p in me.instructions.paragraphs" :key="p.issue"><div class="head"><h3>{{ ladders[p.issue].titled }}</h3><span class="tag">{{ p.position }}</span></div><p>{{ p.sentence }}</p>
            <ul class="small"><li v-for="f in p.formulations" :key="f.rung"><strong>{{ lettered(p.issue, f.rung) }}:</strong> {{ f.worth }}<strong v-if="f.red">; a red line</strong></li></ul></li></ol>
          <button type="button" class="plain" @click="act('stand-up')">Leave this seat to the computer</button>
        </section>
        <section v-if="tab === 'packages'" aria-label="Packages">
          <Packages :packages="me.packages" :ladders="ladders" :names="names" :seat="me.seat" :open="!!open" @act="(what, number) => act(what, { package: number })" />
          <NewPackage v-if="open" :paragraphs="room.paragraphs" :ladders="ladders" :seats="room.seats.filter((s) => s.seat !== me.seat)" @offer="(about, done) => act('offer-package', about, done)" />
        </section>
        <section v-if="tab === 'notes'" aria-label="Notes">
          <h2>Private notes</h2>
          <form class="sheet" @submit.prevent="send">
            <div class="field"><label for="to">To</label><select id="to" v-model="to" required><option value="" disabled>Choose a delegation</option><option v-for="s in others" :key="s.seat" :value="s.seat">{{ s.name }} ({{ s.player }})</option></select></div>
            <div class="field"><label for="note">Note</label><textarea id="note" v-model="note" maxlength="280" required></textarea></div>
            <button class="main" type="submit">Send</button><p class="small faint">Only that delegation and your teacher can read this. Computers read no notes.</p></form>
          <ul class="statements"><li v-for="(n, k) in [...me.notes].reverse()" :key="me.notes.length - k"><strong>{{ n.room ? "In a room: " + names[n.sender] : n.sender === me.seat ? "To " + names[n.to] : "From " + names[n.sender] }}</strong> <span class="faint small">{{ n.reading ? "reading " + n.reading : "before the first reading" }}</span><br><span class="wording">{{ n.text }}</span></li></ul>
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
