"""`clean-file`, the command."""
