/** Finds the PHP that runs the snippets of guides: an installed one, else that of the distribution. */
import { existsSync } from 'node:fs';
import { installPackages, onPath } from './debian.mjs';

/** The libraries of Drupal that snippets need, Twig and the reader of YAML, where the packages of Debian put them. */
const LIBRARIES = ['Twig', 'Symfony/Component/Yaml'].map((name) => `/usr/share/php/${name}/autoload.php`);

/** Returns the path of PHP; `undefined` if there is none. */
export const findPhp = () => onPath('php');

/** Returns true if PHP has the libraries of Drupal. */
export const hasLibraries = () => Boolean(findPhp()) && LIBRARIES.every((path) => existsSync(path));

/** Installs the PHP of the distribution and the libraries if they are missing. */
export async function installPhp() {
  if (!hasLibraries()) await installPackages('php-cli', 'php-twig', 'php-symfony-yaml');
}
