"""`pledgewire`, the command: a module a subcommand, each a thin shell over what the services run."""
