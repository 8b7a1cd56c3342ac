// The draft desk: a draft, paragraph by paragraph, and what the room would do with it.
import Package from "./draft_package.js";
import { link, opened, scenarioOf } from "./draft_link.js";
import { Delegation, Formulations, Tile, Verdict, points, stance } from "./draft_parts.js";
import { percent } from "./parts.js";

const LARGEST = 60000;
// More delegations than this get smaller tiles.
const MANY = 40;
const ORDERS = { objects: "objections first", seats: "as they sit", names: "by name" };

export default {
  components: { Delegation, Formulations, Package, Tile, Verdict },
  props: { first: Object },
  emits: ["ask", "subject", "paste", "search", "cancel"],
  data() {
    return {
      subject: this.first.subject,
      ...this.fresh(this.first.subject),
      above: 50,
      tab: "room",
      order: "objects",
      problem: "",
      pasting: false,
      pasted: "",
      copied: "",
      address: "",
      search: {},
      searched: null,
      serial: 0,
      shown: null,
      ahead: null,
    };
  },
  computed: {
    codes() {
      return this.subject.issues.map((issue) => issue.code);
    },
    starts() {
      return [...this.subject.starts, ...this.read];
    },
    startName() {
      const alike = this.starts.filter((one) => this.same(one.words, this.start));
      return (alike.find((one) => one.name === this.named) ?? alike[0])?.name ?? "";
    },
    assumed() {
      return this.starts.find((one) => one.name === this.startName)?.assumed ?? "";
    },
    changes() {
      return this.codes.filter((code) => this.text[code] !== this.start[code]).length;
    },
    stale() {
      return !this.shown || this.shown.serial < this.serial;
    },
    going() {
      return this.ahead?.serial === this.serial ? this.ahead : null;
    },
    left() {
      const n = this.subject.readings - this.held;
      return n === 1 ? "1 reading that is" : `${n} readings that are`;
    },
    draft() {
      return { scenario: this.subject.name, text: this.text, start: this.start, held: this.held, now: this.now, play: this.play };
    },
    state() {
      return { ...this.draft, from: this.startName, locked: this.locked, seat: this.seat, above: this.above };
    },
    seats() {
      if (!this.shown) return [];
      const seats = this.subject.seats.map((s, n) => ({ ...s, ...this.shown.seats[n] }));
      if (this.order === "names") seats.sort((a, b) => a.name.localeCompare(b.name));
      if (this.order === "objects") seats.sort((a, b) => b.objects - a.objects || b.dissociates - a.dissociates || a.name.localeCompare(b.name));
      return seats;
    },
    chosen() {
      return this.seats.find((s) => s.code === this.seat);
    },
    counts() {
      const found = { joins: 0, dissociates: 0, objects: 0 };
      for (const s of this.seats) found[stance(s)] += 1;
      return found;
    },
    moved() {
      const clear = this.seats.filter((s) => s.clear && s.change).sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
      return { fewer: clear.filter((s) => s.change < 0), more: clear.filter((s) => s.change > 0) };
    },
    brief() {
      const a = this.shown?.adopted;
      if (!a) return "";
      return a.percent ? `${a.percent} of plays adopt it as it stands` : `${a.play ? "Adopted" : "Not adopted"} in play ${this.play + 1}, as it stands`;
    },
  },
  mounted() {
    addEventListener("hashchange", () => this.follow(location.hash));
  },
  methods: {
    points,
    percent,
    fresh(subject) {
      const start = subject.starts[0].words;
      return { named: "", start: { ...start }, text: { ...start }, held: 0, now: false, play: 0, locked: [], seat: "", before: [], read: [] };
    },
    by(seat) {
      return this.subject.supported ? `${seat.name} ${points(seat.change)}` : seat.name;
    },
    same: (a, b) => Object.keys(a).every((code) => a[code] === b[code]),
    // Opens what a link says; without one, the first text.
    follow(hash) {
      const name = scenarioOf(hash);
      if (name && name !== this.subject.name) {
        if (this.first.scenarios.some((s) => s.name === name)) return this.$emit("subject", name);
        this.problem = `This link is for a negotiation that is not here: ${name.slice(0, 60)}.`;
      } else if (name) {
        try {
          Object.assign(this, opened(hash, this.subject, this.subject.plays));
        } catch (error) {
          this.problem = error.message;
        }
      }
      this.ask();
    },
    ask() {
      this.serial += 1;
      history.replaceState(null, "", link(this.state));
      this.$emit("ask", { serial: this.serial, draft: this.draft });
    },
    // Changes something of the state, and asks again.
    set(change) {
      this.problem = this.copied = "";
      Object.assign(this, change);
      this.ask();
    },
    keep(change) {
      Object.assign(this, change);
      history.replaceState(null, "", link(this.state));
    },
    word(words) {
      this.before.push(this.text);
      this.set({ text: { ...this.text, ...words } });
    },
    undo() {
      this.set({ text: this.before.pop() });
    },
    begin(name) {
      const words = this.starts.find((one) => one.name === name).words;
      this.before.push(this.text);
      this.set({ named: name, start: { ...words }, text: { ...words } });
    },
    lock(code) {
      this.keep({ locked: this.locked.includes(code) ? this.locked.filter((c) => c !== code) : [...this.locked, code] });
    },
    pick(code) {
      this.keep({ seat: this.seat === code ? "" : code });
    },
    seek() {
      this.search = { running: true };
      this.searched = this.text;
      this.$emit("search", { draft: this.draft, above: this.above / 100, locked: this.locked });
    },
    end() {
      this.search = { cancelled: true };
      this.$emit("cancel", {});
    },
    async load(files) {
      const file = files?.[0];
      if (!file) return;
      if (file.size > LARGEST) return void (this.problem = `${file.name} is too large for a file of texts: ${Math.round(file.size / 1000)} kB.`);
      this.give(await file.text(), file.name);
    },
    give(content, name = "") {
      if (!content.trim()) return void (this.problem = "There is nothing to read yet: paste a file of texts, or choose one.");
      if (content.length > LARGEST) return void (this.problem = "This is too long for a file of texts.");
      this.$emit("paste", { scenario: this.subject.name, name: name.slice(-120), content });
    },
    save() {
      const file = new Blob([this.shown.file], { type: "application/yaml" });
      const a = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: `draft-${this.subject.name}.yaml` });
      a.click();
      setTimeout(() => URL.revokeObjectURL(a.href), 10000);
    },
    async copy() {
      this.address = location.href;
      try {
        await navigator.clipboard.writeText(this.address);
        this.copied = "The link is copied.";
      } catch {
        // Without a secure address, browsers copy only what is selected.
        this.copied = "Select the link and copy it.";
        await this.$nextTick();
        this.$refs.link?.select();
      }
    },
    jump(code) {
      const place = document.getElementById(`p-${code}`);
      place.scrollIntoView({ block: "center" });
      place.querySelector("input:checked").focus({ preventScroll: true });
    },
    // The server calls these. An answer that was under way when the line broke is asked for again.
    connected(up) {
      if (up && !this.begun) this.follow(location.hash);
      else if (up && this.cut) {
        this.ask();
        if (this.search.running) this.seek();
      }
      this.begun ||= up;
      this.cut = !up;
    },
    show(answer) {
      if (answer.serial < (this.shown?.serial ?? 0)) return;
      if (answer.refused) return void (this.problem = answer.refused);
      this.shown = answer;
    },
    lead(answer) {
      this.ahead = answer;
    },
    turn(subject) {
      this.subject = subject;
      Object.assign(this, this.fresh(subject), { shown: null, ahead: null, search: {}, problem: "" });
      this.follow(scenarioOf(location.hash) === subject.name ? location.hash : "");
    },
    take(answer) {
      if (answer.refused) return void (this.problem = answer.refused);
      const known = new Set(answer.texts.map((one) => one.name));
      this.read = [...this.read.filter((one) => !known.has(one.name)), ...answer.texts.map((one) => ({ ...one, title: `${one.name} (from your file)` }))];
      this.pasting = false;
      this.pasted = "";
      this.begin(answer.texts[0].name);
    },
    find(answer) {
      if (!this.search.running) return;
      if (answer.looked || answer.waiting) this.search = { ...this.search, waiting: false, ...answer };
      else this.search = answer;
    },
  },
  template: `
    <div class="desk-page" @dragover.prevent @drop.prevent="load($event.dataTransfer.files)">
      <header class="hall"><div class="inner">
        <p class="crumb"><span>gge-sim</span> <a href="/explore">Explorer</a></p>
        <h1>Draft desk</h1>
        <div class="tools">
          <div class="field"><label for="scenario">Negotiation</label>
            <select id="scenario" :value="subject.name" @change="$emit('subject', $event.target.value)"><option v-for="s in first.scenarios" :key="s.name" :value="s.name">{{ s.title }} ({{ s.seats }} seats)</option></select></div>
          <div class="field"><label for="start">Start from</label>
            <select id="start" :value="startName" @change="begin($event.target.value)"><option v-if="!startName" value="" disabled>The text of the link</option><option v-for="s in starts" :key="s.name" :value="s.name">{{ s.title }}</option></select></div>
          <div class="row"><button type="button" :aria-expanded="pasting" @click="pasting = !pasting">Paste or open a text</button></div>
        </div>
      </div></header>
      <div class="inner">
      <div v-if="pasting" class="card paste">
        <label for="pasted">A file of texts, as for <code>gge-sim text</code>: YAML, or a table as CSV. You can also drop the file anywhere on this page.</label>
        <textarea id="pasted" v-model="pasted" rows="7" spellcheck="false" placeholder="texts:&#10;  rev.1:&#10;    base: own-text&#10;    paragraphs: {IHL: explicit}"></textarea>
        <div class="row"><button type="button" class="main" @click="give(pasted)">Put it on the desk</button><label class="file button">Choose a file<input type="file" accept=".yaml,.yml,.csv,.tsv,.txt" @change="load($event.target.files); $event.target.value = ''" /></label><button type="button" @click="pasting = false">Close</button></div>
      </div>
      <div class="refused" role="alert" v-if="problem"><p v-for="line in problem.split('\\n')" :key="line">{{ line }}</p><button type="button" class="plain" @click="problem = ''">Dismiss</button></div>
      <p class="call" v-if="assumed">{{ assumed }}</p>
      <div class="sticky-brief"><p aria-hidden="true"><strong>{{ shown?.adopted.percent ?? (shown ? (shown.adopted.play ? "Adopted" : "Not adopted") : "…") }}</strong> as it stands<template v-if="going">, <strong>{{ going.adopted.percent ?? (going.adopted.play ? "adopted" : "not adopted") }}</strong> from here</template></p><button type="button" class="plain" @click="$refs.beside.scrollIntoView()">The room</button></div>
      <p class="unseen" role="status">{{ stale ? "" : brief }}</p>
      <div class="bench">
        <section class="text" aria-labelledby="the-draft">
          <div class="head"><h2 id="the-draft">The draft</h2><span class="small faint">{{ changes === 0 ? "as you started" : changes === 1 ? "one paragraph changed" : changes + " paragraphs changed" }}</span></div>
          <div class="row"><button type="button" :disabled="!before.length" @click="undo">Undo</button><button type="button" :disabled="!changes" @click="word(start)">Back to the start</button><button type="button" :disabled="!shown" @click="save">Save as YAML</button><button type="button" @click="copy">Copy the link</button></div>
          <div v-if="copied" class="field"><label for="link" role="status">{{ copied }}</label><input id="link" ref="link" type="text" readonly :value="address" @focus="$event.target.select()" /></div>
          <ol class="pars"><Formulations v-for="(issue, k) in subject.issues" :key="issue.code" :issue="issue" :number="k + 1" :word="text[issue.code]" :start="start[issue.code]" :locked="locked.includes(issue.code)" :contested="shown?.contested[k] ?? 0" :ends="going?.ends[k]" :seat="chosen" :position="chosen?.positions[k] ?? 0" :supported="subject.supported" @put="word({ [issue.code]: $event })" @lock="lock(issue.code)" /></ol>
        </section>
        <div class="side">
          <div class="verdicts">
            <Verdict title="As it stands" :adopted="shown?.adopted" :stale="stale" :same="!changes">
              <template v-if="subject.supported">of plays adopt this text if nobody changes it any more.</template><template v-else>in play {{ play + 1 }}, if nobody changes the text any more.</template>
              <fieldset class="two"><legend class="unseen">Put under silence</legend><label :class="{ on: !now }"><input type="radio" name="put" :checked="!now" @change="set({ now: false })" />at the deadline</label><label :class="{ on: now }"><input type="radio" name="put" :checked="now" @change="set({ now: true })" />now</label></fieldset>
            </Verdict>
            <Verdict title="From here" :adopted="going?.adopted" :stale="!going" :same="!changes">
              <template v-if="subject.supported">of plays adopt a report, if the chair takes this text through the {{ left }} left.<template v-if="going"> The words stay as they are in {{ percent(going.unchanged) }}.</template></template><template v-else>in the same play, if the chair takes this text through the {{ left }} left.</template>
              <label class="held" for="held">Readings held<input id="held" type="number" min="0" :max="subject.readings" :value="held" @change="set({ held: Math.min(subject.readings, Math.max(0, Math.trunc($event.target.value) || 0)) })" />of {{ subject.readings }}</label>
            </Verdict>
          </div>
          <div v-if="!subject.supported" class="row plays"><button type="button" :disabled="play === 0" @click="set({ play: play - 1 })">← Play before</button><span>Play {{ play + 1 }} of {{ subject.plays }}</span><button type="button" :disabled="play === subject.plays - 1" @click="set({ play: play + 1 })">Next play →</button></div>
          <p class="small faint">{{ subject.supported ? subject.plays + " plays, with the same luck for every text. The bars cover this number of plays alone, not the model or the coding: trust the order of texts more than the level." : "For this kind of body the model claims no probability. The page shows one play after the other, and no shares." }}</p>
          <div class="tabs" ref="beside" role="group" aria-label="Beside the draft"><button type="button" :aria-pressed="tab === 'room'" @click="tab = 'room'">The room</button><button type="button" :aria-pressed="tab === 'package'" @click="tab = 'package'">Find me a package<span v-if="search.running" class="busy" aria-hidden="true"></span></button></div>
          <section v-show="tab === 'room'" aria-label="The room">
            <div class="moved" v-if="changes && (moved.fewer.length || moved.more.length)">
              <p v-if="moved.fewer.length"><b class="better">Fewer objections</b> <span v-for="s in moved.fewer.slice(0, 6)" :key="s.code">{{ by(s) }}</span><template v-if="moved.fewer.length > 6">and {{ moved.fewer.length - 6 }} more</template></p>
              <p v-if="moved.more.length"><b class="worse">More objections</b> <span v-for="s in moved.more.slice(0, 6)" :key="s.code">{{ by(s) }}</span><template v-if="moved.more.length > 6">and {{ moved.more.length - 6 }} more</template></p>
              <p class="small faint">{{ subject.supported ? "In points, against the text that you started from; only where chance does not explain it." : "Against the text that you started from, in this play." }}</p>
            </div>
            <Delegation v-if="chosen" :seat="chosen" :supported="subject.supported" @close="pick(seat)" @jump="jump(codes[chosen.issue])" />
            <div class="head"><p class="counts"><span class="joins"><i class="shape" aria-hidden="true"></i>{{ counts.joins }} join{{ subject.supported ? " most often" : "" }}</span> <span class="dissociates"><i class="shape" aria-hidden="true"></i>{{ counts.dissociates }} dissociate</span> <span class="objects"><i class="shape" aria-hidden="true"></i>{{ counts.objects }} object</span> </p>
              <label class="order">Order <select v-model="order"><option v-for="(words, name) in ORDERS" :key="name" :value="name">{{ words }}</option></select></label></div>
            <TransitionGroup v-if="seats.length <= MANY" tag="div" name="seat" :class="['tiles', { stale }]"><Tile v-for="s in seats" :key="s.code" :seat="s" :chosen="s.code === seat" :roomy="true" :supported="subject.supported" @pick="pick" /></TransitionGroup>
            <div v-else :class="['tiles many', { stale }]"><Tile v-for="s in seats" :key="s.code" :seat="s" :chosen="s.code === seat" :roomy="false" :supported="subject.supported" @pick="pick" /></div>
          </section>
          <section v-show="tab === 'package'" aria-label="Find me a package"><Package :supported="subject.supported" :search="search" :above="above" :locks="locked.length" :moment="now ? 'put under silence now' : 'put under silence at the deadline'" :stale="searched !== text" @above="keep({ above: $event })" @search="seek" @cancel="end" @put="word" /></section>
        </div>
      </div>
      </div>
    </div>`,
  created() {
    this.ORDERS = ORDERS;
    this.MANY = MANY;
  },
};
