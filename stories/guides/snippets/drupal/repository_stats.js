// Drupal adds a query to the address of this file. The address in the import has none, so it is loaded once.
import './dist/define.js';
