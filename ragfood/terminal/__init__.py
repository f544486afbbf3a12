"""The command line: what a terminal or a script asks of the app. Its options and JSON are a stable interface."""
