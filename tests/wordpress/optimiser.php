<?php
// What tools that make sites faster do to scripts, when the address asks for it: `?optimise=moved`, `joined`, `inlined`.
// Those that heed a script's own marks leave it alone (`&heed`). `?policy` sends a strict content policy.
// `?together` is a theme that has no blocks of its own: what all blocks register is asked for on each page.
add_filter(
	'should_load_separate_core_block_assets',
	function ( $separate ) {
		return isset( $_GET['together'] ) ? false : $separate;
	},
	20
);
add_action(
	'template_redirect',
	function () {
		if ( isset( $_GET['policy'] ) ) {
			header( "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'" );
		}
		if ( ! isset( $_GET['optimise'] ) ) {
			return;
		}
		ob_start(
			function ( $page ) {
				return preg_replace_callback(
					'#<script[^>]*src=["\']([^"\'?]*/boussole\.js)[^>]*></script>#',
					function ( $found ) {
						if ( isset( $_GET['heed'] ) && preg_match( '/data-no-?optimize|data-no-minify|data-cfasync="false"/', $found[0] ) ) {
							return $found[0];
						}
						$text   = file_get_contents( ABSPATH . substr( wp_parse_url( $found[1], PHP_URL_PATH ), 1 ) );
						$jquery = file_get_contents( ABSPATH . WPINC . '/js/jquery/jquery.min.js' );
						$how    = $_GET['optimise'];
						if ( 'inlined' === $how ) {
							return '<script>' . str_replace( '</script', '<\/script', $text ) . '</script>';
						}
						if ( 'jquery' === $how ) {
							return '<script src="' . includes_url( 'js/jquery/jquery.min.js' ) . '"></script><script>jQuery.getScript(' . wp_json_encode( $found[1] ) . ');</script>';
						}
						$name = "cache/min/1/$how-" . md5( $text ) . '.js';
						wp_mkdir_p( dirname( WP_CONTENT_DIR . "/$name" ) );
						file_put_contents( WP_CONTENT_DIR . "/$name", 'joined' === $how ? "$jquery\nwindow.before = 1\n$text\nwindow.after = 1" : $text );
						return '<script defer src="' . content_url( $name ) . '"></script>';
					},
					$page
				);
			}
		);
	}
);
