// Days and times in the reader's zone and locale.

import { drawn } from "./glyphs.js";
import { caseNow } from "./store.js";

const SAMPLES = { ja: "月", zh: "月", ko: "월" };

// The locale to write a date in: another where this machine lacks the glyphs, so that nobody reads boxes.
function locale(wanted) {
  const sample = SAMPLES[wanted.slice(0, 2)];
  return !sample || drawn(sample) ? wanted : "sv-SE"; // whose dates are ISO 8601
}

function format(at, town, how) {
  const written = locale(town.locale);
  const iso = written !== town.locale && how.day;
  const asked = iso ? { year: "numeric", month: "2-digit", day: "2-digit" } : how;
  return new Date(at * 1000).toLocaleString(written, { timeZone: town.zone, ...asked });
}

export const time = (at, town) => format(at, town, { hour: "2-digit", minute: "2-digit" });

const number = (at, town) => new Date(at * 1000).toLocaleDateString("sv-SE", { timeZone: town.zone });

// Days from today to another, in the reader's zone.
const away = (at, town) => Math.round((Date.parse(number(at, town)) - Date.parse(number(caseNow(), town))) / 86_400_000);

function near(at, town) {
  const days = away(at, town);
  const plain = locale(town.locale) === town.locale ? town.locale : "en-GB";
  return Math.abs(days) > 1 ? null : new Intl.RelativeTimeFormat(plain, { numeric: "auto" }).format(days, "day");
}

const LONG = { weekday: "long", day: "numeric", month: "long" };
const SHORT = { weekday: "short", day: "numeric", month: "short" };

// A day as a separator says it: today, yesterday, or its date.
export function day(at, town) {
  const said = near(at, town) ?? format(at, town, LONG);
  return said[0].toUpperCase() + said.slice(1);
}

export const dayKey = number;

export const moment = (at, town) => `${near(at, town) ?? format(at, town, SHORT)}, ${time(at, town)}`;

export const full = (at, town) => `${format(at, town, { ...LONG, year: "numeric" })}, ${time(at, town)}`;

// Slack's date tokens. https://docs.slack.dev/messaging/formatting-message-text#date-formatting
export function token(template, at, town) {
  const short = () => format(at, town, SHORT);
  const long = () => format(at, town, { ...LONG, year: "numeric" });
  const is = {
    date_num: () => number(at, town), date: () => format(at, town, { day: "numeric", month: "long", year: "numeric" }),
    date_short: short, date_long: long, date_pretty: () => near(at, town) ?? long(),
    date_short_pretty: () => near(at, town) ?? short(), date_long_pretty: () => near(at, town) ?? long(),
    time: () => time(at, town), time_secs: () => format(at, town, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    ago: () => span(at - caseNow()),
  };
  return template.replace(/\{(\w+)\}/g, (all, name) => is[name]?.() ?? all);
}

// A length of time in seconds, in English, as the page's own controls say it.
export function span(seconds) {
  const minutes = Math.max(1, Math.round(Math.abs(seconds) / 60));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const parts = [days && `${days} d`, hours && `${hours} h`, !days && minutes % 60 && `${minutes % 60} min`];
  return parts.filter(Boolean).join(" ");
}
