// The start page: a teacher chooses a story and starts a class, or goes on with one.
import { reader } from "./language_choice.js";
import { rosters } from "./rosters.js";
import { Code, Help, PhoneCheck, Picture, Sheet } from "./start_parts.js";

// Numbers of readings to choose from, and the minutes of a lesson with so many.
const READINGS = [[3, 60], [4, 90], [5, 0]];

export default {
  mixins: [rosters],
  components: { Code, Help, PhoneCheck, Picture, Sheet },
  props: { first: Object },
  emits: ["start", "alone", "assign", "resume", "stop", "check", "kit", "quit"],
  data() {
    return { view: this.first, shown: "invented", story: this.first.stories[0].name, students: "", readings: 3, chair: "computer", lan: this.first.network.name ? "lan" : "here", language: reader.code, quiz: false, over: "", up: true, ended: false, asked: false, all: false, wanted: "", rooms: 1, second: "", half: 1, list: null };
  },
  computed: {
    readingsToChoose: () => READINGS,
    kinds() {
      const { t } = this;
      return [["invented", t("Made for teaching")], ["happened", t("Really happened")], ["open", t("Not decided yet")], ["", t("All stories")]];
    },
    stories() {
      return this.first.stories.filter((s) => !this.shown || s.kind === this.shown);
    },
    chosen() {
      return this.first.stories.find((s) => s.name === this.story);
    },
    kitAddress() {
      const { kit } = this.view;
      return kit?.story === this.story && kit.language === this.language ? `/start/kit/${kit.story}/${kit.language}/index.html` : "";
    },
    others() {
      return this.first.stories.filter((s) => s.name !== this.story);
    },
    // Rooms of the second story, if there is one.
    secondRooms() {
      return this.others.some((s) => s.name === this.second) ? Math.min(this.half, this.rooms - 1) : 0;
    },
    // Rooms in which everybody entered has a seat, as far as the program allows.
    fitting() {
      return Math.min(this.first.most_rooms, Math.ceil(this.students / this.chosen.seats.length));
    },
    languages() {
      return Object.entries(this.first.languages);
    },
    past() {
      return this.all ? this.view.past : this.view.past.slice(0, 2);
    },
    // What the number of students means for the chosen story.
    fit() {
      const { counted } = this;
      const n = Math.max(0, Math.round(this.students));
      const second = this.others.find((s) => s.name === this.second);
      const seats = this.chosen.seats.length * (this.rooms - this.secondRooms) + (second?.seats.length ?? 0) * this.secondRooms;
      if (!n) return counted(seats, "{n} seat. Computers play the seats that nobody takes.", "{n} seats. Computers play the seats that nobody takes.");
      if (n > seats) return counted(n - seats, "{seats} seats: {n} student has no seat. Let two share one, take more rooms, or choose a larger story.", "{seats} seats: {n} students have no seat. Let two share one, take more rooms, or choose a larger story.", { seats });
      return counted(seats - n, "{seats} seats: a computer plays {n} of them.", "{seats} seats: computers play {n} of them.", { seats });
    },
  },
  watch: {
    story: "look",
    rooms: "look",
    second: "look",
    half: "look",
  },
  methods: {
    show(view) {
      const before = this.view;
      this.view = view;
      if (!view.open) this.asked = false;
      else if (this.list) this.forgetList();
      // The network has come while the page was open.
      if (view.network.name && !before.network.name) this.lan = "lan";
      // A browser may refuse to open a window by itself: the link stays.
      const ready = { kit: this.kitAddress, alone: view.alone?.address }[this.wanted];
      if (ready && !view.busy) {
        this.wanted = "";
        window.open(ready, "_blank");
      }
    },
    connected(up) {
      this.up = up;
    },
    gone() {
      this.ended = true;
    },
    fits(story) {
      const n = Math.ceil(this.students / this.rooms);
      return n > 0 && n <= story.seats.length && story.seats.length <= Math.max(12, 2.5 * n);
    },
    wishes() {
      return { scenario: this.story, readings: this.readings, chair: this.chair, lan: this.lan === "lan", language: this.language, quiz: this.quiz, rooms: this.rooms, second: this.secondRooms ? this.second : "", second_rooms: this.secondRooms };
    },
    start() {
      if (this.list && this.rooms > 1) this.upload(this.list, this.listAddress({ start: "" }));
      else this.$emit("start", this.wishes());
    },
    listAddress(more = {}) {
      return `/start/students?${new URLSearchParams({ wishes: JSON.stringify(this.wishes()), ...more })}`;
    },
    // A list is kept as it was chosen: a browser may refuse a file that has changed since.
    async choose([file]) {
      this.list = file ? await file.arrayBuffer() : null;
      await this.look();
      if (this.loaded) this.students = this.loaded;
    },
    // Whether the list fits the rooms that are chosen.
    async look() {
      this.forget();
      if (this.list && this.rooms > 1) await this.upload(this.list, this.listAddress());
    },
    forgetList() {
      this.list = null;
      this.forget();
    },
    // The titles of what a class plays, in the reader's language if the story ships.
    titled({ titles }) {
      const { listed } = this;
      return listed(Object.entries(titles).map(([name, title]) => this.first.stories.find((s) => s.name === name)?.title ?? title));
    },
    alone() {
      this.wanted = "alone";
      this.$emit("alone", this.wishes());
    },
    kit() {
      this.wanted = "kit";
      this.$emit("kit", this.wishes());
    },
    // A class in which people are stops only at the second click.
    stop() {
      if (this.asked || !this.view.open.people) this.$emit("stop");
      else this.asked = true;
    },
    check(on) {
      this.over = on ? "check" : "";
      this.$emit("check", { on });
    },
    stands(past) {
      const { t } = this;
      if (past.phase === "gathering") return t("before the first reading");
      if (past.phase === "over") return t("finished");
      if (past.phase === "reading" || past.phase === "revision") return t("reading {n} of {all}", { n: past.number, all: past.readings });
      return t("at the decision");
    },
    when(seconds) {
      return new Intl.DateTimeFormat(this.language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(1000 * seconds));
    },
  },
  template: `
    <div class="site start">
      <div v-if="ended" class="hall gone"><h1>{{ t("gge-sim has stopped.") }}</h1><p>{{ t("Classes are saved. You can close this window.") }}</p></div>
      <div v-else-if="view.open" class="hall ready"><div class="card"><Code :code="view.open.qr" :label="t('QR code of {address}', { address: view.open.address })" />
        <div><p class="eyebrow" dir="auto">{{ titled(view.open) }}</p><h1>{{ view.open.assignment ? t("Your assignment is open.") : t("Your class is open.") }}</h1>
          <ol v-if="view.open.assignment"><li>{{ t("Load your list of students on your page, or send everybody the address.") }}</li><li>{{ t("Each plays alone, when they like, until the deadline. You can change it on your page.") }}</li><li v-if="view.open.lan">{{ t("Students reach it in the same network, while this computer is on.") }}</li><li v-else>{{ t("Only this computer can come in: open the address in another window.") }}</li></ol>
          <ol v-else><li>{{ t("Put the projector window on the big screen.") }}</li><li v-if="view.open.lan">{{ t("Students scan the code, in the same Wi-Fi.") }}</li><li v-else>{{ t("Only this computer can come in: open the address in another window.") }}</li><li v-if="view.open.rooms > 1">{{ t("On your page, send everybody from the lobby to a room, by lot or by hand. The links of a list are there, too.") }}</li><li v-else-if="chair === 'student'">{{ t("When the student who chairs has come in: choose the student on your page, under Settings.") }}</li><li v-else>{{ t("Lead the lesson from your page.") }}</li></ol>
          <p v-if="!up" class="call" role="alert">{{ t("This page has lost gge-sim. If it stays so, start gge-sim again.") }}</p>
          <p class="address">{{ view.open.address }}</p>
          <p role="status" :class="{ good: view.open.people }">{{ view.open.people ? counted(view.open.people, "{n} person has come in.", "{n} people have come in.") : t("Nobody has come in yet.") }}</p>
          <div class="doors"><a v-if="!view.open.assignment" class="btn" :href="view.open.projector" target="_blank">{{ t("Open the projector window") }}</a><a :class="['btn', { ghost: !view.open.assignment }]" :href="view.open.teacher" target="_blank">{{ t("Go to my page") }}</a>
            <button v-if="view.open.lan" type="button" class="plain" @click="over = 'help'">{{ t("Phones cannot open it? What to do") }}</button></div>
          <p class="small faint">{{ t("Leave this program running. Every step is saved at once. You can stop now and go on another day.") }}</p>
          <button type="button" class="plain" data-once :disabled="!!view.busy" @click="stop">{{ asked ? t("Really stop? All screens close. Press again") : view.open.assignment ? t("Stop the assignment") : t("Stop the class") }}</button></div></div></div>
      <template v-else>
        <header class="hall"><div class="wrap"><p class="eyebrow">{{ t("UN consensus in the classroom") }}</p><LanguageChoice /><h1>{{ t("What will your class negotiate?") }}</h1><p>{{ t("Choose a story and press Start. Students join with their phones. No internet, no accounts. Computers play the empty seats.") }}</p></div></header>
        <p v-if="!up" class="wrap call" role="status">{{ t("This page has lost gge-sim. If it stays so, start gge-sim again.") }}</p>
        <p v-if="view.trouble" class="wrap call" role="alert">{{ t("That did not work: {reason}", { reason: view.trouble }) }}</p>
        <div class="wrap body">
          <div class="now">
            <section v-for="p in past" :key="p.file" class="card"><div><h2 dir="auto">{{ p.phase === "over" ? titled(p) : t("Go on with {story}", { story: titled(p) }) }}</h2>
              <p v-if="p.problem" class="small">{{ t("It cannot go on: {reason}", { reason: p.problem }) }}</p>
              <p v-else-if="p.rooms > 1" class="small">{{ counted(p.people, "{n} person in {rooms} rooms. Last used {when}.", "{n} people in {rooms} rooms. Last used {when}.", { rooms: p.rooms, when: when(p.at) }) }}</p>
              <p v-else class="small">{{ counted(p.people, "{n} person, {stands}. Last used {when}.", "{n} people, {stands}. Last used {when}.", { stands: stands(p), when: when(p.at) }) }}</p></div>
              <button v-if="!p.problem" type="button" data-once :disabled="!!view.busy" @click="$emit('resume', { file: p.file, lan: lan === 'lan' })">{{ p.phase === "over" ? t("Look again") : t("Resume") }}</button></section>
            <section class="card" :class="{ reached: view.reached }"><div><h2>{{ t("Can phones reach this computer?") }}</h2>
              <p class="small" v-if="view.reached">{{ t("Yes: a phone has opened {address}.", { address: view.reached }) }}</p><p class="small" v-else-if="view.network.name">{{ t("It is on a network, as {address}. Try it with a phone before the lesson.", { address: view.network.name }) }}</p><p class="small" v-else>{{ t("It is not on a network. Only this computer can play.") }}</p></div>
              <button type="button" @click="check(true)">{{ t("Check") }}</button></section>
          </div>
          <button v-if="view.past.length > 2 && !all" type="button" class="plain" @click="all = true">{{ counted(view.past.length - 2, "Show {n} earlier class", "Show {n} earlier classes") }}</button>
          <div class="chips" role="group" :aria-label="t('Show')"><button v-for="[kind, name] in kinds" :key="kind" type="button" class="chip" :aria-pressed="shown === kind" @click="shown = kind">{{ name }}</button></div>
          <fieldset class="stories"><legend class="unseen">{{ t("Story") }}</legend>
            <label v-for="s in stories" :key="s.name" class="story"><input type="radio" name="story" :value="s.name" v-model="story" /><Picture :story="s" :room="first.rooms[s.seats.length]" :number="first.stories.indexOf(s)" />
              <span class="about"><strong dir="auto">{{ s.title }}</strong><span dir="auto">{{ s.question }}</span><span class="meta"><span class="tag">{{ counted(s.seats.length, "{n} seat", "{n} seats") }}</span><span class="tag">{{ counted(s.paragraphs.length, "{n} paragraph", "{n} paragraphs") }}</span><span v-if="s.kind === 'invented'" class="tag">{{ t("invented") }}</span><span v-if="fits(s)" class="tag yes">{{ t("fits your class") }}</span></span></span></label></fieldset>
          <p class="key small"><span><i class="m"></i>{{ t("wants more in the text") }}</span><span><i class="l"></i>{{ t("wants less") }}</span><span><i class="b"></i>{{ t("between") }}</span></p>
          <p class="small"><button type="button" class="plain" @click="$emit('quit')">{{ t("Quit gge-sim") }}</button></p>
        </div>
        <form class="setup" :aria-label="t('Settings')" @submit.prevent="start"><p class="picked"><strong dir="auto">{{ chosen.title }}</strong> <span class="small" role="status">{{ fit }}</span> <a v-if="view.alone && view.alone.story === story" :href="view.alone.address" target="_blank">{{ t("Your seat among computers: open it") }}</a> <a v-if="kitAddress" :href="kitAddress" target="_blank">{{ t("The kit is ready: open it") }}</a></p>
          <div v-if="faults.length" id="faults" class="refused" role="alert"><strong>{{ t("Nothing was loaded.") }}</strong><ul><li v-for="f in faults" :key="f" dir="auto">{{ f }}</li></ul></div>
          <div><label for="students">{{ t("Students") }}</label><input id="students" type="number" min="1" max="250" inputmode="numeric" v-model="students" :placeholder="t('How many?')" /></div>
          <div><label for="rooms">{{ t("How many rooms?") }}</label><select id="rooms" v-model.number="rooms"><option v-for="n in first.most_rooms" :key="n" :value="n">{{ n === fitting ? t("{n} (fits your class)", { n }) : n }}</option></select></div>
          <div><span id="readings">{{ t("Rounds (readings)") }}</span><div class="seg" role="group" aria-labelledby="readings"><button v-for="[n, minutes] in readingsToChoose" :key="n" type="button" :aria-pressed="readings === n" @click="readings = n">{{ n }}{{ " " }}<span v-if="minutes" class="small">{{ t("{n} min", { n: minutes }) }}</span></button></div></div>
          <div><label for="chair">{{ t("Who chairs?") }}</label><select id="chair" v-model="chair"><option value="computer">{{ t("The computer") }}</option><option value="teacher">{{ t("I do") }}</option><option value="student">{{ t("A student") }}</option></select></div>
          <div><label for="lan">{{ t("Who can join?") }}</label><select id="lan" v-model="lan"><option value="lan" :disabled="!view.network.name">{{ t("Phones") }}</option><option value="here">{{ t("Only this computer") }}</option></select></div>
          <div v-if="languages.length > 1"><label for="language">{{ t("Language") }}</label><select id="language" v-model="language"><option v-for="[code, name] in languages" :key="code" :value="code">{{ name }}</option></select></div>
          <div v-if="rooms > 1" class="more"><div><label for="second">{{ t("A second story?") }}</label><select id="second" v-model="second"><option value="">{{ t("No: the same in all rooms") }}</option><option v-for="s in others" :key="s.name" :value="s.name">{{ s.title }}</option></select></div>
            <div v-if="secondRooms"><label for="half">{{ t("Rooms of the second story") }}</label><select id="half" v-model.number="half"><option v-for="n in rooms - 1" :key="n" :value="n">{{ n }}</option></select></div>
            <div class="list"><label for="list">{{ t("List of students") }}</label><input id="list" ref="list" type="file" accept=".csv,.tsv,.txt,.xlsx" :aria-describedby="faults.length ? 'faults' : undefined" @click="$event.target.value = ''" @change="choose($event.target.files)" />
              <span v-if="loaded !== null" class="small" role="status">{{ counted(loaded, "{n} student is on the list.", "{n} students are on the list.") }}</span> <button v-if="list" type="button" class="plain" @click="forgetList(); $refs.list.value = ''">{{ t("Without a list") }}</button></div></div>
          <div><label class="check"><input type="checkbox" v-model="quiz" /> {{ t("Quiz before and after") }}</label></div>
          <div class="go"><button type="button" data-once :disabled="!!view.busy" @click="alone">{{ view.busy === "alone" ? t("Opening…") : t("Try it alone") }}</button><button type="button" data-once :disabled="!!view.busy" @click="$emit('assign', wishes())">{{ view.busy === "assign" ? t("Opening…") : view.assigned.includes(story) ? t("Go on with the assignment") : t("Give it as homework") }}</button><button type="button" :disabled="!!view.busy" @click="kit">{{ view.busy === "kit" ? t("Making the kit…") : t("Print the kit") }}</button>
            <button class="main" data-once :disabled="!!view.busy || loading || faults.length > 0">{{ view.busy === "start" ? t("Opening…") : t("Start class") }}</button></div></form>
      </template>
      <Sheet :open="!!over" :label="t('Phones')" @close="over === 'check' ? check(false) : (over = '')"><PhoneCheck v-if="over === 'check'" :view="view" @again="check(true)" @close="check(false)" />
        <div v-else-if="over"><h2>{{ t("Phones cannot open it? What to do") }}</h2><Help :system="view.system" /><div class="row"><button type="button" @click="over = ''">{{ t("Close") }}</button></div></div></Sheet>
    </div>`,
};
