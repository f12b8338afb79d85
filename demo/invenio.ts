/** The pages of an InvenioRDM repository: their container is taken over, then the demo's parameters are applied. */
import '../src/invenio.js';
import './demo.js';
