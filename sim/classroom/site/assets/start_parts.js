// Parts of the start page: the picture of a story, the way from phones to this computer, and help with it.

// Grounds of the pictures, so that stories can be told apart: the hall, a seat between the sides, the table.
const GROUNDS = [
  ["#0a2a47", "#bfd0e0", "#1d527f"],
  ["#f3ebdc", "#8d8672", "#e0d2b6"],
  ["#14494f", "#bcd9d6", "#2a7d86"],
  ["#dfe9ef", "#74889a", "#bccfdb"],
  ["#3d2a4f", "#d3c4e2", "#664a80"],
  ["#dcebdc", "#6f8a72", "#b9d3b9"],
];
const DARK = new Set([0, 2, 4]);
// Lines of the draft that fit on the table.
const MOST_LINES = 7;
// Where the room is in a picture, and by how much its ends reach beyond a half circle, in radians.
const RADIUS = 112;
const MIDDLE = 134;
const BEYOND = 0.22;

// A room seen from above: who wants more text (blue), who wants less (red), and the draft with its brackets.
export const Picture = {
  props: { story: Object, room: Object, number: Number },
  data: () => ({ MIDDLE }),
  computed: {
    ground() {
      return GROUNDS[this.number % GROUNDS.length];
    },
    dark() {
      return DARK.has(this.number % GROUNDS.length);
    },
    seats() {
      const colour = { m: this.dark ? "#7fc0f2" : "#0f4677", l: this.dark ? "#ff8464" : "#b32d0c", b: this.ground[1] };
      return this.room.places.map(([x, y], n) => ({ x: 160 + RADIUS * x, y: MIDDLE - RADIUS * y, fill: colour[this.story.seats[n]] }));
    },
    seat() {
      return Math.min(12, (RADIUS * this.room.size) / 2);
    },
    // The table runs before the inner row; the draft lies within it.
    inner() {
      return RADIUS * Math.min(...this.room.places.map(([x, y]) => Math.hypot(x, y))) - this.seat - 5;
    },
    table() {
      const [x, y] = [this.inner * Math.cos(BEYOND), this.inner * Math.sin(BEYOND)];
      return `M${160 - x} ${MIDDLE + y}A${this.inner} ${this.inner} 0 1 1 ${160 + x} ${MIDDLE + y}`;
    },
    lines() {
      const shown = [...this.story.paragraphs].slice(0, MOST_LINES);
      const step = 56 / Math.max(4, shown.length);
      return shown.map((kind, n) => ({ y: step * (n + 0.6) - 28, open: kind === "c", width: 26 + ((n * 7) % 11) }));
    },
  },
  template: `
    <svg class="pic" viewBox="0 0 320 184" preserveAspectRatio="xMidYMid slice" aria-hidden="true"><rect width="320" height="184" :fill="ground[0]" />
      <path :d="table" fill="none" :stroke="ground[2]" :stroke-width="Math.min(8, inner / 7)" stroke-linecap="round" />
      <g :transform="'translate(160 ' + MIDDLE + ') scale(' + Math.min(1.15, inner / 56) + ')'"><rect x="-32" y="-34" width="64" height="68" rx="3" fill="#fffdf8" />
        <template v-for="l in lines" :key="l.y"><path :d="'M' + -l.width / 2 + ' ' + l.y + 'h' + l.width" :stroke="l.open ? '#c98a12' : '#9aa5ae'" stroke-width="3" stroke-linecap="round" />
          <path v-if="l.open" :d="'M-21 ' + (l.y - 3.5) + 'h-4v7h4M21 ' + (l.y - 3.5) + 'h4v7h-4'" fill="none" stroke="#c98a12" stroke-width="1.8" /></template></g>
      <circle v-for="(s, n) in seats" :key="n" :cx="s.x" :cy="s.y" :r="seat" :fill="s.fill" /></svg>`,
};

export const Code = {
  props: { code: Array, label: String },
  template: `<svg class="code" :viewBox="'0 0 ' + code[1] + ' ' + code[1]" role="img" :aria-label="label"><rect width="100%" height="100%" fill="#fff" /><path :d="code[0]" fill="#0a2a47" shape-rendering="crispEdges" /></svg>`,
};

