// Signs on the projector: a decision as a disc, a broken ring or an octagon; somebody who asks for the floor.
export const Mark = {
  props: { stance: String },
  template: `
    <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round">
      <template v-if="stance === 'joins'"><circle cx="12" cy="12" r="11" fill="#8dcf9c" /><path d="M6.5 12.5l4 4 7-8" stroke="#06210f" /></template>
      <path v-else-if="stance === 'dissociates'" d="M7.5 3.8A9.3 9.3 0 0 0 7.5 20.2M16.5 3.8A9.3 9.3 0 0 1 16.5 20.2" stroke="#e6a93a" stroke-width="3.2" />
      <template v-else><path d="M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z" fill="#ff8464" /><path d="M8 8l8 8M16 8l-8 8" stroke="#2b0a02" /></template>
    </svg>`,
};

export const Hand = {
  template: `<svg class="raised" viewBox="0 0 24 24" aria-hidden="true"><path d="M8 13V5.5a1.5 1.5 0 0 1 3 0V11 4a1.5 1.5 0 0 1 3 0v7-5.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6c-3 0-4.2-1.5-7-6.5-.8-1.5 1-2.6 2-1.4z" /></svg>`,
};
