// Somebody asks for the floor.
export const Hand = {
  template: `<svg class="raised" viewBox="0 0 24 24" aria-hidden="true"><path d="M8 13V5.5a1.5 1.5 0 0 1 3 0V11 4a1.5 1.5 0 0 1 3 0v7-5.5a1.5 1.5 0 0 1 3 0V15a6 6 0 0 1-6 6c-3 0-4.2-1.5-7-6.5-.8-1.5 1-2.6 2-1.4z" /></svg>`,
};
