/** Finds what runs the templates of repository systems in tests: Jinja (InvenioRDM), and Perl with libraries (EPrints). */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installPackages } from './debian.mjs';

/** The Python of the distribution, whose packages another one does not see. */
export const PYTHON = '/usr/bin/python3';
export const PERL = '/usr/bin/perl';

/** Libraries that EPrints puts before the scripts of a page, in its order. */
export const OLD_LIBRARIES = ['prototype/prototype', 'scriptaculous/effects', 'scriptaculous/controls'].map(
  (name) => `/usr/share/javascript/${name}.js`,
);

const runs = (...command) => spawnSync(command[0], command.slice(1)).status === 0;

export const hasJinja = () => runs(PYTHON, '-c', 'import jinja2');

/** Returns true if pages of EPrints can be made: with its parser of XML, and its libraries for browsers. */
export const hasEPrints = () => runs(PERL, '-MXML::LibXML', '-e', '1') && OLD_LIBRARIES.every(existsSync);

/** Installs the packages of the distribution that are missing. */
export async function installTemplates() {
  if (!hasJinja()) await installPackages('python3-jinja2');
  if (!hasEPrints()) await installPackages('libxml-libxml-perl', 'libjs-prototype', 'libjs-scriptaculous');
}
