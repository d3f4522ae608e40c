# Shared by ./observe and ./check: sets up what is missing, and only that.
# Sourced by bash; expects $here (the checkout). Gives $python (the environment's interpreter).

venv="$here/.venv"
python="$venv/bin/python"

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

# list_packages FILE...: the names in the lists, without comments.
list_packages() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@"; }

# missing_packages NAME...: those that dpkg does not know as installed.
missing_packages() {
  local name
  for name in "$@"; do
    dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null | grep -qx installed || echo "$name"
  done
}

# install_packages FILE...: through apt-get as root or with sudo; else says the line to run.
install_packages() {
  local missing
  command -v dpkg-query >/dev/null && command -v apt-get >/dev/null || return 0
  missing=$(missing_packages $(list_packages "$@") | tr '\n' ' ')
  [ -n "$missing" ] || return 0
  local as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && as_root="sudo"
    [ -n "$as_root" ] || fail "These packages are missing and only root may install them. Run as root: apt-get install $missing"
  fi
  say "Installing: $missing"
  $as_root apt-get update -qq >&2 || say "warning: the package lists could not be refreshed"
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    $missing >&2 </dev/null || fail "apt-get could not install them. Run: apt-get install $missing"
}

# stamp LOCK: what the environment was made from; another value means that it is out of date.
stamp() { cat "$@" "$here"/packaging/debian-packages*.txt | sha256sum | cut -d' ' -f1; echo "$here"; }

# is_set_up STAMP-FILE LISTED...: whether the environment was made from just these.
is_set_up() {
  local file="$1"; shift
  [ -x "$python" ] && [ -f "$file" ] && [ "$(cat "$file")" = "$(stamp "$@")" ]
}

# make_environment LOCK STAMP-FILE: a fresh or refreshed .venv with exactly the locked packages.
make_environment() {
  local lock="$1" file="$2" base
  base=$(command -v "${OBSERVER_PYTHON:-python3}") || fail "python3 is missing. Install Python 3.11 or later"
  "$base" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Python 3.11 or later is needed, and $base is $("$base" -V). Set OBSERVER_PYTHON to a later one"
  if ! "$python" -c 'import pip' 2>/dev/null; then
    rm -rf "$venv"
    "$base" -m venv "$venv" || fail "No virtual environment could be made in $venv. Install python3-venv"
  fi
  rm -f "$venv"/stamp-*
  say "Installing the locked Python packages into .venv"
  "$python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    -r "$lock" >&2 || fail "The Python packages could not be installed. Look above, and run this again"
  echo "$here" > "$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/observer.pth"
  printf '#!/bin/sh\nexec "%s" -m observer "$@"\n' "$python" > "$venv/bin/observer"
  chmod +x "$venv/bin/observer"
  stamp "$lock" > "$file"
}
