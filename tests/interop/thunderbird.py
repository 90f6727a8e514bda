"""Thunderbird without a window, driven by Marionette, the remote control of Mozilla's programs.

It subscribes to a feed on the loopback, as a person would, and is asked what it holds.
"""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from interop.facts import Facts
from interop.readers import RefusedError, by_uid
from interop.servers import LOOPBACK, PATIENCE, free_port, published, running

PREFERENCES = """
user_pref("marionette.port", {port});
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("mail.provider.enabled", false);
user_pref("mail.rights.version", 1);
user_pref("mailnews.start_page.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "");
user_pref("toolkit.telemetry.enabled", false);
user_pref("calendar.alarms.show", false);
"""
# Subscribe, wait until the feed is there, tell what it holds, unsubscribe.
SCRIPT = """
const [address, done] = arguments;
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const when = (at) => {
  const of = at.isDate || at.timezone.isFloating ? at : at.getInTimezone(cal.dtz.UTC);
  const two = (n) => String(n).padStart(2, "0");
  const day = `${of.year}-${two(of.month + 1)}-${two(of.day)}`;
  if (of.isDate) return day;
  return `${day}T${two(of.hour)}:${two(of.minute)}:${two(of.second)}${of.timezone.isFloating ? "" : "Z"}`;
};
const rings = (item, alarm) => {
  const related = alarm.related === Ci.calIAlarm.ALARM_RELATED_END;
  const start = (related ? (item.endDate ?? item.dueDate) : item.startDate).clone();
  if (start.isDate) {
    start.isDate = false; // a whole day begins at midnight, wherever it is read
    start.timezone = cal.dtz.floating;
  }
  if (alarm.related === Ci.calIAlarm.ALARM_RELATED_ABSOLUTE) return when(alarm.alarmDate);
  start.addDuration(alarm.offset);
  return when(start);
};
const facts = (item) => ({
  uid: item.id,
  kind: item.isEvent() ? "VEVENT" : "VTODO",
  summary: item.title,
  description: item.descriptionText ?? "",
  start: item.isEvent() ? when(item.startDate) : item.entryDate ? when(item.entryDate) : "",
  end: when(item.isEvent() ? item.endDate : item.dueDate),
  status: item.status,
  transp: item.getProperty("TRANSP") ?? "",
  location: item.getProperty("LOCATION") ?? "",
  url: item.getProperty("URL") ?? "",
  categories: item.getCategories(),
  sequence: Number(item.getProperty("SEQUENCE") ?? 0),
  stamp: when(item.stampTime),
  alarms: item.getAlarms().map((alarm) => rings(item, alarm)),
});
(async () => {
  const calendar = cal.manager.createCalendar("ics", Services.io.newURI(address));
  calendar.name = address;
  calendar.setProperty("cache.enabled", false);
  const loaded = new Promise((resolve, reject) => {
    calendar.addObserver({
      QueryInterface: ChromeUtils.generateQI(["calIObserver"]),
      onLoad: resolve,
      onError: (_calendar, number, message) => reject(new Error(`${number} ${message}`)),
      onStartBatch() {}, onEndBatch() {}, onAddItem() {}, onModifyItem() {}, onDeleteItem() {},
      onPropertyChanged() {}, onPropertyDeleting() {},
    });
  });
  cal.manager.registerCalendar(calendar);
  calendar.refresh();
  await loaded;
  const items = await calendar.getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null);
  cal.manager.unregisterCalendar(calendar);
  return JSON.stringify(items.map(facts));
})().then((found) => done({ found }), (error) => done({ error: String(error) }));
"""


class Marionette:
    """The wire of the remote control: messages of JSON with their length before them."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((LOOPBACK, port), timeout=PATIENCE)
        self._file = self._socket.makefile("rb")
        self._number = 0
        self._receive()  # its greeting
        self.ask("WebDriver:NewSession", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        self.ask("Marionette:SetContext", value="chrome")
        self.ask("WebDriver:SetTimeouts", script=int(PATIENCE * 1000))

    def _receive(self) -> Any:
        size = b""
        while (one := self._file.read(1)) != b":":
            if not one:
                raise ConnectionError("Thunderbird has hung up")
            size += one
        return json.loads(self._file.read(int(size)))

    def ask(self, command: str, **parameters: Any) -> Any:
        self._number += 1
        message = json.dumps([0, self._number, command, parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._receive()
        if error:
            raise RuntimeError(f"{command}: {error}")
        return result

    def close(self) -> None:
        self._file.close()
        self._socket.close()


class Thunderbird:
    """A running Thunderbird that subscribes to feeds."""

    def __init__(self, control: Marionette) -> None:
        self._control = control

    def read(self, data: bytes) -> dict[str, Facts]:
        """Return the facts by UID.

        Raises:
            RefusedError: it does not take the feed.
        """
        with published({"feed.ics": data}) as address:
            value = self._control.ask(
                "WebDriver:ExecuteAsyncScript", script=SCRIPT, args=[f"{address}feed.ics"], newSandbox=True
            )["value"]
        if "error" in value:
            raise RefusedError(value["error"])
        return by_uid(value["found"])


@contextmanager
def thunderbird(folder: Path) -> Iterator[Thunderbird]:
    """Run a Thunderbird with a profile of its own."""
    port = free_port()
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(PREFERENCES.format(port=port))
    command = ["thunderbird", "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--marionette", "--remote-allow-system-access"]
    with running(command, port, folder / "thunderbird.log", {"HOME": str(folder), "MOZ_HEADLESS": "1"}):
        control = Marionette(port)
        try:
            yield Thunderbird(control)
        finally:
            control.close()
