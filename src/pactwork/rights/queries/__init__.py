"""Reading for pages and commands about rights."""
