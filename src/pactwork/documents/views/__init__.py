"""Pages of drafts, agreements and what happened; and the files of them."""
