"""WeasyPrint, kept to the layout's own fonts and files."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from os.path import normpath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from pipeline.errors import LayoutError, MachineError
from pipeline.fonts import Faces
from pipeline.layout import own_file

if TYPE_CHECKING:
    from weasyprint import Document

APT_LINE = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"

# No font of the machine, no alias, no setting of the user: only what lies beside this file.
_FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


class Engine:
    """Sets XHTML in one style, with one layout's fonts and files."""

    def __init__(self, styles: Sequence[str], folders: Sequence[Path], configuration: Any) -> None:
        self._configuration = configuration
        self._fetcher = _fetcher([folder.resolve() for folder in folders])
        self._base = f"{folders[0].resolve().as_uri()}/"
        self._texts = tuple(styles)
        self._styles = [self._css(style) for style in styles]

    def lay_out(self, root: Element, more_style: str = "") -> Document:
        """Return the pages of the XHTML `root`; `more_style` goes before the engine's."""
        from pipeline.render.pdf.hanging import hanging_spaces
        from pipeline.render.pdf.shrink_boxes import settled_pages
        from pipeline.render.pdf.xhtml import Xhtml

        page = Xhtml(root, self._base, self._fetcher, (*self._texts, more_style))
        more = [self._css(more_style)] if more_style else []
        with settled_pages(), hanging_spaces():
            return self._guarded(
                page.render, font_config=self._configuration, stylesheets=[*self._styles, *more]
            )

    def _css(self, text: str) -> Any:
        from weasyprint import CSS

        return self._guarded(
            CSS,
            string=text,
            base_url=self._base,
            url_fetcher=self._fetcher,
            font_config=self._configuration,
        )

    def _guarded(self, function: Any, **arguments: Any) -> Any:
        from weasyprint.urls import FatalURLFetchingError

        try:
            return function(**arguments)
        except FatalURLFetchingError as error:
            raise LayoutError(
                str(error), hint="A layout uses only files of its own folder; put the file there."
            ) from error


@contextmanager
def start_engine(styles: Sequence[str], folders: Sequence[Path], faces: Faces) -> Iterator[Engine]:
    """Give an engine for a layout in `folders` that knows `faces` and no other font.

    A file is taken from the first of the folders that has it.
    Raises MachineError, with the line that installs it, where a library is missing.
    """
    with TemporaryDirectory(prefix="publish-fonts-") as name:
        fonts = Path(name)
        for index, face in enumerate(faces):
            shutil.copyfile(face.path, fonts / f"{index}{face.path.suffix}")
        settings = fonts / "fonts.conf"
        settings.write_text(_FONTCONFIG.format(folder=fonts), encoding="utf-8")
        with _environment("FONTCONFIG_FILE", str(settings)):
            load_weasyprint()
            from weasyprint.text.fonts import FontConfiguration

            configuration = FontConfiguration()
        yield Engine(styles, folders, configuration)


def load_weasyprint() -> None:
    """Import WeasyPrint; raises MachineError with the line that installs what it lacks."""
    try:
        # What WeasyPrint prints here is said below; stdout is for artifacts.
        with warnings.catch_warnings(), redirect_stdout(StringIO()):
            warnings.simplefilter("error", DeprecationWarning)
            import weasyprint.text.ffi  # noqa: F401 - loads the libraries
    except (OSError, DeprecationWarning) as error:
        # HarfBuzz-Subset is optional to WeasyPrint; without it the bytes are others.
        raise MachineError(
            f"the libraries that set the PDF's text are missing: {str(error).splitlines()[0]}",
            hint=f"Run: {APT_LINE}",
        ) from error


def _fetcher(folders: Sequence[Path]) -> Any:
    """Return what fetches files of the layout's folders, and refuses all else."""
    from weasyprint import URLFetcher
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

    class LayoutFetcher(URLFetcher):  # type: ignore[misc]
        """Reads files by their names in the first folder."""

        def fetch(self, url: str, headers: object = None) -> Any:
            """Return the response for `url`."""
            path = URLFetcherResponse(url).path
            named = Path(normpath(path)) if path else None
            folder = folders[0]
            if named is None or not named.is_relative_to(folder):
                raise FatalURLFetchingError(f"{url} is not a file in the layout's folder {folder}")
            name = str(named.relative_to(folder))
            file = next(filter(None, (own_file(each, name) for each in folders)), None)
            if file is None:
                raise FatalURLFetchingError(f"{url} is not a file in the layout's folder {folder}")
            return super().fetch(file.as_uri(), headers)

    return LayoutFetcher(allowed_protocols=("file",), fail_on_errors=True)


@contextmanager
def _environment(name: str, value: str) -> Iterator[None]:
    """Set an environment variable while the block runs."""
    former = os.environ.get(name)
    os.environ[name] = value
    try:
        yield
    finally:
        if former is None:
            del os.environ[name]
        else:
            os.environ[name] = former