// What to do if phones do not reach this computer: first what helps on its own system.
export const Help = {
  props: { system: String },
  computed: {
    firewalls() {
      const { t } = this;
      const known = [
        ["Windows", t("Firewall of Windows"), t("If Windows asks whether Python may use networks, allow private networks. If it has not asked: open Windows Security, then Firewall & network protection, then Allow an app through firewall. Tick Python, for private networks. Your own Wi-Fi must be marked as a private network.")],
        ["Darwin", t("Firewall of macOS"), t("Open System Settings, then Network, then Firewall. Switch it off for the lesson, or open Options and allow incoming connections for Python. If macOS asks whether Python may accept connections, press Allow.")],
        ["Linux", t("Firewall of Linux"), t("Many systems have none. With ufw, allow the port that stands in the address: sudo ufw allow 8080/tcp. With firewalld, open the same port for the zone of your Wi-Fi.")],
      ];
      return known.sort((a, b) => (b[0] === this.system) - (a[0] === this.system));
    },
  },
  template: `
    <div class="help"><ol>
        <li><b>{{ t("Same network?") }}</b> {{ t("The phone must be in the same Wi-Fi as this computer. Switch mobile data off for a moment.") }}</li>
        <li><b>{{ firewalls[0][1] }}</b> {{ firewalls[0][2] }}</li>
        <li><b>{{ t("A network for guests?") }}</b> {{ t("Many schools keep devices apart, so that no phone reaches another device. Then no setting on this computer helps. Use a hotspot.") }}</li>
        <li><b>{{ t("Make a hotspot.") }}</b> {{ t("Switch on the mobile hotspot of this computer, or of a phone. Join it with this computer and with all phones. The class needs no internet.") }}</li></ol>
      <details><summary>{{ t("Another system?") }}</summary><p v-for="f in firewalls.slice(1)" :key="f[0]"><b>{{ f[1] }}</b> {{ f[2] }}</p></details></div>`,
};

// A dialog of the browser's own: it keeps the focus, and Escape closes it.
export const Sheet = {
  props: { open: Boolean, label: String },
  emits: ["close"],
  mounted() {
    if (this.open) this.$el.showModal();
  },
  watch: {
    open(now) {
      if (now) this.$el.showModal();
      else this.$el.close();
    },
  },
  template: `<dialog class="sheet-over" :aria-label="label" @close="$emit('close')"><slot v-if="open" /></dialog>`,
};

// Whether phones reach this computer: what it can tell by itself, and the check with a phone.
export const PhoneCheck = {
  components: { Code, Help },
  props: { view: Object },
  emits: ["again", "close"],
  data: () => ({ at: 0 }),
  computed: {
    shown() {
      return this.view.check[Math.min(this.at, this.view.check.length - 1)];
    },
  },
  template: `
    <div class="check"><h2>{{ t("Can phones reach this computer?") }}</h2>
      <p v-if="view.reached" class="good" role="status"><svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12.5l5.5 5.5L20 6.5" /></svg> {{ t("Yes. A phone has just opened {address}.", { address: view.reached }) }}</p>
      <div v-else-if="shown" class="two"><Code :code="shown.qr" :label="t('QR code of {address}', { address: shown.address })" />
        <div><p>{{ t("Scan this code with a phone in the same Wi-Fi. This page turns green when the phone is there.") }}</p><p class="address">{{ shown.address }}</p>
          <p role="status" class="waits"><svg class="i spin" viewBox="0 0 24 24" aria-hidden="true"><path d="M12 3a9 9 0 1 1-8.5 6" /></svg> {{ t("Waiting for a phone…") }}</p>
          <div v-if="view.check.length > 1" class="tries"><p class="small">{{ t("This computer has several addresses. If one does not open, try the next.") }}</p><button v-for="(c, n) in view.check" :key="c.address" type="button" class="chip" :aria-pressed="n === at" @click="at = n">{{ c.address.slice(7) }}</button></div></div></div>
      <p v-else-if="view.busy || view.network.name" role="status">{{ t("One moment…") }}</p>
      <p v-else class="bad">{{ t("This computer is not on a network. Join the Wi-Fi of the room, or switch on a hotspot.") }}</p>
      <details v-if="!view.reached" :open="!view.network.name"><summary>{{ t("The phone cannot open it. What to do?") }}</summary><Help :system="view.system" /></details>
      <div class="row"><button type="button" :class="{ main: view.reached }" @click="$emit('close')">{{ view.reached ? t("Done") : t("Close") }}</button><button v-if="!view.reached" type="button" @click="$emit('again')">{{ t("Look again") }}</button></div></div>`,
};
