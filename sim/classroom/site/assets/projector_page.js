import { Movement, Paragraph, Post, Room, Statements, follows } from "./parts.js";
import { Packages, Practice } from "./talk_parts.js";

export default {
  mixins: [follows],
  components: { Movement, Packages, Paragraph, Post, Practice, Room, Statements },
  props: { first: Object },
  computed: {
    people() {
      return this.room.seats.filter((s) => s.player);
    },
    apart() {
      return this.room.seats.filter((s) => s.stance === "objects" || s.stance === "dissociates").sort((a, b) => b.stance.localeCompare(a.stance));
    },
  },
  template: `
    <div class="site projector">
      <p class="masthead"><span>{{ room.title }}</span><span class="address">{{ first.address }}</span></p>
      <Post />
      <div class="head"><h1 data-testid="stage">{{ stage }}<template v-if="room.paused">, paused</template></h1><span v-if="clock" class="clock" role="timer" :aria-label="'Time left ' + clock">{{ clock }}</span></div>
      <p class="now" role="status">{{ room.now }}</p>
      <p class="verdict" v-if="room.phase === 'over'" data-testid="verdict"><strong>{{ room.adopted === null ? "Ended without a decision." : room.adopted ? "Adopted." : "No consensus." }}</strong> <a v-if="room.revealed.length" href="/debrief">Debrief</a></p>
      <div class="columns halves">
        <div>
          <div v-if="room.phase === 'gathering'" class="join large"><svg :viewBox="'0 0 ' + first.qr[1] + ' ' + first.qr[1]" role="img" :aria-label="'QR code of ' + first.address"><rect width="100%" height="100%" fill="#fff" /><path :d="first.qr[0]" fill="#000" shape-rendering="crispEdges" /></svg><p class="address">{{ first.address }}</p></div>
          <Practice v-if="room.practice" :practice="room.practice" :names="names" />
          <Room :seats="seated" :size="first.size" :phase="room.phase" chair="Chair" />
          <p class="faint">Chair: {{ room.chair }}. {{ people.length }} of {{ room.seats.length }} delegations played by people<template v-if="room.waiting">; {{ room.waiting }} not done yet</template>.</p>
          <p v-if="room.hands.length"><strong>Asking for the floor:</strong> {{ listed(room.hands) }}</p>
          <ul v-if="apart.length" class="statements"><li v-for="s in apart" :key="s.seat"><span :class="['tag', s.stance === 'objects' ? 'objects' : 'apart']">{{ s.stance }}</span> <strong>{{ s.name }}</strong><template v-if="s.reason">: <span class="wording">{{ s.reason }}</span></template></li></ul>
          <Statements :statements="room.statements.slice(-3)" :names="names" />
        </div>
        <div>
          <template v-if="room.packages.length"><h2>Packages</h2><Packages :packages="room.packages" :ladders="ladders" :names="names" /></template>
          <h2 class="unseen">The draft</h2>
          <ol class="drafts"><li v-for="p in room.paragraphs" :key="p.issue" :class="{ changed: p.before }">
            <Paragraph :paragraph="p" :title="ladders[p.issue].titled" :marks="marks(p)" />
            <p class="small" v-if="p.brackets.length"><strong>Bracketed by</strong> {{ listed(p.brackets) }}</p></li></ol>
          <h2 v-if="room.path.length > 1">Movement</h2><Movement v-if="room.path.length > 1" :ladders="room.ladders" :path="room.path" />
          <details v-if="room.revealed.length"><summary>Everybody's instructions</summary><details v-for="i in room.revealed" :key="i.seat"><summary>{{ i.name }}</summary><p>{{ i.report }} {{ i.gives }}</p><ul><li v-for="p in i.paragraphs" :key="p.issue"><strong>{{ ladders[p.issue].titled }}:</strong> {{ p.sentence }}</li></ul></details></details>
        </div>
      </div>
    </div>`,
};
