// What ical.js makes of a feed on standard input: JSON, one object an entry. It throws where it finds a fault.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const two = (n) => String(n).padStart(2, "0");
// A day as it is, a moment in UTC, a floating time without a zone.
const when = (time) => {
  if (time.isDate) return time.toString();
  const floating = time.zone === ICAL.Timezone.localTimezone;
  const at = floating ? time : time.convertToZone(ICAL.Timezone.utcTimezone);
  const day = `${at.year}-${two(at.month)}-${two(at.day)}`;
  return `${day}T${two(at.hour)}:${two(at.minute)}:${two(at.second)}${floating ? "" : "Z"}`;
};

const rings = (start, end, alarm) => {
  const trigger = alarm.getFirstPropertyValue("trigger");
  if (trigger instanceof ICAL.Time) return when(trigger);
  const at = (alarm.getFirstProperty("trigger").getParameter("related") === "END" ? end : start).clone();
  at.isDate = false; // a whole day begins at midnight, wherever it is read
  at.addDuration(trigger);
  return when(at);
};

ICAL.design.strict = true;
const feed = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const found = feed.getAllSubcomponents().filter((one) => ["vevent", "vtodo"].includes(one.name));
const facts = found.map((one) => {
  const event = new ICAL.Event(one, { strictExceptions: true });
  const value = (name) => one.getFirstPropertyValue(name) ?? "";
  const task = one.name === "vtodo";
  const [start, end] = task ? [value("dtstart"), value("due")] : [event.startDate, event.endDate];
  return {
    uid: event.uid,
    kind: one.name.toUpperCase(),
    summary: event.summary,
    description: event.description,
    start: start && when(start),
    end: end && when(end),
    status: value("status"),
    transp: value("transp"),
    location: value("location"),
    url: value("url"),
    categories: one.getAllProperties("categories").flatMap((property) => property.getValues()),
    sequence: event.sequence,
    stamp: when(value("dtstamp")),
    alarms: one.getAllSubcomponents("valarm").map((alarm) => rings(start, end, alarm)),
  };
});
console.log(JSON.stringify(facts));
