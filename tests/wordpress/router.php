<?php
// What a web server's rewriting does: files as they are, folders with their index, all else WordPress.
$path = parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH );
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if ( is_file( $file ) ) {
	return false;
}
if ( is_dir( $file ) && is_file( "$file/index.php" ) ) {
	if ( '/' !== substr( $file, -1 ) ) {
		header( "Location: $path/" );
		exit;
	}
	return false;
}
$_SERVER['SCRIPT_NAME'] = '/index.php';
require $_SERVER['DOCUMENT_ROOT'] . '/index.php';
