// The decision on the phone, over everything else: what joining gives and takes, three choices, a confirm.
import { Mark, Sign } from "./drawn.js";
import { rungWord, said } from "./phone_words.js";
import { queue } from "./queue.js";
import { counted, t } from "./words.js";

// How many lines a side of the ledger has.
const LINES = 3;

export const Decision = {
  components: { Mark, Sign },
  // made: what the room has; mine: what the capital wants of each paragraph; first: paragraphs that matter to it
  props: { name: String, clock: String, capital: Object, page: Object, paragraphs: Array, ladders: Object, mine: Object, first: Array, made: Object, paused: Boolean, rule: String, seats: Array },
  emits: ["decide"],
  data() {
    return { queue, stance: "", reason: this.made?.reason ?? "", apart: [...(this.made?.paragraphs ?? [])], all: false, again: false };
  },
  computed: {
    under() {
      return queue.entries.find((e) => e.about.do === "decide" && e.state !== "refused");
    },
    refused() {
      return queue.entries.find((e) => e.about.do === "decide" && e.state === "refused");
    },
    // What is said, whether it has arrived or not.
    given() {
      return this.under?.about ?? this.made;
    },
    step() {
      if (this.given && !this.again) return "sent";
      return this.stance || "choose";
    },
    choices() {
      return [
        ["joins", t("Join"), t("The report is yours, too.")],
        ["dissociates", t("Dissociate"), t("The report passes. You say what does not bind you.")],
        ["objects", t("Object"), t("No report for anybody. All {n} go home with nothing.", { n: this.seats.length })],
      ];
    },
    chosen() {
      return this.choices.find(([stance]) => stance === this.stance);
    },
    gets() {
      const musts = this.page.musts.filter((m) => m.reached).map((m) => t("{number} {title}, {rung}", { ...m, rung: rungWord(m.rung) }));
      return this.some([...musts, ...this.wantedOut(true).map((p) => t("{number} {title} stays out", this.titled(p)))]);
    },
    gives() {
      const crossed = this.page.red_lines.filter((r) => r.steps === 0);
      const over = new Set(crossed.map((r) => r.issue));
      const missing = this.page.musts.filter((m) => !m.reached).map((m) => this.missing(m));
      const inside = this.wantedOut(false).filter((p) => !over.has(p.issue)).map((p) => t("{number} {title} is in the text", this.titled(p)));
      return this.some([...crossed.map((r) => t("Red line: {number} {title}", r)), ...missing, ...inside]);
    },
    // What the capital minds in this text is offered first.
    minded() {
      const issues = [...this.page.red_lines.filter((r) => r.steps === 0), ...this.page.musts.filter((m) => !m.reached), ...this.wantedOut(false)].map((m) => m.issue);
      return new Set(issues.length ? issues : this.first.map((p) => p.issue));
    },
    offered() {
      return this.all ? this.paragraphs : this.paragraphs.filter((p) => this.minded.has(p.issue) || this.apart.includes(p.issue));
    },
    people() {
      return this.seats.filter((s) => s.played === "person");
    },
    decided() {
      return this.people.filter((s) => s.answered).length;
    },
    would() {
      return { joins: t("join"), dissociates: t("dissociate"), objects: t("object") }[this.capital.stance];
    },
  },
  watch: {
    // Whoever turns the page finds its title; the screen begins at the top.
    step() {
      this.$nextTick(() => this.$refs.title?.focus());
      window.scrollTo({ top: 0 });
    },
  },
  methods: {
    counted,
    said,
    titled(p) {
      return { number: p.number, title: this.ladders[p.issue].title };
    },
    wantedOut(kept) {
      return this.paragraphs.filter((p) => ["resists", "rejects"].includes(this.mine[p.issue]?.position) && (p.rung === "silent") === kept);
    },
    missing(must) {
      const rung = this.paragraphs.find((p) => p.issue === must.issue).rung;
      return rung === "silent" ? t("{number} {title} is not named", must) : t("{number} {title}: no clear words", must);
    },
    some(lines) {
      return lines.length > LINES ? [...lines.slice(0, LINES - 1), counted(lines.length - LINES + 1, "and {n} more", "and {n} more")] : lines;
    },
    choose(stance) {
      this.stance = stance;
    },
    change() {
      this.again = true;
      this.stance = "";
    },
    back() {
      this.stance = "";
    },
    send() {
      const about = { stance: this.stance, reason: this.reason };
      if (this.stance === "dissociates") about.paragraphs = this.apart;
      if (this.refused) queue.remove(this.refused);
      this.again = false;
      this.$emit("decide", about);
    },
  },
  template: `
    <section class="takeover hall" :aria-label="t('Decision')">
      <p class="top-line"><span class="plate">{{ name }}</span><span class="small">{{ t("the whole text") }}</span><span v-if="clock" class="clock" role="timer" :aria-label="t('Time left {clock}', { clock })">{{ clock }}</span></p>
      <p v-if="paused" class="warn ochre"><Sign name="pause" /><span>{{ t("Paused by the teacher. You can read, but not decide.") }}</span></p>
      <p v-if="refused && step !== 'sent'" class="warn" role="alert"><Sign name="stop" /><span><b>{{ t("Your decision was not taken.") }}</b> {{ refused.why }}</span></p>
      <template v-if="step === 'choose'">
        <h2 ref="title" tabindex="-1">{{ t("{name} decides", { name }) }}</h2><p class="small">{{ rule }}</p>
        <div class="ledger" v-if="gets.length || gives.length"><div><h3>{{ t("Joining, you get") }}</h3><ul><li v-for="w in gets" :key="w">{{ w }}</li><li v-if="!gets.length" class="none">{{ t("nothing that you wanted") }}</li></ul></div>
          <div class="less"><h3>{{ t("You give up") }}</h3><ul><li v-for="w in gives" :key="w">{{ w }}</li><li v-if="!gives.length" class="none">{{ t("nothing that you wanted") }}</li></ul></div></div>
        <p class="advice"><Sign name="capital" /><span>{{ capital.sentence }}</span></p>
        <div class="choices"><button v-for="[value, word, what] in choices" :key="value" type="button" :disabled="paused" :class="['big-choice', value]" @click="choose(value)"><Mark :stance="value" /><b>{{ word }}</b><span>{{ what }}</span></button></div>
        <p class="small">{{ t("No decision from you? Then the computer does what your capital wants.") }}</p>
      </template>
      <form v-else-if="step !== 'sent'" class="confirm" @submit.prevent="send">
        <h2 ref="title" tabindex="-1">{{ stance === "objects" ? t("You are about to stop the report.") : said(name, stance) }}</h2>
        <p v-if="stance === 'objects'" class="warn"><Sign name="stop" /><span><b>{{ t("One objection is enough.") }}</b> {{ t("Then there is no report, whatever the others say.") }} {{ t("Everybody sees that it was {name}.", { name }) }}</span></p>
        <p :class="['big-choice', 'taken', stance]"><Mark :stance="stance" /><b>{{ chosen[1] }}</b><span>{{ chosen[2] }}</span></p>
        <fieldset v-if="stance === 'dissociates'" :disabled="paused"><legend>{{ t("From which paragraphs?") }}</legend>
          <div class="chips"><label v-for="p in offered" :key="p.issue" class="chip"><input type="checkbox" :value="p.issue" v-model="apart" /><span>{{ p.number }} {{ ladders[p.issue].title }}</span></label>
            <button v-if="!all && offered.length < paragraphs.length" type="button" @click="all = true">{{ t("Another paragraph") }}</button></div>
          <p class="small" role="status">{{ apart.length ? counted(apart.length, "{n} paragraph does not bind you.", "{n} paragraphs do not bind you.") : t("You chose none: the whole report does not bind you.") }}</p></fieldset>
        <div class="field"><label for="reason">{{ stance === "joins" ? t("Why? You may leave this empty.") : stance === "dissociates" ? t("Your reason in one sentence, for the record") : t("Your reason: the room will read it") }}</label><textarea id="reason" v-model="reason" maxlength="280" dir="auto" :required="stance !== 'joins'"></textarea></div>
        <div class="choices"><button :class="['main', { stops: stance === 'objects' }]" type="submit" data-once :disabled="paused">{{ stance === "objects" ? t("Yes, {name} objects", { name }) : stance === "joins" ? t("Send: {name} joins", { name }) : t("Send: {name} dissociates", { name }) }}</button>
          <button type="button" @click="back">{{ t("Back to the three choices") }}</button></div>
        <p v-if="stance === 'objects'" class="small">{{ t("You can dissociate instead: the report passes, and your reason stands in the record.") }}</p>
      </form>
      <div v-else class="given">
        <Mark :stance="given.stance" /><h2 ref="title" tabindex="-1">{{ said(name, given.stance) }}</h2>
        <p v-if="given.paragraphs?.length" class="small">{{ t("Not bound to: {paragraphs}", { paragraphs: given.paragraphs.map((issue) => ladders[issue].titled).join(t(", ")) }) }}</p>
        <div role="status"><p v-if="!under" class="small"><Sign name="check" /> {{ t("The chair has it. You can change it until the silence ends.") }}</p>
          <p v-else-if="queue.away" class="warn ochre"><Sign name="wait" /><span><b>{{ t("Not sent yet: no connection.") }}</b> {{ t("We send it again by ourselves.") }} {{ t("If it comes too late, the computer decides as your capital would: {stance}.", { stance: would }) }} {{ t("Or raise your hand: tell your teacher.") }}</span></p>
          <p v-else class="small">{{ t("Sending…") }}</p></div>
        <p class="larger"><b>{{ counted(people.length, "{n} person has to decide, {decided} has.", "{decided} of {n} people have decided.", { decided }) }}</b></p>
        <button type="button" data-once :disabled="paused" @click="change">{{ t("Change my decision") }}</button>
      </div>
    </section>`,
};

// While the teacher opens the seats, everybody looks at the big screen.
export const LookUp = {
  props: { opening: Object, names: Object },
  template: `
    <section class="curtain hall" role="status" :aria-label="t('Look up')"><p class="eyebrow">{{ t("The silence has ended") }}</p><h2>{{ t("Look up.") }}</h2>
      <p>{{ t("The seats open one by one on the big screen. Your result comes here afterwards.") }}</p>
      <p v-if="opening" class="small">{{ t("{n} of {all} seats are open.", { n: opening.opened.length, all: opening.total }) }}</p></section>`,
};
