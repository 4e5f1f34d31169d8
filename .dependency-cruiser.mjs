/** Import circles, and circles between the feature folders of a program: what one folder needs must not need it back. */
export default {
  forbidden: [
    {
      name: 'no-circle',
      severity: 'error',
      from: { pathNot: '\\.spec\\.ts$' },
      // What is loaded when it is needed (`import()`) may know who asked for it.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['dynamic-import'] } },
    },
    {
      name: 'no-circle-of-features',
      comment: 'Features of a program stand one above the other.',
      severity: 'error',
      scope: 'folder',
      from: { path: '^apps/[^/]+/src' },
      to: { circular: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.spec\\.ts|\\.bench\\.ts|\\.fake\\.ts|/spec/|/bench/|node_modules|dist/)' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
  },
};
