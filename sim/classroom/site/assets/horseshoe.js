// The room as a horseshoe. Colour and shape show a stance: a disc joins, a ring stands apart, a square objects.
// Around a single row stand the names, where the screen is wide enough; the chosen one stands in the middle.
const WIDE = "(min-width: 40rem)";
// Room for the names around the seats.
const NAMES = 62;

export default {
  props: { seats: Array, size: Number, said: String, chair: String, chosen: String, pick: Boolean },
  emits: ["pick"],
  computed: {
    radius() {
      return (this.size / 2) * 100;
    },
    around() {
      const far = this.seats.map((s) => Math.hypot(s.x, s.y));
      return matchMedia(WIDE).matches && Math.max(...far) - Math.min(...far) < 0.01;
    },
    box() {
      const low = Math.max(...this.seats.map((s) => -s.y)) * 100;
      const out = 112 + (this.around ? NAMES : 0);
      return `${-out} ${-out} ${2 * out} ${low + out + Math.max(12, this.radius * 2)}`;
    },
    named() {
      return this.seats.find((s) => s.code === this.chosen)?.name;
    },
  },
  methods: {
    tone(seat) {
      return ["joins", "apart", "objects"][seat.stance] ?? "seat";
    },
    half(seat) {
      return this.radius * (seat.stance === 2 ? 0.82 : 0.92);
    },
    // Outward from a seat, never upside down.
    outward(seat) {
      const angle = (-180 / Math.PI) * Math.atan2(seat.y, seat.x);
      const left = seat.x < 0;
      return { transform: `rotate(${left ? angle + 180 : angle})`, x: (left ? -1 : 1) * (this.radius + 3), class: left ? "left" : "right" };
    },
    told(seat) {
      return [seat.name, ...(seat.told ? [seat.told] : [])].join(": ");
    },
  },
  template: `
    <svg :class="['horseshoe', { pick }]" :viewBox="box" role="img" :aria-label="said">
      <g aria-hidden="true">
        <rect class="desk" x="-22" y="26" width="44" height="11" rx="3" stroke-width="0.6" />
        <text class="desk-name" x="0" y="31.6" font-size="4.6">{{ chair || "Chair" }}</text>
        <text v-if="named" x="0" y="12" font-size="10">{{ named }}</text>
        <g v-for="s in seats" :key="s.code" class="place" :transform="'translate(' + 100 * s.x + ' ' + -100 * s.y + ')'" @click="pick && $emit('pick', s.code)">
          <title>{{ told(s) }}</title>
          <rect v-if="s.stance === 2" :class="['objects', { chosen: s.code === chosen }]" :x="-half(s)" :y="-half(s)" :width="2 * half(s)" :height="2 * half(s)" :stroke-width="s.code === chosen ? 1.6 : 0.6" />
          <circle v-else :class="[tone(s), { chosen: s.code === chosen }]" :r="half(s)" :stroke-width="s.code === chosen ? 1.6 : s.stance === 1 ? radius * 0.28 : 0.5" />
          <template v-if="s.objects !== undefined">
            <circle class="ring-objects" :r="half(s)" :stroke-width="radius * 0.26" pathLength="100" :stroke-dasharray="100 * s.objects + ' 100'" transform="rotate(-90)" />
            <circle class="ring-apart" :r="half(s)" :stroke-width="radius * 0.16" pathLength="100" :stroke-dasharray="'0 ' + 100 * s.objects + ' ' + 100 * s.dissociates + ' 100'" transform="rotate(-90)" />
          </template>
          <text v-if="around" v-bind="outward(s)" font-size="6">{{ s.name }}</text>
        </g>
      </g>
    </svg>`,
};
