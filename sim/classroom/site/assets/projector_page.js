import { Movement, Paragraph, Post, Room, Statements, follows } from "./parts.js";
import { End } from "./phone_parts.js";
import { opening } from "./reveal.js";
import { Packages, Practice } from "./talk_parts.js";

// Milliseconds for which a statement has the whole screen, and after which another paragraph is under discussion.
const FLOOR = 15000;
const TURN = 20000;
// Lines beside the paragraph under discussion.
const MOST = 6;

export default {
  mixins: [follows, opening],
  components: { End, Movement, Packages, Paragraph, Post, Practice, Room, Statements },
  props: { first: Object },
  data: () => ({ floor: null, turn: 0 }),
  mounted() {
    this.turning = setInterval(() => (this.turn += 1), TURN);
  },
  unmounted() {
    clearInterval(this.turning);
    clearTimeout(this.closing);
  },
  watch: {
    // Who speaks gives way to what comes next.
    stage() {
      this.floor = null;
    },
    "room.statements"(now, before) {
      if (now.length <= before.length) return;
      this.floor = now.at(-1);
      clearTimeout(this.closing);
      this.closing = setTimeout(() => (this.floor = null), FLOOR);
    },
  },
  computed: {
    people() {
      return this.room.seats.filter((s) => s.player);
    },
    seats() {
      return this.unfolded(this.seated);
    },
    apart() {
      return this.room.seats.filter((s) => s.stance === "objects" || s.stance === "dissociates").sort((a, b) => b.stance.localeCompare(a.stance));
    },
    contested() {
      return this.room.paragraphs.filter((p) => p.brackets.length).sort((a, b) => b.brackets.length - a.brackets.length);
    },
    agreed() {
      return this.room.paragraphs.filter((p) => !p.brackets.length);
    },
    spot() {
      return this.contested[this.turn % this.contested.length];
    },
    lines() {
      return this.contested.filter((p) => p !== this.spot).slice(0, MOST);
    },
  },
  methods: {
    // How many want which words, in the order of the ladder.
    wanted(p) {
      const said = Object.values(p.proposals);
      return this.ladders[p.issue].ladder.map((f) => [f.rung, said.filter((rung) => rung === f.rung).length]).filter(([, n]) => n).map(([rung, n]) => `${this.lettered(p.issue, rung)} by ${n}`).join(", ");
    },
  },
  template: `
    <div :class="['site', 'projector', { deciding: opened !== null || room.phase === 'silence' || room.phase === 'opening', opening: opened !== null }]">
      <div class="bar-top hall"><p class="title">{{ room.title }}</p><h1 data-testid="stage">{{ stage }}<template v-if="room.paused">, paused</template></h1><span class="address">{{ first.address }}</span></div>
      <Post />
      <div v-if="floor" class="floor" role="status"><span class="plate">{{ names[floor.seat] }}</span><blockquote>{{ floor.text || "has the floor" }}</blockquote><p v-if="clock">{{ clock }}</p></div>
      <End v-if="room.phase === 'over' && opened === null" :room="room"><a v-if="room.revealed.length" :href="first.debrief">Debrief</a></End>
      <p v-if="last" class="turn" role="status">{{ last.name }} {{ last.stance }}</p>
      <p v-else-if="opened !== null" class="turn">The silence has ended.</p>
      <div class="stage">
      <p class="now" v-if="room.phase !== 'over'" role="status">{{ room.now }}</p>
      <div v-if="room.phase === 'gathering'" class="columns halves">
        <div><div class="join large"><svg :viewBox="'0 0 ' + first.qr[1] + ' ' + first.qr[1]" role="img" :aria-label="'QR code of ' + first.address"><rect width="100%" height="100%" fill="#fff" /><path :d="first.qr[0]" fill="#000" shape-rendering="crispEdges" /></svg><p class="address">{{ first.address }}</p></div>
          <p class="joined" role="status">{{ people.length }} of {{ room.seats.length }} have joined</p></div>
        <div><Practice v-if="room.practice" :practice="room.practice" :names="names" />
          <Room :seats="seats" :size="first.size" :phase="room.phase" chair="Chair" /><p class="faint">Chair: {{ room.chair }}.</p>
          <p v-if="room.hands.length"><strong>Asking for the floor:</strong> {{ listed(room.hands) }}</p><Statements :statements="room.statements.slice(-3)" :names="names" /></div>
      </div>
      <div v-else class="columns halves">
        <div>
          <p v-if="clock" class="clock" role="timer" :aria-label="'Time left ' + clock">{{ clock }}</p>
          <Room :seats="seats" :size="first.size" :phase="opened === null ? room.phase : 'silence'" chair="Chair" />
          <p class="faint" v-if="room.phase !== 'over'">Chair: {{ room.chair }}. {{ people.length }} of {{ room.seats.length }} delegations played by people<template v-if="room.waiting">; {{ room.waiting }} not done yet</template>.</p>
          <p v-if="room.hands.length"><strong>Asking for the floor:</strong> {{ listed(room.hands) }}</p>
          <ul v-if="apart.length && opened === null" class="statements"><li v-for="s in apart" :key="s.seat"><span :class="['tag', s.stance === 'objects' ? 'objects' : 'apart']">{{ s.stance }}</span> <strong>{{ s.name }}</strong><template v-if="s.reason">: <span class="wording">{{ s.reason }}</span></template></li></ul>
          <Statements :statements="room.statements.slice(-2)" :names="names" />
        </div>
        <div v-if="opened === null">
          <template v-if="room.phase !== 'over'"><h2>{{ contested.length ? contested.length + " of " + room.paragraphs.length + " in brackets" : "No brackets" }}</h2>
          <div v-if="spot" class="spot"><Paragraph :paragraph="spot" :title="ladders[spot.issue].titled" :marks="marks(spot)" /><p class="small"><strong>Bracketed by</strong> {{ listed(spot.brackets) }}</p><p class="small" v-if="Object.keys(spot.proposals).length"><strong>Wanted:</strong> {{ wanted(spot) }}</p></div>
          <p v-else>The chair may put the text to the room.</p>
          <ul class="lines"><li v-for="p in lines" :key="p.issue"><span class="n">{{ p.number }}</span><strong>{{ ladders[p.issue].title }}</strong><span class="letter">{{ marks(p) }}</span><span class="count">[{{ p.brackets.length }}]<span class="unseen">Bracketed by {{ listed(p.brackets) }}</span></span></li></ul>
          <p v-if="contested.length > lines.length + 1" class="faint">and {{ contested.length - lines.length - 1 }} more</p>
          <p v-if="agreed.length" class="agreed">Not in brackets: <b v-for="p in agreed" :key="p.issue">{{ p.number }}</b></p></template>
          <template v-if="room.packages.length"><h2>Packages</h2><Packages :packages="room.packages.slice(-3)" :ladders="ladders" :names="names" /></template>
          <details v-if="room.path.length > 1 && contested.length < 4" :open="room.phase === 'over'"><summary>Movement</summary><Movement :ladders="room.ladders" :path="room.path" /></details>
          <details v-if="room.revealed.length"><summary>Everybody's instructions</summary><details v-for="i in room.revealed" :key="i.seat"><summary>{{ i.name }}</summary><p>{{ i.report }} {{ i.gives }}</p><ul><li v-for="p in i.paragraphs" :key="p.issue"><strong>{{ ladders[p.issue].titled }}:</strong> {{ p.sentence }}</li></ul></details></details>
        </div>
      </div></div>
    </div>`,
};
