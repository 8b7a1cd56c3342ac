// The time on a page: by the server's clock, told twice a second.
export const ticks = {
  data: () => ({ skew: 0, now: Date.now() / 1000 }),
  mounted() {
    this.ticking = setInterval(() => (this.now = Date.now() / 1000), 500);
  },
  unmounted() {
    clearInterval(this.ticking);
  },
  methods: {
    // Seconds that are left on a timer, which stands while the class is paused.
    leftOn(timer, paused_at) {
      return Math.max(0, Math.ceil(timer.seconds - ((paused_at ?? this.now + this.skew) - timer.at)));
    },
  },
};

export function asClock(left) {
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
}
