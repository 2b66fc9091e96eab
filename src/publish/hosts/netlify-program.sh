mkdir -p /tmp/hereabouts && export PATH="/tmp/hereabouts:$PATH" &&
curl --fail --silent --show-error --location --retry 3 --output /tmp/hereabouts/hereabouts {{url}} &&
echo "{{sha256}}  /tmp/hereabouts/hereabouts" | sha256sum --check &&
chmod +x /tmp/hereabouts/hereabouts || exit 1
