// What a phone shows that has reached the teacher's computer, before there is a class.
export default {
  props: { first: Object },
  template: `
    <div class="site hello"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 12.5l5.5 5.5L20 6.5" /></svg>
      <h1>{{ t("It works.") }}</h1>
      <p v-if="first.here">{{ t("You have opened this on the computer itself. Now scan the code with a phone.") }}</p>
      <p v-else>{{ t("This phone can reach the class. Your teacher sees it, too.") }}</p></div>`,
};
