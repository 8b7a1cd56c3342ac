// Content that must fit its box: level after level, it gets shorter or smaller until it does.
export const Fit = {
  // `of` changes with the content; up to `levels` steps, each of which the content makes use of as it likes.
  props: { of: String, levels: { type: Number, default: 12 } },
  data: () => ({ level: 0 }),
  watch: {
    of() {
      this.level = 0;
    },
  },
  mounted() {
    this.watching = new ResizeObserver(() => {
      this.level = 0;
      this.$nextTick(this.fit);
    });
    this.watching.observe(this.$el);
    this.fit();
  },
  updated() {
    this.fit();
  },
  unmounted() {
    this.watching.disconnect();
  },
  methods: {
    fit() {
      const { scrollHeight, clientHeight, scrollWidth, clientWidth } = this.$el;
      if ((scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1) && this.level < this.levels) this.level += 1;
    },
  },
  template: `<div class="fit" :style="{ '--level': level }"><slot :level="level" /></div>`,
};
