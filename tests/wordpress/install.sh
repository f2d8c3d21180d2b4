#!/bin/bash
# A real WordPress in a folder, light: Debian packages unpacked beside the system (none is installed), SQLite instead of a
# database server, PHP's own web server. It is made once; `database` and `plugins` are as they were when it was installed.
# Usage: install.sh SUITE FOLDER    (SUITE: bookworm has WordPress 6.1, trixie 6.8, sid the newest)
# Needs php-cli, php-sqlite3, php-mbstring, php-xml, python3, npm, apt-get, and the mirror that this machine uses already.
set -euo pipefail
SUITE=$1 AT=$2 HERE=$(cd "$(dirname "$0")" && pwd)
[ -e "$AT/ready" ] && exit 0
rm -rf "$AT"
mkdir -p "$AT"/{lists/partial,cache/archives/partial,debs,root}

MIRROR=$(apt-cache policy base-files | grep -oE 'https?://[^ ]+' | grep -v security | head -n 1)
[ -n "$MIRROR" ] || { echo "this machine has no mirror of Debian" >&2; exit 1; }
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $MIRROR $SUITE main" > "$AT/list"
apt() {
  apt-get -qq -o Dir::Etc::sourcelist="$AT/list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$AT/lists" \
    -o Dir::Cache="$AT/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=1 "$@"
}
apt update
THEME=twentytwentyfive
[ "$SUITE" = bookworm ] && THEME=twentytwentythree
(cd "$AT/debs" && apt download wordpress "wordpress-theme-$THEME" libphp-phpmailer php-getid3 libjs-cropper libjs-lodash libjs-underscore libjs-jquery-ui libjs-jquery ca-certificates)
for package in "$AT"/debs/*.deb; do dpkg -x "$package" "$AT/root"; done
# Links of theirs that lead out of the packages are not needed.
cp -rL "$AT/root/usr/share/wordpress" "$AT/site" 2>/dev/null || true
rm -f "$AT/site/wp-config.php"
CONTENT="$AT/site/wp-content"
mkdir -p "$CONTENT"/{plugins,uploads,database,mu-plugins}

# The database driver that WordPress's own people write.
(cd "$AT" && npm pack --silent @wp-playground/cli@3.1.56 > /dev/null && tar xzf wp-playground-cli-*.tgz package/sqlite-database-integration.zip)
python3 -m zipfile -e "$AT/package/sqlite-database-integration.zip" "$AT/driver"
DRIVER=$(dirname "$(find "$AT/driver" -name db.copy | head -n 1)")
cp -r "$DRIVER" "$CONTENT/mu-plugins/sqlite-database-integration"
# PHP 8.2 asks that a property which a parent class declares public stays so.
grep -rl 'private $allow_unsafe_unquoted_parameters' "$CONTENT/mu-plugins" | xargs -r sed -i 's/private \$allow_unsafe_unquoted_parameters/public $allow_unsafe_unquoted_parameters/'
sed -e "s#'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'#__DIR__.'/mu-plugins/sqlite-database-integration'#" -e "s#{SQLITE_PLUGIN}#sqlite-database-integration/load.php#" "$DRIVER/db.copy" > "$CONTENT/db.php"

cp "$HERE/config.php" "$AT/site/wp-config.php"
cp "$HERE/router.php" "$AT/router.php"
php "$HERE/install.php" "$AT/site" "$THEME"
cp -r "$CONTENT/database" "$AT/database"
cp -r "$CONTENT/plugins" "$AT/plugins"
rm -rf "$AT"/{debs,root,lists,cache,driver,package} "$AT"/*.tgz
touch "$AT/ready"
