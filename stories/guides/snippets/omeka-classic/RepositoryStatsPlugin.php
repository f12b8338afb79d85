<?php
class RepositoryStatsPlugin extends Omeka_Plugin_AbstractPlugin
{
    /** Where the numbers come from. To try it without a service: array('test-data' => ''). */
    const SOURCE = array(
        'src' => 'https://repository.example.org/api/stats-dashboard',
        'credentials' => 'omit',
    );

    /** The elements that authors may use. */
    const ELEMENTS = array('stats-dashboard', 'stats-figure', 'stats-timeline', 'stats-breakdown', 'stats-map', 'stats-top-records');

    /** The attributes that authors may use, with "_" in place of "-": shortcodes of Omeka know no "-". */
    const ATTRIBUTES = array(
        'community', 'range', 'granularity', 'compare', 'today', 'date_basis', 'theme', 'lang', 'tab',
        'heading', 'heading_level', 'icon', 'kind', 'metric', 'metrics', 'breakdown', 'view', 'views',
        'display', 'chart_type', 'line_display', 'max_series', 'page_size', 'max_height', 'hide_other',
        'height', 'min_height', 'zoom', 'center', 'uniform_color_mode', 'compact_threshold', 'value',
        'unit', 'description', 'order',
    );

    protected $_hooks = array('initialize');

    private $hasScript = false;

    public function hookInitialize()
    {
        add_shortcode('repository_stats', array($this, 'shortcode'));
    }

    /** Returns the element for a shortcode, the first one with the script. */
    public function shortcode($args, $view)
    {
        $args = is_array($args) ? $args : array();
        $tag = isset($args['element']) ? $args['element'] : 'stats-dashboard';
        if (!in_array($tag, self::ELEMENTS, true)) {
            return html_escape("[repository_stats: the plugin has no element $tag]");
        }
        if (isset($args['without_javascript'])) {
            $fallback = '<span slot="fallback">' . html_escape($args['without_javascript']) . '</span>';
        } else {
            $fallback = '';
        }
        unset($args['element'], $args['without_javascript']);
        $attributes = self::SOURCE;
        foreach ($args as $name => $value) {
            if (!in_array($name, self::ATTRIBUTES, true)) {
                return html_escape("[repository_stats: the plugin has no attribute $name]");
            }
            $attributes[str_replace('_', '-', $name)] = $value;
        }
        $html = '';
        if (!$this->hasScript) {
            $src = WEB_PLUGIN . '/RepositoryStats/dist/define.js';
            $html = '<script type="module" src="' . html_escape($src) . '"></script>';
            $this->hasScript = true;
        }
        $html .= "<$tag";
        foreach ($attributes as $name => $value) {
            $html .= " $name=\"" . html_escape($value) . '"';
        }
        return "$html>$fallback</$tag>";
    }
}
