// Ombud's Home tab, for whoever looks at it.

import { by, keep, make } from "./dom.js";
import { post } from "./api.js";
import { block } from "./blocks.js";
import { stateOf } from "./modal.js";

let opened = null;

export function home(view, town, refresh) {
  if (opened !== town.user) {
    opened = town.user;
    post("open", { user: town.user, tab: "home" }).then((sent) => refresh(sent.error));
  }
  const click = (state) => async (element, within, value) => {
    const values = value === undefined ? state.values : { ...state.values, [element.action_id]: value };
    const sent = await post("click_home", { user: town.user, action_id: element.action_id, block_id: within.block_id, values });
    refresh(sent.error);
  };
  const empty = { key: "empty", mark: town.user, build: () => make("p", { class: "empty" }, "Nothing here yet. Ombud fills this page when you open it.") };
  const blocks = () => {
    const state = view.id ? stateOf(view, town.user) : { values: {}, chosen: {}, user: town.user };
    return view.blocks.map((one) => ({
      key: one.block_id, mark: JSON.stringify([one, view.state?.values?.[one.block_id], town.user]), build: () => block(one, town, click(state), state),
    }));
  };
  keep(by("home"), view ? blocks() : [empty]);
}

// Whoever comes back opens it anew, as Slack would tell the app.
export function leaveHome() {
  opened = null;
}
