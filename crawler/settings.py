"""Settings of the Scrapy project: what differs from Scrapy's defaults, and why.

Names that begin with `CHISTOVIK_` are ours. `scrapy crawl … -s NAME=VALUE` overrides any of them
for one crawl.
"""

import os

from crawler.configuration import user_agent

# --- The project ------------------------------------------------------------------------------

BOT_NAME = "chistovik"  # the name in Scrapy's own log lines
SPIDER_MODULES = ["crawler.spiders"]  # where `scrapy list` looks
NEWSPIDER_MODULE = "crawler.spiders"  # where `scrapy genspider` writes
COMMANDS_MODULE = "crawler.commands"  # a wrong `-a url=` gets a sentence, not a traceback

# --- Who we are, and what we are allowed ------------------------------------------------------

# The address under which a site's owner reaches whoever runs the crawl.
CHISTOVIK_CONTACT = os.environ.get("CHISTOVIK_CONTACT", "")
USER_AGENT = user_agent(CHISTOVIK_CONTACT)  # a site's owner must see who fetches, and whom to ask
ROBOTSTXT_USER_AGENT = "Chistovik"  # the product token, which RFC 9309 compares
ROBOTSTXT_OBEY = True  # Scrapy's default does not ask; sites shut out crawlers that do not
COOKIES_ENABLED = False  # a story is the same for everybody; cookies only let a site follow us

# --- Politeness -------------------------------------------------------------------------------

AUTOTHROTTLE_ENABLED = True  # a site that answers slowly is asked less often
AUTOTHROTTLE_START_DELAY = 2.0  # seconds, until the speed of the site is known
DOWNLOAD_DELAY = 1.0  # seconds; AutoThrottle's floor, so that a fast site is not hurried
CONCURRENT_REQUESTS = 4  # one site a crawl: more could not be used
CONCURRENT_REQUESTS_PER_DOMAIN = 2  # the second one fills the time in which the first one waits
CHISTOVIK_OBEY_RESERVATIONS = ""  # marks that are obeyed and not only noted
CHISTOVIK_RETRY_AFTER_MAX_SECONDS = 600.0  # who asks for more is left alone in this crawl
EXTENSIONS = {
    "crawler.extensions.run.CrawlRun": -1,  # first: locks and mends the output folder
    "crawler.extensions.crawl_delay.CrawlDelay": 0,  # Scrapy 2.19 reads it, and does not keep it
    "crawler.extensions.report.CrawlReport": 0,  # alarms; JSON, page and table at the end
    "crawler.extensions.learn_profile.LearnProfile": 0,  # of sites without a profile
    "crawler.extensions.notify.Notify": 0,  # alarms by mail, webhook or messenger; see below
    "crawler.extensions.progress.Progress": 0,  # at a terminal; see CHISTOVIK_PROGRESS
}

# --- Between the engine and the wire ----------------------------------------------------------

# Requests pass from the top to the bottom, answers the other way.
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the next one replaces it
    "crawler.middlewares.on_site.OnSite": 50,  # no other port of the host, no subdomain
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # the next one replaces it
    "crawler.middlewares.robots.Robots": 100,  # where it can't be had, nothing is fetched
    "crawler.middlewares.reserved_rights.ReservedRights": 110,  # what owners reserve is noted
    "crawler.middlewares.retry_after.RetryAfter": 560,  # a pause holds all requests of the host
    "crawler.middlewares.truncated.TruncatedPages": 585,  # a page without its end is retried
    "crawler.middlewares.conditional.ConditionalMiddleware": 595,  # bodies are still packed there
    "crawler.middlewares.truncated.TruncatedGzip": 597,  # a cut packed body is never remembered
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,  # the next one replaces it
    "crawler.middlewares.redirects.CircleRedirects": 600,  # a circle is a failure, and reported
    "crawler.middlewares.archive.ArchiveMiddleware": 860,  # next to the wire
}

# --- Safety -----------------------------------------------------------------------------------

DOWNLOAD_VERIFY_CERTIFICATES = True  # off by default; else anyone on the way could alter pages
REMOTE_CONTROL_ENABLED = False  # on by default: an HTTP server that runs any code sent to it
TELNETCONSOLE_ENABLED = False  # on by default: the same by telnet
DOWNLOAD_HANDLERS = {
    "http": "crawler.middlewares.download_handler.GuardedHandler",  # public addresses alone
    "https": "crawler.middlewares.download_handler.GuardedHandler",  # the same
    "data": None,  # only http and https are the web; a link must not reach anything else
    "file": None,  # a link must not read this machine's files
    "ftp": None,  # no news site
    "s3": None,  # no news site
}
CHISTOVIK_PRIVATE_HOSTS: list[str] = []  # host or host:port, reached though not public
CHISTOVIK_MAX_HEADER_BYTES = 64 * 1024  # status line and headers of an answer; 2 KiB are usual
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024  # bytes, unpacked too; 1 GiB by default, and no story needs it
DOWNLOAD_WARNSIZE = 8 * 1024 * 1024  # bytes; a page of that size is worth a line in the log
DOWNLOAD_TIMEOUT = 30  # seconds; 180 by default, which one dead server could take again and again
DNS_TIMEOUT = 20  # seconds; 60 by default
REDIRECT_MAX_TIMES = 5  # 20 by default; longer chains are loops
METAREFRESH_ENABLED = False  # front pages refresh to themselves, and would be dropped as seen
RETRY_GIVE_UP_LOG_LEVEL = "WARNING"  # one page lost is no error of the crawl; the report has it

