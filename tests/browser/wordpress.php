<?php
// Enough of WordPress to load the plugin and draw what it draws: what it registers and what it prints.
define( 'ABSPATH', '/' );
$GLOBALS['seen'] = array( 'scripts' => array(), 'enqueued' => array(), 'blocks' => array(), 'shortcodes' => array() );
function add_action( $hook, $callback ) { $GLOBALS['actions'][ $hook ][] = $callback; }
function add_shortcode( $tag, $callback ) { $GLOBALS['seen']['shortcodes'][ $tag ] = $callback; }
function plugins_url( $path, $file ) { return 'https://site.exemple/wp-content/plugins/' . basename( dirname( $file ) ) . '/' . $path; }
function wp_register_script( $handle, $address, $needs, $version, $more ) { $GLOBALS['seen']['scripts'][ $handle ] = $address; }
function wp_enqueue_script( $handle ) { $GLOBALS['seen']['enqueued'][ $handle ] = true; }
function register_block_type( $folder, $options ) {
	$block = json_decode( file_get_contents( $folder . '/block.json' ), true, 512, JSON_THROW_ON_ERROR );
	$GLOBALS['seen']['blocks'][ $block['name'] ] = array( 'attributes' => array_keys( $block['attributes'] ), 'render' => $options['render_callback'], 'editor' => $block['editorScript'] );
}
function esc_attr( $text ) { return htmlspecialchars( $text, ENT_QUOTES, 'UTF-8' ); }
function esc_html__( $text, $domain ) { return htmlspecialchars( $text, ENT_QUOTES, 'UTF-8' ); }

require $argv[1];
foreach ( $GLOBALS['actions']['init'] as $callback ) {
	$callback();
}
$render = $GLOBALS['seen']['shortcodes']['boussole'];
echo json_encode( array(
	'plain' => $render( '' ),
	'code'  => $render( array( 'lang' => 'en', 'startview' => 'path', 'preset' => 'profile=media"><script>alert(1)</script>', 'onclick' => 'alert(1)' ) ),
	'block' => $GLOBALS['seen']['blocks']['boussole/odd17']['render']( array( 'lang' => 'fr', 'startView' => 'quick', 'headingLevel' => '3', 'theme' => array( 'x' ), 'align' => 'wide' ) ),
	'seen'  => $GLOBALS['seen'],
), JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
