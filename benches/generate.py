#!/usr/bin/env python3
"""Makes up a neighbourhood: `generate.py COUNT FOLDER` writes a site of COUNT plausible records, always the same ones."""

import os
import random
import sys

CATEGORIES = "advice children company faith food growing health learning making money music nature outdoors repair sport work".split()
AREAS = ["eastgate", "millbrook", "southfields", "the-orchards", "town-end"]
STREETS = ["Weaver Street", "Mill Lane", "Brook Street", "Saddler Row", "High Street", "Tenter Street", "Long Acre"]
WORDS = """bread garden mending singing walking bench choir tools ladder kitchen bicycle sewing chess piano maths reading
river orchard wood lamp radio knitting cooking dancing football swimming painting tea coffee stories books toys children
supper lunch market honey apples tomatoes seeds boats canoe camera film drum guitar Welsh Polish Arabic letters forms
rent heating bus lifts seats hospital dog cat hens bees wool clay paper print posters timber""".split()
DAYS = ["Mondays", "Tuesdays", "Wednesdays", "First Saturday of the month,", "Fridays"]

# Folder below content/, the last word of the names, and the share of all records.
SHARES = [
    ("assets/places", "Hall", 15),
    ("groups", "Club", 40),
    ("institutions", "House", 10),
    ("assets/skills", "Lessons", 10),
    ("assets/things", "Set", 10),
    ("assets/enterprises", "Shop", 10),
    ("stories", "Story", 5),
]


def sentence(dice, count):
    words = " ".join(dice.choice(WORDS) for _ in range(count))
    return words[0].upper() + words[1:] + "."


def record(dice, number, count, folder, kind, halls):
    title = f"{dice.choice(WORDS).capitalize()} and {dice.choice(WORDS).capitalize()} {kind} {number}"
    lines = [
        f'title = "{title}"',
        f'summary = "{sentence(dice, 14)}"',
        f'categories = ["{dice.choice(CATEGORIES)}", "{dice.choice(CATEGORIES)}"]',
        f'area = "{dice.choice(AREAS)}"',
    ]
    if folder == "assets/places":
        lines += [
            f'address = "{dice.randrange(1, 200)} {dice.choice(STREETS)}"',
            'postcode = "MB1 2AB"',
            f'location = "51.89{dice.randrange(100, 999)}, -19.98{dice.randrange(100, 999)}"',
            'access = ["step-free", "no lift"]',
            'open = "Mon-Fri 9am-5pm"',
        ]
    if folder == "groups":
        lines += [
            f'type = "{dice.choice(["club", "arts", "sport", "faith", "youth"])}"',
            f'when = "{dice.choice(DAYS)} 2pm-4pm"',
            f'meets_at = "record-{dice.randrange(halls)}"',
            f'offers = ["{sentence(dice, 4)[:-1]}"]',
            f'wants = ["{sentence(dice, 4)[:-1]}"]',
            'cost = "Free"',
        ]
    if folder == "institutions":
        lines.append(f'type = "{dice.choice(["school", "library", "charity"])}"')
    if folder != "stories":
        lines += [
            f'phone = "01632 960{dice.randrange(1000):03}"',
            f'email = "hello{number}@millbrook.example"',
            f'website = "https://record-{number}.example/"',
        ]
    lines += [
        f"verified = 2026-{dice.randrange(1, 11):02}-{dice.randrange(1, 28):02}",
        'verified_how = "phone"',
        f'related = ["record-{dice.randrange(count)}"]',
    ]
    body = f"{sentence(dice, 40)}\n\n{sentence(dice, 40)}\n\n- {sentence(dice, 5)}\n- {sentence(dice, 5)}\n"
    return "+++\n" + "\n".join(lines) + "\n+++\n\n" + body


def generate(count, folder):
    dice = random.Random(7)
    for below, _, _ in SHARES:
        os.makedirs(f"{folder}/content/{below}", exist_ok=True)
    with open(f"{folder}/hereabouts.toml", "w", encoding="utf-8") as config:
        config.write('title = "Big Town"\nbase_url = "https://big-town.example/"\nlanguage = "en-GB"\ncountry = "GB"\n')
        config.write("\n[categories]\n" + "".join(f'{c} = "{c.capitalize()}"\n' for c in CATEGORIES))
        config.write("\n[areas]\n" + "".join(f'{a} = "{a.replace("-", " ").title()}"\n' for a in AREAS))
    halls = max(1, count * SHARES[0][2] // 100)
    ends, total = [], 0
    for below, kind, share in SHARES:
        total += share
        ends.append((count * total / 100, below, kind))
    for number in range(count):
        below, kind = next((b, k) for end, b, k in ends if number < end)
        with open(f"{folder}/content/{below}/record-{number}.md", "w", encoding="utf-8") as file:
            file.write(record(dice, number, count, below, kind, halls))


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    generate(int(sys.argv[1]), sys.argv[2])
