#!/usr/bin/env python3
"""Times hereabouts as a whole process beside `cp -r` of what it wrote, and weighs the pages. Run it with `just bench`."""

import gzip
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from generate import generate

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROGRAM = os.path.join(os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target")), "release", "hereabouts")
TODAY = ["--today", "2026-11-21"]
RUNS = int(os.environ.get("RUNS", "5"))


def run(command, folder):
    """CPU seconds, seconds on the clock, and peak memory in MB of one process."""
    started = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - started, usage.ru_maxrss / 1024


def median(runs):
    return [statistics.median(column) for column in zip(*runs)]


def builds(count, folder):
    """One row: a full build, the copy, and a second build, in turn so that all see the same machine."""
    full, copy, again = [], [], []
    output = os.path.join(folder, "public")
    for _ in range(RUNS):
        shutil.rmtree(output, ignore_errors=True)
        full.append(run([PROGRAM, "build", *TODAY], folder))
        shutil.rmtree(os.path.join(folder, "copy"), ignore_errors=True)
        copy.append(run(["cp", "-r", "public", "copy"], folder))
        before = {f: os.stat(f).st_mtime_ns for f in walk(output)}
        again.append(run([PROGRAM, "build", *TODAY], folder))
        after = {f: os.stat(f).st_mtime_ns for f in walk(output)}
        if before != after:
            sys.exit("a second build wrote something")
    shutil.rmtree(os.path.join(folder, "copy"), ignore_errors=True)
    full, copy, again = median(full), median(copy), median(again)
    print(
        f"{count:>7} {full[0]:>9.2f} {full[1]:>8.2f} {full[2]:>7.0f} {copy[0]:>9.2f} {full[0] / copy[0]:>7.1f} "
        f"{again[0]:>9.2f} {again[0] / copy[0]:>7.1f} {len(before):>7}"
    )


def walk(folder):
    return [os.path.join(at, name) for at, _, names in os.walk(folder) for name in names]


def serve(count, folder):
    """Milliseconds from a saved record (renamed into place) to its new page, and from start to the first page."""
    port = 3900
    started = time.perf_counter()
    server = subprocess.Popen([PROGRAM, "serve", "--port", str(port), *TODAY], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        line = server.stdout.readline()
        port = int(re.search(r":(\d+)/", line).group(1))
        path = "content/groups/" + sorted(os.listdir(os.path.join(folder, "content/groups")))[0]
        page = "/groups/" + os.path.basename(path).replace(".md", ".html")
        get(port, page)
        first = time.perf_counter() - started
        times = []
        for i in range(12):
            words = f"Changed for the {i}th time."
            file = os.path.join(folder, path)
            with open(file, encoding="utf-8") as old:
                text = re.sub(r"\n\nChanged for .*|$", "", old.read(), count=1).rstrip() + f"\n\n{words}\n"
            with open(file + ".new", "w", encoding="utf-8") as new:
                new.write(text)
            saved = time.perf_counter()
            os.rename(file + ".new", file)
            while words not in get(port, page):
                if time.perf_counter() - saved > 20:
                    sys.exit("a saved record never came")
            times.append((time.perf_counter() - saved) * 1000)
        print(f"{count:>7} {first * 1000:>12.0f} {statistics.median(times):>12.0f} {max(times):>9.0f}")
    finally:
        server.terminate()
        server.wait()


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def weights(folder):
    """The heaviest first view: a page with everything that it loads, as a host sends it."""
    output = os.path.join(folder, "public")
    size = lambda path: len(gzip.compress(open(path, "rb").read(), 6))
    shared = sum(size(os.path.join(output, "theme", name)) for name in ["style.css", "early.js", "hereabouts.js", "icon.svg"])
    pages = [p for p in walk(output) if p.endswith(".html")]
    heaviest = sorted(((size(p) + shared, os.path.relpath(p, output)) for p in pages), reverse=True)[:3]
    return ", ".join(f"{path} {bytes_ / 1000:.1f} KB" for bytes_, path in heaviest)


def main():
    counts = [int(c) for c in sys.argv[1:]] or [100, 500, 1000, 10000]
    folder = tempfile.mkdtemp(prefix="hereabouts-bench-")
    try:
        for count in counts:
            generate(count, f"{folder}/{count}")
        print("A full build, beside a copy of its output, and a second build in which nothing had changed (medians)\n")
        print("records   CPU (s)  clock(s)  peak MB  cp CPU(s)  x cp  again (s)   x cp   files")
        for count in counts:
            builds(count, f"{folder}/{count}")
        print("\nUnder serve: from start to the first page, and from a saved record to its new page (milliseconds)\n")
        print("records  first page   saved (median)   (most)")
        for count in counts:
            serve(count, f"{folder}/{count}")
        print("\nThe heaviest first views, with stylesheet, scripts and icon, compressed with gzip\n")
        for count in counts:
            print(f"{count:>7} {weights(f'{folder}/{count}')}")
        print("  sample", end=" ")
        run([PROGRAM, "build", "--output", f"{folder}/sample/public", *TODAY], ROOT)
        print(weights(f"{folder}/sample"))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
