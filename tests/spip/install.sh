#!/bin/bash
# A real SPIP 4.4 in a folder, light: Debian packages unpacked beside the system (none is installed), SQLite, PHP's own web
# server. What stands here is not set up yet: the test does that in SPIP's own pages.
# Usage: install.sh FOLDER
# Needs php-cli, php-sqlite3, php-mbstring, php-xml, apt-get, and the mirror that this machine uses already.
set -euo pipefail
AT=$1
[ -e "$AT/ready" ] && exit 0
rm -rf "$AT"
mkdir -p "$AT"/{lists/partial,cache/archives/partial,debs,root,zip}

MIRROR=$(apt-cache policy base-files | grep -oE 'https?://[^ ]+' | grep -v security | head -n 1)
[ -n "$MIRROR" ] || { echo "this machine has no mirror of Debian" >&2; exit 1; }
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $MIRROR trixie main" > "$AT/list"
apt() {
  apt-get -qq -o Dir::Etc::sourcelist="$AT/list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$AT/lists" \
    -o Dir::Cache="$AT/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=1 "$@"
}
apt update
(cd "$AT/debs" && apt download spip php-algo26-idna-convert php-jakeasmith-http-build-url php-getid3 php-psr-container \
  php-symfony-dependency-injection php-symfony-deprecation-contracts php-symfony-filesystem php-symfony-config \
  php-symfony-service-contracts php-symfony-var-exporter libjs-jquery libjs-jquery-form libjs-prefix-free node-js-cookie)
for package in "$AT"/debs/*.deb; do dpkg -x "$package" "$AT/root"; done

# SPIP asks for this extension of PHP, which is unpacked too where PHP has it not.
if ! php -m | grep -qx zip; then
  VERSION=$(php -r 'echo PHP_MAJOR_VERSION . "." . PHP_MINOR_VERSION;')
  (cd "$AT/zip" && apt-get -qq -o APT::Sandbox::User=root download "php$VERSION-zip" \
    "$(apt-cache depends "php$VERSION-zip" | grep -oE 'libzip[0-9a-z]+' | head -n 1)")
  for package in "$AT"/zip/*.deb; do dpkg -x "$package" "$AT/zip"; done
fi

# Links that lead into the packages become what they lead to; the folders of the site are its own.
cp -r "$AT/root/usr/share/spip" "$AT/site"
find "$AT/site" -type l | while read -r link; do
  target=$(readlink "$link")
  rm "$link"
  case $target in
    /*) ;;
    *) cp -r "$AT/root/usr/share/${target##*../}" "$link" 2>/dev/null || true ;;
  esac
done
mkdir -p "$AT/site"/{IMG,local,tmp,config,plugins,squelettes/modeles}
grep -rlE "'/usr/share/(php|spip)" "$AT/site/vendor" "$AT/root/usr/share/php" |
  xargs sed -i "s#'/usr/share/php#'$AT/root/usr/share/php#; s#'/usr/share/spip#'$AT/site#"

# Debian 13 has PHP 8.4, whose functions this SPIP calls.
cat > "$AT/site/config/mes_options.php" <<'PHP'
<?php
if ( ! function_exists( 'array_any' ) ) {
	function array_any( array $array, callable $callback ): bool {
		foreach ( $array as $key => $value ) {
			if ( $callback( $value, $key ) ) {
				return true;
			}
		}
		return false;
	}
	function array_all( array $array, callable $callback ): bool {
		return ! array_any( $array, fn( $value, $key ) => ! $callback( $value, $key ) );
	}
}
PHP
cp "$(dirname "$0")/article.php" "$AT/article.php"
rm -rf "$AT"/{debs,lists,cache} "$AT"/zip/*.deb
touch "$AT/ready"
