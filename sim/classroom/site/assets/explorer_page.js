import Horseshoe from "./horseshoe.js";
import { Bubble } from "./drawn.js";
import { percent } from "./parts.js";

const WORDS = ["silent", "indirect", "explicit"];
// The words of the role sheets, with the least size of a position for each.
const WANTS = [
  [2.5, "insists", "rejects"],
  [1.5, "wants", "resists"],
  [0.5, "welcomes", "would rather not"],
  [0, "indifferent", "indifferent"],
];

export default {
  components: { Bubble, Horseshoe },
  props: { first: Object },
  emits: ["choose", "subject", "story"],
  data() {
    return {
      scenarios: this.first.scenarios,
      subject: this.first.subject,
      choices: { scenario: this.first.subject.name },
      room: null,
      forecast: null,
      before: null,
      problem: "",
      serial: 0,
      shown: 0,
      chosen: "",
      added: "",
      told: null,
      play: null,
      stage: 0,
    };
  },
  computed: {
    seats() {
      if (!this.room) return [];
      const f = this.forecast;
      return this.room.seats.map((s) => ({
        ...s,
        ...(f.supported ? { objects: f.objects[s.code] ?? 0, dissociates: f.dissociates[s.code] ?? 0, told: `objects in ${this.percent(f.objects[s.code] ?? 0)} of plays` } : {}),
      }));
    },
    indirect() {
      return this.subject.issues.filter((issue) => issue.indirect);
    },
    seat() {
      return this.room?.seats.find((s) => s.code === this.chosen);
    },
    conduct() {
      return this.choices.conducts?.[this.chosen] ?? this.seat.conduct;
    },
    free() {
      const here = new Set(this.room?.seats.map((s) => s.code));
      return this.subject.pool.filter((s) => !here.has(s.code));
    },
    changes() {
      const { scenario, ...rest } = this.choices;
      return Object.values(rest).some((v) => (typeof v === "object" ? Object.keys(v).length : v !== undefined && v !== null));
    },
    said() {
      if (!this.room) return "";
      if (!this.forecast.supported) return `${this.seats.length} delegations in a horseshoe.`;
      const often = this.seats.filter((s) => s.objects >= 0.05).sort((a, b) => b.objects - a.objects);
      const names = often.slice(0, 5).map((s) => `${s.name} in ${this.percent(s.objects)}`);
      return `${this.seats.length} delegations in a horseshoe. ` + (names.length ? `Objecting: ${names.join(", ")} of plays.` : "Nobody objects in 5 % of plays.");
    },
    headline() {
      const f = this.forecast;
      return f.percent ?? "No probability";
    },
    here() {
      return this.told?.stages[this.stage];
    },
    storySeats() {
      if (!this.here) return [];
      return this.told.room.seats.map((s, n) => ({
        ...s,
        stance: this.here.stances[n],
        told: ["joins", "dissociates", "objects"][this.here.stances[n]] + (this.here.over[s.code] ? `, ${this.here.over[s.code]}` : ""),
      }));
    },
    against() {
      return this.storySeats.filter((s) => s.stance);
    },
  },
  mounted() {
    this.ask();
  },
  methods: {
    percent,
    story(ways, name) {
      return ways.find((one) => one.name === name)?.story;
    },
    wants(value) {
      const [, yes, no] = WANTS.find(([least]) => Math.abs(value) >= least);
      return value < 0 ? no : yes;
    },
    ask() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => {
        this.serial += 1;
        this.$emit("choose", { serial: this.serial, choices: this.choices });
      }, 60);
    },
    // An answer that was under way when the line broke is asked for again.
    connected(up) {
      if (up && this.cut && this.shown < this.serial) this.ask();
      this.cut = !up;
    },
    // The server calls these.
    show(answer) {
      if (answer.serial < this.shown) return;
      this.shown = answer.serial;
      this.problem = answer.refused ?? "";
      if (answer.refused) return;
      this.room = answer.room;
      this.forecast = answer.forecast;
      this.before = answer.before;
      if (!this.seat) this.chosen = this.room.seats[0].code;
      if (this.play !== null && answer.serial === this.serial) this.tell(this.play);
    },
    turn(subject) {
      this.subject = subject;
      this.choices = { scenario: subject.name };
      this.chosen = "";
      this.told = this.play = null;
      this.ask();
    },
    read(story) {
      this.problem = story.refused ?? "";
      if (story.refused) return;
      this.told = story;
      this.stage = Math.min(this.stage, story.stages.length - 1);
    },
    put(key, value) {
      this.choices = { ...this.choices, [key]: value };
      this.ask();
    },
    position(issue, value) {
      const rows = this.choices.positions ?? {};
      this.put("positions", { ...rows, [this.chosen]: { ...rows[this.chosen], [issue]: Number(value) } });
    },
    stake(value) {
      this.put("stakes", { ...this.choices.stakes, [this.chosen]: Number(value) });
    },
    of(list, code) {
      return (this.choices[list] ?? []).filter((c) => c !== code);
    },
    add() {
      const code = this.added;
      if (!code) return;
      const own = this.subject.members.includes(code);
      this.choices = { ...this.choices, removed: this.of("removed", code), added: own ? this.of("added", code) : [...this.of("added", code), code] };
      this.chosen = code;
      this.added = "";
      this.ask();
    },
    remove() {
      const code = this.chosen;
      const own = this.subject.members.includes(code);
      this.choices = { ...this.choices, added: this.of("added", code), removed: own ? [...this.of("removed", code), code] : this.of("removed", code) };
      this.chosen = "";
      this.ask();
    },
    restore() {
      this.choices = { scenario: this.subject.name };
      this.ask();
    },
    tell(play) {
      if (this.play !== play) this.stage = 0;
      this.play = play;
      this.$emit("story", { choices: this.choices, play });
    },
    move(by) {
      this.stage = Math.max(0, Math.min(this.told.stages.length - 1, this.stage + by));
    },
    value(key, otherwise) {
      return this.choices[key] ?? otherwise;
    },
    // Removes the indirect words from the ladder of a paragraph, or restores them.
    plain(issue, taken) {
      this.put("plain", taken ? [...this.of("plain", issue), issue] : this.of("plain", issue));
    },
    set(issue) {
      return this.choices.positions?.[this.chosen]?.[issue];
    },
  },
  template: `
    <div class="site">
      <p class="masthead"><span>gge-sim</span><span>Explorer · <a href="/draft">Draft desk</a></span></p>
      <h1>What would change it?</h1>
      <div class="field">
        <label for="scenario">Negotiation</label>
        <select id="scenario" :value="subject.name" @change="$emit('subject', $event.target.value)">
          <option v-for="s in scenarios" :key="s.name" :value="s.name">{{ s.title }} ({{ s.seats }} seats)</option>
        </select>
      </div>
      <p class="refused" role="alert" v-if="problem">{{ problem }}</p>
      <template v-if="forecast">
      <section class="answer" aria-labelledby="question">
        <h2 id="question" class="unseen">The forecast</h2>
        <p><strong>{{ subject.question }}</strong></p>
        <div :class="['chance', { stale: shown < serial }]">
          <span class="figure" data-testid="probability">{{ headline }}</span>
          <span class="scale" aria-hidden="true" v-if="forecast.percent"><span>0</span><span>50</span><span>100 %</span>
            <i class="interval" :style="{ left: 100 * forecast.low + '%', width: Math.max(0.8, 100 * (forecast.high - forecast.low)) + '%' }"></i>
            <i class="before" v-if="before && before.percent" :style="{ left: 100 * before.probability + '%' }"></i>
            <i class="mark" :style="{ left: 100 * forecast.probability + '%' }"></i>
          </span>
        </div>
        <p role="status">
          <template v-if="forecast.percent">{{ forecast.words[0].toUpperCase() + forecast.words.slice(1) }}: {{ forecast.adopted }} of {{ forecast.plays }} simulated negotiations adopt a report ({{ Math.round(100 * forecast.low) }} to {{ Math.round(100 * forecast.high) }} % for that number of plays; the model claims at most 97 %).</template>
          <template v-else>{{ forecast.answer }}</template>
          <template v-if="before && before.adopted !== null"> As shipped: {{ before.adopted }} of {{ before.plays }}, with the same luck.</template>
        </p>
        <p v-if="subject.history" class="faint small">On record: {{ subject.history.adopted ? "adopted" : "no consensus" }} ({{ subject.history.document }}). The model never sees this.</p>
      </section>
      <p class="brief" aria-hidden="true"><strong>{{ headline }}</strong> {{ forecast.percent ? "probability of consensus" : "is claimed" }}<template v-if="before && before.percent">; as shipped {{ before.percent }}</template></p>
      <div class="columns">
        <form @submit.prevent aria-label="Changes">
          <div class="head"><h2>Change</h2><button type="button" class="plain" :disabled="!changes" @click="restore">As shipped</button></div>
          <section class="sheet">
            <h3>A delegation</h3>
            <div class="field"><label for="seat">Delegation</label>
              <select id="seat" v-model="chosen"><option v-for="s in [...room.seats].sort((a, b) => a.name.localeCompare(b.name))" :key="s.code" :value="s.code">{{ s.name }}</option></select></div>
            <template v-if="seat">
              <p class="small faint">{{ seat.caucus }}. Or choose a seat in the room.</p>
              <div class="field"><label for="stake">Worth of having a report<span class="value">{{ value("stakes", {})[chosen] ?? seat.stake }}</span></label>
                <input id="stake" type="range" min="0" max="1" step="0.05" :value="value('stakes', {})[chosen] ?? seat.stake" @input="stake($event.target.value)" /></div>
              <div class="field"><label for="conduct">How it behaves</label>
                <select id="conduct" :value="conduct" @change="put('conducts', { ...choices.conducts, [chosen]: $event.target.value })">
                  <option v-for="c in subject.conducts" :key="c.name" :value="c.name">{{ c.name }}</option></select>
                <span class="small faint">{{ story(subject.conducts, conduct) }}</span></div>
              <details :open="subject.issues.length < 6"><summary>Its instructions ({{ subject.issues.length }} paragraphs)</summary>
                <div class="field" v-for="(issue, k) in subject.issues" :key="issue.code">
                  <label :for="'p' + k">{{ issue.title }}</label>
                  <input :id="'p' + k" type="range" min="-3" max="3" step="0.5" :value="set(issue.code) ?? seat.positions[k]" :aria-valuetext="wants(set(issue.code) ?? seat.positions[k])" @input="position(issue.code, $event.target.value)" />
                  <span class="small faint">{{ wants(set(issue.code) ?? seat.positions[k]) }}<template v-if="set(issue.code) !== undefined"> (changed)</template></span>
                </div>
              </details>
              <button type="button" @click="remove">Take {{ seat.name }} out of the room</button>
            </template>
          </section>
          <section class="sheet" v-if="free.length">
            <h3>Another member</h3>
            <div class="field"><label for="more">New delegation</label>
              <select id="more" v-model="added" @change="add"><option value="">Choose a state</option><option v-for="s in free" :key="s.code" :value="s.code">{{ s.name }}</option></select></div>
          </section>
          <section class="sheet">
            <h3>The chair: {{ subject.chair }}</h3>
            <div class="field"><label for="strategy">How the text is revised</label>
              <select id="strategy" :value="room.strategy" @change="put('strategy', $event.target.value)">
                <option v-for="s in subject.strategies" :key="s.name" :value="s.name">{{ s.name }}</option></select>
                <span class="small faint">{{ story(subject.strategies, room.strategy) }}</span></div>
            <div class="field"><label for="camp">Camp</label>
              <select id="camp" :value="room.camp" @change="put('camp', $event.target.value)"><option v-for="c in room.camps" :key="c" :value="c">{{ c }}</option></select></div>
          </section>
          <section class="sheet">
            <h3>Decision, deadline and ways out</h3>
            <div class="field"><label for="decision">What it takes to adopt</label>
              <select id="decision" :value="room.decision" @change="put('decision', $event.target.value)">
                <option v-for="d in subject.decisions" :key="d.name" :value="d.name">{{ d.name }}</option></select>
                <span class="small faint">{{ story(subject.decisions, room.decision) }}</span></div>
            <div class="field"><label for="readings">Readings<span class="value">{{ value("readings", subject.readings) }}</span></label>
              <input id="readings" type="range" min="1" max="40" step="1" :value="value('readings', subject.readings)" @input="put('readings', Number($event.target.value))" /></div>
            <div class="field"><label for="outlets">Other places for a claim<span class="value">{{ value("outlets", subject.outlets) }}</span></label>
              <input id="outlets" type="range" min="0" max="5" step="1" :value="value('outlets', subject.outlets)" @input="put('outlets', Number($event.target.value))" /></div>
          </section>
          <section class="sheet">
            <h3>Ambiguity</h3>
            <p class="small faint">Both sides can read indirect text in their own way. What is it worth, compared with the explicit paragraph?</p>
            <div class="field"><label for="worth">To those who want it<span class="value">{{ value("indirect_value", "about " + subject.indirect.indirect_value) }}</span></label>
              <input id="worth" type="range" min="0" max="1" step="0.05" :value="value('indirect_value', subject.indirect.indirect_value)" @input="put('indirect_value', Number($event.target.value))" /></div>
            <div class="field"><label for="harm">Harm to those who resist<span class="value">{{ value("indirect_harm", "about " + subject.indirect.indirect_harm) }}</span></label>
              <input id="harm" type="range" min="0" max="1" step="0.05" :value="value('indirect_harm', subject.indirect.indirect_harm)" @input="put('indirect_harm', Number($event.target.value))" /></div>
            <details v-if="indirect.length" :open="indirect.length < 6"><summary>Remove the indirect words ({{ (choices.plain ?? []).length }} of {{ indirect.length }} paragraphs)</summary>
              <ul class="switches"><li v-for="issue in indirect" :key="issue.code"><label><input type="checkbox" :checked="(choices.plain ?? []).includes(issue.code)" @change="plain(issue.code, $event.target.checked)" /> {{ issue.title }}</label></li></ul></details>
          </section>
        </form>
        <div>
          <h2>The room</h2>
          <Horseshoe :seats="seats" :size="room.size" :said="said" :chair="'Chair (' + room.camp + ')'" :chosen="chosen" pick @pick="chosen = $event" />
          <ul class="key" v-if="forecast.supported"><li><i style="background: var(--objects)"></i>share of plays in which it objects</li><li><i style="background: var(--apart)"></i>dissociates</li></ul>
          <h2>Who stands in the way</h2>
          <p v-if="!forecast.apart.length">Nobody, in any of these plays.</p>
          <div class="wide" v-else tabindex="0" role="region" aria-label="Who stands in the way"><table class="against">
            <thead><tr><th scope="col">delegation</th><th scope="col" class="number" v-if="forecast.supported">objects</th><th scope="col" class="number" v-if="forecast.supported">dissociates</th><th scope="col">over</th></tr></thead>
            <tbody><tr v-for="d in forecast.apart" :key="d.code"><th scope="row">{{ d.name }}</th><td class="number" data-of="objects" v-if="forecast.supported">{{ d.objects }}</td><td class="number" data-of="dissociates" v-if="forecast.supported">{{ d.dissociates }}</td><td>{{ d.over }}</td></tr></tbody>
          </table></div>
          <h2>What the report would say, if adopted</h2>
          <ul class="key"><li v-for="w in ['silent', 'indirect', 'explicit']" :key="w"><i :style="{ background: 'var(--' + w + ')' }"></i>{{ w }}</li></ul>
          <ul class="languages"><li v-for="(issue, k) in subject.issues" :key="issue.code">
            <span>{{ issue.title }}</span>
            <span class="bar" aria-hidden="true" v-if="forecast.language[k].length"><i class="silent" :style="{ width: 100 * forecast.language[k][0] + '%' }"></i><i class="indirect" :style="{ width: 100 * forecast.language[k][1] + '%' }"></i><i class="explicit" :style="{ width: 100 * forecast.language[k][2] + '%' }"></i></span>
            <span class="likely">{{ forecast.likely[k] }}</span>
          </li></ul>
          <h2>One negotiation, reading by reading</h2>
          <div class="row">
            <button type="button" v-if="forecast.typical.adopted !== null" @click="tell(forecast.typical.adopted)">A typical adoption</button>
            <button type="button" v-if="forecast.typical.failed !== null" @click="tell(forecast.typical.failed)">A typical failure</button>
            <button type="button" @click="tell(((play ?? -1) + 1) % forecast.plays)">{{ play === null ? "The first play" : "The next play" }}</button>
          </div>
          <section v-if="here" class="sheet" aria-label="One negotiation">
            <div class="head"><h3 data-testid="stage">{{ here.title }}</h3><span class="small faint">play {{ told.play + 1 }} of {{ forecast.plays }}: {{ told.adopted ? "adopted" : "no consensus" }}</span></div>
            <Horseshoe :seats="storySeats" :size="told.room.size" :said="here.counts[0] + ' would join, ' + here.counts[1] + ' dissociate, ' + here.counts[2] + ' object'" chair="Chair" />
            <p role="status">If the room decided on it now: {{ here.counts[0] }} join, {{ here.counts[1] }} dissociate, {{ here.counts[2] }} object<template v-if="against.length">: {{ against.slice(0, 8).map((s) => s.name + " (" + s.told + ")").join("; ") }}<template v-if="against.length > 8"> and {{ against.length - 8 }} more</template></template>.</p>
            <p v-if="here.before && !here.changed.length" class="faint">The text did not change.</p>
            <ul class="drafts" v-if="here.changed.length"><li class="changed" v-for="k in here.changed" :key="k"><div class="head"><h3>{{ subject.issues[k].title }}</h3><span class="small">{{ WORDS[here.before[k]] }} → <strong>{{ WORDS[here.draft[k]] }}</strong></span></div><p class="wording">{{ subject.issues[k].texts[here.draft[k]] }}</p></li></ul>
            <details><summary>The whole draft</summary><ul class="drafts"><li v-for="(issue, k) in subject.issues" :key="k"><div class="head"><h3>{{ issue.title }}</h3><Bubble :rung="WORDS[here.draft[k]]" letter="" :word="WORDS[here.draft[k]]" /></div><p class="wording">{{ issue.texts[here.draft[k]] }}</p></li></ul></details>
            <div class="steps row even"><button type="button" :disabled="stage === 0" @click="move(-1)">← Back</button>
              <label class="unseen" for="stage">Stage</label><input id="stage" type="range" min="0" :max="told.stages.length - 1" step="1" v-model.number="stage" :aria-valuetext="here.title" />
              <button type="button" class="main" :disabled="stage === told.stages.length - 1" @click="move(1)">Next →</button></div>
          </section>
        </div>
      </div>
      </template>
      <p v-else role="status">The first forecast is not ready yet.</p>
    </div>`,
  created() {
    this.WORDS = WORDS;
  },
};
