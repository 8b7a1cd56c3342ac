import { Code, hears } from "./hall_parts.js";

// The screen for all rooms: the code until the rooms begin, then every room, and at the end how each ended.
export default {
  mixins: [hears],
  components: { Code },
  props: { first: Object },
  computed: {
    joining() {
      return this.me.cards.every((c) => c.phase === "gathering");
    },
    people() {
      return this.me.cards.reduce((sum, c) => sum + c.people, this.me.waiting);
    },
    done() {
      return this.me.cards.every((c) => c.phase === "over");
    },
    // As many columns as keep cards wide; beside the code, half of them.
    columns() {
      const n = this.me.cards.length;
      if (this.joining) return n < 5 ? 1 : 2;
      return n < 4 ? n : n === 4 ? 2 : n < 10 ? 3 : 4;
    },
  },
  template: `
    <div :class="['site', 'projector', 'wall', { joining }]">
      <div class="bar-top hall"><h1 data-testid="stage">{{ done ? t("How the rooms ended") : t("All rooms") }}</h1><LanguageChoice v-if="joining" /><span class="address">{{ first.address }}</span></div>
      <div v-if="joining" class="join large"><Code :qr="first.qr" :address="first.address" /><p class="address">{{ first.address }}</p><p class="joined" role="status">{{ counted(people, "{n} person has joined", "{n} people have joined") }}</p></div>
      <ul class="cards" :style="{ '--columns': columns }"><li v-for="c in me.cards" :key="c.room" :class="['card', ended(c)?.ground]">
        <h2>{{ t("Room {room}", { room: c.room }) }} <span v-if="clock(c)" class="clock" role="timer" :aria-label="t('Time left {clock}', { clock: clock(c) })">{{ clock(c) }}</span></h2>
        <p>{{ c.title }}</p>
        <template v-if="ended(c)"><p class="outcome"><span aria-hidden="true">{{ ended(c).mark }}</span> {{ ended(c).words }}</p>
          <p v-if="c.adopted !== null">{{ votes(c) }}</p><p v-if="c.objecting.length">{{ t("Objecting: {names}.", { names: c.objecting.join(t(", ")) }) }}</p></template>
        <template v-else><p v-if="!joining" class="at"><strong>{{ stage(c) }}</strong> <span v-if="c.paused" class="tag">{{ t("paused") }}</span></p>
          <p v-if="c.phase === 'gathering'">{{ counted(c.people, "{n} person is here", "{n} people are here") }}</p>
          <p v-else class="bracketed"><b class="brackets" aria-hidden="true">[{{ c.brackets }}]</b> {{ counted(c.brackets, "{n} of {all} paragraphs is in brackets", "{n} of {all} paragraphs are in brackets", { all: c.paragraphs }) }}</p></template>
      </li></ul>
    </div>`,
};
