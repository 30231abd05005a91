"""`python -m crawler.cli`, where the console script is not installed."""

from crawler.cli.chistovik import main

main(prog_name="chistovik")
