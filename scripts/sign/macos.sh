#!/usr/bin/env bash
# Signs an app, has it notarised and staples the ticket to it: scripts/sign/macos.sh APP ENTITLEMENTS
# Uses the tools of macOS alone, so that no code of a dependency comes near the certificate.
set -euo pipefail
app=$1
entitlements=$2

if [ -z "${MAC_CERTIFICATE:-}" ]; then
  echo "::warning::MAC_CERTIFICATE is not set: the app for macOS stays unsigned."
  exit 0
fi

work=$(mktemp -d)
keychain="$work/sign.keychain-db"
keychain_password=$(uuidgen)
trap 'security delete-keychain "$keychain" || true; rm -rf "$work"' EXIT

printf %s "$MAC_CERTIFICATE" | base64 --decode >"$work/certificate.p12"
security create-keychain -p "$keychain_password" "$keychain"
security set-keychain-settings "$keychain"
security unlock-keychain -p "$keychain_password" "$keychain"
security list-keychains -d user -s "$keychain" login.keychain
security import "$work/certificate.p12" -k "$keychain" -P "$MAC_CERTIFICATE_PASSWORD" -T /usr/bin/codesign
security set-key-partition-list -S apple-tool:,apple: -s -k "$keychain_password" "$keychain" >/dev/null
rm "$work/certificate.p12"
identity=$(security find-identity -v -p codesigning "$keychain" | awk '/Developer ID Application/ { print $2; exit }')
if [ -z "$identity" ]; then
  echo "::error::MAC_CERTIFICATE holds no Developer ID Application certificate."
  exit 1
fi

# From the inside out: files before the bundle they are in. The main file of a bundle is signed with the bundle.
find "$app" -depth \
  \( -type d \( -name '*.framework' -o -name '*.app' \) \
  -o -type f ! -path '*/Contents/MacOS/*' \( -perm -u+x -o -name '*.dylib' -o -name '*.node' \) \) -print0 |
  while IFS= read -r -d '' part; do
    case $part in
      *.framework/Versions/*)
        # A file directly in a version of a framework is its main file.
        inside=${part##*.framework/Versions/*/}
        if [ -f "$part" ] && [ "$inside" = "$(basename "$part")" ]; then continue; fi
        ;;
    esac
    if [ -f "$part" ] && ! file --brief "$part" | grep -q Mach-O; then continue; fi
    codesign --force --sign "$identity" --keychain "$keychain" --timestamp --options runtime \
      --entitlements "$entitlements" "$part"
  done
codesign --verify --deep --strict "$app"

if [ -z "${APPLE_ID:-}" ]; then
  echo "::warning::APPLE_ID is not set: the app for macOS is signed, but not notarised."
  exit 0
fi
ditto -c -k --keepParent "$app" "$work/app.zip"
xcrun notarytool submit "$work/app.zip" --wait --timeout 45m \
  --apple-id "$APPLE_ID" --password "$APPLE_APP_SPECIFIC_PASSWORD" --team-id "$APPLE_TEAM_ID"
xcrun stapler staple "$app"
spctl --assess --type execute "$app"
