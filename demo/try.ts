/** The script of the page "Try it". */
import './demo.js';
import './try/try-repository.js';
