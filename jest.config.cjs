/** Packages that are published as ES modules only, and what they import of the same kind. */
const esModules = [
  'temporal-polyfill',
  'temporal-utils',
  'temporal-spec',
  'hono',
  '@hono/.*',
  'csv-parse',
  'ical-generator',
  'unpdf',
  'saxen',
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/tests'],
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
  testTimeout: 60_000,
  maxWorkers: 2,
  setupFilesAfterEnv: ['<rootDir>/tests/support/retries.ts', '<rootDir>/tests/support/draws.ts'],
  // the generated client writes ".js" where the file is ".ts"
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1'],
    // exported for import() alone, which swc turns into require()
    '^unpdf/pdfjs$': '<rootDir>/node_modules/unpdf/dist/pdfjs.mjs',
  },
  transform: {
    '^.+\\.(m?[tj]s|[tj]sx|cjs)$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic', importSource: 'hono/jsx' } },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esModules.join('|')})/)`],
};