# --- How far a crawl goes ---------------------------------------------------------------------

REQUEST_FINGERPRINTER_CLASS = "crawler.middlewares.redirects.CanonicalFingerprinter"  # see there
DUPEFILTER_CLASS = "crawler.middlewares.redirects.SpellingDupeFilter"  # /n/a may lead to /n/a/
DEPTH_LIMIT = 10  # the tenth page of a rubric; older stories stand in sitemaps
SPIDER_MIDDLEWARES = {
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # drops the stories of the tenth page
    "crawler.middlewares.depth.StoryDepth": 900,  # keeps them, and follows no further listing
}
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # found first, fetched first: the newest
SCHEDULER_DISK_QUEUE = "scrapy.squeues.PickleFifoDiskQueue"  # the same with JOBDIR
CHISTOVIK_MAX_PAGE_LINKS = 5000  # of one page; front pages have some hundreds, traps have more
CHISTOVIK_SITEMAP_REREAD_SECONDS = 600.0  # one read so long ago is read again; 0: none
CLOSESPIDER_PAGECOUNT = 20_000  # some hours at the rate above; more should be meant
CLOSESPIDER_ERRORCOUNT = 50  # errors in our own code; after so many it ends

# --- What is remembered -----------------------------------------------------------------------

CHISTOVIK_STATE_FILE = ""  # empty: state.sqlite3 in the output folder
CHISTOVIK_PAGE_RETRY_HOURS = [1, 6, 24, 72, 168]  # between the tries of a page that fails
CHISTOVIK_PAGE_RECHECK_DAYS = 0.0  # so late stories are fetched again; 0: on notice alone
CHISTOVIK_RECHECK_RECENT_DAYS = 3.0  # younger stories daily, where no source tells changes; 0: none
CHISTOVIK_ARCHIVE_FILE_BYTES = 1_000_000_000  # a fuller archive file is followed by the next

# --- Cleaning and storing ---------------------------------------------------------------------

ITEM_PIPELINES = {
    "crawler.pipelines.clean.CleanPipeline": 100,  # page → article, or a reason
    "crawler.pipelines.join.JoinPipeline": 120,  # the pages of one story → one article
    "crawler.pipelines.reclean.RecleanPipeline": 150,  # did the page change, or its cleaning?
    "crawler.pipelines.drop.DropPipeline": 200,  # no story, duplicate, other host
    "crawler.pipelines.store.StorePipeline": 300,  # one file an article
}
CHISTOVIK_WORKERS = 2  # cleaning processes; a second one so that one slow page blocks nothing
CONCURRENT_ITEMS = 1  # a page has one story; Scrapy would start a hundred tasks for each
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 2_000_000  # bytes of pages waiting to be cleaned; twenty are enough
CHISTOVIK_SITE_PROFILES = ""  # a folder of profiles; they win over those that ship
CHISTOVIK_LEARN_SITE_AFTER = 20  # stories that give a site without profile one; 0: never
CHISTOVIK_EXPLAIN = True  # files tell every block, and of each removed one why
CHISTOVIK_OUTPUT_DIR = "output"  # relative to the folder of scrapy.cfg

FEED_EXPORT_ENCODING = "utf-8"  # for FEEDS of yours: by default every Cyrillic letter is escaped

CHISTOVIK_BROWSER = ""  # the browser for sites whose profile asks for one; else it is found

# --- Alarms -----------------------------------------------------------------------------------

# Who is told of alarms, addresses of apprise, separated by commas. See docs/monitoring.md.
CHISTOVIK_NOTIFY = os.environ.get("CHISTOVIK_NOTIFY", "")

# --- Log --------------------------------------------------------------------------------------

LOG_LEVEL = "INFO"  # DEBUG prints every article in full
LOG_FORMATTER = "crawler.pipelines.drop.OneLineLog"  # why a page is dropped, without the page
DEFAULT_DROPITEM_LOG_LEVEL = "INFO"  # a duplicate is nothing to be warned of
CHISTOVIK_PROGRESS = False  # a line that moves; `chistovik crawl` sets it at a terminal
STATS_DUMP = False  # the report says it in readable form, and keeps the numbers as JSON
