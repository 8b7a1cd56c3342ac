// "Find me a package": the most ambitious texts above a share, and the smallest amendments that carry the draft.
// A search looks at about this many texts; the bar stays below its end until it is over.
const ABOUT = 9000;

export default {
  props: { supported: Boolean, search: Object, above: Number, locks: Number, moment: String, stale: Boolean },
  emits: ["above", "search", "cancel", "put"],
  computed: {
    done() {
      return Math.min(0.97, (this.search.looked ?? 0) / ABOUT);
    },
    said() {
      if (!this.search.running) return "";
      if (this.search.waiting) return "Another search is under way; yours follows.";
      return this.search.looked ? `${this.search.looked.toLocaleString("en")} texts tried` : "Getting ready";
    },
    // Those that hardly ever pass help nobody.
    frontier() {
      return (this.search.found?.frontier ?? []).filter((one) => one.share >= 0.02);
    },
    // The one that carries the draft comes first, then the others, smallest first.
    amended() {
      return [...(this.search.found?.amended ?? [])].sort((a, b) => b.best - a.best);
    },
    carries() {
      return this.amended.find((one) => one.best);
    },
    best() {
      return this.frontier.find((one) => one.best);
    },
  },
  methods: {
    listed: (names, more) => names.join(", ") + (more ? ` and ${more} more` : ""),
    short: (list) => list.map((c) => `${c.title}: ${c.from} → ${c.to}`),
  },
  template: `
    <div class="package">
      <p v-if="!supported">For this kind of body the model claims no shares of plays, so there is nothing to search by. You can still see, play by play, what the room does with a text.</p>
      <template v-else>
        <p>Which text is the most ambitious that still passes? And which few words would carry yours? The search tries thousands of texts, {{ moment }}, and judges what it finds by plays that it has not seen.</p>
        <div class="field"><label for="above">Adopted in at least<output class="value" for="above">{{ above }} % of plays</output></label>
          <input id="above" type="range" min="5" max="95" step="5" :value="above" :disabled="search.running" :aria-valuetext="above + ' % of plays'" @input="$emit('above', Number($event.target.value))" /></div>
        <p class="small faint">{{ locks === 0 ? "No paragraph is locked: lock those that must stay as they are." : locks === 1 ? "One paragraph is locked and stays as it is." : locks + " paragraphs are locked and stay as they are." }}</p>
        <p class="row"><button type="button" class="main" :disabled="search.running" @click="$emit('search')">Find me a package</button>
          <button type="button" v-if="search.running" @click="$emit('cancel')">Cancel</button></p>
        <div v-if="search.running" class="progress"><progress max="1" :value="done" aria-label="Search"></progress><p class="small" role="status">{{ said }}</p></div>
        <p class="refused" role="alert" v-if="search.refused">{{ search.refused }}</p>
        <p class="small faint" role="status" v-if="search.cancelled">The search was cancelled.</p>
        <template v-if="search.found">
          <p v-if="stale" class="small call">You have changed the draft since this search. What was found still counts; amendments are those of the draft then.</p>
          <h3>The smallest amendments</h3>
          <p v-if="carries">Yours then: {{ search.found.given }}. {{ carries.changes.length === 1 ? "One paragraph carries it" : carries.changes.length + " paragraphs carry it" }} in at least {{ search.found.above }} of plays.</p>
          <p v-else>Yours then: {{ search.found.given }}. In the plays in which the search chooses, no amendment of up to four paragraphs carries it in {{ search.found.above }}. These come closest.</p>
          <ul class="found"><li v-for="(one, n) in amended" :key="'a' + n" :class="{ best: one.best }">
            <div class="head"><strong class="share">{{ one.percent }}</strong><span class="small">{{ one.points.replace("-", "−") }} points ({{ one.ends.replaceAll("-", "−") }})</span><span class="tag" v-if="one.best">smallest that carries it</span></div>
            <ul class="steps-to"><li v-for="c in short(one.changes)" :key="c">{{ c }}</li></ul>
            <p class="small" v-if="one.wins.length"><b class="better">Wins</b> {{ listed(one.wins, one.wins_more) }}</p>
            <p class="small" v-if="one.loses.length"><b class="worse">Loses</b> {{ listed(one.loses, one.loses_more) }}</p>
            <button type="button" @click="$emit('put', one.words)">Put on the desk<span class="unseen">: {{ short(one.changes).join(", ") }}</span></button>
          </li></ul>
          <h3>The most ambitious texts</h3>
          <p v-if="best">The most ambitious that was found above {{ search.found.above }}: strength {{ best.strength.toFixed(2) }}, adopted in {{ best.percent }} of plays.</p>
          <p v-else>In the plays in which the search chooses, no text passes in {{ search.found.above }}.</p>
          <ul class="found"><li v-for="(one, n) in frontier" :key="'f' + n" :class="{ best: one.best }">
            <div class="head"><strong class="share">{{ one.percent }}</strong><span class="small">strength {{ one.strength.toFixed(2) }}</span><span class="tag" v-if="one.best">most ambitious above {{ search.found.above }}</span></div>
            <details v-if="one.changes.length"><summary>{{ one.changes.length }} {{ one.changes.length === 1 ? "paragraph differs" : "paragraphs differ" }}</summary><ul class="steps-to"><li v-for="c in short(one.changes)" :key="c">{{ c }}</li></ul></details>
            <p class="small" v-else>Your draft itself.</p>
            <button type="button" v-if="one.changes.length" @click="$emit('put', one.words)">Put on the desk<span class="unseen">: strength {{ one.strength.toFixed(2) }}</span></button>
          </li></ul>
          <p class="small faint">{{ search.found.trust }}</p>
        </template>
      </template>
    </div>`,
};
