"""The local page: who is let in, what its forms run, and what it gives out."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from pipeline.cli.commands import COMMANDS
from pipeline.layout import load_layout
from pipeline.localpage import app as app_module
from pipeline.localpage.actions import ACTIONS
from pipeline.localpage.app import local_page
from pipeline.localpage.command import Ran
from pipeline.publication import Publication
from pipeline.render import renderer
from tests.plans import SMALL as PLAN_OF_PAGES

LAYOUT = load_layout("devon-and-cornwall")
TOKEN, HOST = "a-token-for-tests", "127.0.0.1:4000"
INPUTS = Path(__file__).parents[2] / "inputs"
PLAN = (
    "Rec. No.,Recommendation,Owner,March 27th 2025\n1,Light the quay.,Harbour Master,Two lamps.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an empty folder to work in."""
    folder = tmp_path / "harbour"
    folder.mkdir()
    return folder


@pytest.fixture
def stranger(folder: Path) -> Iterator[TestClient]:
    """Return a browser that was not given the token."""
    page = local_page(folder, TOKEN, HOST)
    with TestClient(page, base_url=f"http://{HOST}", follow_redirects=False) as client:
        yield client


@pytest.fixture
def browser(stranger: TestClient) -> TestClient:
    """Return a browser that opened the address with the token."""
    assert stranger.get(f"/?token={TOKEN}").status_code == 303
    return stranger


def send(browser: TestClient, action: str, **answers: str) -> Response:
    """Return the result of a form of the page."""
    sent = browser.post(f"/do/{action}", data={"token": TOKEN, **answers})
    assert sent.status_code == 303, sent.text
    return browser.get(sent.headers["location"])


class TestWhoIsLetIn:
    """Nobody but the browser with the token, under the page's own address, from its own forms."""

    @pytest.mark.parametrize("path", ["/", "/result/1", "/file/inputs/README.txt"])
    def test_not_without_the_token(self, stranger: TestClient, path: str) -> None:
        """Neither to look nor to take a file, nor with another token."""
        assert stranger.get(path).status_code == 403
        assert stranger.get(path, params={"token": "another"}).status_code == 403
        stranger.cookies.set("publish-page", "another")
        assert stranger.get(path).status_code == 403

    def test_not_under_another_name(self, browser: TestClient) -> None:
        """A name that leads to this machine is not the page's (DNS rebinding)."""
        assert browser.get("/", headers={"host": "evil.example"}).status_code == 403

    def test_not_from_another_site(self, browser: TestClient) -> None:
        """Another site's form has another origin; a form without the token is not the page's."""
        data = {"token": TOKEN}
        answer = browser.post("/do/history", data=data, headers={"origin": "http://evil.example"})
        assert answer.status_code == 403
        assert browser.post("/do/history", data={"token": "another"}).status_code == 403
        assert browser.post("/do/history").status_code == 403

    def test_the_cookie_is_for_this_page_alone(self, stranger: TestClient) -> None:
        """No script can read it, and no other site sends it along."""
        cookie = stranger.get(f"/?token={TOKEN}").headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie

    def test_nothing_is_run_or_fetched_by_the_page(self, browser: TestClient) -> None:
        """Its policy allows no script, and it has none; it leads nowhere else."""
        page = browser.get("/")
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "<script" not in page.text
        assert not re.findall(r'(?:src|href|action)="(?!/)', page.text)

    def test_a_form_that_is_too_large(self, browser: TestClient) -> None:
        """It is refused by its announced length, before it is read."""
        headers = {"content-length": str(app_module._LARGEST + 1)}
        assert browser.post("/do/history", headers=headers).status_code == 413


