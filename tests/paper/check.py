"""Holds every PDF in a folder against what paper and people who listen need.

    python check.py FOLDER PAGES

- `outloud` finds no error and no warning: PDF/UA-1, and what a validator cannot see;
- `qpdf` (through pikepdf) finds nothing wrong with the file;
- every page, drawn at 100 dots an inch into PAGES, has ink, all of it 6 mm and more from the edge, and no more
  than 12 % of the page in black, pictures apart;
- every code on those pages is read.

Prints a line for each file that passes, one for each fault, and "N passed, N failed" at the end.
"""

import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw
import zxingcpp

DPI = 100
EDGE = 6 / 25.4 * DPI - 1
MOST_BLACK = 0.12
# Running heads, feet and the key to the marks lie this near the edge, as a share of the height. They are marked as heads
# and feet; outloud takes a line of eight words among them for prose that nobody would hear.
MARGIN = 0.12


def heard(folder):
    """The faults that outloud finds, by file."""
    report = folder / "outloud.json"
    outloud = Path(sys.executable).with_name("outloud")
    files = sorted(folder.glob("*.pdf"))
    subprocess.run([outloud, "--fail-on", "never", "--json", report, *files], capture_output=True, check=False)
    found = {file.name: [] for file in files}
    read = set()

    def walk(node, file):
        if isinstance(node, dict):
            file = node.get("path") or node.get("file") or file
            if file and Path(str(file)).name in found:
                read.add(Path(str(file)).name)
            if "rule" in node and "message" in node and node.get("severity") in ("error", "warning"):
                if not is_margin(node, folder / Path(file).name):
                    words = node.get("evidence") or ""
                    found[Path(file).name].append(f"page {node.get('page')}: {node['rule']} {node['message']} {words}")
            for value in node.values():
                walk(value, file)
        elif isinstance(node, list):
            for value in node:
                walk(value, file)

    walk(json.loads(report.read_text()), None)
    report.unlink()
    for file in files:
        if file.name not in read:
            found[file.name].append("outloud did not read it")
    return found


def is_margin(fault, file):
    """Whether a fault is that of words marked as not to be read which stand in the margin."""
    if fault["rule"] != "TAG-002" or not fault.get("boxes"):
        return False
    document = pypdfium2.PdfDocument(file)
    height = document[fault["page"] - 1].get_height()
    return all(box["y1"] < height * MARGIN or box["y0"] > height * (1 - MARGIN) for box in fault["boxes"])


def drawn(file, pages):
    """The faults of a file's pages as they come out of the printer."""
    faults = []
    document = pypdfium2.PdfDocument(file)
    blank = 0
    for number in range(len(document)):
        image = document[number].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
        image.save(pages / f"{file.stem}-{number + 1:03}.png")
        ink = image.point(lambda light: 255 if light < 230 else 0)
        box = ink.getbbox()
        if box is None:
            blank += 1
            continue
        left, top, right, foot = box
        if min(left, top, image.width - right, image.height - foot) < EDGE:
            faults.append(f"page {number + 1}: ink within 6 mm of the edge, {box} of {image.size}")
        # A picture is as dark as it is.
        for part in document[number].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
            x, y, right, top = part.get_bounds()
            scale, height = DPI / 72, document[number].get_height()
            image.paste(255, tuple(round(side * scale) for side in (x, height - top, right, height - y)))
        black = sum(255 - light for light in image.resize((image.width // 4, image.height // 4)).tobytes())
        share = black / 255 / (image.width // 4) / (image.height // 4)
        if share > MOST_BLACK:
            faults.append(f"page {number + 1}: {share:.0%} of it is black")
    if blank:
        faults.append(f"{blank} pages without anything on them")
    return faults


def unread(file):
    """The pages with codes that can be read close by, at 200 dots an inch, and not at 100."""
    faults = []
    document = pypdfium2.PdfDocument(file)
    for number in range(len(document)):
        near, far = (codes(document[number], dpi) for dpi in (2 * DPI, DPI))
        if near != far:
            faults.append(f"page {number + 1}: codes that cannot be read at {DPI} dots an inch: {near - far}")
        faults += [f"page {number + 1}: a code leads nowhere: {words}" for words in near if not words.startswith("http")]
    return faults


def codes(page, dpi):
    """What the codes on a page say."""
    image = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
    return {code.text for code in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)}


def main():
    folder, pages = map(Path, sys.argv[1:3])
    pages.mkdir(parents=True, exist_ok=True)
    found = heard(folder)
    failed = 0
    for file in sorted(folder.glob("*.pdf")):
        faults = found[file.name]
        with pikepdf.open(file) as document:
            faults += [f"qpdf: {problem}" for problem in document.check_pdf_syntax()]
        faults += drawn(file, pages)
        faults += unread(file)
        for fault in faults:
            print(f"{file.name}: {fault}")
        if not faults:
            print(f"{file.name}: well")
        failed += bool(faults)
    passed = len(found) - failed
    print(f"test result: {passed} passed; {failed} failed")
    sys.exit(1 if failed or not found else 0)


if __name__ == "__main__":
    main()
