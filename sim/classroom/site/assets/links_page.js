import { Code } from "./hall_parts.js";
import { whenOf } from "./moments.js";

// Personal links on slips, to print and cut.
export default {
  components: { Code },
  props: { first: Object },
  methods: {
    whenOf,
    print: () => window.print(),
  },
  template: `
    <div class="site links">
      <div class="screen-only"><p><a href="/teacher">{{ first.own ? t("All students") : t("All rooms") }}</a></p><h1>{{ t("Links, to print and cut") }}</h1>
        <p v-if="first.come">{{ counted(first.come, "{n} student has come in already: that link is used up.", "{n} students have come in already: their links are used up.") }}</p>
        <p v-if="!first.slips.length">{{ t("No link waits for anybody. Load a list of students on the page of all rooms.") }}</p>
        <p v-else><button type="button" class="main" @click="print">{{ t("Print") }}</button> <a href="/teacher/links.csv" download>{{ t("As a table") }}</a></p></div>
      <ol class="slips"><li v-for="s in first.slips" :key="s.link"><Code :qr="s.qr" :address="s.link" />
        <div><h2 dir="auto">{{ s.name }}</h2><template v-if="first.own"><p v-if="s.seat">{{ s.seat }}</p><p class="small">{{ t("This link is for you alone. It works on every device.") }} {{ first.due ? t("Until {when}.", { when: whenOf(first.due) }) : "" }}</p></template>
          <template v-else><p>{{ s.seat ? t("Room {room}, {seat}", s) : t("Room {room}", s) }}</p><p class="small">{{ t("This link is for you alone. It works once, on one phone.") }}</p></template><p class="address small">{{ s.link }}</p></div></li></ol>
    </div>`,
};
