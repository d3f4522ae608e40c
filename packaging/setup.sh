# Shared by ./observe and ./check: sets up what is missing, and only that.
# Sourced by bash; expects $here (the checkout). Gives $venv and $python (its interpreter).
# All it says goes to standard error: standard output belongs to the program.

venv="$here/.venv"
python="$venv/bin/python"
unfinished="$here/.venv-unfinished"
lists="$here/packaging/debian-packages"

say() { printf '%s\n' "$*" >&2; }
fail() { say "error: $*"; exit 1; }

# set_up LEVEL: run (record, window), stage (also a display and a room made up), tests (all).
# Each level holds those before it. Costs some milliseconds where nothing is missing.
set_up() {
  ! is_ready "$1" || return 0
  exec 9<"$here/packaging/setup.sh"
  flock 9 2>/dev/null || true # a second start waits for the first instead of disturbing it
  if ! is_ready "$1"; then
    case "$1" in
      run) install_packages "$lists.txt" || exit 1 ;;
      stage) install_packages "$lists.txt" "$lists-stage.txt" || exit 1 ;;
      tests) install_packages "$lists.txt" "$lists-stage.txt" "$lists-tests.txt" || exit 1 ;;
    esac
    make_environment "$1"
  fi
  exec 9<&-
}

# is_ready LEVEL: whether this level, or one that holds it, was set up from these very files.
is_ready() {
  local level
  [ -x "$python" ] && [ ! -e "$unfinished" ] || return 1
  for level in $(levels_from "$1"); do
    if [ -f "$venv/stamp-$level" ] && [ "$(<"$venv/stamp-$level")" = "$(stamp "$level")" ]; then
      return 0
    fi
  done
  return 1
}

levels_from() {
  case "$1" in run) echo run stage tests ;; stage) echo stage tests ;; *) echo tests ;; esac
}

# stamp LEVEL: where the environment is and what it was made from.
stamp() {
  readlink -f "$python"
  echo "$here"
  cat "$(lock_of "$1")" "$here/packaging/build.lock" "$lists"*.txt | sha256sum
}

lock_of() {
  if [ "$1" = tests ]; then echo "$here/requirements-dev.lock"; else echo "$here/requirements.lock"; fi
}

# install_packages FILE...: those listed and missing, through apt-get as root or with sudo; where
# neither can, says the line to run and fails.
install_packages() {
  local missing as_root=""
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "This system has no apt-get. Observer needs what Debian calls:" $(list_packages "$@")
    return 0
  fi
  missing=$(missing_packages $(list_packages "$@"))
  [ -n "$missing" ] || return 0
  local line="apt-get install --no-install-recommends $missing"
  if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
    command -v sudo >/dev/null || { say "error: Debian packages are missing. Run as root: $line"; return 1; }
  fi
  say "Installing: $missing"
  $as_root dpkg --configure -a >&2 # what an interrupted installation left half done
  $as_root apt-get update -qq >&2 || say "warning: the package lists could not be refreshed"
  # --no-remove: on a desktop, nothing may go for our sake (pulseaudio would drive out pipewire-alsa)
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-remove \
    --no-install-recommends $missing </dev/null >&2 ||
    { say "error: Debian packages could not be installed, see above. Run as root: $line"; return 1; }
}

list_packages() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$@"; }

# missing_packages NAME...: those that dpkg does not know as installed, on one line. A package may
# have been renamed and still provide what it was called before (libglib2.0-0 since Debian 13).
missing_packages() {
  local there name missing=()
  there=" $(dpkg-query -W -f='${db:Status-Status}=${Package}, ${Provides}\n' 2>/dev/null |
    sed -n '/^installed=/{s/^installed=//; s/([^)]*)//g; s/,/ /g; p}' | tr -s ' \n' ' ') "
  for name in "$@"; do
    [[ $there == *" $name "* ]] || missing+=("$name")
  done
  echo "${missing[*]-}"
}

# make_environment LEVEL: a made or mended .venv that holds the locked packages. The stamps are
# written last, and a file says so while it is unfinished: what was interrupted is made anew.
make_environment() {
  local base level
  base=$(command -v "${OBSERVER_PYTHON:-python3}") || fail "python3 is missing. Install Python 3.11 or later"
  "$base" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Python 3.11 or later is needed; $base is $("$base" -V 2>&1). Set OBSERVER_PYTHON to a later one"
  local usable=no
  is_usable && usable=yes
  touch "$unfinished"
  if [ $usable = no ]; then
    "$base" -m venv --clear "$venv" >&2 || fail "No virtual environment could be made. Install python3-venv"
  fi
  rm -f "$venv"/stamp-*
  say "Installing the locked Python packages into .venv; the first time takes some minutes"
  # evdev is built here: with the build tool of our own lock, so that nothing comes without a hash.
  install_lock "$here/packaging/build.lock"
  install_lock --no-build-isolation "$(lock_of "$1")"
  echo "$here" > "$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/observer.pth"
  printf '#!/bin/sh\nPYTHONSAFEPATH=1 exec "%s" -m observer "$@"\n' "$python" > "$venv/bin/observer"
  chmod +x "$venv/bin/observer"
  stamp "$1" > "$venv/stamp-$1"
  rm "$unfinished"
}

# is_usable: whether the environment is whole, works, and was made for this place.
is_usable() {
  [ ! -e "$unfinished" ] && grep -qF -- " $venv" "$venv/pyvenv.cfg" 2>/dev/null &&
    "$python" -c 'import pip' 2>/dev/null
}

install_lock() {
  "$python" -m pip install --quiet --disable-pip-version-check --require-hashes "${@:1:$#-1}" \
    -r "${@: -1}" >&2 || fail "The Python packages could not be installed, see above. Run this again"
}
