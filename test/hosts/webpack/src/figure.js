import 'repository-stats-widgets/autoload.js';
