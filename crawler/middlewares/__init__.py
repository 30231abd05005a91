"""Between the engine and the wire: robots.txt, reserved rights, pauses, redirects, the archive."""