class TestForms:
    """Each form runs the command that it shows."""

    def test_every_action_is_a_command(self) -> None:
        """The page can do nothing that the command line cannot."""
        assert {action.command[0] for action in ACTIONS.values()} <= set(COMMANDS)

    def test_a_folder_begins_with_its_plan(self, browser: TestClient, folder: Path) -> None:
        """At first there is that form alone; then all the others."""
        assert re.findall(r'action="/do/(\w+)"', browser.get("/").text) == ["start"]
        files = {"plan": ("our plan.csv", PLAN.encode())}
        sent = browser.post("/do/start", data={"token": TOKEN}, files=files)
        result = browser.get(sent.headers["location"]).text

        assert "Begin with your plan: done" in result
        assert "$ publish init --yes &#39;--from=inputs/received/our plan.csv&#39;" in result
        assert (folder / "inputs/existing-plan.csv").read_text() == PLAN
        shown = re.findall(r'action="/do/(\w+)"', browser.get("/").text)
        assert shown == [name for name in ACTIONS if name != "start"]

    def test_a_pdf_is_shown_beside_what_was_read(self, browser: TestClient) -> None:
        """Each page is a picture on the result; of other formats there is none to show."""
        pdf = renderer("pdf")(Publication(PLAN_OF_PAGES, LAYOUT, "plan"))
        browser.post("/do/start", data={"token": TOKEN}, files={"plan": ("plan.pdf", pdf)})

        result = send(browser, "read").text

        assert "$ publish ingest inputs/existing-plan.pdf --pictures=build/read" in result
        (first, *_) = re.findall(r'<img src="(/file/build/read/[^"]+\.png)" alt="[^"]+"', result)
        assert browser.get(first).headers["content-type"] == "image/png"

    def test_what_went_wrong_is_shown(self, browser: TestClient) -> None:
        """With the command's own words and code."""
        result = send(browser, "history", on="yesterday").text

        assert "See what was public: not done" in result
        assert "$ publish history --on=yesterday" in result
        assert "Exit code 2." in result

    def test_an_answer_is_never_an_option(
        self, browser: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nor a second argument, nor anything to a shell."""
        seen: list[list[str]] = []

        def note(title: str, arguments: list[str], _: Path) -> Ran:
            seen.append(arguments)
            return Ran(title, "", 0, "", "")

        monkeypatch.setattr(app_module, "run", note)
        send(browser, "correct", date="--help; rm -rf /\n", reason="--plan=/etc/passwd $(id)")

        send(browser, "accept", date="2026-06-27", code="--help", reason="Looked at.")

        assert seen.pop() == ["accept", "--date=2026-06-27", "--reason=Looked at.", "--", "--help"]
        assert seen == [["correct", "--date=--help; rm -rf /", "--reason=--plan=/etc/passwd $(id)"]]

    def test_what_a_command_says_is_text(
        self, browser: TestClient, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Never markup of the page."""
        said = Ran("Try", "publish x", 1, "<b>out</b>", "<script>alert(1)</script>")
        monkeypatch.setattr(app_module, "run", lambda *_: said)

        result = send(browser, "history").text

        assert "<script" not in result
        assert "&lt;b&gt;out&lt;/b&gt;" in result

    def test_there_is_no_other_action(self, browser: TestClient) -> None:
        """A command that is not a form of the page is not run."""
        assert browser.post("/do/verify", data={"token": TOKEN}).status_code == 404


class TestFiles:
    """What is put into the folder, and what is given out of it."""

    @pytest.fixture
    def begun(self, browser: TestClient, folder: Path) -> TestClient:
        """Return a browser on a folder with the example."""
        shutil.copytree(INPUTS, folder / "inputs")
        (folder / "publish.toml").write_text("")
        (folder / "secret.txt").write_text("secret")
        return browser

    @pytest.mark.parametrize(
        ("name", "kept"),
        [
            ("form.md", "form.md"),
            ("../../form.md", "form.md"),
            ("C:\\temp\\form.md", "form.md"),
        ],
    )
    def test_answers_are_kept_by_their_date(
        self, begun: TestClient, folder: Path, name: str, kept: str
    ) -> None:
        """Under the file's own name, and nowhere else."""
        files = {"files": (name, b"## 3.2\nIt was sampled.\n")}
        data = {"token": TOKEN, "date": "2026-09-26"}
        sent = begun.post("/do/answers", data=data, files=files)

        result = begun.get(sent.headers["location"]).text

        assert (folder / "inputs/updates/2026-09-26" / kept).is_file()
        assert "39 of 40 are still missing" in result

    @pytest.mark.parametrize(
        ("name", "date", "words"),
        [
            (".hidden", "2026-09-26", "cannot be a file"),
            ("a" * 200, "2026-09-26", "cannot be a file"),
            ("form.md", "../..", "is not a date"),
            ("form.md", "", "is not a date"),
        ],
    )
    def test_what_cannot_be_kept_is_named(
        self, begun: TestClient, folder: Path, name: str, date: str, words: str
    ) -> None:
        """Nothing is written then."""
        before = sorted(folder.rglob("*"))
        files = {"files": (name, b"text")}
        sent = begun.post("/do/answers", data={"token": TOKEN, "date": date}, files=files)

        assert words in begun.get(sent.headers["location"]).text
        assert sorted(folder.rglob("*")) == before

    def test_published_files_can_be_taken(self, begun: TestClient, folder: Path) -> None:
        """As downloads: none of them is shown in the page's place."""
        (folder / "build").mkdir()
        (folder / "build" / "plan.html").write_text("<script>alert(1)</script>")
        taken = begun.get("/file/build/plan.html")

        assert taken.headers["content-type"] == "application/octet-stream"
        assert taken.headers["content-disposition"].startswith("attachment")
        assert "/file/build/plan.html" in begun.get("/").text

    @pytest.mark.parametrize(
        "name",
        ["secret.txt", "publish.toml", "build/../secret.txt", "inputs/%2e%2e/secret.txt", "inputs"],
    )
    def test_nothing_else_is_given_out(self, begun: TestClient, name: str) -> None:
        """Only files of `build` and `inputs`."""
        assert begun.get(f"/file/{name}").status_code == 404

    def test_a_link_leads_nowhere_else(self, begun: TestClient, folder: Path) -> None:
        """A link in the folder to a file outside of it is not followed."""
        (folder / "inputs" / "link.txt").symlink_to(folder / "secret.txt")
        assert begun.get("/file/inputs/link.txt").status_code == 404
