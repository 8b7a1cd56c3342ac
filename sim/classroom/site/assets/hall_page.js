import { Code, hears, step } from "./hall_parts.js";
import { Post } from "./parts.js";
import { rosters } from "./rosters.js";

// Names of those who are not done, on a card.
const MOST = 4;

// The teacher's page for all rooms: every room as a card, and what is done in all of them together.
export default {
  mixins: [hears, rosters],
  components: { Code, Post },
  props: { first: Object },
  data: () => ({ minutes: 5, asked: "" }),
  computed: {
    // Rooms that can take the same step, which is taken together.
    steps() {
      const groups = {};
      for (const card of this.me.cards) {
        const next = step(card);
        if (next) (groups[`${card.phase} ${card.number}`] ??= { next, cards: [] }).cards.push(card);
      }
      return Object.values(groups);
    },
    running() {
      return this.me.cards.filter((c) => c.phase !== "over");
    },
    going() {
      return this.running.filter((c) => c.phase !== "gathering");
    },
    paused() {
      return this.going.length > 0 && this.going.every((c) => c.paused);
    },
    timed() {
      return this.running.filter((c) => c.timer);
    },
    over() {
      return this.me.cards.filter((c) => c.phase === "over").length;
    },
  },
  methods: {
    who() {
      return "hall";
    },
    step,
    // An action in some rooms, each in the moment that the teacher sees.
    act(what, cards, about = {}, timeless = false) {
      const rooms = Object.fromEntries(cards.map((c) => [c.room, timeless ? null : [c.phase, c.number]]));
      const words = this.t("{what}, in rooms {rooms}", { what: what.replaceAll("-", " "), rooms: Object.keys(rooms).join(", ") });
      this.say("rooms", { do: what, ...about, rooms }, words);
    },
    time(seconds) {
      this.act("set-timer", seconds ? this.running : this.timed, { seconds }, true);
    },
    pause() {
      const cards = this.going.filter((c) => c.paused === this.paused);
      this.act(this.paused ? "resume" : "pause", cards, {}, true);
    },
    send(player, value) {
      if (value) this.say("assign", { player: player.player, room: value === "out" ? null : Number(value) }, this.t("Send {name} to a room", { name: player.name }));
    },
    move(card, player, value) {
      if (value) this.say("move", { room: card.room, player: player.player, to: value === "out" ? null : Number(value) }, this.t("Send {name} to another room", { name: player.name }));
    },
    slow(card) {
      const names = card.waiting.slice(0, MOST).join(this.t(", "));
      const n = card.waiting.length - MOST;
      if (card.phase === "gathering" || card.phase === "over" || !names) return "";
      return n > 0 ? this.counted(n, "Waiting for {names} and {n} other", "Waiting for {names} and {n} others", { names }) : this.t("Waiting for {names}", { names });
    },
  },
  template: `
    <div class="site teacher board">
      <div class="strip hall"><div><h1 data-testid="stage">{{ t("All rooms") }}</h1><p role="status">{{ counted(me.waiting.length, "{n} student waits in the lobby.", "{n} students wait in the lobby.") }} {{ t("{over} of {all} rooms are over.", { over, all: me.cards.length }) }}</p></div>
        <div><div class="row"><button v-for="s in steps" :key="s.next[0] + s.cards[0].number + s.cards[0].phase" type="button" class="main" data-once @click="act(s.next[0], s.cards)">{{ s.next[2](s.cards.length) }}</button></div>
          <form class="row" @submit.prevent="time(Math.round(60 * minutes))"><label for="minutes">{{ t("Minutes") }}</label><input id="minutes" class="short" type="number" min="1" max="120" v-model.number="minutes" /><button type="submit" :disabled="!running.length">{{ t("Start all timers") }}</button><button v-if="timed.length" type="button" @click="time(0)">{{ t("Stop all timers") }}</button>
            <button v-if="going.length" type="button" data-once @click="pause">{{ paused ? t("Go on in all rooms") : t("Pause all rooms") }}</button><LanguageChoice /></form></div></div>
      <Post leads />
      <div class="columns wide-first">
        <ul class="cards"><li v-for="(c, k) in me.cards" :key="c.room" :class="['card', ended(c)?.ground]">
          <h2><a :href="'/teacher/rooms/' + c.room">{{ t("Room {room}", { room: c.room }) }}</a> <span v-if="clock(c)" class="clock" role="timer" :aria-label="t('Time left {clock}', { clock: clock(c) })">{{ clock(c) }}</span></h2>
          <p class="small">{{ c.title }}</p>
          <p v-if="ended(c)" class="outcome"><span aria-hidden="true">{{ ended(c).mark }}</span> {{ ended(c).words }}</p>
          <p v-else class="stage"><strong>{{ stage(c) }}</strong> <span v-if="c.paused" class="tag">{{ t("paused") }}</span></p>
          <p v-if="ended(c) && c.adopted !== null" class="small">{{ votes(c) }} <template v-if="c.objecting.length">{{ t("Objecting: {names}.", { names: c.objecting.join(t(", ")) }) }}</template></p>
          <p v-else-if="!ended(c)" class="small"><b class="count">[{{ c.brackets }}]</b> {{ counted(c.brackets, "{n} of {all} paragraphs is in brackets", "{n} of {all} paragraphs are in brackets", { all: c.paragraphs }) }}</p>
          <p class="small">{{ counted(c.people, "{n} person, {taken} of {seats} seats taken", "{n} people, {taken} of {seats} seats taken", c) }}</p>
          <p class="small" v-if="slow(c)"><strong dir="auto">{{ slow(c) }}</strong></p>
          <div class="row"><button v-if="step(c)" type="button" data-once :aria-label="t('{step}, room {room}', { step: step(c)[1], room: c.room })" @click="act(step(c)[0], [c])">{{ step(c)[1] }}</button><a :href="first.projectors[k]" target="_blank">{{ t("Projector") }}</a></div>
          <details v-if="me.people[k].length"><summary>{{ counted(me.people[k].length, "{n} person", "{n} people") }}</summary><ul class="people"><li v-for="p in me.people[k]" :key="p.player"><span><strong dir="auto">{{ p.name }}</strong> <span class="light">{{ p.seat || t("observer") }}</span> <span v-if="p.away" class="tag">{{ t("away") }}</span></span>
            <select class="narrow" :aria-label="t('Another room for {name}', { name: p.name })" @change="move(c, p, $event.target.value); $event.target.value = ''"><option value="">{{ t("Move") }}</option><option v-for="o in me.cards.filter((o) => o.room !== c.room)" :key="o.room" :value="o.room">{{ t("Room {room}", { room: o.room }) }}</option><option value="out">{{ t("Out of the class") }}</option></select></li></ul></details>
        </li></ul>
        <div>
          <section class="sheet" aria-labelledby="in"><h2 id="in">{{ t("Come in") }}</h2><div class="join"><Code :qr="first.qr" :address="first.address" /><p><strong class="address">{{ first.address }}</strong><br><a href="/projector" target="_blank">{{ t("Common projector") }}</a><br><a href="/explore" target="_blank">{{ t("Explorer") }}</a><template v-if="first.quiz"><br><a href="/teacher/quiz">{{ t("Quiz before and after") }}</a></template><template v-if="over"><br><a href="/teacher/comparison">{{ t("Compare the rooms") }}</a></template></p></div></section>
          <section class="sheet" aria-labelledby="lobby"><h2 id="lobby">{{ t("Lobby") }} <span class="faint small">{{ me.waiting.length }}</span></h2>
            <p v-if="!me.waiting.length" class="faint">{{ t("Nobody waits.") }}</p>
            <template v-else><button type="button" class="main" @click="say('lot', {}, t('Draw rooms by lot'))">{{ t("Draw rooms and seats by lot") }}</button>
            <ul class="people"><li v-for="p in me.waiting" :key="p.player"><span><strong dir="auto">{{ p.name }}</strong> <span v-if="p.away" class="tag">{{ t("away") }}</span></span>
              <select class="narrow" :aria-label="t('Room for {name}', { name: p.name })" @change="send(p, $event.target.value); $event.target.value = ''"><option value="">{{ t("Room") }}</option><option v-for="c in running" :key="c.room" :value="c.room">{{ t("Room {room}", { room: c.room }) }}</option><option value="out">{{ t("Out of the class") }}</option></select></li></ul></template></section>
          <section class="sheet" aria-labelledby="list"><h2 id="list">{{ t("List of students") }}</h2>
            <p class="small">{{ t("A table with the columns name, room, seat, email, id. Only the name must be there; the lot fills in the rest.") }}</p>
            <label for="file">{{ t("Load a list") }}</label> <input id="file" type="file" accept=".csv,.tsv,.txt,.xlsx" :disabled="loading" @change="load" />
            <p v-if="loaded !== null" role="status">{{ counted(loaded, "{n} student is new.", "{n} students are new.") }}</p>
            <div v-if="faults.length" class="refused" role="alert"><strong>{{ t("Nothing was loaded.") }}</strong><ul><li v-for="f in faults" :key="f">{{ f }}</li></ul></div>
            <p><a href="/teacher/links">{{ t("Links, to print and cut") }}</a><br><a href="/teacher/links.csv" download>{{ t("Links as a table") }}</a></p></section>
          <section class="sheet" aria-labelledby="set"><h2 id="set">{{ t("Settings") }}</h2>
            <p><label><input type="checkbox" :checked="me.choosing" @change="say('settle', { choosing: $event.target.checked }, t('Students choose their room'))" /> {{ t("Students in the lobby choose their room") }}</label></p>
            <p><label><input type="checkbox" :checked="me.sharing" @change="say('settle', { sharing: $event.target.checked }, t('Two students share a seat'))" /> {{ t("Two students may share a seat") }}</label></p></section>
        </div>
      </div>
    </div>`,
};
