// The seats open one by one, if the end comes while somebody watches: those who join, who dissociate, who object.
const ORDER = ["joins", "dissociates", "objects"];
// Milliseconds between two seats, and in all at most.
const STEP = 700;
const LONGEST = 15000;

export const opening = {
  // Seats that are open by now; null if all are, or none is to be opened.
  data: () => ({ opened: null }),
  watch: {
    "room.phase"(now, before) {
      clearInterval(this.unfolding);
      this.opened = null;
      const quick = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (now !== "over" || before !== "silence" || quick || !this.order.length) return;
      const many = Math.ceil(this.order.length / (LONGEST / STEP));
      this.opened = 0;
      this.unfolding = setInterval(() => {
        if (this.opened < this.order.length) this.opened += many;
        else {
          clearInterval(this.unfolding);
          this.opened = null;
        }
      }, STEP);
    },
  },
  unmounted() {
    clearInterval(this.unfolding);
  },
  computed: {
    order() {
      // Within each, by code from a place of its own in each class, so that not always the same are last.
      const from = this.room.title?.length ?? 0;
      const seats = this.room.seats.filter((s) => s.stance);
      const turned = seats.map((s, n) => [s, (n + from) % seats.length]).sort((a, b) => a[1] - b[1]).map(([s]) => s);
      return ORDER.flatMap((stance) => turned.filter((s) => s.stance === stance));
    },
    last() {
      return this.opened ? this.order[Math.min(this.opened, this.order.length) - 1] : null;
    },
  },
  methods: {
    // The seats as far as they are open.
    unfolded(seats) {
      if (this.opened === null) return seats;
      const shown = new Set(this.order.slice(0, this.opened).map((s) => s.seat));
      return seats.map((s) => (shown.has(s.seat) ? s : { ...s, stance: "", reason: "" }));
    },
  },
};
