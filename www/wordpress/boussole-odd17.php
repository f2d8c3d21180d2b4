<?php
/**
 * Plugin Name:       SDG 17 compass
 * Description:       The compass that helps associations, companies, local authorities and citizens to act together. Everything is computed in the browser; no outside service is called.
 * Version:           {{VERSION}}
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * Author:            The Boussole authors
 * License:           MIT
 * Text Domain:       boussole-odd17
 * Domain Path:       /languages
 *
 * The plugin holds the release in `release/`: the site serves it itself, so that its own content
 * policy ('self') covers it. It stores nothing, adds no table and no option.
 *
 * @package boussole-odd17
 */

defined( 'ABSPATH' ) || exit;

/** What an editor may set: the attributes of the element. The block and the shortcode name them without hyphens, in any case. */
const BOUSSOLE_ODD17_ATTRIBUTES = array(
	'lang',
	'preset',
	'lock',
	'views',
	'start-view',
	'heading-level',
	'theme',
	'loading',
	'partner',
	'catalogue',
	'library',
	'share',
	'hash-key',
	'storage',
	'journey',
);

/** What text processors put in the place of straight quotes, double and single, as letters and as WordPress writes them. */
const BOUSSOLE_ODD17_DOUBLE = '(?:["“”„‟«»″]|&quot;|&[lrb]dquo;|&[lr]aquo;|&#0*(?:34|171|187|822[0-3]|8243);|&#x0*(?:22|ab|bb|201[c-f]|2033);)';
const BOUSSOLE_ODD17_SINGLE = '(?:[\'‘’‚‛‹›′`´]|&apos;|&(?:[lr]s|sb)quo;|&[lr]saquo;|&#0*(?:39|96|180|821[6-9]|8242|8249|8250);|&#x0*(?:27|60|b4|201[89ab]|2032|2039|203a);)';

/** What they put in the place of a space: others, line breaks, paragraphs, marks of style. */
const BOUSSOLE_ODD17_SPACE = '(?:\s|\x{200b}|\x{feff}|&nbsp;|&#0*(?:160|8239);|&#x0*(?:a0|202f);|<[^>]*>)';

/**
 * The element, and its script once a page.
 *
 * @param array $given What the editor set, by any spelling of the names.
 * @return string HTML.
 */
function boussole_odd17_element( $given ) {
	wp_enqueue_script( 'boussole-odd17' );
	$named = array();
	foreach ( $given as $name => $value ) {
		if ( is_scalar( $value ) ) {
			$named[ str_replace( array( '-', '_' ), '', strtolower( (string) $name ) ) ] = trim( (string) $value );
		}
	}
	// Where the release is, whatever a tool that moves or joins scripts makes of its own.
	$html = sprintf( '<boussole-odd17 base="%s"', esc_url( plugins_url( 'release/', __FILE__ ) ) );
	foreach ( BOUSSOLE_ODD17_ATTRIBUTES as $attribute ) {
		$value = $named[ str_replace( '-', '', $attribute ) ] ?? '';
		if ( '' !== $value ) {
			$html .= sprintf( ' %s="%s"', $attribute, esc_attr( $value ) );
		}
	}
	return $html . '><a href="https://www.lerameau.fr/">' . esc_html__( 'Discover the RAMEAU approach', 'boussole-odd17' ) . '</a></boussole-odd17>';
}

/**
 * The block, with the classes, the width and the anchor that its editor gave it.
 *
 * @param array $given Its settings.
 * @return string HTML.
 */
function boussole_odd17_block( $given ) {
	$wrapper = get_block_wrapper_attributes();
	$anchor  = isset( $given['anchor'] ) && is_string( $given['anchor'] ) ? $given['anchor'] : '';
	if ( '' !== $anchor && ! preg_match( '/(^|\s)id=/', $wrapper ) ) {
		$wrapper .= sprintf( ' id="%s"', esc_attr( $anchor ) );
	}
	return sprintf( '<div %s>%s</div>', $wrapper, boussole_odd17_element( $given ) );
}

