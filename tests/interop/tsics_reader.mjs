// What ts-ics makes of a feed on standard input, checked by its zod schema: JSON, one object an entry.
import { readFileSync } from "node:fs";
import { parseIcsCalendar } from "@ts-ics/schema-zod";

const utc = (date) => date.toISOString().replace(".000Z", "Z");
const when = (at) => (at.type === "DATE" ? utc(at.date).slice(0, 10) : utc(at.date));
const DAY = 86400;

// ts-ics gives the parts of an interval; the moment is made here, with days of 24 hours.
const rings = (event, alarm) => {
  const { type, value, options } = alarm.trigger;
  if (type === "absolute") return when(value);
  const seconds = (value.weeks ?? 0) * 7 * DAY + (value.days ?? 0) * DAY + (value.hours ?? 0) * 3600;
  const length = (seconds + (value.minutes ?? 0) * 60 + (value.seconds ?? 0)) * (value.before ? -1 : 1);
  const base = options?.related === "END" ? (event.end ?? event.due) : event.start;
  const at = utc(new Date(base.date.getTime() + length * 1000));
  return base.type === "DATE" ? at.replace("Z", "") : at;
};

const feed = parseIcsCalendar(readFileSync(0, "utf8"));
const of = (kind) => (one) => ({
  uid: one.uid,
  kind,
  summary: one.summary,
  description: one.description ?? "",
  start: one.start ? when(one.start) : "",
  end: when(kind === "VTODO" ? one.due : one.end),
  status: one.status,
  transp: one.timeTransparent ?? "",
  location: one.location ?? "",
  url: one.url ?? "",
  categories: one.categories ?? [],
  sequence: one.sequence ?? 0, // it leaves out a 0, which is what an absent one means (RFC 5545 3.8.7.4)
  stamp: when(one.stamp),
  alarms: (one.alarms ?? []).map((alarm) => rings(one, alarm)),
});
console.log(JSON.stringify([...(feed.events ?? []).map(of("VEVENT")), ...(feed.todos ?? []).map(of("VTODO"))]));
