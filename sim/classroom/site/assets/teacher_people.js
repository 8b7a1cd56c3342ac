// The people on the teacher's page: who needs help first, then who is not done, then the others.
import { counted, t } from "./words.js";

// Up to so many people stand in one column, each with a tag.
const FEW = 12;

const Person = {
  props: { person: Object, room: Object, names: Object, chair: [Number, String], tag: String, kind: String, free: Array, sure: Boolean },
  emits: ["place", "link", "remove"],
  computed: {
    where() {
      const seat = this.person.seat ? this.names[this.person.seat] : "";
      if (this.chair === this.person.player) return seat ? t("{seat}, chair", { seat }) : t("chair");
      return seat || t("watching");
    },
  },
  template: `
    <li :class="{ needy: kind === 'away' }"><details><summary><span class="who"><strong><bdi>{{ person.name }}</bdi></strong> <span class="light faint">{{ where }}</span></span> <span v-if="tag" :class="['tag', { away: 'apart', done: 'yes' }[kind]]">{{ tag }}</span></summary>
      <div class="row"><label :for="'place' + person.player">{{ t("Seat") }}</label><select class="narrow" :id="'place' + person.player" :value="person.seat ?? ''" @change="$emit('place', $event.target.value || null)"><option value="">{{ t("none: they watch") }}</option><option v-if="person.seat" :value="person.seat">{{ names[person.seat] }}</option><option v-for="[code, name] in free" :key="code" :value="code">{{ name }}</option></select></div>
      <div class="row"><button type="button" @click="$emit('link')">{{ t("New link, for a lost phone") }}</button><button type="button" data-once @click="$emit('remove')">{{ sure ? t("Really remove?") : t("Remove") }}</button></div></details></li>`,
};

export const Crowd = {
  components: { Person },
  props: { me: Object, room: Object, names: Object, sure: Function },
  emits: ["place", "link", "remove", "floor"],
  computed: {
    few() {
      return this.me.players.length <= FEW;
    },
    free() {
      return this.room.free.map((code) => [code, this.names[code]]).sort((a, b) => a[1].localeCompare(b[1]));
    },
    // What is waited for, in the words of each phase.
    groups() {
      const { phase } = this.room;
      const working = phase === "reading" || phase === "silence";
      const left = (p) => (phase === "opening" && !this.me.decided.includes(p.seat) ? "computed" : phase === "opening" || working ? "done" : "seated");
      // For those who watch nobody plays on.
      const plays = (p) => p.seat || p.player === this.me.chair;
      const kind = (p) => (p.away && plays(p) && phase !== "over" ? "away" : p.waiting ? "waiting" : p.seat ? left(p) : "watching");
      const decisive = phase === "silence" || phase === "opening";
      const titles = {
        away: t("Away: the computer plays on"),
        waiting: decisive ? t("Not decided yet") : t("Not yet"),
        done: decisive ? t("Decided") : t("Done"),
        computed: t("The computer decided for them"),
        seated: t("In their seats"),
        watching: t("Watching"),
      };
      return Object.entries(titles)
        .map(([key, title]) => ({ key, title, some: this.me.players.filter((p) => kind(p) === key) }))
        .filter((g) => g.some.length);
    },
    summed() {
      const count = Object.fromEntries(this.groups.map((g) => [g.key, g.some.length]));
      return [
        count.done && counted(count.done, "{n} done", "{n} done"),
        count.waiting && counted(count.waiting, "{n} not yet", "{n} not yet"),
        count.away && counted(count.away, "{n} away", "{n} away"),
      ].filter(Boolean);
    },
  },
  methods: {
    tag(p, kind) {
      if (kind === "away") return t("away");
      if (!this.few || this.room.phase === "opening") return "";
      if (kind === "waiting") return p.open ? counted(p.open, "{n} open", "{n} open") : t("not done");
      return kind === "done" ? t("done") : "";
    },
  },
  template: `
    <div class="zhead"><h2 id="people">{{ counted(me.players.length, "{n} in the class", "{n} in the class") }}</h2><span class="small faint">{{ summed.join(" · ") }}</span></div>
    <ul v-if="room.hands.length && room.phase !== 'over'" class="urgent" :aria-label="t('Asking for the floor')"><li v-for="seat in room.hands" :key="seat"><span><b>{{ names[seat] }}</b> <small>{{ t("asks for the floor") }}</small><br><small v-if="me.hands[seat]" class="wording" dir="auto">{{ me.hands[seat] }}</small></span><button type="button" class="main" data-once @click="$emit('floor', seat)">{{ t("Give it to {seat}", { seat: names[seat] }) }}</button></li></ul>
    <template v-for="g in groups" :key="g.key"><h3 v-if="!few || g.key === 'away' || room.phase === 'opening'" class="gl">{{ g.title }}</h3>
      <ul :class="['people', { pgrid: !few && g.key !== 'away' }]"><Person v-for="p in g.some" :key="p.player" :person="p" :room="room" :names="names" :chair="me.chair" :kind="g.key" :tag="tag(p, g.key)" :free="free" :sure="sure('remove', { player: p.player })"
        @place="$emit('place', p.player, $event)" @link="$emit('link', p.player)" @remove="$emit('remove', p.player)" /></ul></template>`,
};
