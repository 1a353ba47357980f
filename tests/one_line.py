"""A page as a browser reads it: attributes may stand on lines of their own."""


def one_line(page: str) -> str:
    return " ".join(page.split()).replace(" >", ">")
