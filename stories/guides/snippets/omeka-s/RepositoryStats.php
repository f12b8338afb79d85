<?php
namespace RepositoryStats\Site\BlockLayout;

use Laminas\Form\Element;
use Laminas\Form\Form;
use Laminas\View\Renderer\PhpRenderer;
use Omeka\Api\Representation\SitePageBlockRepresentation;
use Omeka\Api\Representation\SitePageRepresentation;
use Omeka\Api\Representation\SiteRepresentation;
use Omeka\Site\BlockLayout\AbstractBlockLayout;

class RepositoryStats extends AbstractBlockLayout
{
    /** Where the numbers come from. To try it without a service: ['test-data' => '']. */
    const SOURCE = [
        'src' => 'https://repository.example.org/api/stats-dashboard',
        'credentials' => 'omit',
    ];

    /** The elements that authors may use. */
    const ELEMENTS = ['stats-dashboard', 'stats-figure', 'stats-timeline', 'stats-breakdown', 'stats-map', 'stats-top-records'];

    /** The attributes that authors may use. */
    const ATTRIBUTES = [
        'layout', 'community', 'range', 'granularity', 'compare', 'today', 'date-basis', 'theme', 'lang',
        'tab', 'heading', 'heading-level', 'icon', 'kind', 'metric', 'metrics', 'breakdown', 'view',
        'views', 'display', 'chart-type', 'line-display', 'max-series', 'page-size', 'max-height',
        'hide-other', 'height', 'min-height', 'zoom', 'center', 'uniform-color-mode', 'compact-threshold',
        'value', 'unit', 'description', 'order',
    ];

    public function getLabel()
    {
        return 'Repository statistics';
    }

    public function form(PhpRenderer $view, SiteRepresentation $site, ?SitePageRepresentation $page = null, ?SitePageBlockRepresentation $block = null)
    {
        $element = new Element\Select('o:block[__blockIndex__][o:data][element]');
        $element->setLabel('Element')->setValueOptions(array_combine(self::ELEMENTS, self::ELEMENTS));
        $attributes = new Element\Textarea('o:block[__blockIndex__][o:data][attributes]');
        $attributes->setLabel('Attributes, one in each line: range=12months');
        $fallback = new Element\Text('o:block[__blockIndex__][o:data][fallback]');
        $fallback->setLabel('Text for readers without JavaScript');
        if ($block) {
            $element->setValue($block->dataValue('element'));
            $attributes->setValue($block->dataValue('attributes'));
            $fallback->setValue($block->dataValue('fallback'));
        }
        $form = new Form;
        $form->add($element)->add($attributes)->add($fallback);
        return $view->formCollection($form);
    }

    public function render(PhpRenderer $view, SitePageBlockRepresentation $block)
    {
        $tag = $block->dataValue('element', 'stats-dashboard');
        if (!in_array($tag, self::ELEMENTS, true)) {
            return '';
        }
        // Without a version (the last false): the files of the script import it by its bare address, and would load it twice.
        $view->headScript()->appendFile($view->assetUrl('dist/define.js', 'RepositoryStats', false, false), 'module');
        preg_match_all('/^([a-z-]+)=(.*?)\r?$/m', $block->dataValue('attributes', ''), $lines);
        $given = array_combine($lines[1], $lines[2]);
        foreach (array_diff(array_keys($given), self::ATTRIBUTES) as $name) {
            return $view->escapeHtml("[repository-stats: the module has no attribute $name]");
        }
        $html = "<$tag";
        foreach (self::SOURCE + $given as $name => $value) {
            $html .= " $name=\"" . $view->escapeHtml($value) . '"';
        }
        $fallback = $block->dataValue('fallback', '');
        return "$html><span slot=\"fallback\">" . $view->escapeHtml($fallback) . "</span></$tag>";
    }
}
