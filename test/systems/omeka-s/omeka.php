<?php
/**
 * Renders the block of a module as Omeka S does, with stand-ins for its classes that do what their documentation says.
 * Prints {"head", "content"} as JSON.
 *
 *     php omeka.php '{"snippets": {"ini": "…/module.ini", "module": "…/Module.php", "block": "….php"}, "settings": {…}}'
 *
 * settings: what an author chooses in the form of the block.
 */
namespace Omeka\Module {
	abstract class AbstractModule {}
}
namespace Omeka\Api\Representation {
	class SiteRepresentation {}
	class SitePageRepresentation {}
	class SitePageBlockRepresentation {
		public function __construct( private array $data ) {}

		public function dataValue( $name, $default = null ) {
			return $this->data[ $name ] ?? $default;
		}
	}
}
namespace Omeka\Site\BlockLayout {
	use Laminas\View\Renderer\PhpRenderer;
	use Omeka\Api\Representation\SitePageBlockRepresentation;
	use Omeka\Api\Representation\SitePageRepresentation;
	use Omeka\Api\Representation\SiteRepresentation;

	abstract class AbstractBlockLayout {
		abstract public function getLabel();
		abstract public function form( PhpRenderer $view, SiteRepresentation $site, ?SitePageRepresentation $page = null, ?SitePageBlockRepresentation $block = null );
		abstract public function render( PhpRenderer $view, SitePageBlockRepresentation $block );
	}
}
namespace Laminas\Form {
	class Form {
		public $names = array();

		public function add( $element ) {
			$this->names[] = $element->name;
			return $this;
		}
	}
}
namespace Laminas\Form\Element {
	class Text {
		public function __construct( public string $name ) {}

		/** Takes every setter of an element. */
		public function __call( $method, $given ) {
			return 0 === strpos( $method, 'set' ) ? $this : throw new \Exception( $method );
		}
	}
	class Textarea extends Text {}
	class Select extends Text {}
}
namespace Laminas\View\Renderer {
	class PhpRenderer {
		public $scripts = array();

		public function headScript() {
			return $this;
		}

		/** Prints a file once. */
		public function appendFile( $src, $type = 'text/javascript' ) {
			$this->scripts[ $src ] = "<script type=\"$type\" src=\"$src\"></script>\n";
		}

		/** The version of the module is added to the address, unless the fourth argument is false. */
		public function assetUrl( $file, $module, $override = false, $versioned = true ) {
			return "/modules/$module/asset/$file" . ( $versioned ? '?v=1.0.0' : '' );
		}

		public function escapeHtml( $text ) {
			return htmlspecialchars( (string) $text, ENT_QUOTES );
		}

		public function formCollection( $form ) {
			return implode( ' ', $form->names );
		}
	}
}
namespace {
	use Laminas\View\Renderer\PhpRenderer;
	use Omeka\Api\Representation\SitePageBlockRepresentation;
	use Omeka\Api\Representation\SiteRepresentation;

	set_error_handler( fn( $level, $message, $file, $line ) => throw new ErrorException( $message, 0, $level, $file, $line ) );

	[ 'snippets' => $snippets, 'settings' => $settings ] = json_decode( $argv[1], true ) + array( 'settings' => array() );
	$info = parse_ini_file( $snippets['ini'], true )['info'];
	if ( empty( $info['name'] ) || empty( $info['version'] ) || empty( $info['omeka_version_constraint'] ) ) {
		throw new Exception( 'module.ini lacks what every module needs.' );
	}
	require $snippets['module'];
	require $snippets['block'];
	$class = current( ( new RepositoryStats\Module() )->getConfig()['block_layouts']['invokables'] );
	$block = new $class();
	$view  = new PhpRenderer();
	$saved = new SitePageBlockRepresentation( $settings );
	$names = $block->form( $view, new SiteRepresentation(), null, $saved );
	foreach ( array_keys( $settings ) as $name ) {
		if ( ! str_contains( $names, "o:block[__blockIndex__][o:data][$name]" ) ) {
			throw new Exception( "The form has no field $name." );
		}
	}
	$content = $block->render( $view, $saved );
	echo json_encode( array( 'content' => $content, 'head' => implode( '', $view->scripts ) ) );
}
