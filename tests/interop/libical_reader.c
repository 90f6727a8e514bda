/* What libical makes of a feed on standard input: one JSON object an entry, and status 1 where it finds a fault.

   cc -o libical_reader libical_reader.c $(pkg-config --cflags --libs libical) -licalss -lical                    */
#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int faults = 0;

static void quoted(const char *text) {
    putchar('"');
    for (; text && *text; text++) {
        if (*text == '"' || *text == '\\') printf("\\%c", *text);
        else if ((unsigned char)*text < 0x20) printf("\\u%04x", *text);
        else putchar(*text);
    }
    putchar('"');
}

static void fact(const char *name, const char *text) { printf(",\"%s\":", name); quoted(text); }

/* A day as it is, a moment in UTC, a floating time without a zone. */
static void moment(struct icaltimetype at) {
    if (icaltime_is_null_time(at)) { printf("\"\""); return; }
    if (at.is_date) { printf("\"%04d-%02d-%02d\"", at.year, at.month, at.day); return; }
    const char *end = at.zone ? "Z" : "";
    if (at.zone) at = icaltime_convert_to_zone(at, icaltimezone_get_utc_timezone());
    printf("\"%04d-%02d-%02dT%02d:%02d:%02d%s\"", at.year, at.month, at.day, at.hour, at.minute, at.second, end);
}

static const char *text_of(icalcomponent *one, icalproperty_kind kind) {
    icalproperty *found = icalcomponent_get_first_property(one, kind);
    return found ? icalproperty_get_value_as_string(found) : "";
}

static void fault(const char *what, const char *detail) { fprintf(stderr, "%s: %s\n", what, detail); faults++; }

/* icalrestriction_check has written its findings into the component, as the parser has. */
static void complain(icalcomponent *one) {
    icalproperty *p = icalcomponent_get_first_property(one, ICAL_XLICERROR_PROPERTY);
    for (; p; p = icalcomponent_get_next_property(one, ICAL_XLICERROR_PROPERTY))
        fault(icalcomponent_kind_to_string(icalcomponent_isa(one)), icalproperty_get_xlicerror(p));
    icalcomponent *part = icalcomponent_get_first_component(one, ICAL_ANY_COMPONENT);
    for (; part; part = icalcomponent_get_next_component(one, ICAL_ANY_COMPONENT)) complain(part);
}

static void alarms(icalcomponent *event, struct icaltimetype start, struct icaltimetype end) {
    const char *comma = "";
    printf(",\"alarms\":[");
    icalcomponent *alarm = icalcomponent_get_first_component(event, ICAL_VALARM_COMPONENT);
    for (; alarm; alarm = icalcomponent_get_next_component(event, ICAL_VALARM_COMPONENT), comma = ",") {
        icalproperty *found = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
        if (!found) { fault("VALARM", "no trigger"); continue; }
        struct icaltriggertype trigger = icalproperty_get_trigger(found);
        icalparameter *related = icalproperty_get_first_parameter(found, ICAL_RELATED_PARAMETER);
        struct icaltimetype at = related && icalparameter_get_related(related) == ICAL_RELATED_END ? end : start;
        at.is_date = 0; /* a whole day begins at midnight, wherever it is read */
        printf("%s", comma);
        moment(icaltime_is_null_time(trigger.time) ? icaltime_add(at, trigger.duration) : trigger.time);
    }
    printf("]");
}

static void entry(icalcomponent *one) {
    int task = icalcomponent_isa(one) == ICAL_VTODO_COMPONENT;
    struct icaltimetype start = icalcomponent_get_dtstart(one);
    struct icaltimetype end = task ? icalcomponent_get_due(one) : icalcomponent_get_dtend(one);
    printf("{\"uid\":");
    quoted(icalcomponent_get_uid(one));
    fact("kind", icalcomponent_kind_to_string(icalcomponent_isa(one)));
    fact("summary", icalcomponent_get_summary(one));
    fact("description", icalcomponent_get_description(one));
    fact("status", text_of(one, ICAL_STATUS_PROPERTY));
    fact("transp", text_of(one, ICAL_TRANSP_PROPERTY));
    fact("location", icalcomponent_get_location(one));
    fact("url", text_of(one, ICAL_URL_PROPERTY));
    printf(",\"start\":"); moment(start);
    printf(",\"end\":"); moment(end);
    printf(",\"stamp\":"); moment(icalcomponent_get_dtstamp(one));
    printf(",\"sequence\":%d,\"categories\":[", icalcomponent_get_sequence(one));
    const char *comma = "";
    icalproperty *p = icalcomponent_get_first_property(one, ICAL_CATEGORIES_PROPERTY);
    for (; p; p = icalcomponent_get_next_property(one, ICAL_CATEGORIES_PROPERTY), comma = ",") {
        printf("%s", comma);
        quoted(icalproperty_get_categories(p));
    }
    printf("]");
    alarms(one, start, end);
    printf("}");
}

int main(void) {
    size_t size = 0, room = 1 << 20, got;
    char *data = malloc(room + 1);
    if (!data) return 2;
    while ((got = fread(data + size, 1, room - size, stdin)) > 0)
        if ((size += got) == room && !(data = realloc(data, (room *= 2) + 1))) return 2;
    data[size] = 0;
    icalerror_set_errors_are_fatal(0);
    icalcomponent *feed = icalparser_parse_string(data);
    if (!feed || icalcomponent_isa(feed) != ICAL_VCALENDAR_COMPONENT) { fault("feed", "not one VCALENDAR"); return 1; }
    if (!icalrestriction_check(feed)) fault("icalrestriction_check", "refuses the feed");
    complain(feed);
    const char *comma = "";
    printf("[");
    icalcomponent *one = icalcomponent_get_first_component(feed, ICAL_ANY_COMPONENT);
    for (; one; one = icalcomponent_get_next_component(feed, ICAL_ANY_COMPONENT)) {
        if (icalcomponent_isa(one) != ICAL_VEVENT_COMPONENT && icalcomponent_isa(one) != ICAL_VTODO_COMPONENT) continue;
        printf("%s", comma);
        entry(one);
        comma = ",\n";
    }
    printf("]\n");
    icalcomponent_free(feed);
    free(data);
    return faults != 0;
}
