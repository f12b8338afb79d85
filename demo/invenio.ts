/** The script of the InvenioRDM pages: replaces their container, then applies the demo's parameters. */
import '../src/invenio.js';
import './demo.js';
