"""The only place that knows every app: which there are, and what each gives to the whole."""
