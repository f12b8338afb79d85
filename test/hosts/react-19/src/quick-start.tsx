import { createRoot } from 'react-dom/client';
import { StatsDashboard } from 'repository-stats-widgets';
import 'repository-stats-widgets/jsx';

StatsDashboard.define();
createRoot(document.getElementById('root')!).render(<stats-dashboard test-data />);
