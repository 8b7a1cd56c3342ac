// The end on a big screen: what became of the text, in the colour of the outcome.
import { Mark } from "./drawn.js";

export const End = {
  components: { Mark },
  props: { room: Object, debrief: String },
  computed: {
    objecting() {
      return this.room.seats.filter((s) => s.stance === "objects").map((s) => s.name);
    },
    words() {
      const { adopted, seats } = this.room;
      if (adopted === null) return ["open", "Ended without a decision.", ""];
      if (adopted) return ["yes", "Adopted.", `${seats.filter((s) => s.stance === "joins").length} of ${seats.length} delegations join one text.`];
      const some = this.objecting.slice(0, 4).join(", ") + (this.objecting.length > 4 ? ` and ${this.objecting.length - 4} more` : "");
      return ["no", "No consensus.", `There is no report. ${some} objected.${this.objecting.length === 1 ? " One was enough." : ""}`];
    },
  },
  template: `
    <div :class="['end', words[0]]" data-testid="verdict" role="status"><Mark v-if="words[0] !== 'open'" :stance="words[0] === 'yes' ? 'joins' : 'objects'" />
      <div><h2>{{ words[1] }}</h2><p>{{ words[2] }}</p><slot /></div></div>`,
};
