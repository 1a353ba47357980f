"""Every app, from the top of the house down: none imports one that stands above it.

Settings, the diagrams and the tests read this list; the layers in pyproject.toml and the manifests
are compared with it. A storey has a name for the picture's sake, and is no folder (ADR 1).
"""

STOREYS: dict[str, tuple[str, ...]] = {
    "The frame": (
        "demo",
        "rights",
        "digests",
        "web",
    ),
    "Working together": (
        "reviews",
        "hotseats",
        "conversations",
    ),
    "A contract, shown and sent": (
        "emails",
        "workspace",
        "workplace",
        "desk",
        "documents",
    ),
    "The law and the course": (
        "contracts",
        "sets",
        "institutions",
        "modules",
    ),
    "People, links and the record": (
        "post",
        "links",
        "people",
        "history",
    ),
}
APPS = tuple(app for storey in STOREYS.values() for app in storey)
# Below them all, without tables or pages: anybody may use these.
FLOOR = ("files", "ground", "solving")
