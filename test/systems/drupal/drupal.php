<?php
/**
 * Renders the block of a module, or a template with its library, as Drupal does, with stand-ins for its classes that do what
 * their documentation says. Prints {"content", "footer"} as JSON.
 *
 *     php drupal.php '{"snippets": {"info": "….info.yml", "libraries": "….libraries.yml", "block": "….php"}, "settings": {…}}'
 *
 * snippets: `block` or `template`. settings: what an administrator chooses in the form of the block.
 */
namespace Drupal\Core\Block\Attribute {
	#[\Attribute]
	class Block {
		public function __construct( public string $id, public $admin_label ) {}
	}
}
namespace Drupal\Core\StringTranslation {
	class TranslatableMarkup {
		public function __construct( public string $text ) {}
	}
}
namespace Drupal\Core\Form {
	interface FormStateInterface {
		public function getValue( $name );
	}
}
namespace Drupal\Core\Block {
	abstract class BlockBase {
		protected $configuration;

		public function __construct() {
			$this->configuration = $this->defaultConfiguration();
		}

		abstract public function build();

		protected function t( $text ) {
			return $text;
		}
	}
}
namespace {
	use Drupal\Core\Form\FormStateInterface;
	use Symfony\Component\Yaml\Yaml;

	require '/usr/share/php/Twig/autoload.php';
	require '/usr/share/php/Symfony/Component/Yaml/autoload.php';
	set_error_handler( fn( $level, $message, $file, $line ) => throw new ErrorException( $message, 0, $level, $file, $line ) );

	[ 'snippets' => $snippets, 'settings' => $settings ] = json_decode( $argv[1], true ) + array( 'settings' => array() );

	/** What a form sends. */
	class Sent implements FormStateInterface {
		public function __construct( private array $values ) {}

		public function getValue( $name ) {
			return $this->values[ $name ] ?? null;
		}
	}

	$escaped  = fn( $text ) => htmlspecialchars( (string) $text, ENT_QUOTES );
	$attached = array();

	/** Renders an array: tags with their children, and the libraries that are attached. */
	function render( $part ) {
		global $escaped, $attached;
		array_push( $attached, ...( $part['#attached']['library'] ?? array() ) );
		$children = array_filter( $part, fn( $key ) => '#' !== $key[0], ARRAY_FILTER_USE_KEY );
		$inner    = ( $part['#value'] ?? '' ) . implode( '', array_map( 'render', $children ) );
		if ( 'html_tag' !== ( $part['#type'] ?? '' ) ) {
			return $inner;
		}
		$attributes = '';
		foreach ( $part['#attributes'] as $name => $value ) {
			$attributes .= " $name=\"" . $escaped( $value ) . '"';
		}
		return "<{$part['#tag']}$attributes>$inner</{$part['#tag']}>\n";
	}

	if ( isset( $snippets['block'] ) ) {
		require $snippets['block'];
		$class = array_values( array_filter( get_declared_classes(), fn( $name ) => is_subclass_of( $name, 'Drupal\Core\Block\BlockBase' ) ) )[0];
		// Fails if the arguments of the attribute are wrong.
		( new ReflectionClass( $class ) )->getAttributes()[0]->newInstance();
		$block = new $class();
		$form  = $block->blockForm( array(), new Sent( array() ) );
		$block->blockSubmit( $form, new Sent( $settings + array_map( fn( $field ) => $field['#default_value'], $form ) ) );
		$content = render( $block->build() );
	} else {
		$twig = new Twig\Environment( new Twig\Loader\FilesystemLoader( dirname( $snippets['template'] ) ), array( 'strict_variables' => true ) );
		$twig->addFunction( new Twig\TwigFunction( 'attach_library', function ( $name ) use ( &$attached ) {
			$attached[] = $name;
		} ) );
		$values  = array( 'attributes' => new Twig\Markup( ' class="node node--statistics"', 'UTF-8' ), 'content' => '' );
		$content = $twig->render( basename( $snippets['template'] ), $values );
	}

	$info   = Yaml::parseFile( $snippets['info'] );
	$module = basename( $snippets['info'], '.info.yml' );
	if ( 'module' !== $info['type'] || empty( $info['name'] ) || empty( $info['core_version_requirement'] ) ) {
		throw new Exception( 'The info file lacks what every module needs.' );
	}
	$footer = '';
	foreach ( array_unique( $attached ) as $library ) {
		[ $owner, $name ] = explode( '/', $library );
		$definition       = Yaml::parseFile( $snippets['libraries'] )[ $name ];
		foreach ( $definition['js'] as $file => $options ) {
			if ( $owner !== $module || ( $options['preprocess'] ?? true ) ) {
				throw new Exception( "$file would be aggregated, or belongs to another module." );
			}
			$attributes = '';
			foreach ( $options['attributes'] ?? array() as $key => $value ) {
				$attributes .= " $key=\"" . $escaped( $value ) . '"';
			}
			// Drupal adds the version of the library to the address of each local file.
			$footer .= "<script src=\"/modules/custom/$owner/$file?v={$definition['version']}\"$attributes></script>\n";
		}
	}
	echo json_encode( array( 'content' => $content, 'footer' => $footer ) );
}
