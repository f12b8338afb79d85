# Loads the widgets on every page. autoload.js loads the rest where a page has an element of them.
$c->add_trigger( EP_TRIGGER_DYNAMIC_TEMPLATE, sub
{
	my( %params ) = @_;
	my( $repo, $pins ) = @params{qw( repository pins )};

	my $script = $repo->xml->create_element( "script",
		type => "module",
		src => $repo->config( "rel_path" )."/repository-stats-widgets/autoload.js",
	);

	# Pages that are sent have the head as text, pages that are being generated as XML.
	$pins->{"utf-8.head"} .= $repo->xhtml->to_xhtml( $script ) if defined $pins->{"utf-8.head"};
	$pins->{head} = $repo->xml->create_document_fragment if !defined $pins->{head};
	$pins->{head}->appendChild( $script );

	return EP_TRIGGER_OK;
} );
