// A sheet over the page, and a curtain: dialogs of the browser, so that focus goes in and comes back, and Escape closes.
import { t } from "./words.js";

const opens = {
  emits: ["close"],
  mounted() {
    this.$el.showModal();
    // Where nothing else asks for it, the sheet itself has the focus, so that its title is read first.
    if (!this.$el.querySelector("[autofocus]")) this.$el.focus();
  },
  beforeUnmount() {
    if (this.$el.open) this.$el.close();
  },
};

let sheets = 0;

// The back button of a phone closes a sheet, and does not leave the page: a step of the page's own waits for it.
const closesByBack = {
  mounted() {
    if (!history.state?.sheet) history.pushState({ sheet: true }, "");
    this.stepped = () => this.$el.close();
    addEventListener("popstate", this.stepped);
  },
  beforeUnmount() {
    removeEventListener("popstate", this.stepped);
  },
};

export const Sheet = {
  mixins: [opens, closesByBack],
  props: { title: String, lead: [String, Number] },
  data: () => ({ id: `sheet-${(sheets += 1)}` }),
  template: `
    <dialog class="over" :aria-labelledby="id" tabindex="-1" @close="$emit('close')" @click.self="$el.close()">
      <div class="sheet-head"><span v-if="lead" class="n" aria-hidden="true">{{ lead }}</span><h2 :id="id"><span v-if="lead" class="unseen">{{ lead }} </span>{{ title }}</h2>
        <button type="button" class="icon" :aria-label="t('Close')" @click="$el.close()"><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6L6 18" /></svg></button></div>
      <div class="sheet-body"><slot /></div>
      <div v-if="$slots.foot" class="sheet-foot"><slot name="foot" /></div>
    </dialog>`,
};

// Milliseconds until a curtain opens by itself.
const LONGEST = 6000;

export const Curtain = {
  mixins: [opens],
  props: { before: String, title: String, brackets: Number, of: Number, changes: Array, packages: Array, first: Boolean, last: Boolean, minutes: Number, back: Boolean },
  mounted() {
    this.waiting = setTimeout(() => this.$el.close(), LONGEST);
  },
  beforeUnmount() {
    clearTimeout(this.waiting);
  },
  template: `
    <dialog class="curtain hall" aria-labelledby="curtain" @close="$emit('close')">
      <div role="status"><p v-if="before" class="eyebrow">{{ before }}</p><h2 id="curtain">{{ title }}</h2>
        <p v-if="back" class="larger">{{ t("Your answers are as you left them.") }}</p>
        <template v-else-if="brackets"><p class="figure">{{ brackets }}</p><p>{{ counted(brackets, "of {all} paragraphs is in brackets", "of {all} paragraphs are in brackets", { all: of }) }}</p></template>
        <p v-else class="larger">{{ t("No paragraph is in brackets.") }}</p>
        <template v-if="!back"><p v-if="changes.length">{{ counted(changes.length, "The chair changed {n} paragraph that matters to you:", "The chair changed {n} paragraphs that matter to you:") }}</p>
          <ul v-if="changes.length"><li v-for="c in changes" :key="c.number"><b>{{ c.number }} {{ c.title }}</b><br>{{ c.more ? t("now {words}: more", { words: c.words }) : t("now {words}: less", { words: c.words }) }}</li></ul>
          <p v-else-if="!first">{{ t("The chair changed nothing that matters to you.") }}</p>
          <p v-for="n in packages" :key="n"><b>{{ t("Package {number} was carried out.", { number: n }) }}</b></p>
          <p v-if="last"><b>{{ t("This is the last reading. After it, the text goes to the room.") }}</b></p></template>
        <p v-if="minutes" class="larger">{{ counted(minutes, "You have {n} minute.", "You have {n} minutes.") }}</p></div>
      <button type="button" class="main" autofocus @click="$el.close()">{{ t("Show me") }}</button>
    </dialog>`,
};
