import { percent } from "./parts.js";
import { rungWord, share } from "./phone_words.js";
import { inRow, listed, t } from "./words.js";

const RUNGS = ["silent", "indirect", "explicit"];

// What the rooms made of the same scenario, beside the model and history.
export default {
  props: { first: Object },
  computed: {
    classes() {
      return this.first.groups.flat();
    },
    readings() {
      return Math.max(0, ...this.classes.map((c) => c.brackets.length));
    },
  },
  methods: {
    outcome(adopted) {
      return adopted === null ? t("– No decision") : adopted ? t("✓ Adopted") : t("✗ No report");
    },
    ground: (adopted) => (adopted === null ? "" : adopted ? "yes" : "no"),
    rung: (word) => rungWord(word) ?? "",
    differ: (classes, issue) => new Set(classes.map((c) => c.text[issue])).size > 1,
    // The likeliest wording of the model, and its share.
    likeliest({ forecast }, issue) {
      const shares = forecast.language[issue];
      if (!shares.length) return inRow(forecast.odds[issue].filter(Boolean).map(share)) || t("too few reports");
      const best = shares.indexOf(Math.max(...shares));
      return t("{rung}, {share}", { rung: this.rung(RUNGS[best]), share: percent(shares[best]) });
    },
    numbers: (c, s) => listed(s.apart_from.map((issue) => c.issues.findIndex(([code]) => code === issue) + 1).filter(Boolean)),
    count: (c, stance) => c.apart.filter((s) => s.decided === stance).length,
    model({ forecast }) {
      if (forecast.probability === null) return forecast.answer;
      const [low, high] = forecast.band.map((share) => Math.round(100 * share));
      return t("The model gives a report {share}, plausibly {low} to {high} %, from {runs} plays with computers in all seats.", { share: percent(forecast.probability), low, high, runs: forecast.runs });
    },
    history({ history }) {
      if (!history) return t("History: this room is invented, or its process has not ended.");
      const about = { document: history.document, date: history.date };
      return history.adopted ? t("History: a report was adopted ({document}, {date}).", about) : t("History: no report was adopted ({document}, {date}).", about);
    },
  },
  template: `
    <div class="site comparison">
      <p class="masthead"><span><a href="/teacher">{{ t("All rooms") }}</a></span><span>{{ t("{over} of {all} rooms are over.", { over: classes.length, all: first.rooms }) }}</span></p>
      <h1 data-testid="stage">{{ first.headline || t("No room is over yet") }}</h1>
      <template v-for="group in first.groups" :key="group[0].number">
        <h2>{{ group[0].title }}</h2>
        <div class="wide" tabindex="0" role="region" :aria-label="t('The text of each room')"><table class="texts">
          <thead><tr><th scope="col">{{ t("paragraph") }}</th><th v-for="c in group" :key="c.label" scope="col">{{ c.label }}<br><span :class="['tag', ground(c.adopted)]">{{ outcome(c.adopted) }}</span></th><th v-if="group[0].forecast" scope="col">{{ t("the model") }}</th><th v-if="group[0].history?.adopted" scope="col">{{ t("history") }}</th></tr></thead>
          <tbody><tr v-for="([issue, title], k) in group[0].issues" :key="issue" :class="{ differ: differ(group, issue) }"><th scope="row">{{ k + 1 }} {{ title }} <span v-if="differ(group, issue)" class="tag">{{ t("differ") }}</span></th>
            <td v-for="c in group" :key="c.label"><span :class="['rung', c.text[issue]]"><i class="dot" aria-hidden="true"></i>{{ rung(c.text[issue]) }}</span></td>
            <td v-if="group[0].forecast">{{ likeliest(group[0], issue) }}</td><td v-if="group[0].history?.adopted">{{ rung(group[0].history.language[issue]) }}</td></tr>
            <tr><th scope="row">{{ t("dissociate, object") }}</th><td v-for="c in group" :key="c.label">{{ count(c, "dissociates") }}, {{ count(c, "objects") }}</td><td v-if="group[0].forecast"></td><td v-if="group[0].history?.adopted"></td></tr>
            <tr><th scope="row">{{ t("packages offered, in the text") }}</th><td v-for="c in group" :key="c.label">{{ c.offered }}, {{ c.carried }}</td><td v-if="group[0].forecast"></td><td v-if="group[0].history?.adopted"></td></tr></tbody></table></div>
        <p v-if="group[0].forecast">{{ model(group[0]) }}</p><p>{{ history(group[0]) }}</p>
      </template>
      <template v-if="classes.length">
        <h2>{{ t("Who stood apart, and over what") }}</h2>
        <p v-if="classes.every((c) => !c.apart.length)">{{ t("Nobody stood apart in any room.") }}</p>
        <div v-else class="wide" tabindex="0" role="region" :aria-label="t('Who stood apart')"><table class="stack"><thead><tr><th scope="col">{{ t("room") }}</th><th scope="col">{{ t("delegation") }}</th><th scope="col">{{ t("played by") }}</th><th scope="col">{{ t("decision") }}</th><th scope="col">{{ t("minds most") }}</th><th scope="col">{{ t("reason") }}</th></tr></thead>
          <tbody><template v-for="c in classes" :key="c.label"><tr v-for="s in c.apart" :key="s.seat"><th scope="row">{{ c.label }}</th><td>{{ s.name }}</td><td :data-of="t('{heading}:', { heading: t('played by') })" dir="auto">{{ s.player || t("the computer") }}</td><td><span :class="['tag', s.decided === 'objects' ? 'objects' : 'apart']">{{ s.decided === "objects" ? t("objects") : t("dissociates") }}</span> <template v-if="numbers(c, s)">{{ t("from {numbers}", { numbers: numbers(c, s) }) }}</template></td><td :data-of="t('{heading}:', { heading: t('minds most') })">{{ s.over }}</td><td :data-of="t('{heading}:', { heading: t('reason') })" dir="auto" class="wording">{{ s.reason }}</td></tr></template></tbody></table></div>
        <h2>{{ t("Paragraphs in brackets, reading by reading") }}</h2>
        <div class="figure"><img src="/teacher/comparison/brackets.svg" alt="" />
        <div class="wide" tabindex="0" role="region" :aria-label="t('Paragraphs in brackets')"><table><thead><tr><th scope="col">{{ t("room") }}</th><th v-for="n in readings" :key="n" scope="col" class="number">{{ n }}</th></tr></thead>
          <tbody><tr v-for="c in classes" :key="c.label"><th scope="row">{{ c.label }}</th><td v-for="n in readings" :key="n" class="number">{{ c.brackets[n - 1] ?? "–" }}</td></tr></tbody></table></div></div>
        <p>{{ t("Save:") }} <a v-for="[name, path] in first.files" :key="path" :href="path" download class="spaced">{{ name }}</a></p>
      </template>
    </div>`,
};
