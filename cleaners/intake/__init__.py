"""What came in becomes a `Document`."""
