# The tasks of everyday work. CI runs the same ones.

# All of them, by name.
default:
    @just --list

# Make the program.
build:
    cargo build --release

# Everything that must be well before a change comes in.
check: fmt clippy test

# All tests.
test:
    ./tests/run

# Is everything laid out as rustfmt does it?
fmt:
    cargo fmt --check

# Nothing that clippy would rather see otherwise.
clippy:
    cargo clippy --all-targets -- -D warnings

# How fast it is, on made-up neighbourhoods of up to 10,000 records.
bench:
    cargo build --release
    python3 benches/bench.py

# How long it takes to read 10,000 times in plain words.
times-bench:
    cargo bench --bench times

# How long the booklet takes.
print-bench:
    cargo bench --bench print

# How well the search answers the judged queries of tests/search/queries.tsv, by type, and names with a slip in them.
search-quality:
    cargo build
    npm ci --silent --prefix tests/browser
    node tests/search/quality.mjs
    node tests/search/slips.mjs

# The search beside Pagefind, MiniSearch and Fuse.
search-bench:
    cargo build --release
    npm ci --silent --prefix tests/browser
    npm ci --silent --prefix benches/search
    node benches/search/run.mjs

# Write anew what the manual takes from the program: fields, rules, views, and what the commands print.
manual:
    UPDATE=1 cargo test --test reference
    TRYCMD=overwrite cargo test --test manual

# The code's own documentation.
docs:
    cargo doc --no-deps

# Licences and known faults of what we depend on.
deny:
    cargo deny check advisories licenses
