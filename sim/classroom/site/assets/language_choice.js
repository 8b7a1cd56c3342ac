// The choice of a language: kept in a cookie, so that the server already sends the page in it.
import { t } from "./words.js";

const KEPT = 365 * 24 * 3600;

// Who reads the page: the language, those to choose from, and the cookie that keeps the choice.
export const reader = JSON.parse(document.getElementById("reader").textContent);

export const LanguageChoice = {
  setup: () => ({ reader }),
  methods: {
    t,
    choose(code) {
      document.cookie = `${reader.cookie}=${code}; path=/; max-age=${KEPT}; samesite=lax`;
      location.reload();
    },
  },
  template: `
    <label v-if="reader.cookie && reader.languages.length > 1" class="language"><span class="unseen">{{ t("Language") }}</span>
      <select :value="reader.code" @change="choose($event.target.value)"><option v-for="one in reader.languages" :key="one.code" :value="one.code" :lang="one.tag">{{ one.name }}</option></select></label>`,
};
