"""Every app, from the top of the house down: none imports one that stands above it.

Settings, the diagrams and the tests read this list; the layers in pyproject.toml and the manifests
are compared with it.
"""

APPS = (
    "demo",
    "rights",
    "digests",
    "web",
    "reviews",
    "hotseats",
    "conversations",
    "workspace",
    "emails",
    "workplace",
    "desk",
    "documents",
    "contracts",
    "sets",
    "modules",
    "post",
    "links",
    "people",
    "history",
)
# Below them all, without tables or pages: anybody may use these.
FLOOR = ("files", "ground", "solving")
