"""The command that serves feeds over HTTP."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

import click

from courtclock.cli.output import echo_json, say
from courtclock.cli.params import FILE
from courtclock.errors import ServeRefused

_PORT = 8464


@click.command()
@click.argument("dockets", metavar="DOCKET...", type=FILE, nargs=-1, required=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True, help="0 takes a free one.")
@click.option("--token-file", type=FILE, help="One file of secrets for all; by default one beside each docket.")
@click.option("--state", type=click.Path(file_okay=False, path_type=Path), help="Folder for what outlives a restart.")
@click.option("--add", "name", metavar="NAME", help="Make a secret for one more subscriber, show it, and leave.")
@click.option("--links", is_flag=True, help="Show the addresses to subscribe to, and leave.")
@click.option("--url", help="Where the addresses begin, such as https://feeds.example.org.")
@click.option("--json", "as_json", is_flag=True, help="Print the addresses as JSON.")
def serve(  # noqa: PLR0913 - a command takes as many arguments as it has options
    *,
    dockets: tuple[Path, ...],
    host: str,
    port: int,
    token_file: Path | None,
    state: Path | None,
    name: str | None,
    links: bool,
    url: str | None,
    as_json: bool,
) -> None:
    """Serve the feed of each DOCKET over HTTP, at an address that is secret.

    Each subscriber has a secret of their own, a line in a token file; the first
    start makes one. A line that is taken out is revoked at once. There is no
    TLS here: put a proxy in front.
    """
    if links or name is not None:
        _show(dockets, token_file, name, (url or f"http://{host}:{port}").rstrip("/"), as_json=as_json)
        return
    if url is not None or as_json:
        raise click.UsageError("--url and --json go with --links or --add")
    try:
        from courtclock.serve.run import base, bind, is_private, run, setup
        from courtclock.serve.site import Site
        from courtclock.serve.tokens import TokenFile, token_path
    except ImportError as error:
        raise ServeRefused(
            f"{(error.name or '').partition('.')[0]} is not installed: pip install 'courtclock[serve]'"
        ) from None
    setup()
    for place in dict.fromkeys(token_path(path, token_file) for path in dockets):
        if TokenFile(place).open():
            say(f"made {place} with a secret for one subscriber")
    site = Site.open(dockets, tokens=token_file, state=state)
    with bind(host, port) as listening:
        if not is_private(listening):
            say("warning: other machines can reach this, and nothing is encrypted: put a TLS proxy in front", err=True)
        count = len(site.books)
        # No address that opens a feed: what is printed here ends up in logs.
        say(f"serving {count} feed{'s' if count != 1 else ''} on {base(listening)}; --links shows the addresses")
        sys.stdout.flush()  # into a pipe as well: whoever started it waits for this line
        run(site, listening)
    say("stopped")


def _show(dockets: tuple[Path, ...], shared: Path | None, name: str | None, url: str, *, as_json: bool) -> None:
    """Show the addresses of every subscriber, or of the one that is added."""
    from courtclock.docket import load
    from courtclock.serve.tokens import TokenFile, token_path

    if not url.startswith(("http://", "https://")):
        raise click.UsageError(f"--url: expected an address that begins with https:// or http://, got {url!r}")
    ids = [(load(path).id, token_path(path, shared)) for path in dockets]
    files = {place: TokenFile(place) for _, place in ids}
    for file in files.values():
        file.open()
        if name is not None:
            file.add(name)
    shown = [
        {"subscriber": one.name, "docket": docket, "url": link, "webcal": "webcal" + link[link.index(":") :]}
        for docket, place in ids
        for one in files[place].tokens().subscribers
        if name in {None, one.name}
        for link in [f"{url}/{one.secret}/{quote(docket, safe='')}.ics"]
    ]
    if as_json:
        echo_json(shown)
        return
    for one in shown:
        say(f"{one['docket']}, {one['subscriber']}:\n  {one['url']}\n  {one['webcal']}")
