rustup toolchain install stable --profile minimal && rustup default stable &&
cargo install --locked --root /tmp/hereabouts hereabouts@{{version}} && export PATH="/tmp/hereabouts/bin:$PATH" || exit 1
