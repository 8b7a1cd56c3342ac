import { Code, hears } from "./hall_parts.js";
import { fieldOf, shortly, whenOf } from "./moments.js";
import { Post } from "./parts.js";
import { rosters } from "./rosters.js";
import { Sheet } from "./sheet.js";
import { t } from "./words.js";

// How a play ended, in short: the report, the student's decision, and what was brought home.
const Ending = {
  props: { outcome: Object },
  computed: {
    decision() {
      const { t } = this;
      return { joins: t("Joined."), dissociates: t("Dissociated."), objects: t("Objected.") }[this.outcome.decided];
    },
  },
  template: `<span :class="['tag', outcome.adopted ? 'yes' : 'no']">{{ outcome.adopted ? t("Adopted") : t("No report") }}</span> {{ decision }} <span class="small faint">{{ t("Brought home: {reached} of {musts}", outcome) }}</span>`,
};

// The teacher's page of an assignment: how far everybody is, links and deadlines, and the results.
export default {
  mixins: [hears, rosters],
  components: { Code, Ending, Post, Sheet },
  props: { first: Object },
  // chosen: number of the student whose sheet is open; asked: what needs a second click
  data: () => ({ chosen: null, asked: "", everybody: "", own: "" }),
  computed: {
    begun() {
      return this.me.rows.filter((r) => r.phase).length;
    },
    finished() {
      return this.me.rows.filter((r) => r.outcome).length;
    },
    student() {
      return this.me.rows.find((r) => r.player === this.chosen);
    },
  },
  watch: {
    "me.due": { immediate: true, deep: true, handler(due) { this.everybody = fieldOf(due); } },
  },
  methods: {
    shortly,
    deadline({ due, closed }) {
      const { t } = this;
      const when = whenOf(due);
      return closed ? t("The deadline was {when}.", { when }) : t("Until {when}.", { when });
    },
    who() {
      return "board";
    },
    open(row) {
      Object.assign(this, { chosen: row.player, asked: "", own: fieldOf(row.due) });
    },
    linkOf(row) {
      return `${this.first.address}/play/${row.link}`;
    },
    stage({ phase, number, readings, outcome }) {
      const { t } = this;
      if (!phase) return t("not begun");
      if (outcome) return t("has finished");
      if (phase === "gathering") return t("before reading 1");
      return phase === "silence" ? t("at the decision") : t("reading {n} of {all}", { n: number, all: readings });
    },
    extend(player, until) {
      this.say("extend", { player, until }, t("Another deadline"));
    },
    // Shuts somebody out: at the second click.
    surely(what, words) {
      if (this.asked === what) {
        this.say(what, { player: this.chosen }, words);
        if (what === "remove") this.chosen = null;
        this.asked = "";
      } else this.asked = what;
    },
  },
  template: `
    <div class="site teacher board">
      <div class="strip hall"><div><p class="eyebrow" dir="auto">{{ first.title }}</p><h1 data-testid="stage">{{ t("Assignment") }}</h1>
        <p role="status">{{ t("{begun} of {all} have begun, {finished} have finished.", { begun, finished, all: me.rows.length }) }} {{ me.due ? deadline(me) : t("There is no deadline.") }}</p></div></div>
      <Post />
      <div class="columns wide-first">
        <div><p v-if="!me.rows.length" class="sheet">{{ t("Nobody has come yet. Send the address to your students, or load a list and give everybody their own link.") }}</p>
          <table v-else class="progress"><thead><tr><th scope="col">{{ t("Student") }}</th><th scope="col">{{ t("How far") }}</th><th scope="col">{{ t("Result") }}</th><th scope="col">{{ t("Last action") }}</th><th scope="col"><span class="unseen">{{ t("Change") }}</span></th></tr></thead>
            <tbody><tr v-for="r in me.rows" :key="r.player" :class="{ yes: r.outcome }"><th scope="row"><span dir="auto">{{ r.name }}</span> <span class="small faint">{{ r.seat }}</span></th>
              <td>{{ stage(r) }} <span v-if="r.own" class="tag">{{ t("until {when}", { when: shortly(r.due) }) }}</span> <span v-if="r.closed && !r.outcome" class="tag no">{{ t("closed") }}</span></td>
              <td :class="{ none: !r.outcome }"><Ending v-if="r.outcome" :outcome="r.outcome" /><template v-else>–</template></td>
              <td :class="{ none: !r.last }">{{ r.last ? shortly(r.last) : "–" }} <span v-if="r.phase" class="small faint">{{ counted(r.minutes, "{n} minute in all", "{n} minutes in all") }}</span></td>
              <td><button type="button" :aria-label="t('More on {name}', { name: r.name })" @click="open(r)">{{ t("More") }}</button></td></tr></tbody></table></div>
        <div>
          <section class="sheet" aria-labelledby="results"><h2 id="results">{{ t("Results") }}</h2>
            <p><a href="/teacher/grades.csv" download>{{ t("Table for the grade book") }}</a></p>
            <p v-if="finished"><a href="/teacher/results/page.html" target="_blank">{{ t("All students against the model") }}</a><br><a href="/teacher/results/students.csv" download>{{ t("The same as a table") }}</a><br><a href="/teacher/results/decisions.csv" download>{{ t("Every decision as a table") }}</a></p></section>
          <section class="sheet" aria-labelledby="due"><h2 id="due">{{ t("Deadline") }}</h2>
            <form @submit.prevent="extend(null, everybody)"><div class="field"><label for="everybody">{{ t("For everybody") }}</label><input id="everybody" type="datetime-local" v-model="everybody" required /></div><button type="submit">{{ t("Set the deadline") }}</button></form>
            <p class="small faint">{{ t("By the clock of the server. After it, nothing is taken any more, and the debrief opens.") }}</p></section>
          <section class="sheet" aria-labelledby="in"><h2 id="in">{{ t("Come in") }}</h2><div class="join"><Code :qr="first.qr" :address="first.address" /><p><strong class="address">{{ first.address }}</strong></p></div>
            <p><label><input type="checkbox" :checked="me.open" @change="say('settle', { open: $event.target.checked }, t('Who can come in'))" /> {{ t("Whoever has the address can come in under a name") }}</label></p></section>
          <section class="sheet" aria-labelledby="list"><h2 id="list">{{ t("List of students") }}</h2>
            <p class="small">{{ t("A table with the columns name, seat, email, id. Only the name must be there.") }}</p>
            <label for="file">{{ t("Load a list") }}</label> <input id="file" type="file" accept=".csv,.tsv,.txt,.xlsx" :disabled="loading" @change="load" />
            <p v-if="loaded !== null" role="status">{{ counted(loaded, "{n} student is new.", "{n} students are new.") }}</p>
            <div v-if="faults.length" class="refused" role="alert"><strong>{{ t("Nothing was loaded.") }}</strong><ul><li v-for="f in faults" :key="f">{{ f }}</li></ul></div>
            <p><a href="/teacher/links">{{ t("Links, to print and cut") }}</a><br><a href="/teacher/links.csv" download>{{ t("Links as a table") }}</a></p></section>
        </div>
      </div>
      <Sheet v-if="student" :title="student.name" @close="chosen = null">
        <p>{{ stage(student) }} <Ending v-if="student.outcome" :outcome="student.outcome" /></p>
        <div class="field"><label for="link">{{ t("The student's own link") }}</label><input id="link" type="text" readonly dir="ltr" :value="linkOf(student)" @focus="$event.target.select()" /></div>
        <p class="small faint">{{ t("It works on every device. Send it to this student alone.") }}</p>
        <form @submit.prevent="extend(chosen, own)"><div class="field"><label for="own">{{ t("Deadline for this student") }}</label><input id="own" type="datetime-local" v-model="own" required /></div>
          <div class="row"><button type="submit">{{ t("Set the deadline") }}</button><button v-if="student.own" type="button" @click="extend(chosen, '')">{{ t("As for everybody") }}</button></div></form>
        <p v-if="student.due">{{ deadline(student) }}</p>
        <div class="row"><button type="button" @click="surely('renew', t('Another link'))">{{ asked === "renew" ? t("The old link stops. Press again") : t("Another link") }}</button><button type="button" @click="surely('remove', t('Remove'))">{{ asked === "remove" ? t("Really remove {name}? Press again", { name: student.name }) : t("Remove") }}</button></div></Sheet>
    </div>`,
};
