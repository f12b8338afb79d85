<?php
/**
 * Runs a plugin and the content of a page as WordPress does, with stand-ins for its functions that do what their
 * documentation says. Prints what the plugin adds to the page, as JSON: {"head", "content", "footer"}.
 *
 *     php wordpress.php '{"snippets": {"plugin": "…/plugin.php", "content": "…/content.txt"}, "theme": "block", "modules": true}'
 *
 * theme: `block` prints modules in the head, `classic` in the footer. modules: false before WordPress 6.5. paragraphs: true
 * for the classic editor, whose content is divided into paragraphs. text: in place of the snippet `content`.
 */
const ABSPATH = __DIR__ . '/';

[ 'snippets' => $snippets, 'theme' => $theme, 'modules' => $modules, 'paragraphs' => $paragraphs, 'text' => $text ] =
	json_decode( $argv[1], true ) + array( 'theme' => 'block', 'modules' => true, 'paragraphs' => false, 'text' => null );

$actions    = array();
$shortcodes = array();
$printed    = array();

function add_action( $hook, $callback ) {
	$GLOBALS['actions'][ $hook ][] = $callback;
}

function has_action( $hook, $callback ) {
	return in_array( $callback, $GLOBALS['actions'][ $hook ] ?? array(), true );
}

function add_shortcode( $tag, $callback ) {
	$GLOBALS['shortcodes'][ $tag ] = $callback;
}

function esc_attr( $text ) {
	return htmlspecialchars( (string) $text, ENT_QUOTES, 'UTF-8', false );
}

function esc_html( $text ) {
	return esc_attr( $text );
}

/** Removes tags that posts may not contain; their content stays. */
function wp_kses_post( $html ) {
	return strip_tags( $html, '<a><b><br><div><em><i><li><ol><p><span><strong><table><tbody><td><th><tr><ul>' );
}

function plugins_url( $path, $file ) {
	return '/wp-content/plugins/' . basename( $file, '.php' ) . '/' . $path;
}

function wp_print_script_tag( $attributes ) {
	foreach ( $attributes as $name => &$value ) {
		$value = sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	echo '<script' . implode( '', $attributes ) . "></script>\n";
}

if ( $modules ) {
	/** Prints a module once. A version other than null is added to its address; false is that of WordPress. */
	function wp_enqueue_script_module( $id, $src = '', $deps = array(), $version = false ) {
		$address                   = null === $version ? $src : $src . '?ver=' . ( $version ?: '6.8' );
		$GLOBALS['printed'][ $id ] = array( 'type' => 'module', 'src' => $address, 'id' => "$id-js-module" );
	}
}

/** Makes paragraphs of texts that are divided by empty lines, and none around a shortcode that stands alone. */
function paragraphs( $text ) {
	$parts = preg_split( '/\n\s*\n/', trim( $text ) );
	$isOne = fn( $part ) => preg_match( '/^\[([\w-]+)[^\]]*\](?:[^\[]*\[\/\1\])?$/', $part );
	return implode( "\n", array_map( fn( $part ) => $isOne( $part ) ? $part : '<p>' . nl2br( $part ) . '</p>', $parts ) );
}

/** Replaces shortcodes. Their names of attributes become lower case; attributes without a value have a number as name. */
function shortcodes( $text ) {
	$names = implode( '|', array_map( 'preg_quote', array_keys( $GLOBALS['shortcodes'] ) ) );
	return preg_replace_callback(
		"/\\[($names)(\\s[^\\]]*)?\\](?:([^\\[]*)\\[\\/\\1\\])?/",
		function ( $found ) {
			preg_match_all( '/([\w-]+)\s*=\s*(?|"([^"]*)"|\'([^\']*)\')|(\S+)/', $found[2] ?? '', $pairs, PREG_SET_ORDER );
			$given = array();
			foreach ( $pairs as $pair ) {
				if ( $pair[1] ) {
					$given[ strtolower( $pair[1] ) ] = stripcslashes( $pair[2] );
				} else {
					$given[] = $pair[3];
				}
			}
			return $GLOBALS['shortcodes'][ $found[1] ]( $given ?: '', $found[3] ?? '', $found[1] );
		},
		$text
	);
}

/** Returns what an action prints. */
function printed( $hook ) {
	ob_start();
	foreach ( $GLOBALS['actions'][ $hook ] ?? array() as $callback ) {
		$callback();
	}
	return ob_get_clean();
}

set_error_handler( fn( $level, $message, $file, $line ) => throw new ErrorException( $message, 0, $level, $file, $line ) );

require $snippets['plugin'];

$text  ??= file_get_contents( $snippets['content'] );
$content = shortcodes( $paragraphs ? paragraphs( $text ) : $text );
add_action( 'block' === $theme ? 'wp_head' : 'wp_footer', fn() => array_map( 'wp_print_script_tag', $printed ) );

echo json_encode( array( 'head' => printed( 'wp_head' ), 'content' => $content, 'footer' => printed( 'wp_footer' ) ) );
