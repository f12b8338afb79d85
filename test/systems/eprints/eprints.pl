#!/usr/bin/perl
# Makes a page as EPrints does: reads its XML with the same parser, replaces expressions in attributes, runs the
# configuration, and writes HTML by the rules of its serializer. Prints the parts of the page as JSON: {"title", "head",
# "content"}.
#
#     perl eprints.pl '{"snippets": {"page": "…/statistics.xpage", "config": "…/z_repository_stats_widgets.pl"}}'
#
# page: a page (.xpage), or the content of one, in which the figure of the guide stands.
use strict;
use warnings;
use JSON::PP;
use XML::LibXML;

use constant { EP_TRIGGER_DYNAMIC_TEMPLATE => 16, EP_TRIGGER_OK => 0 };

my $settings = decode_json( $ARGV[0] );
my $snippets = $settings->{snippets};
my %config = ( rel_path => $settings->{rel_path} // "" );
my $document = XML::LibXML::Document->new( "1.0", "utf-8" );

sub text_of
{
	open( my $file, "<:encoding(UTF-8)", $_[0] ) or die "$_[0]: $!";
	local $/;
	return <$file>;
}

# In attributes, `{…}` is an expression, also in JSON. The stand-in knows settings; another one is an error, which
# EPrints writes into the page.
sub expanded
{
	my( $value ) = @_;
	$value =~ s/\{\$config\{(\w+)\}\}/$config{$1} \/\/ die "no setting $1"/ge;
	die "not an expression of EPrints: $value\n" if $value =~ /\{/;
	return $value;
}

sub process
{
	my( $node ) = @_;
	$_->setValue( expanded( $_->value ) ) for $node->findnodes( ".//\@*" );
	die "the snippet has elements of EPrints that the stand-in does not know\n"
		if $node->findnodes( ".//*[namespace-uri() = 'http://eprints.org/ep3/control']" );
	return $node;
}

# Elements that are written without an end tag, and the marks that are escaped in attributes.
my %void = map { $_ => 1 } qw( br hr img link input meta );
my %escaped = ( "&" => "&amp;", "<" => "&lt;", ">" => "&gt;", '"' => "&quot;" );

sub to_xhtml
{
	my( $node ) = @_;
	return join "", map { to_xhtml( $_ ) } $node->childNodes if $node->nodeType == XML_DOCUMENT_FRAG_NODE;
	return $node->toString if $node->nodeType != XML_ELEMENT_NODE;
	my $name = lc $node->localname;
	my $tag = "<$name";
	foreach my $attribute ( grep { $_->nodeType == XML_ATTRIBUTE_NODE } $node->attributes )
	{
		my $value = $attribute->value;
		$value =~ s/([&<>"])/$escaped{$1}/g;
		$tag .= ' '.$attribute->localname.'="'.$value.'"';
	}
	my @children = $node->childNodes;
	return "$tag />" if !@children && $void{$name};
	return "$tag>// <!-- No script --></$name>" if !@children && $name eq "script";
	return "$tag>".join( "", map { to_xhtml( $_ ) } @children )."</$name>";
}

{
	# The object that EPrints hands to the configuration, with the methods that its documentation names.
	package Repository;
	sub xml { $_[0] }
	sub xhtml { $_[0] }
	sub config { $config{$_[1]} // die "no setting $_[1]" }
	sub create_document_fragment { $document->createDocumentFragment }
	sub to_xhtml { main::to_xhtml( $_[1] ) }
	sub create_element
	{
		my( $self, $name, %attributes ) = @_;
		my $element = $document->createElement( $name );
		$element->setAttribute( $_, $attributes{$_} ) for sort keys %attributes;
		return $element;
	}
}
{
	package Configuration;
	our @triggers;
	sub add_trigger { push @triggers, $_[2] if $_[1] == main::EP_TRIGGER_DYNAMIC_TEMPLATE }
}

my $page = text_of( $snippets->{page} );
my $in_page = '<page xmlns="http://www.w3.org/1999/xhtml"><title>Items</title><body>%s</body></page>';
$page = sprintf $in_page, $page if $page !~ /<xpage:page/;
my $root = XML::LibXML->new( load_ext_dtd => 0, expand_entities => 0 )->parse_string( $page )->documentElement;

my %parts;
foreach my $part ( grep { $_->nodeType == XML_ELEMENT_NODE } $root->childNodes )
{
	process( $part );
	$parts{$part->localname} = join "", map { to_xhtml( $_ ) } $part->childNodes;
}
die "a page needs a title and a body\n" if !defined $parts{title} || !defined $parts{body};

# A page that was generated has its head as text.
my $pins = { "utf-8.head" => $parts{head} // "" };
if( $snippets->{config} )
{
	our $c = bless {}, "Configuration";
	my $code = text_of( $snippets->{config} );
	eval "use strict; use warnings FATAL => 'all'; no warnings 'once'; our \$c; $code; 1" or die $@;
	foreach my $trigger ( @Configuration::triggers )
	{
		# Once as for a page that is sent, once as for one that is being generated: both have to get the same.
		my $generated = {};
		$trigger->( repository => bless( {}, "Repository" ), pins => $_ ) for $pins, $generated;
		die "the head differs\n" if $pins->{"utf-8.head"} ne ( $parts{head} // "" ).to_xhtml( $generated->{head} );
	}
}

print encode_json( { title => $parts{title}, head => $pins->{"utf-8.head"}, content => $parts{body} } );
