#!/usr/bin/env bash
# Proves what a bare machine needs: makes a fresh minimal Debian with only a C compiler and git,
# lends it this machine's Rust, clones this repository's last commit into it and runs an xtask there.
#
#   sudo scripts/bare-root.sh [VERB ...]      default: test
#
# Variables: SUITE (bookworm), MIRROR (http://deb.debian.org/debian), TMPDIR (/var/tmp; 20 GB free),
# RUSTUP_HOME and CARGO_HOME (those of the user who calls sudo).
set -euo pipefail

suite=${SUITE:-bookworm}
mirror=${MIRROR:-http://deb.debian.org/debian}
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
home=$(getent passwd "${SUDO_USER:-$(id -un)}" | cut -d: -f6)
rustup_home=${RUSTUP_HOME:-$home/.rustup}
cargo_home=${CARGO_HOME:-$home/.cargo}

fail() { echo "bare-root: $*" >&2; exit 1; }

[ "$(id -u)" = 0 ] || fail "needs root for debootstrap and chroot; run: sudo $0 $*"
command -v debootstrap >/dev/null || fail "needs debootstrap; run: apt-get install -y debootstrap"
command -v unshare >/dev/null || fail "needs unshare; run: apt-get install -y util-linux"
[ -x "$cargo_home/bin/rustup" ] || fail "no rustup in $cargo_home/bin; set CARGO_HOME and RUSTUP_HOME"
[ -z "$(git -C "$repo" status --porcelain)" ] ||
	echo "bare-root: note: changes that are not committed are not in the clone" >&2

root=$(mktemp -d "${TMPDIR:-/var/tmp}/veche-bare.XXXXXX")
# The mounts live in a namespace that ends with the run, so nothing of this machine is below here
# when it is removed.
trap 'rm -rf --one-file-system -- "$root"' EXIT
chmod 755 "$root" # apt drops root's rights to fetch

echo "== a fresh $suite in $root"
debootstrap --variant=minbase --include=gcc,libc6-dev,git,ca-certificates \
	"$suite" "$root" "$mirror" >"$root.log" 2>&1 || fail "debootstrap failed; see $root.log"
rm -f "$root.log"
cp /etc/resolv.conf "$root/etc/resolv.conf"
git clone --quiet --no-hardlinks "$repo" "$root/root/veche"
mkdir -p "$root/root/.rustup" "$root/root/.cargo/bin" "$root/root/.cargo/registry" "$cargo_home/registry"

echo "== cargo xtask ${*:-test}"
export root rustup_home cargo_home
unshare --mount --pid --fork --kill-child --propagation private bash -euo pipefail -s -- "${@:-test}" <<'INSIDE'
lend() { mount --bind "$1" "$root/$2" && mount -o "remount,bind,$3" "$root/$2"; }
lend "$rustup_home" root/.rustup ro
lend "$cargo_home/bin" root/.cargo/bin ro
lend "$cargo_home/registry" root/.cargo/registry rw
mount --rbind /dev "$root/dev"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
clean=(HOME=/root LANG=C.UTF-8 CI=true PATH=/root/.cargo/bin:/usr/sbin:/usr/bin:/sbin:/bin)
for name in http_proxy https_proxy no_proxy; do
	[ -z "${!name:-}" ] || clean+=("$name=${!name}")
done
exec chroot "$root" /usr/bin/env -i "${clean[@]}" \
	/bin/bash -euo pipefail -c 'cd /root/veche && time cargo xtask "$@" </dev/null' bare "$@"
INSIDE
echo "== passed on a bare $suite"
