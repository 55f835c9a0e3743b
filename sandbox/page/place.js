// Where you are and who: the part of the address after #, as in #ana/C0GENERAL, #ana/D0ANA/home or #bo/G0DESK/<thread>.

import { store } from "./store.js";

export function place() {
  const [handle, channel, more] = decodeURIComponent(location.hash.slice(1)).split("/");
  const me = store.world.people.find((one) => one.handle === handle) ?? store.world.people[0];
  return {
    me, user: me.handle, channel: channel || "C0GENERAL",
    home: more === "home", thread: more && more !== "home" ? more : null,
  };
}

// The same place with something changed: another person, conversation or thread.
export function go({ user, channel, thread = null, home = false }) {
  const here = place();
  const handle = user ?? here.user;
  const other = user && here.channel.startsWith("D0") ? `D0${handle.toUpperCase()}` : here.channel;
  const more = home ? "/home" : thread ? `/${thread}` : "";
  location.hash = `${handle}/${channel ?? other}${more}`;
}
