"""What the report and the editor have in common: colours, and the page with its blocks tinted."""
