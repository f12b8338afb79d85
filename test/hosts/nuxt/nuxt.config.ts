export default defineNuxtConfig({
  telemetry: false,
  vue: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('stats-') || tag === 'resource-types-table' } },
  typescript: {
    tsConfig: {
      compilerOptions: { types: ['repository-stats-widgets/vue'] },
      vueCompilerOptions: { strictTemplates: true },
    },
  },
});
