"""APScheduler's own way of keeping promises: a SQLAlchemyJobStore on SQLite, as it is shipped."""

import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy import create_engine, event

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PATIENCE = 600.0
_done = threading.Semaphore(0)


def show(number: int) -> None:
    """What each job does: next to nothing, as the memory adapter's send."""
    _done.release()


def fill(path: Path, jobs: int) -> None:
    """Keep so many jobs whose time has come."""
    # Only the filling is made fast: the jobs are drained by an engine as APScheduler makes it.
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    scheduler = _scheduler(SQLAlchemyJobStore(engine=engine))
    scheduler.start(paused=True)
    for number in range(jobs):
        scheduler.add_job(show, "date", run_date=LONG_AGO, args=[number], misfire_grace_time=None)
    # A scheduler that ends looks at its jobs once more: let it find none.
    scheduler.remove_jobstore("default")
    scheduler.shutdown()


def drain(path: Path, jobs: int) -> float:
    """The seconds until every job has run and has left the store."""
    scheduler = _scheduler(SQLAlchemyJobStore(url=f"sqlite:///{path}"))
    began = time.perf_counter()
    scheduler.start()
    for _ in range(jobs):
        assert _done.acquire(timeout=PATIENCE)
    # The store's lock is held while jobs are taken out: an answer means that this is over.
    assert not scheduler.get_jobs()
    took = time.perf_counter() - began
    scheduler.shutdown()
    return took


def _scheduler(store: SQLAlchemyJobStore) -> BackgroundScheduler:
    return BackgroundScheduler(jobstores={"default": store}, timezone=UTC)
