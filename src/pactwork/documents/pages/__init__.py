"""What pages and papers say of drafts, agreements and evidence."""
