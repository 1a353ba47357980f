"""Every app's manifest, from the ground up: the order in which what they give is shown."""

import pactwork.contracts.manifest
import pactwork.conversations.manifest
import pactwork.demo.manifest
import pactwork.desk.manifest
import pactwork.digests.manifest
import pactwork.documents.manifest
import pactwork.emails.manifest
import pactwork.history.manifest
import pactwork.hotseats.manifest
import pactwork.institutions.manifest
import pactwork.links.manifest
import pactwork.modules.manifest
import pactwork.people.manifest
import pactwork.reviews.manifest
import pactwork.rights.manifest
import pactwork.sets.manifest
import pactwork.web.manifest
import pactwork.workplace.manifest
import pactwork.workspace.manifest

MANIFESTS = (
    pactwork.history.manifest.MANIFEST,
    pactwork.people.manifest.MANIFEST,
    pactwork.links.manifest.MANIFEST,
    pactwork.modules.manifest.MANIFEST,
    pactwork.institutions.manifest.MANIFEST,
    pactwork.sets.manifest.MANIFEST,
    pactwork.contracts.manifest.MANIFEST,
    pactwork.documents.manifest.MANIFEST,
    pactwork.desk.manifest.MANIFEST,
    pactwork.workplace.manifest.MANIFEST,
    pactwork.workspace.manifest.MANIFEST,
    pactwork.emails.manifest.MANIFEST,
    pactwork.conversations.manifest.MANIFEST,
    pactwork.hotseats.manifest.MANIFEST,
    pactwork.reviews.manifest.MANIFEST,
    pactwork.web.manifest.MANIFEST,
    pactwork.digests.manifest.MANIFEST,
    pactwork.rights.manifest.MANIFEST,
    pactwork.demo.manifest.MANIFEST,
)
