<?php
// Installs WordPress in the folder that it is given, with its theme, an administrator and an author.
define( 'WP_INSTALLING', true );
$_SERVER += array( 'HTTP_HOST' => '127.0.0.1', 'SERVER_NAME' => '127.0.0.1', 'REQUEST_URI' => '/', 'REQUEST_METHOD' => 'GET', 'SERVER_PROTOCOL' => 'HTTP/1.1', 'REMOTE_ADDR' => '127.0.0.1' );
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
add_filter( 'pre_wp_mail', '__return_false' );
wp_install( 'Association des Tilleuls', 'admin', 'admin@example.org', false, '', 'Only-For-Tests-1979!x' );
wp_insert_user( array( 'user_login' => 'author', 'user_pass' => 'Only-For-Tests-1979!x', 'user_email' => 'author@example.org', 'role' => 'author' ) );
update_option( 'show_avatars', 0 );
update_option( 'permalink_structure', '/%postname%/' );
switch_theme( $argv[2] );
foreach ( array( 1, 2 ) as $user ) {
	// No tour of the editor, no choice of patterns: what each would close by hand.
	update_user_meta( $user, 'wp_persisted_preferences', array( 'core/edit-post' => array( 'welcomeGuide' => false ), 'core' => array( 'enableChoosePatternModal' => false ), '_modified' => gmdate( 'c' ) ) );
}
