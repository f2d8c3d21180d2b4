<?php
/**
 * Plugin Name:       Boussole de l'ODD 17
 * Description:       La boussole qui aide associations, entreprises, collectivités et citoyens à agir ensemble. Tout se calcule dans le navigateur ; aucun service extérieur n'est appelé.
 * Version:           {{VERSION}}
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           MIT
 * Text Domain:       boussole-odd17
 *
 * The plugin holds the release in `release/`: the site serves it itself, so that its own content
 * policy ('self') covers it. It stores nothing, adds no table and no option.
 *
 * @package boussole-odd17
 */

defined( 'ABSPATH' ) || exit;

const BOUSSOLE_ODD17_VERSION = '{{VERSION}}';

/** What an editor may set, with the block's and the shortcode's name for it: the element's attribute. */
const BOUSSOLE_ODD17_ATTRIBUTES = array(
	'lang'         => 'lang',
	'preset'       => 'preset',
	'lock'         => 'lock',
	'views'        => 'views',
	'startview'    => 'start-view',
	'headinglevel' => 'heading-level',
	'theme'        => 'theme',
	'loading'      => 'loading',
	'partner'      => 'partner',
	'catalogue'    => 'catalogue',
	'library'      => 'library',
);

/**
 * The element, and its script once a page.
 *
 * @param array|string $given What the editor set.
 * @return string HTML.
 */
function boussole_odd17_render( $given = array() ) {
	wp_enqueue_script( 'boussole-odd17' );
	$html = '<boussole-odd17';
	// Shortcodes give small letters, blocks give camelCase: both are read the same.
	$given = array_change_key_case( is_array( $given ) ? $given : array(), CASE_LOWER );
	foreach ( BOUSSOLE_ODD17_ATTRIBUTES as $name => $attribute ) {
		if ( isset( $given[ $name ] ) && is_scalar( $given[ $name ] ) && '' !== (string) $given[ $name ] ) {
			$html .= sprintf( ' %s="%s"', $attribute, esc_attr( (string) $given[ $name ] ) );
		}
	}
	$html .= '><a href="https://www.lerameau.fr/">' . esc_html__( 'Découvrir la démarche du RAMEAU', 'boussole-odd17' ) . '</a></boussole-odd17>';
	// The editor's wide and full widths are classes that the theme knows.
	$align = isset( $given['align'] ) && in_array( $given['align'], array( 'wide', 'full' ), true ) ? $given['align'] : '';
	return $align ? sprintf( '<div class="align%s">%s</div>', $align, $html ) : $html;
}

add_action(
	'init',
	function () {
		wp_register_script(
			'boussole-odd17',
			plugins_url( 'release/boussole.js', __FILE__ ),
			array(),
			BOUSSOLE_ODD17_VERSION,
			array( 'strategy' => 'async' )
		);
		wp_register_script(
			'boussole-odd17-editor',
			plugins_url( 'editor.js', __FILE__ ),
			array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ),
			BOUSSOLE_ODD17_VERSION,
			true
		);
		register_block_type( __DIR__, array( 'render_callback' => 'boussole_odd17_render' ) );
		add_shortcode( 'boussole', 'boussole_odd17_render' );
	}
);
