"""What a Chromium may be called, as src/cli/pdf.c looks for it."""
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find():
    """The path of the first that is installed, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)
