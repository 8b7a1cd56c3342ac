// Days and times by the clock of the server, with its zone: everybody reads the same deadline.
import { reader } from "./language_choice.js";
import { t } from "./words.js";

const written = (date, style, zone) => new Intl.DateTimeFormat(`${reader.tag}-u-nu-latn`, { ...style, timeZone: zone }).format(date);
const LONG = { dateStyle: "full", timeStyle: "short" };
const SHORT = { dateStyle: "medium", timeStyle: "short" };

function zone(offset) {
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return offset ? `UTC${offset > 0 ? "+" : "-"}${hours}${minutes ? `:${String(minutes).padStart(2, "0")}` : ""}` : "UTC";
}

// A moment of the server, {"at": seconds, "offset": minutes}, as the server's clock shows it.
const shown = ({ at, offset }) => new Date(1000 * at + 60000 * offset);

export function whenOf(moment, style = LONG) {
  return t("{when} ({zone})", { when: written(shown(moment), style, "UTC"), zone: zone(moment.offset) });
}

export const shortly = (moment) => whenOf(moment, SHORT);

// For a field of a date and a time, and back.
export function fieldOf(moment) {
  return moment ? shown(moment).toISOString().slice(0, 16) : "";
}

// A deadline. Who is in another zone also reads it by the clock of the own device.
export const Due = {
  props: { due: Object, passed: Boolean },
  computed: {
    when() {
      return whenOf(this.due);
    },
    here() {
      const date = new Date(1000 * this.due.at);
      return -date.getTimezoneOffset() === this.due.offset ? "" : written(date, LONG);
    },
  },
  template: `<p>{{ passed ? t("The deadline was {when}.", { when }) : t("You have until {when}.", { when }) }} <span v-if="here" class="small">{{ t("By the clock of this device: {when}.", { when: here }) }}</span></p>`,
};