/**
 * The attributes of a shortcode that went through a text processor. WordPress reads straight quotes between plain spaces:
 * it would cut or drop the others.
 *
 * @param string $text What stands behind the name of the shortcode.
 * @return array
 */
function boussole_odd17_attributes( $text ) {
	$space   = BOUSSOLE_ODD17_SPACE;
	$double  = BOUSSOLE_ODD17_DOUBLE;
	$single  = BOUSSOLE_ODD17_SINGLE;
	$values  = array(
		'"([^"]*)"',
		"'([^']*)'",
		"$double$space*(.*?)$space*$double",
		// An apostrophe within is followed by a letter.
		"$single$space*(.*?)$space*$single(?!\w)",
		"([^\s\"'<>]+?)(?=$space|$)",
	);
	$pattern = "/([\w-]+)$space*=$space*(?|" . implode( '|', $values ) . ')/isu';
	return preg_match_all( $pattern, $text, $found ) ? array_combine( $found[1], $found[2] ) : shortcode_parse_atts( $text );
}

/**
 * The shortcode.
 *
 * @param array|string $given Its attributes.
 * @return string HTML.
 */
function boussole_odd17_shortcode( $given ) {
	return boussole_odd17_element( is_array( $given ) ? $given : array() );
}

add_action(
	'init',
	function () {
		// By the name that it has among the plugins: its folder may stand elsewhere, behind a link.
		load_plugin_textdomain( 'boussole-odd17', false, dirname( plugin_basename( __FILE__ ) ) . '/languages' );
		// Their sums as versions: a browser that has kept a file keeps it until it changes.
		wp_register_script( 'boussole-odd17', plugins_url( 'release/boussole.js', __FILE__ ), array(), '{{SCRIPT_SUM}}', array( 'strategy' => 'async' ) );
		wp_register_script(
			'boussole-odd17-editor',
			plugins_url( 'editor.js', __FILE__ ),
			array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element', 'wp-i18n' ),
			'{{EDITOR_SUM}}',
			true
		);
		$site = array(
			'base' => plugins_url( 'release/', __FILE__ ),
			'lang' => str_replace( '_', '-', get_locale() ),
		);
		wp_add_inline_script( 'boussole-odd17-editor', 'window.boussoleOdd17 = ' . wp_json_encode( $site ) . ';', 'before' );
		wp_set_script_translations( 'boussole-odd17-editor', 'boussole-odd17', __DIR__ . '/languages' );
		register_block_type( __DIR__, array( 'render_callback' => 'boussole_odd17_block' ) );
		add_shortcode( 'boussole', 'boussole_odd17_shortcode' );
	}
);

// The editor shows the compass itself. On the site, the script comes only where a compass is.
add_action(
	'enqueue_block_assets',
	function () {
		if ( is_admin() ) {
			wp_enqueue_script( 'boussole-odd17' );
		}
	}
);

// Tools that move, join or inline scripts leave it as it is; where WordPress before 6.3 knows no `async`, it is given here.
add_filter(
	'script_loader_tag',
	function ( $tag, $handle ) {
		if ( 'boussole-odd17' !== $handle ) {
			return $tag;
		}
		$marks = 'data-no-optimize="1" data-noptimize="1" data-no-minify="1" data-cfasync="false"';
		$async = preg_match( '/\s(async|defer)\b/', $tag ) ? '' : ' async';
		return preg_replace( '/<script(?=\s[^>]*src=)/', "<script $marks$async", $tag, 1 );
	},
	10,
	2
);

add_filter(
	'pre_do_shortcode_tag',
	function ( $output, $tag, $given, $found ) {
		if ( false !== $output || 'boussole' !== $tag || ! isset( $found[3] ) || preg_match( '/^(?:\s*[\w-]+="[^"]*")*\s*$/', $found[3] ) ) {
			return $output;
		}
		return boussole_odd17_shortcode( boussole_odd17_attributes( $found[3] ) );
	},
	10,
	4
);
