curl --fail --silent --show-error --location --retry 3 https://sh.rustup.rs | sh -s -- -y --profile minimal &&
"$HOME/.cargo/bin/cargo" install --locked --root /tmp/hereabouts hereabouts@{{version}} && export PATH="/tmp/hereabouts/bin:$PATH" || exit 1
