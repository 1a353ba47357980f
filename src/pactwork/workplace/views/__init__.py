"""Pages for somebody who came by a mailed link."""
