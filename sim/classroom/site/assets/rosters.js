// Loads a list of students on a teacher's page.
import { t } from "./words.js";

export const rosters = {
  data: () => ({ faults: [], loaded: null, loading: false, uploads: 0 }),
  methods: {
    load(event) {
      const [file] = event.target.files;
      event.target.value = "";
      if (file) this.upload(file, "/teacher/roster");
    },
    // What was said of a list before is over, and an answer that is still on its way is dropped.
    forget() {
      Object.assign(this, { loading: false, faults: [], loaded: null, uploads: this.uploads + 1 });
      return this.uploads;
    },
    async upload(file, address) {
      const mine = this.forget();
      this.loading = true;
      const answer = await fetch(address, { method: "POST", body: file }).then((said) => said.json()).catch(() => null);
      if (mine === this.uploads) Object.assign(this, { loading: false, faults: answer?.faults ?? [t("There is no connection. Please try again.")], loaded: answer?.new ?? null });
    },
  },
};
