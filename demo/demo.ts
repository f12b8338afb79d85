/** The script of the demo pages: copies the query parameters of the address to attributes of the dashboard. */
import '../src/define.js';

const parameters = new URLSearchParams(location.search);
const page = document.documentElement;

const theme = parameters.get('theme');
if (theme) page.dataset['theme'] = theme;

const lang = parameters.get('lang');
if (lang) {
  page.lang = lang;
  page.dir = ['ar', 'fa', 'he', 'ur'].includes(lang.split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

for (const dashboard of document.querySelectorAll('stats-dashboard')) {
  for (const [name, value] of parameters) dashboard.setAttribute(name, value);
}
