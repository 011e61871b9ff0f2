"""One small server for the look of the pages, with nothing saved on it when a test begins."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from tests.look.demo import Saved, make_app


@dataclass(frozen=True)
class Site:
    url: str
    saved: Saved


@pytest.fixture(scope="package")
def one_app() -> Flask:
    return make_app()


@pytest.fixture
def app(one_app: Flask) -> Flask:
    one_app.config["saved"] = Saved()
    return one_app


@pytest.fixture(scope="package")
def address(one_app: Flask) -> Iterator[str]:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, one_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def site(app: Flask, address: str) -> Site:
    return Site(address, app.config["saved"])


@pytest.fixture
def visit(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(visit: BrowserContext, site: Site) -> Page:
    page = visit.new_page()
    page.goto(f"{site.url}/situation")
    return page
