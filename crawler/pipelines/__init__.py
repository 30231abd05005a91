"""What happens to a fetched page: `clean`, then `drop`, then `store`."""
