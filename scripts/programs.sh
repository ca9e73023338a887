#!/bin/sh
# programs.sh build|test: sees to it that the programs and libraries are there that make (build) or the tests need, by apt-get where that can be used.
# What cannot be had is named; it is an error only under CI=true.
set -eu

case ${1-} in
  build) packages='make python3-venv' ;;
  test) packages='git patch npm chromium
    xvfb xauth libgtk-3-0 libnss3 libasound2 libxss1 libxtst6 libgbm1 libnotify4 libsecret-1-0
    libatspi2.0-0 libdrm2 libcups2 libatk-bridge2.0-0' ;;
  *) echo 'usage: programs.sh build|test' >&2; exit 2 ;;
esac

# A program counts wherever it comes from; a library is asked of dpkg. Newer Debian names some of them …t64.
present () {
  case $1 in
    python3-venv) "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null ;;
    xvfb) command -v Xvfb >/dev/null ;;
    lib*) installed "$1" || installed "$1t64" ;;
    *) command -v "$1" >/dev/null ;;
  esac
}
installed () { [ "$(dpkg-query --show --showformat '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }
missing () { for package in $packages; do present "$package" || printf '%s ' "$package"; done; }
available () { apt-cache policy "$1" | grep -q 'Candidate: [^(]'; }

wanted=$(missing)
[ -n "$wanted" ] || exit 0

as_root=
[ "$(id -u)" = 0 ] || as_root='sudo -n'
if command -v apt-get >/dev/null && $as_root true 2>/dev/null; then
  echo "installing: $wanted"
  $as_root apt-get update -qq || true
  # one by one: a name that this release does not know keeps none of the others back
  for package in $wanted; do
    available "$package" || package=${package}t64
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null || true
  done
fi

wanted=$(missing)
[ -n "$wanted" ] || exit 0
echo "not installed: $wanted" >&2
if [ "${CI-}" = true ]; then exit 1; fi
echo 'tests that need them are skipped' >&2
