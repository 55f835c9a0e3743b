// What the page knows: the workspace, what the person sees, and how far each of them has read.

export const store = { world: null, seen: null };

export const BOT = "U0OMBUD";

// What a reader's text and times need to be drawn for them.
export function townFor(me) {
  const { world } = store;
  return {
    people: world.people, rooms: store.seen?.conversations.filter((one) => one.kind === "channel") ?? [], zone: me.tz, locale: me.locale, user: me.handle, id: me.id,
    name: (id) => (id === BOT ? "Ombud" : world.people.find((one) => one.id === id)?.name ?? id),
    channel: (id) => world.channels.find((one) => one.id === id)?.name ?? id,
  };
}

// Case time, in seconds since 1970.
export const caseNow = () => Date.now() / 1000 + (store.seen?.case_offset_seconds ?? store.world.case_offset_seconds);

const key = (user) => `read/${store.world.born}/${user}`;

const marks = (user) => JSON.parse(localStorage.getItem(key(user)) ?? "{}");

// Everything up to `ts` in a conversation or thread was seen by a person.
export function read(user, where, ts) {
  const all = marks(user);
  if (!ts || (all[where] ?? "") >= ts) return;
  localStorage.setItem(key(user), JSON.stringify({ ...all, [where]: ts }));
}

// How many messages of others in `messages` were not seen there yet.
export function unread(user, id, where, messages) {
  const mark = marks(user)[where] ?? "";
  return messages.filter((one) => one.ts > mark && one.user !== id).length;
}
