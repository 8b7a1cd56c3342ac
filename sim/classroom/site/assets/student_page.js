import { attends } from "./attending.js";
import { CapitalPage, GoalCard } from "./capital_parts.js";
import { Decision, LookUp } from "./decision_parts.js";
import { Sign } from "./drawn.js";
import { Chosen, Conduct, Home, Result } from "./end_parts.js";
import { SeatCards, Waiting, Welcome } from "./lobby_parts.js";
import { newcomer } from "./newcomer.js";
import { ChairDesk, follows } from "./parts.js";
import { deedWords, several } from "./phone_words.js";
import { queue } from "./queue.js";
import { QuizLink } from "./quiz_parts.js";
import { DraftRow, ParagraphSheet, arranges, changesOf } from "./reading_parts.js";
import { Course, Delegations, Floor } from "./room_parts.js";
import { Post, isLate } from "./sending.js";
import { Curtain, Sheet } from "./sheet.js";
import { Begin, HandIn, Homework, ParagraphHint, SeatsOpen, SoloBar } from "./solo_parts.js";
import { Glossary, NewPackage, NewRoom, Packages, Practice, Said, ThreadSheet, Threads, Words } from "./talk_parts.js";
import { counted, t } from "./words.js";

export default {
  mixins: [follows, newcomer, attends, arranges],
  components: { Begin, CapitalPage, ChairDesk, Chosen, Conduct, Course, Curtain, Decision, Delegations, DraftRow, Floor, Glossary, GoalCard, HandIn, Home, Homework, LookUp, NewPackage, NewRoom, Packages, ParagraphHint, ParagraphSheet, Post, Practice, QuizLink, Result, Said, SeatCards, SeatsOpen, Sheet, Sign, SoloBar, ThreadSheet, Threads, Waiting, Welcome, Words },
  props: { first: Object },
  data() {
    // sheet: what is open over the page; notes: what is half written, by thread; seen: notes read, by thread
    return { tab: "draft", name: "", sheet: null, to: "", notes: {}, seen: {}, words: "", others: false, taken: "" };
  },
  watch: {
    // Whoever takes a seat reads from the top, however far down the list it was.
    "me.seat"() {
      this.look("draft");
      this.seen = {};
      this.sheet = null;
      this.taken = "";
    },
    // A new phase takes over the screen, wherever somebody was.
    moment() {
      this.sheet = null;
      this.look(this.me.desk?.open ? "chair" : "draft");
    },
    "thread.notes.length"() {
      if (this.thread) this.seen[this.sheet.thread] = this.heard(this.thread);
    },
    refusedSeat(entry) {
      if (!entry) return;
      this.taken = this.names[entry.about.seat];
      queue.remove(entry);
    },
  },
  computed: {
    moment() {
      return [this.room.phase, this.room.number, this.me.desk?.open].join();
    },
    // Answers under way, and why others were not taken, by paragraph.
    under() {
      const under = queue.entries.filter((e) => e.state !== "refused" && e.about.do === "answer");
      return Object.fromEntries(under.map(({ about }) => [about.issue, about.stance]));
    },
    answers() {
      return { ...this.me.answers, ...this.under };
    },
    refused() {
      return Object.fromEntries(queue.entries.filter((e) => e.state === "refused" && e.about.do === "answer" && !isLate(e)).map((e) => [e.about.issue, e]));
    },
    refusedSeat() {
      return queue.entries.find((e) => e.state === "refused" && e.about.do === "take-seat" && e.about.seat && !this.room.free.includes(e.about.seat));
    },
    tabs() {
      const found = [["draft", this.room.phase === "over" ? t("Result") : t("Draft"), "draft", 0]];
      if (this.me.seat) found.push(["capital", t("Capital"), "capital", 0], ["talk", t("Talk"), "talk", this.fresh]);
      if (this.me.desk) found.push(["chair", t("Chair"), "chair", 0]);
      return [...found, ["room", t("Room"), "room", 0]];
    },
    fresh() {
      const offers = this.open ? this.me.packages.filter((p) => p.mine === "asked" && ["open", "agreed"].includes(p.state)).length : 0;
      return this.threads.reduce((n, thread) => n + Math.max(0, this.heard(thread) - (this.seen[this.keyOf(thread)] ?? 0)), offers);
    },
    reading() {
      return !!this.me.seat && this.room.phase === "reading";
    },
    open() {
      return this.reading && !this.room.paused;
    },
    // What happens now; what to do with a seat, or without one, is for those people alone.
    told() {
      const { phase, paused } = this.room;
      if (paused || (phase === "gathering" && (this.me.seat || this.me.desk))) return false;
      return phase !== "reading" || Boolean(this.me.seat);
    },
    deciding() {
      return !!this.me.seat && this.room.phase === "silence";
    },
    mine() {
      return Object.fromEntries((this.me.instructions?.paragraphs ?? []).map((p) => [p.issue, p]));
    },
    musts() {
      return Object.fromEntries((this.me.page?.musts ?? []).map((m) => [m.issue, m]));
    },
    drafted() {
      return Object.fromEntries(this.room.paragraphs.map((p) => [p.issue, p.rung]));
    },
    people() {
      // The computer reads no notes.
      return this.room.seats.filter((s) => s.player && s.seat !== this.me.seat).sort((a, b) => a.name.localeCompare(b.name));
    },
    paragraph() {
      return this.sheet?.issue && this.room.paragraphs.find((p) => p.issue === this.sheet.issue);
    },
    next() {
      return this.unanswered.find((p) => p.issue !== this.sheet?.issue);
    },
    threads() {
      return this.me.threads ?? [];
    },
    thread() {
      const key = this.sheet?.thread;
      if (!key) return null;
      return this.threads.find((th) => this.keyOf(th) === key) ?? { room: 0, seats: [key], notes: [], packages: [] };
    },
    seats() {
      return this.room.seats.find((s) => s.seat === this.me.seat);
    },
  },
  methods: {
    counted,
    look(tab) {
      this.tab = tab;
      window.scrollTo({ top: 0 });
    },
    changes() {
      return changesOf(this.halves[0].length ? this.halves[0] : this.room.paragraphs, this.ladders);
    },
    keyOf(thread) {
      return thread.room ? `room-${thread.room}` : thread.seats[0];
    },
    heard(thread) {
      return thread.notes.filter((n) => n.sender !== this.me.seat).length;
    },
    titleOf(thread) {
      return several(thread.seats.map((s) => this.names[s] ?? s), 6) || t("You alone");
    },
    player(thread) {
      return thread.room ? "" : (this.room.seats.find((s) => s.seat === thread.seats[0])?.player ?? "");
    },
    underWay(thread) {
      return queue.entries.filter((e) => e.state !== "refused" && (thread.room ? e.about.do === "say-in-room" && e.about.room === thread.room : e.about.do === "send-note" && e.about.to === thread.seats[0]));
    },
    openThread(key) {
      this.sheet = { thread: key };
      this.seen[key] = this.thread ? this.heard(this.thread) : 0;
    },
    send() {
      const { thread } = this.sheet;
      const text = this.notes[thread];
      if (!text?.trim()) return;
      const [what, about] = this.thread.room ? ["say-in-room", { room: this.thread.room, text }] : ["send-note", { to: thread, text }];
      this.act(what, about, () => this.notes[thread] === text && (this.notes[thread] = ""));
    },
    ask() {
      const text = this.words;
      this.act("ask-floor", { text }, () => this.words === text && (this.words = ""));
    },
    trade(issue) {
      this.sheet = { package: { asks: [issue, this.me.proposals[issue] ?? ""] } };
    },
    // A package that was offered to somebody, the other way round.
    counter(p) {
      const side = (words) => Object.entries(words)[0];
      this.sheet = { package: { to: p.everybody ? "" : p.sender, takes: side(p.asks), asks: side(p.takes) } };
    },
    offer(about, done) {
      this.act("offer-package", about, () => {
        done();
        if (this.sheet?.package) this.sheet = null;
      });
    },
    forget(entry) {
      queue.remove(entry);
    },
    // Names of what somebody did, for the line of sending.
    inWords(what, about) {
      return deedWords(what, about, this.ladders[about.issue]?.titled, this.names[about.to ?? about.seat]);
    },
  },
  template: `
    <div class="site phone">
      <div v-if="me.player !== null && !deciding" class="top hall"><span class="plate">{{ me.seat ? names[me.seat] : me.desk ? t("Chair") : t("Class") }}</span>
        <div class="where"><h1 class="stage" data-testid="stage">{{ stage }}</h1><span dir="auto">{{ me.name }}</span></div>
        <span v-if="clock" :class="['clock', { last: left <= 60 }]" role="timer" :aria-label="t('Time left {clock}', { clock })">{{ clock }}</span>
        <span v-if="room.timer" class="timebar" aria-hidden="true"><i :style="{ width: (100 * left) / room.timer.seconds + '%' }"></i></span></div>
      <h1 v-else-if="deciding" class="unseen" data-testid="stage">{{ stage }}</h1>
      <p class="unseen" role="status">{{ spoken }}</p>
      <Post v-if="me.player !== null" rows><span v-if="reading" class="small">{{ counted(bracketed, "{n} in brackets", "{n} in brackets") }}</span><span v-else-if="tab === 'capital'" class="small secret"><Sign name="lock" /> {{ t("secret") }}</span></Post><Post v-else class="quiet" />
      <template v-if="me.player === null"><Welcome :room="room" v-model:name="name" @enter="enter" /></template>
      <SeatsOpen v-else-if="room.alone && room.opening" :room="room" :names="names" :seat="me.seat" />
      <LookUp v-else-if="room.phase === 'opening'" :opening="room.opening" />
      <template v-else-if="deciding"><Decision :name="names[me.seat]" :clock="clock" :capital="me.capital" :page="me.page" :paragraphs="room.paragraphs" :ladders="ladders" :mine="mine" :first="halves[0]" :made="me.decision" :paused="room.paused" :rule="room.now" :seats="room.seats" @decide="act('decide', $event)" /></template>
      <template v-else>
        <Glossary :terms="room.glossary" />
        <Homework v-if="first.link && tab === 'draft'" :due="me.due" :link="first.link" />
        <QuizLink v-if="first.quiz && ['gathering', 'over'].includes(room.phase) && tab === 'draft'" :ticket="first.quiz" :over="room.phase === 'over'" />
        <p class="pause-bar hall" v-if="room.paused"><Sign name="pause" /><span><strong>{{ t("Paused by the teacher.") }}</strong> {{ t("You can read, but not answer.") }} {{ t("The clock stands still.") }}</span></p>
        <p v-if="absence" class="call" role="status">{{ t("You were away.") }} {{ counted(absence, "The computer answered {n} paragraph for you.", "The computer answered {n} paragraphs for you.") }} {{ t("Now you answer again.") }} <button type="button" class="plain" @click="absence = 0">{{ t("I have read this") }}</button></p>
        <p v-if="speaks && !room.alone && tab !== 'room'" class="thin hall" role="status"><Sign name="talk" /> <span>{{ t("{name} speaks.", { name: names[speaks.seat] }) }} <span dir="auto">{{ speaks.text }}</span></span></p>
        <p v-else-if="room.discussed && reading" class="thin hall" role="status"><Sign name="talk" /> <span>{{ t("The room talks about {paragraph}.", { paragraph: ladders[room.discussed].titled }) }}</span></p>
        <p v-if="me.desk && !me.desk.open && room.phase !== 'over'" class="call"><strong>{{ t("{name}, you are the chair.", { name: me.name }) }}</strong> {{ me.seat ? t("After each reading you write the next draft, under “Chair”.") : t("The chair has no seat and no instructions.") }}</p>
        <SeatCards v-if="!me.seat && !me.desk && room.phase !== 'over'" :name="me.name" :room="room" :taken="taken" @take="act('take-seat', { seat: $event })" />
        <p class="call" v-if="me.desk && me.desk.open && tab !== 'chair'">{{ t("The room is waiting for your draft.") }} <button class="plain" type="button" @click="look('chair')">{{ t("Go to the chair's desk") }}</button></p>
        <section v-show="tab === 'draft'" :aria-label="room.phase === 'over' ? t('Result') : t('Draft')">
          <Practice v-if="room.practice" :practice="room.practice" :tried="me.tried" :seated="!!me.seat" :names="names" @tried="act('try-out', $event)" />
          <template v-if="room.phase === 'over'"><Result :room="room" :seat="me.seat" />
            <Chosen v-if="me.seat && me.capital" :seat="seats" :decision="me.decision" :capital="me.capital" />
            <Home v-if="me.page && room.adopted !== null" :page="me.page" :paragraphs="room.paragraphs" :adopted="room.adopted" />
            <Conduct v-if="me.conduct" :conduct="me.conduct" />
            <HandIn v-if="room.alone && me.seat" :given="!!first.link" />
            <div class="card"><h2>{{ t("What would have changed it?") }}</h2><a v-if="room.revealed.length" class="button main" :href="first.debrief">{{ t("Open the debrief") }}</a><p v-else>{{ me.due ? t("The debrief opens here after the deadline.") : t("The debrief opens here when your teacher opens it.") }} {{ t("It begins with you.") }}</p></div></template>
          <p v-else-if="told" class="now" role="status"><Said :text="room.now" :terms="room.glossary" /></p>
          <Begin v-if="room.alone && me.seat && room.phase === 'gathering'" :name="me.name" :delegation="names[me.seat]" :goal="me.instructions.goal" :ready="me.ready" @begin="act('ready', { ready: true })" @open="look('capital')" @stand="act('stand-up')" />
          <Waiting v-else-if="me.seat && room.phase === 'gathering'" :room="room" :name="me.name" :delegation="names[me.seat]" :goal="me.instructions.goal" @open="look('capital')" @stand="act('stand-up')" />
          <p class="capline" v-else-if="me.capital && room.phase !== 'over'"><Sign name="capital" /><span>{{ t("If decided now:") }} <Said :text="me.capital.sentence" :terms="room.glossary" /></span></p>
          <SoloBar v-if="room.talkative && reading" :room="room" :me="me" :names="names" :ladders="ladders" @ask="act('ask-hint', { about: null })" @talk="look('talk')" />
          <template v-for="[key, title, some] in groups" :key="key"><div class="grouphead"><h2>{{ title }}</h2><span v-if="reading && key === 'first'" class="small">{{ t("{n} of {all} answered", { n: some.filter((p) => answers[p.issue]).length, all: some.length }) }}</span><span v-else-if="key === 'others' && room.number && room.phase !== 'over' && some.every((p) => !p.brackets.length)" class="small faint">{{ t("nobody brackets them") }}</span></div>
            <p v-if="key === 'others' && folds" class="rest"><span class="small">{{ t("If you say nothing, you accept them.") }}</span> <button type="button" :aria-expanded="others" @click="others = !others">{{ others ? t("Hide them") : t("Show {n}", { n: some.length }) }}</button></p>
            <ul v-if="key === 'first' || !folds || others" :class="['rows', { tight: key === 'others' && groups.length > 1 }]"><DraftRow v-for="p in some" :key="p.issue" :paragraph="p" :ladder="ladders[p.issue]" :mine="mine[p.issue]" :must="musts[p.issue]" :answer="answers[p.issue]" :asked="reading" :over="room.phase === 'over'" :waits="p.issue in under && !!absent" :refused="refused[p.issue]" @open="sheet = { issue: p.issue }" @read="forget(refused[p.issue])" /></ul></template>
          <p class="small faint key">{{ t("A says least, the last letter most. [3]: three brackets.") }}</p>
          <div v-if="reading" class="steps"><div><p class="small" role="status"><b>{{ openFirst.n ? counted(openFirst.n, "{n} that matters is open", "{n} that matter are open") : t("All that matter are answered") }}</b></p><span class="bar" role="img" :aria-label="t('{n} of {all} answered', { n: openFirst.of - openFirst.n, all: openFirst.of })"><i :style="{ width: (100 * (openFirst.of - openFirst.n)) / openFirst.of + '%' }"></i></span></div><button type="button" data-once :class="{ main: !me.ready }" :disabled="!open" @click="act('ready', { ready: !me.ready })">{{ room.paused ? t("Paused") : me.ready ? t("Done. Undo") : t("I am done") }}</button></div>
        </section>
        <section v-if="tab === 'capital'" :aria-label="t('Instructions from the capital')">
          <h2 class="unseen">{{ t("Instructions, confidential") }}</h2>
          <CapitalPage :page="me.page" :capital="me.capital" :ladders="ladders" :paragraphs="room.paragraphs" :number="Math.max(1, room.number)" />
          <GoalCard :goal="me.instructions.goal" /><p>{{ me.instructions.gives }}</p>
          <details><summary>{{ t("Every paragraph") }}</summary>
          <ol class="drafts"><li v-for="p in me.instructions.paragraphs" :key="p.issue"><div class="head"><h3>{{ ladders[p.issue].titled }}</h3></div><p>{{ p.sentence }}</p>
            <ul class="small"><li v-for="f in p.formulations" :key="f.rung"><strong>{{ lettered(p.issue, f.rung) }}:</strong> {{ f.worth }}<strong v-if="f.red">{{ t("; a red line") }}</strong></li></ul></li></ol></details>
          <button type="button" class="plain" @click="act('stand-up')">{{ t("Leave this seat to the computer") }}</button>
        </section>
        <section v-if="tab === 'talk'" :aria-label="t('Talk')">
          <div class="grouphead"><h2>{{ t("Packages") }}</h2><button v-if="open" type="button" @click="sheet = { package: {} }"><Sign name="swap" /> {{ t("Offer a package") }}</button></div>
          <p v-if="!me.packages.length" class="faint">{{ t("No packages yet.") }} {{ t("A package is a trade: “I take 2 if you take 1.”") }}</p>
          <Packages counter :packages="me.packages" :ladders="ladders" :names="names" :seat="me.seat" :now="drafted" :open="open" @act="(what, number) => act(what, { package: number })" @change="counter" />
          <template v-if="!room.alone"><h2>{{ t("Delegations") }}</h2>
          <form class="row" @submit.prevent="to && openThread(to)"><div class="field grow"><label for="to">{{ t("To") }}</label><select id="to" v-model="to" required><option value="" disabled>{{ t("Choose a delegation") }}</option><option v-for="s in people" :key="s.seat" :value="s.seat">{{ s.name }} ({{ s.player }})</option></select></div><button type="submit">{{ t("Write") }}</button></form>
          <Threads v-if="threads.some((th) => !th.room)" :threads="threads.filter((th) => !th.room)" :names="names" :seat="me.seat" :read="seen" @open="openThread" /><p v-else class="faint">{{ t("No notes yet.") }}</p>
          <div class="grouphead"><h2>{{ t("Rooms") }}</h2><button type="button" @click="sheet = { invite: true }">{{ t("Open a room") }}</button></div>
          <Threads v-if="threads.some((th) => th.room)" :threads="threads.filter((th) => th.room)" :names="names" :seat="me.seat" :read="seen" @open="openThread" />
          <p class="small faint">{{ t("Only the people in a thread read it.") }} {{ t("Your teacher can read all of them.") }} {{ t("Computers read no notes.") }}</p></template>
        </section>
        <section v-if="tab === 'chair' && me.desk"><ChairDesk :desk="me.desk" :room="room" :names="names" @table="(about, done) => act('table', about, done)" @floor="act('give-floor', { seat: $event })" /></section>
        <section v-if="tab === 'room'" :aria-label="t('Room')">
          <Floor :room="room" :names="names" :seat="me.seat" :hand="me.hand" v-model:words="words" :open="!!me.seat && room.phase !== 'over'" @ask="ask" @lower="act('lower-hand')" />
          <Delegations :seats="room.seats" :seat="me.seat" :phase="room.phase" /><p class="small">{{ t("Chair: {name}.", { name: room.chair }) }}</p>
          <section v-if="room.path.length > 1" :aria-label="t('Movement of the draft')"><h2>{{ t("Movement of the draft") }}</h2><p class="small faint">{{ t("From the first draft to the draft of today.") }}</p><Course :ladders="room.ladders" :path="room.path" /></section>
          <LanguageChoice />
          <h2>{{ t("Words") }}</h2><Words :terms="room.glossary" />
          <label v-if="canHum" class="switch"><input type="checkbox" :checked="hums" @change="setHum($event.target.checked)" /> <span>{{ t("Hum once when one minute is left") }}</span></label>
        </section>
        <nav class="tabs" :aria-label="t('Pages')"><button v-for="[key, title, sign, n] in tabs" :key="key" type="button" :aria-current="tab === key ? 'page' : undefined" @click="look(key)"><Sign :name="sign" /><span>{{ title }}</span><span v-if="n" class="badge"><span aria-hidden="true">{{ n }}</span><span class="unseen"> {{ counted(n, "{n} new", "{n} new") }}</span></span></button></nav>
        <ParagraphSheet v-if="paragraph" :paragraph="paragraph" :ladder="ladders[paragraph.issue]" :mine="mine[paragraph.issue]" :seat="me.seat" :names="names" :answer="answers[paragraph.issue]" :proposal="me.proposals?.[paragraph.issue]" :asked="reading" :closed="!open" :waits="paragraph.issue in under" :refused="refused[paragraph.issue]" :next="next"
          @answer="act('answer', { issue: paragraph.issue, stance: $event })" @propose="act('propose', { issue: paragraph.issue, rung: $event })" @withdraw="act('withdraw', { issue: paragraph.issue })" @trade="trade(paragraph.issue)" @next="sheet = { issue: next.issue }" @close="sheet?.issue && (sheet = null)" @read="forget(refused[paragraph.issue])"><ParagraphHint v-if="room.alone && open" :hints="me.hints" :issue="paragraph.issue" :ladder="ladders[paragraph.issue]" @ask="act('ask-hint', { about: $event })" /></ParagraphSheet>
        <ThreadSheet v-if="thread" :key="sheet.thread" :thread="thread" :title="titleOf(thread)" :player="player(thread)" :names="names" :seat="me.seat" :under="underWay(thread)" v-model:text="notes[sheet.thread]" @send="send" @leave="act('leave-room', { room: thread.room }); sheet = null" @close="sheet = null">
          <Packages v-if="thread.packages.length" counter :packages="me.packages.filter((p) => thread.packages.includes(p.number))" :ladders="ladders" :names="names" :seat="me.seat" :now="drafted" :open="open" @act="(what, number) => act(what, { package: number })" @change="counter" /></ThreadSheet>
        <Sheet v-if="sheet?.package" :title="t('New package')" @close="sheet = null"><NewPackage :groups="groups.map(([, title, some]) => [title, some])" :ladders="ladders" :seats="room.seats.filter((s) => s.seat !== me.seat)" :worth="mine" :now="drafted" :from="sheet.package" @offer="offer" /></Sheet>
        <Sheet v-if="sheet?.invite" :title="t('Open a room')" @close="sheet = null"><NewRoom :others="people" @open="(seats, done) => act('open-room', { seats }, () => (done(), (sheet = null)))" /></Sheet>
        <Curtain v-if="curtain" :key="room.phase + room.number" :before="curtain.before" :title="curtain.title" :back="curtain.back" :first="room.number === 1" :brackets="bracketed" :of="room.paragraphs.length" :changes="changes()" :packages="carried" :last="room.number === room.readings" :minutes="room.timer ? Math.ceil(left / 60) : 0" @close="curtain = null" />
      </template>
    </div>`,
};
