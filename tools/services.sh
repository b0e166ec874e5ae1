#!/usr/bin/env bash
# Installs the servers that tests of adapters start for themselves, on Debian and its kin. Tests without them say so and skip.
# RUNLEVEL keeps Debian from starting any of its own.
set -euo pipefail
missing=()
[ -x /usr/sbin/sshd ] || missing+=(openssh-server)
[ -x /usr/sbin/mariadbd ] || missing+=(mariadb-server)
php -m 2>/dev/null | grep -qx soap || missing+=(php-cli php-soap)
[ ${#missing[@]} = 0 ] && exit 0
sudo=$([ "$(id -u)" = 0 ] || echo sudo)
$sudo apt-get update -qq
$sudo env RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
