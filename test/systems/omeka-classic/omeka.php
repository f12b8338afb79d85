<?php
/**
 * Runs a plugin and the text of a page as Omeka Classic does, with stand-ins for its functions that do what their
 * documentation says. Prints {"content"} as JSON.
 *
 *     php omeka.php '{"snippets": {"ini": "…/plugin.ini", "plugin": "….php", "content": "….txt"}}'
 *
 * text: in place of the snippet `content`.
 */
const WEB_PLUGIN = '/plugins';

abstract class Omeka_Plugin_AbstractPlugin {
	protected $_hooks = array();

	public function hooks() {
		return $this->_hooks;
	}
}

$shortcodes = array();

function add_shortcode( $name, $callback ) {
	$GLOBALS['shortcodes'][ $name ] = $callback;
}

function html_escape( $text ) {
	return htmlspecialchars( (string) $text, ENT_QUOTES );
}

set_error_handler( fn( $level, $message, $file, $line ) => throw new ErrorException( $message, 0, $level, $file, $line ) );

[ 'snippets' => $snippets, 'text' => $text ] = json_decode( $argv[1], true ) + array( 'text' => null );
$info                       = parse_ini_file( $snippets['ini'], true )['info'];
if ( empty( $info['name'] ) || empty( $info['version'] ) || empty( $info['omeka_minimum_version'] ) ) {
	throw new Exception( 'plugin.ini lacks what every plugin needs.' );
}
require $snippets['plugin'];
$class  = basename( $snippets['plugin'], '.php' );
$plugin = new $class();
if ( in_array( 'initialize', $plugin->hooks(), true ) ) {
	$plugin->hookInitialize();
}

/** Names of shortcodes and of their attributes consist of letters, digits and "_". Without attributes, the text is passed. */
$content = preg_replace_callback(
	'/\[(\w+)\s*([^\]]*)\]/',
	function ( $found ) use ( $shortcodes ) {
		preg_match_all( '/(\w+)\s*=\s*(?|"([^"]*)"|\'([^\']*)\')(?:\s|$)/', $found[2], $pairs );
		$given = array_combine( array_map( 'strtolower', $pairs[1] ), $pairs[2] );
		return isset( $shortcodes[ $found[1] ] ) ? $shortcodes[ $found[1] ]( $given ?: $found[2], null ) : $found[0];
	},
	$text ?? file_get_contents( $snippets['content'] )
);
echo json_encode( array( 'content' => $content ) );
