import { TextTable } from "./debrief_text.js";
import { Bubble, Mark, Sign } from "./drawn.js";
import { rungWord, said, several, share } from "./phone_words.js";
import { counted, t } from "./words.js";

// Longest bar, where a text cost somebody much more than objecting.
const MOST = 10;

export default {
  components: { Bubble, Mark, Sign, TextTable },
  props: { first: Object },
  data() {
    return { told: this.first.debrief, phase: "", revealed: [] };
  },
  computed: {
    by() {
      return Object.fromEntries(["joins", "dissociates", "objects"].map((stance) => [stance, this.told.standings.filter((s) => s.decided === stance)]));
    },
    // Those who stood apart, and those who decided otherwise than their capital wished.
    apart() {
      return this.told.standings.filter((s) => s.decided && (s.decided !== "joins" || this.astray(s)));
    },
    you() {
      return this.told.standings.find((s) => s.seat === this.first.you && s.decided);
    },
    yours() {
      return this.you ? this.told.packages.filter((p) => p.sender === this.you.seat) : [];
    },
    alike() {
      const f = this.told.forecast;
      return f === null || this.told.adopted === null || f.adopted === null ? null : this.told.adopted ? f.adopted : f.runs - f.adopted;
    },
    likelier() {
      const p = this.told.forecast?.probability ?? null;
      return p === null || this.told.adopted === null ? null : this.told.adopted ? p < 0.5 : p > 0.5;
    },
    questions() {
      const [objecting] = this.by.objects;
      const astray = this.told.standings.find(this.astray);
      return [
        objecting && t("{name} objected. Who could have won it over, and with what?", { name: objecting.name }),
        astray && t("{name} did not decide as its capital wished. Why?", { name: astray.name }),
        this.likelier && (this.told.adopted ? t("The model expected no report. What did you do that it does not?") : t("The model expected a report. What did you do that it does not?")),
        t("Which paragraph moved most, and who paid for it?"),
      ].filter(Boolean);
    },
  },
  methods: {
    counted,
    rungWord,
    several,
    stanceOf: said,
    // A class that goes on takes its debrief from the screen; one that is over and revealed brings it.
    show({ news }) {
      this.phase = news["room.phase"] ?? this.phase;
      this.revealed = news["room.revealed"] ?? this.revealed;
      if (this.told && this.phase !== "over") location.replace(this.first.home);
      else if (!this.told && this.phase === "over" && this.revealed.length) location.reload();
    },
    astray(s) {
      return !!s.player && !!s.decided && s.decided !== s.instructed;
    },
    hundred(share) {
      return Math.round(100 * share);
    },
    // A share that was told in per cent, as a number of 100.
    ofHundred(words) {
      return words.includes("%") ? t("{n} of 100", { n: share(words) }) : share(words);
    },
    would(stance) {
      return { joins: t("Its capital would have joined."), dissociates: t("Its capital would have dissociated."), objects: t("Its capital would have objected.") }[stance];
    },
    youDid({ decided }) {
      return { joins: t("You joined."), dissociates: t("You dissociated."), objects: t("You objected.") }[decided];
    },
    youWould({ instructed }) {
      return { joins: t("Your capital would have joined."), dissociates: t("Your capital would have dissociated."), objects: t("Your capital would have objected.") }[instructed];
    },
    // What the text cost, and what objecting cost, as lengths of two bars.
    bars(s) {
      const cost = Math.max(0, -s.worth);
      const most = Math.max(cost, s.price);
      if (s.decided !== "objects" || !(cost > 0) || !(most > 0)) return null;
      return { text: `${(100 * cost) / most}%`, price: `${Math.max(1, (100 * s.price) / most)}%`, much: cost > MOST * s.price };
    },
    words(side) {
      return Object.entries(side).map(([issue, rung]) => {
        const number = this.told.issues.findIndex(([code]) => code === issue);
        return t("{number} {title}, {rung}", { number: number + 1, title: this.told.issues[number][1], rung: rungWord(rung) });
      }).join(t("; "));
    },
    outcome(p) {
      const state = p.ended ?? (Object.keys(p.answers).length < p.to.length ? "open" : Object.values(p.answers).some(Boolean) ? "agreed" : "declined");
      return { open: t("open"), agreed: t("agreed"), declined: t("declined"), withdrawn: t("withdrawn"), expired: t("expired"), "carried out": t("carried out") }[state] ?? state;
    },
    name(seat) {
      return this.told.standings.find((s) => s.seat === seat)?.name ?? seat;
    },
    names(seats) {
      return several(seats.map(this.name), 8);
    },
    verdict(adopted) {
      return adopted === null ? t("No decision") : adopted ? t("Adopted") : t("No report");
    },
  },
  template: `
    <div class="site debrief">
      <template v-if="told">
      <p v-if="first.unfinished" class="call"><strong>{{ t("You had not finished.") }}</strong> {{ t("From there on computers have played your seat. This is no result of yours.") }}</p>
      <section v-if="you" class="you hall" aria-labelledby="you"><p class="eyebrow">{{ t("You, {name}", { name: you.name }) }}</p><h2 id="you">{{ joined(youDid(you), astray(you) ? youWould(you) : t("Your capital wanted that, too.")) }}</h2>
        <p>{{ joined(you.sentence, astray(you) && t("Be ready to say why you decided otherwise.")) }}</p><p v-if="you.over">{{ t("What it minded most: {words}.", { words: you.over }) }}</p>
        <p v-for="p in yours" :key="p.number" class="yours"><Sign name="swap" /><span>{{ t("Your package {number}: {takes}, for {asks}.", { number: p.number, takes: words(p.takes), asks: words(p.asks) }) }} <b>{{ outcome(p) }}</b></span></p></section>
      <header class="hall debrief-head"><p class="eyebrow">{{ t("Debrief: {title}", { title: told.title }) }}</p><h1>{{ told.verdict }}</h1><p>{{ joined(t("Three stories of the same room: yours, the model's, and the real one."), t("Talk about where they differ.")) }}</p></header>
      <div class="columns thirds stories">
        <section aria-labelledby="class"><h2 id="class" class="eyebrow">{{ t("Your class") }}</h2><p class="big">{{ verdict(told.adopted) }}</p>
          <p v-if="told.adopted !== null" class="marks"><span><Mark stance="joins" /> {{ counted(by.joins.length, "{n} joins", "{n} join") }}</span> <span><Mark stance="dissociates" /> {{ counted(by.dissociates.length, "{n} dissociates", "{n} dissociate") }}</span> <span><Mark stance="objects" /> {{ counted(by.objects.length, "{n} objects", "{n} object") }}</span></p></section>
        <section aria-labelledby="model"><h2 id="model" class="eyebrow">{{ t("The model, before you began") }}</h2>
          <template v-if="told.forecast"><template v-if="told.forecast.probability !== null"><p class="big">{{ t("{n} of 100", { n: hundred(told.forecast.probability) }) }}</p><p>{{ joined(t("In so many of 100 tries this room agrees."), t("Plausible: {low} to {high} of 100.", { low: hundred(told.forecast.band[0]), high: hundred(told.forecast.band[1]) })) }}</p></template>
            <template v-else><p class="big">{{ t("No probability") }}</p><p>{{ told.forecast.answer }}</p></template>
            <p v-if="alike !== null">{{ counted(alike, "{n} of {all} plays ended as the class did.", "{n} of {all} plays ended as the class did.", { all: told.forecast.runs }) }}</p>
            <template v-if="told.forecast.objectors.length"><p class="small faint">{{ t("Most likely to object:") }}</p><ul class="small plain-list"><li v-for="[seat, name, often] in told.forecast.objectors" :key="seat"><b>{{ name }}</b> <span v-if="often">{{ ofHundred(often) }}</span></li></ul></template></template>
          <p v-else role="status">{{ t("The forecast is not ready yet.") }}</p></section>
        <section aria-labelledby="history"><h2 id="history" class="eyebrow">{{ t("History") }}</h2>
          <template v-if="told.history"><p class="big">{{ verdict(told.history.adopted) }}</p><p>{{ t("{document}, {date}", told.history) }}</p>
            <ul class="small plain-list"><li v-for="s in told.history.stood_apart" :key="s">{{ s }}</li></ul></template>
          <p v-else>{{ t("This room is invented, or its process has not ended.") }}</p></section>
      </div>
      <section v-if="told.rewordings.length"><h2>{{ t("What would have changed it?") }}</h2><p class="faint">{{ joined(t("Your last text, with one paragraph worded otherwise."), t("We ask every capital again."), t("People who decided against their capital stand by it.")) }}</p>
        <ul class="rewordings"><li v-for="r in told.rewordings" :key="r.issue + r.after" class="card"><p><b>{{ r.number }} {{ r.title }}</b> <span class="steps-of"><Bubble :rung="r.before" letter="" :word="rungWord(r.before)" /> <span class="arrow" aria-hidden="true">→</span> <Bubble :rung="r.after" letter="" :word="rungWord(r.after)" /></span></p>
          <p class="wording">{{ r.text }}</p><p class="marked"><Mark :stance="r.adopted ? 'joins' : 'objects'" /><span><b>{{ r.adopted ? t("Adopted.") : t("Still no report.") }}</b> {{ joined(r.won.length && counted(r.won.length, "{names} no longer objects.", "{names} no longer object.", { names: several(r.won, 6) }), r.lost.length && counted(r.lost.length, "Now {names} objects.", "Now {names} object.", { names: several(r.lost, 6) })) }}</span></p></li></ul></section>
      <section><h2>{{ t("Who stood apart") }}</h2><p v-if="!apart.length">{{ t("Nobody.") }}</p>
        <ul class="stands"><li v-for="s in apart" :key="s.seat" :class="{ against: astray(s) }"><Mark :stance="s.decided" /><div><p><b>{{ s.name }}</b> <span class="small faint" dir="auto">{{ s.player || t("a computer") }}</span></p><p class="unseen">{{ stanceOf(s.name, s.decided) }}</p>
          <p v-if="s.reason" class="wording" dir="auto">{{ t("“{text}”", { text: s.reason }) }}</p><p v-if="astray(s)"><b>{{ would(s.instructed) }}</b></p><p class="small">{{ s.sentence }}</p></div>
          <div v-if="bars(s)" class="two-bars small"><span>{{ t("What this text cost it") }}</span><i :style="{ width: bars(s).text }"></i><span>{{ t("What objecting cost it") }}</span><i class="price" :style="{ width: bars(s).price }"></i></div></li></ul></section>
      <TextTable :told="told" />
      <p>{{ joined(told.computers.adopted ? t("With computers in all seats the same play ends with a report.") : t("With computers in all seats the same play ends without a report."), told.computers.objecting.length && t("Objecting: {names}.", { names: names(told.computers.objecting) }), told.computers.dissociating.length && t("Dissociating: {names}.", { names: names(told.computers.dissociating) })) }}</p>
      <section v-if="told.packages.length"><h2>{{ t("Packages") }}</h2><ul class="stands"><li v-for="p in told.packages" :key="p.number"><Sign name="swap" /><div><p><b>{{ name(p.sender) }}</b> <span class="small faint" dir="auto">{{ p.by }}</span> <span class="tag">{{ outcome(p) }}</span></p><p>{{ joined(t("Takes: {words}.", { words: words(p.takes) }), p.everybody ? t("Asks everybody: {words}.", { words: words(p.asks) }) : t("Asks {names}: {words}.", { names: names(p.to), words: words(p.asks) })) }}</p></div></li></ul></section>
      <section><h2>{{ t("Ask the class") }}</h2><ol class="ask"><li v-for="q in questions" :key="q">{{ q }}</li></ol></section>
      </template>
      <template v-else><p class="masthead"><span>{{ t("Debrief") }}</span></p><h1>{{ t("Not yet") }}</h1><p role="status">{{ first.sentence }}</p></template>
    </div>`,
};
