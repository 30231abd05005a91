"""`python -m crawler.cli`, where the console script is not installed."""

from crawler.cli.chistovik import main

if __name__ == "__main__":
    main(prog_name="chistovik")
