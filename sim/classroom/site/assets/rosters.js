// Loads a list of students on a teacher's page.
import { t } from "./words.js";

export const rosters = {
  data: () => ({ faults: [], loaded: null, loading: false }),
  methods: {
    load(event) {
      const [file] = event.target.files;
      event.target.value = "";
      if (file) this.upload(file, "/teacher/roster");
    },
    async upload(file, address) {
      Object.assign(this, { loading: true, faults: [], loaded: null });
      const answer = await fetch(address, { method: "POST", body: file }).then((said) => said.json()).catch(() => null);
      Object.assign(this, { loading: false, faults: answer?.faults ?? [t("There is no connection. Please try again.")], loaded: answer?.new ?? null });
    },
  },
};
