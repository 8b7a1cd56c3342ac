import { Movement, Rung, SHORT, percent } from "./parts.js";

export default {
  components: { Movement, Rung },
  props: { first: Object },
  data() {
    return { told: this.first.debrief, phase: "", revealed: [] };
  },
  created() {
    this.SHORT = SHORT;
  },
  computed: {
    ladders() {
      return this.told.issues.map(([issue, title]) => ({ issue, title }));
    },
    apart() {
      return this.told.standings.filter((s) => s.decided && s.decided !== "joins");
    },
    astray() {
      return this.told.standings.filter((s) => s.player && s.decided && s.decided !== s.instructed);
    },
    you() {
      return this.told.standings.find((s) => s.seat === this.first.you && s.decided);
    },
    joined() {
      return this.told.standings.filter((s) => s.decided === "joins").length;
    },
    asTheClass() {
      const f = this.told.forecast;
      if (f === null || this.told.adopted === null || f.adopted === null) return "";
      return `${this.told.adopted ? f.adopted : f.runs - f.adopted} of ${f.runs} plays ended as the class did.`;
    },
  },
  methods: {
    // A class that goes on takes its debrief from the screen; one that is over and revealed brings it.
    show({ news }) {
      this.phase = news["room.phase"] ?? this.phase;
      this.revealed = news["room.revealed"] ?? this.revealed;
      if (this.told && this.phase !== "over") location.replace("/");
      else if (!this.told && this.phase === "over" && this.revealed.length) location.reload();
    },
    percent,
    words(side) {
      return Object.entries(side).map(([issue, rung]) => `${this.told.issues.findIndex(([code]) => code === issue) + 1} ${rung}`).join(", ");
    },
    outcome(p) {
      return p.ended ?? (Object.keys(p.answers).length < p.to.length ? "open" : Object.values(p.answers).some(Boolean) ? "agreed" : "declined");
    },
    name(seat) {
      return this.told.standings.find((s) => s.seat === seat)?.name ?? seat;
    },
    names(seats) {
      return seats.map((s) => this.name(s)).join(", ");
    },
  },
  template: `
    <div class="site">
      <template v-if="told">
      <p class="masthead"><span>Debrief</span><span>{{ told.title }}</span></p>
      <h1>{{ told.verdict }}</h1>
      <section v-if="you" class="you hall" aria-labelledby="you"><p>You, {{ you.name }}</p><h2 id="you">{{ you.decided === you.instructed ? "You decided as your capital wished." : "You decided otherwise than your capital." }}</h2>
        <p>{{ you.name }} {{ you.decided }}.<template v-if="you.decided !== you.instructed"> By its instructions it {{ you.instructed }}. Be ready to say why.</template> {{ you.sentence }}</p><p v-if="you.over" class="small">What it minded most: {{ you.over }}.</p></section>
      <div class="columns thirds">
        <section class="sheet" aria-labelledby="class"><h2 id="class">The class</h2>
          <p class="big">{{ told.adopted === null ? "no decision" : told.adopted ? "adopted" : "no consensus" }}</p>
          <p v-if="told.adopted !== null">{{ joined }} join, {{ apart.filter((s) => s.decided === "dissociates").length }} dissociate, {{ apart.filter((s) => s.decided === "objects").length }} object.</p></section>
        <section class="sheet" aria-labelledby="model"><h2 id="model">The model</h2>
          <template v-if="told.forecast"><p class="big">{{ told.forecast.probability === null ? "no probability" : percent(told.forecast.probability) }}</p>
            <p>{{ told.forecast.probability === null ? told.forecast.answer : "probability of consensus in the same room with the same number of readings, plausibly " + Math.round(100 * told.forecast.band[0]) + " to " + Math.round(100 * told.forecast.band[1]) + " %, from " + told.forecast.runs + " plays." }} {{ asTheClass }}</p>
            <p class="small" v-if="told.forecast.objectors.length">Most likely to object:  <template v-for="([seat, name, often], n) in told.forecast.objectors" :key="seat">{{ n ? ", " : "" }}{{ name }}{{ often ? " (" + often + ")" : "" }}</template>.</p></template>
          <p v-else role="status">The forecast is not ready yet.</p></section>
        <section class="sheet" aria-labelledby="history"><h2 id="history">History</h2>
          <template v-if="told.history"><p class="big">{{ told.history.adopted ? "adopted" : "no consensus" }}</p><p>{{ told.history.document }}, {{ told.history.date }}</p>
            <ul class="small"><li v-for="s in told.history.stood_apart" :key="s">{{ s }}</li></ul></template>
          <p v-else>This room is invented, or its process has not ended.</p></section>
      </div>
      <h2>Who stood apart, and over what</h2>
      <p v-if="!apart.length">Nobody.</p>
      <div v-else class="wide" tabindex="0" role="region" aria-label="Who stood apart"><table class="stack">
        <thead><tr><th scope="col">delegation</th><th scope="col">played by</th><th scope="col">decision</th><th scope="col">reason given</th><th scope="col">under its instructions</th></tr></thead>
        <tbody><tr v-for="s in apart" :key="s.seat"><th scope="row">{{ s.name }}</th><td data-of="played by">{{ s.player || "the computer" }}</td><td><span :class="['tag', s.decided === 'objects' ? 'objects' : 'apart']">{{ s.decided }}</span></td><td class="wording" data-of="reason">{{ s.reason }}</td><td>{{ s.sentence }}</td></tr></tbody></table></div>
      <template v-if="astray.length"><h2>Who decided against their instructions</h2>
        <ul><li v-for="s in astray" :key="s.seat"><strong>{{ s.name }}</strong> ({{ s.player }}) {{ s.decided }}; under its instructions it {{ s.instructed }}. {{ s.sentence }}</li></ul></template>
      <template v-if="told.rewordings.length"><h2>What would have changed the outcome</h2>
        <p class="faint">The class's text with one paragraph reworded, judged by the instructions of all seats. People who decided against their instructions are assumed to stand by their decision.</p>
        <ul class="drafts"><li v-for="r in told.rewordings" :key="r.issue + r.after"><div class="head"><h3>{{ r.number }} {{ r.title }}</h3><span>{{ r.before }} → <strong>{{ r.after }}</strong> <span :class="['tag', r.adopted ? 'joins' : 'objects']">{{ r.adopted ? "adopted" : "still no consensus" }}</span></span></div>
          <p class="wording">{{ r.text }}</p><p class="small"><template v-if="r.won.length">No longer objecting: {{ r.won.join(", ") }}. </template><template v-if="r.lost.length">Starting to object: {{ r.lost.join(", ") }}.</template></p></li></ul></template>
      <h2>The text, paragraph by paragraph</h2>
      <div class="wide" tabindex="0" role="region" aria-label="The text"><table class="compare">
        <thead><tr><th scope="col">paragraph</th><th scope="col">the class</th><th scope="col" v-if="told.forecast">the model: silent, indirect, explicit</th><th scope="col">computers alone</th><th scope="col" v-if="told.history && told.history.adopted">history</th></tr></thead>
        <tbody><tr v-for="([issue, title], k) in told.issues" :key="issue"><th scope="row">{{ k + 1 }} {{ title }}</th>
          <td><Rung v-if="told.text[issue]" :rung="told.text[issue][0]" /></td>
          <td v-if="told.forecast"><span class="bar" aria-hidden="true" v-if="told.forecast.language[issue].length"><i v-for="(w, r) in ['silent', 'indirect', 'explicit']" :key="w" :class="w" :style="{ width: 100 * told.forecast.language[issue][r] + '%' }"></i></span><span class="small faint">{{ told.forecast.odds[issue].filter(Boolean).join(", ") || "too few reports" }}</span></td>
          <td>{{ told.computers.text[k] }}</td>
          <td v-if="told.history && told.history.adopted">{{ told.history.language[issue] ?? "silent" }}</td></tr></tbody></table></div>
      <p>With computers in all seats the same play ends {{ told.computers.adopted ? "with a report" : "without a report" }}<template v-if="told.computers.objecting.length">; objecting: {{ names(told.computers.objecting) }}</template><template v-if="told.computers.dissociating.length">; dissociating: {{ names(told.computers.dissociating) }}</template>.</p>
      <template v-if="told.packages.length"><h2>Packages</h2>
        <ul><li v-for="p in told.packages" :key="p.number"><strong>{{ name(p.sender) }}</strong> ({{ p.by }}) takes {{ words(p.takes) }} if {{ p.everybody ? "the others take" : names(p.to) + " take" + (p.to.length === 1 ? "s" : "") }} {{ words(p.asks) }}: <strong>{{ outcome(p) }}</strong></li></ul></template>
      <h2>Movement of the draft</h2>
      <Movement :ladders="ladders" :path="told.path" />
      </template>
      <template v-else><p class="masthead"><span>Debrief</span></p><h1>Not yet</h1><p role="status">{{ first.sentence }}</p></template>
    </div>`,
};
