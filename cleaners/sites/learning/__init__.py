"""Learning the template of a site from its own pages: values in, a site profile out."""
