import { hears } from "./hall_parts.js";
import { newcomer } from "./newcomer.js";
import { Post } from "./parts.js";
import { QuizLink } from "./quiz_parts.js";

// The lobby: a student gives a name once, and waits for a room or chooses one.
export default {
  mixins: [hears, newcomer],
  components: { Post, QuizLink },
  props: { first: Object },
  data: () => ({ name: "" }),
  template: `
    <div class="site phone lobby">
      <div class="top hall"><span class="plate">{{ t("Class") }}</span><div class="where" dir="auto">{{ me.name }}</div></div>
      <Post />
      <QuizLink v-if="first.quiz && me.player !== null" :ticket="first.quiz" />
      <template v-if="me.player === null">
        <div class="welcome hall"><LanguageChoice /><h1>{{ t("Welcome") }}</h1><p>{{ counted(me.rooms.length, "You will negotiate for a country.", "You will negotiate for a country, in one of {n} rooms.") }}</p></div>
        <form class="sheet" @submit.prevent="enter">
          <div class="field"><label for="name">{{ t("Your name") }}</label><input id="name" type="text" v-model="name" dir="auto" maxlength="40" autocomplete="off" required pattern=".*\\S.*" /></div>
          <button class="main" type="submit">{{ t("Come in") }}</button>
          <p class="small faint">{{ t("Everybody in the class sees your name. A first name is enough. Your teacher can read your notes. What you do here is kept with your name, on the teacher's computer.") }}</p>
        </form>
      </template>
      <template v-else-if="me.choosing">
        <section :aria-label="t('Rooms')"><h1 data-testid="stage">{{ t("Choose your room, {name}", { name: me.name }) }}</h1>
          <ul class="seats"><li v-for="r in me.rooms" :key="r.room">
            <button v-if="!r.over && r.free" type="button" @click="say('choose', { room: r.room }, t('Go to room {room}', { room: r.room }))"><b>{{ t("Room {room}", { room: r.room }) }}</b><span class="small faint">{{ r.title }}</span> <span class="tag">{{ counted(r.free, "{n} seat is free", "{n} seats are free") }}</span></button>
            <div v-else class="taken"><b>{{ t("Room {room}", { room: r.room }) }}</b>{{ r.over ? t("This room is over.") : t("This room is full.") }}</div></li></ul></section>
      </template>
      <div v-else class="welcome hall wait" role="status"><h1 data-testid="stage">{{ t("You are in, {name}.", { name: me.name }) }}</h1><p>{{ t("Your teacher sends you to a room. Keep this page open: it goes there by itself.") }}</p></div>
    </div>`,
};
