// The room as a horseshoe. Colour and shape show a stance: a disc joins, a ring stands apart, a square objects.
export default {
  props: { seats: Array, size: Number, said: String, chair: String, chosen: String, pick: Boolean },
  emits: ["pick"],
  computed: {
    radius() {
      return (this.size / 2) * 100;
    },
    letters() {
      return Math.min(5.4, this.radius * 0.72);
    },
    box() {
      const low = Math.max(...this.seats.map((s) => -s.y)) * 100;
      return `-112 -112 224 ${low + 112 + Math.max(12, this.radius * 2)}`;
    },
  },
  methods: {
    tone(seat) {
      return ["joins", "apart", "objects"][seat.stance] ?? "seat";
    },
    half(seat) {
      return this.radius * (seat.stance === 2 ? 0.82 : 0.92);
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
        <g v-for="s in seats" :key="s.code" class="place" :transform="'translate(' + 100 * s.x + ' ' + -100 * s.y + ')'" @click="pick && $emit('pick', s.code)">
          <title>{{ told(s) }}</title>
          <rect v-if="s.stance === 2" :class="['objects', { chosen: s.code === chosen }]" :x="-half(s)" :y="-half(s)" :width="2 * half(s)" :height="2 * half(s)" :stroke-width="s.code === chosen ? 1.6 : 0.6" />
          <circle v-else :class="[tone(s), { chosen: s.code === chosen }]" :r="half(s)" :stroke-width="s.code === chosen ? 1.6 : s.stance === 1 ? radius * 0.28 : 0.5" />
          <template v-if="s.objects !== undefined">
            <circle class="ring-objects" :r="half(s)" :stroke-width="radius * 0.26" pathLength="100" :stroke-dasharray="100 * s.objects + ' 100'" transform="rotate(-90)" />
            <circle class="ring-apart" :r="half(s)" :stroke-width="radius * 0.16" pathLength="100" :stroke-dasharray="'0 ' + 100 * s.objects + ' ' + 100 * s.dissociates + ' 100'" transform="rotate(-90)" />
          </template>
          <text :class="{ on: s.stance === 0 || s.stance === 2 }" :font-size="letters">{{ s.code }}</text>
          <circle v-if="s.person" class="person" :cx="radius * 0.8" :cy="-radius * 0.8" :r="Math.max(1.1, radius * 0.2)" />
          <circle v-if="s.waiting" class="flag" :r="radius * 1.18" stroke-width="0.7" stroke-dasharray="2 1.6" />
        </g>
      </g>
    </svg>`,
};
