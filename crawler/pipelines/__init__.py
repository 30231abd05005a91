"""What happens to a fetched page: `clean`, `join`, `reclean`, `drop`, `store`, in that order."""
