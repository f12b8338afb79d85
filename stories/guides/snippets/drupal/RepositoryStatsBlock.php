<?php

namespace Drupal\repository_stats\Plugin\Block;

use Drupal\Core\Block\Attribute\Block;
use Drupal\Core\Block\BlockBase;
use Drupal\Core\Form\FormStateInterface;
use Drupal\Core\StringTranslation\TranslatableMarkup;

/**
 * Shows statistics of a repository.
 */
#[Block(
  id: 'repository_stats',
  admin_label: new TranslatableMarkup('Repository statistics'),
)]
class RepositoryStatsBlock extends BlockBase {

  /**
   * Where the numbers come from. To try it without a service: ['test-data' => ''].
   */
  const SOURCE = [
    'src' => 'https://repository.example.org/api/stats-dashboard',
    'credentials' => 'omit',
  ];

  const ELEMENTS = ['stats-dashboard', 'stats-figure', 'stats-timeline', 'stats-breakdown', 'stats-map', 'stats-top-records'];

  public function defaultConfiguration() {
    return ['element' => 'stats-dashboard', 'attributes' => 'range=12months', 'fallback' => ''];
  }

  public function blockForm($form, FormStateInterface $form_state) {
    $form['element'] = [
      '#type' => 'select',
      '#title' => $this->t('Element'),
      '#options' => array_combine(self::ELEMENTS, self::ELEMENTS),
      '#default_value' => $this->configuration['element'],
    ];
    $form['attributes'] = [
      '#type' => 'textarea',
      '#title' => $this->t('Attributes, one in each line: range=12months'),
      '#default_value' => $this->configuration['attributes'],
    ];
    $form['fallback'] = [
      '#type' => 'textfield',
      '#title' => $this->t('Text for readers without JavaScript'),
      '#default_value' => $this->configuration['fallback'],
    ];
    return $form;
  }

  public function blockSubmit($form, FormStateInterface $form_state) {
    foreach (['element', 'attributes', 'fallback'] as $name) {
      $this->configuration[$name] = $form_state->getValue($name);
    }
  }

  public function build() {
    preg_match_all('/^([a-z-]+)=(.*?)\r?$/m', $this->configuration['attributes'], $given);
    return [
      'stats' => [
        '#type' => 'html_tag',
        '#tag' => $this->configuration['element'],
        '#attributes' => self::SOURCE + array_combine($given[1], $given[2]),
        'fallback' => [
          '#type' => 'html_tag',
          '#tag' => 'span',
          '#attributes' => ['slot' => 'fallback'],
          '#value' => $this->configuration['fallback'],
        ],
      ],
      '#attached' => ['library' => ['repository_stats/widgets']],
    ];
  }

}
