<?php
/**
 * Plugin Name: Repository statistics
 * Description: The shortcode [repository-stats] shows how a research repository grows and how it is used.
 * Version: 1.0.0
 * Requires at least: 5.7
 * Requires PHP: 7.4
 * License: MIT
 */

defined( 'ABSPATH' ) || exit;

/** The folder with the scripts, beside this file. Give it a new name when you update its files. */
const REPOSITORY_STATS_FOLDER = 'dist';

/** Where the numbers come from, as attributes of the elements. To try it without a service: array( 'test-data' => '' ). */
const REPOSITORY_STATS_SOURCE = array(
	'src'         => 'https://repository.example.org/api/stats-dashboard',
	'credentials' => 'omit',
);

/** The elements that authors may write. Add others from the guide to layouts, such as 'resource-types-table'. */
const REPOSITORY_STATS_ELEMENTS = array( 'stats-dashboard', 'stats-figure', 'stats-timeline', 'stats-breakdown', 'stats-map', 'stats-top-records' );

/** Their attributes that name no source of numbers, and need no brackets, which a shortcode cannot contain. */
const REPOSITORY_STATS_ATTRIBUTES = array(
	'community', 'range', 'granularity', 'compare', 'today', 'date-basis', 'theme', 'lang', 'tab',
	'heading', 'heading-level', 'icon', 'kind', 'metric', 'metrics', 'breakdown', 'view', 'views',
	'display', 'chart-type', 'line-display', 'max-series', 'page-size', 'max-height', 'hide-other',
	'height', 'min-height', 'zoom', 'center', 'uniform-color-mode', 'compact-threshold', 'value',
	'unit', 'description', 'order',
);

add_shortcode( 'repository-stats', 'repository_stats_shortcode' );

/** Returns the element for a shortcode. Its content is for readers without JavaScript. */
function repository_stats_shortcode( $given, $content = '' ) {
	$given = (array) $given;
	$tag   = $given['element'] ?? 'stats-dashboard';
	if ( ! in_array( $tag, REPOSITORY_STATS_ELEMENTS, true ) ) {
		return esc_html( "[repository-stats: the plugin has no element $tag]" );
	}
	unset( $given['element'] );
	foreach ( array_diff( array_keys( $given ), REPOSITORY_STATS_ATTRIBUTES ) as $name ) {
		return esc_html( "[repository-stats: the plugin has no attribute $name]" );
	}
	repository_stats_script();
	$html = "<$tag";
	foreach ( REPOSITORY_STATS_SOURCE + $given as $name => $value ) {
		$html .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	$fallback = $content ? '<span slot="fallback">' . wp_kses_post( $content ) . '</span>' : '';
	return "$html>$fallback</$tag>";
}

/** Adds the script to the page, once. */
function repository_stats_script() {
	if ( function_exists( 'wp_enqueue_script_module' ) ) {
		// Without a version (null): the files of the script import it by its bare address, and would load it twice.
		wp_enqueue_script_module( 'repository-stats', repository_stats_address(), array(), null );
	} elseif ( ! has_action( 'wp_footer', 'repository_stats_print' ) ) {
		// WordPress 6.4 and older.
		add_action( 'wp_footer', 'repository_stats_print' );
	}
}

function repository_stats_print() {
	wp_print_script_tag( array( 'type' => 'module', 'src' => repository_stats_address() ) );
}

function repository_stats_address() {
	return plugins_url( REPOSITORY_STATS_FOLDER . '/define.js', __FILE__ );
}
