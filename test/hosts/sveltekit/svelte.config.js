import adapter from '@sveltejs/adapter-static';

export default {
  kit: {
    adapter: adapter(),
    // The crawler would take `src="/api/stats-dashboard"` for the address of a page.
    prerender: { crawl: false, entries: ['/', '/figure'] },
  },
};
