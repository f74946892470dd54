"""Settings of Pelican: pages only, read by a small reader, since its own takes no lists in front of a text."""

SITENAME = "Made-up Evidence"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
PAGE_PATHS = ["pages"]
ARTICLE_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
THEME = "."
THEME_STATIC_PATHS: list[str] = []
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["front"]
