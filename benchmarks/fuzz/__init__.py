"""Coverage-guided fuzzing of what reads strangers' data; needs atheris."""
