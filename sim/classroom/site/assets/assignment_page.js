import { Due } from "./moments.js";

// Before and after the play itself: the way in by a name or a link, and what is left after the deadline.
export default {
  components: { Due },
  props: { first: Object },
  data() {
    return { name: this.first.name ?? "" };
  },
  template: `
    <div class="site phone lobby"><header class="welcome hall"><LanguageChoice /><p class="eyebrow" dir="auto">{{ first.title }}</p>
        <h1 data-testid="stage">{{ { enter: t("Your assignment"), link: t("Are you {name}?", first), closed: t("The deadline has passed"), refused: t("This did not work") }[first.state] }}</h1>
        <p v-if="first.state === 'closed'" dir="auto">{{ first.name }}</p></header>
      <p v-if="first.why && first.state === 'refused'" class="refused" role="alert">{{ first.why }}</p>
      <section class="pad door" v-if="first.state === 'enter'"><Due v-if="first.due" :due="first.due" :passed="first.closed" />
        <p v-if="first.closed">{{ t("Nothing more is taken. If you have played, open your own link to see the debrief.") }}</p>
        <template v-else-if="first.open"><p>{{ t("You negotiate for a country, alone against computers. Take your time: everything is saved at once, and you can go on another day.") }}</p>
          <form method="post" action="/"><p v-if="first.why" class="refused" role="alert">{{ first.why }}</p><input type="hidden" name="form" :value="first.form" />
            <div class="field"><label for="name">{{ t("Your name") }}</label><input id="name" name="name" type="text" v-model="name" maxlength="40" autocomplete="off" required dir="auto" /><p class="small faint">{{ t("As your teacher knows you. Nobody else sees it.") }}</p></div>
            <button class="main wide" type="submit">{{ t("Begin") }}</button></form>
          <p class="small faint">{{ t("Have you begun before? Open your own link instead: it stands on the page of your negotiation.") }}</p></template>
        <p v-else>{{ t("Open the link that your teacher has given to you. It is yours alone.") }}</p></section>
      <section class="pad door" v-else-if="first.state === 'link'"><Due v-if="first.due" :due="first.due" :passed="first.closed" />
        <p v-if="first.other">{{ t("On this device you are {name}.", { name: first.other }) }}</p>
        <form method="post"><button class="main wide" type="submit">{{ t("Yes, I am {name}", first) }}</button></form>
        <p>{{ t("This link is for {name} alone. It works on every device, as often as you like.", first) }}</p>
        <p class="small faint">{{ t("What you do is kept with your name, on your teacher's server. Your teacher sees how far you are, and your result.") }}</p></section>
      <section class="pad door" v-else-if="first.state === 'closed'"><Due v-if="first.due" :due="first.due" passed />
        <p>{{ !first.begun ? t("You have not begun. Nothing more is taken.") : first.number ? t("You came to reading {number} of {readings}. Nothing more is taken.", first) : t("You came in, and had not begun to negotiate. Nothing more is taken.") }}</p>
        <a v-if="first.begun" class="button main wide" href="/debrief">{{ t("Open the debrief") }}</a>
        <p class="small faint">{{ t("If your teacher gives you more time, load this page again.") }} <a href="/">{{ t("Load again") }}</a></p></section>
    </div>`,
};
