/** Finds the PHP that runs the snippets of guides: an installed one, else that of the distribution. */
import { existsSync } from 'node:fs';
import { installPackages, onPath } from './debian.mjs';

/** Twig, the language of templates in Drupal, where Debian's package puts it. */
export const TWIG = '/usr/share/php/Twig/autoload.php';

/** Returns the path of PHP; `undefined` if there is none. */
export const findPhp = () => onPath('php');

/** Returns true if the templates of Drupal can be rendered. */
export const hasTwig = () => Boolean(findPhp()) && existsSync(TWIG);

/** Installs the PHP and the Twig of the distribution if they are missing. */
export async function installPhp() {
  if (!hasTwig()) await installPackages('php-cli', 'php-twig');
}
