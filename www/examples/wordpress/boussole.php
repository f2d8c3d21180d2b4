<?php
/**
 * Plugin Name: SDG 17 compass from another address
 * Description: [compass lang="fr"] puts the compass into a page, from the address of a release.
 *
 * @package boussole-example
 */

defined( 'ABSPATH' ) || exit;

add_shortcode(
	'compass',
	function ( $given ) {
		$given = shortcode_atts( array( 'lang' => 'fr' ), $given );
		wp_enqueue_script( 'compass', 'https://HOST/boussole.js', array(), null, true );
		return sprintf(
			'<boussole-odd17 lang="%s"><a href="https://www.lerameau.fr/">Découvrir la démarche du RAMEAU</a></boussole-odd17>',
			esc_attr( $given['lang'] )
		);
	}
);
