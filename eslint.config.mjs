import { builtinModules } from 'node:module';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** What a specification may import where production code may import nothing; a rule below keeps them out of that. */
const testTools = ['vitest', 'fast-check'];

/** Who may import whom. Constraints are ANDed; a project without a matching tag may import nothing. */
const depConstraints = [
  { sourceTag: 'type:domain', onlyDependOnLibsWithTags: ['type:domain'], allowedExternalImports: [...testTools] },
  {
    sourceTag: 'type:contract',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contract'],
    allowedExternalImports: ['zod', 'zod/*', ...testTools],
  },
  {
    sourceTag: 'type:adapter',
    // Test helpers in specifications only: see `driverBan`.
    onlyDependOnLibsWithTags: ['type:domain', 'type:contract', 'type:adapter', 'type:testing'],
    bannedExternalImports: ['@angular/*', '@nestjs/*'],
  },
  {
    sourceTag: 'type:data-access',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contract'],
    bannedExternalImports: ['@nestjs/*'],
  },
  {
    sourceTag: 'type:ui',
    onlyDependOnLibsWithTags: ['type:domain', 'type:ui'],
    bannedExternalImports: ['rxjs', '@nestjs/*'],
  },
  { sourceTag: 'type:shell', onlyDependOnLibsWithTags: ['type:domain', 'type:contract', 'type:shell'] },
  {
    sourceTag: 'type:testing',
    onlyDependOnLibsWithTags: ['type:domain', 'type:contract', 'type:adapter', 'type:testing'],
  },
  {
    sourceTag: 'type:app',
    onlyDependOnLibsWithTags: [
      'type:domain',
      'type:contract',
      'type:adapter',
      'type:shell',
      'type:data-access',
      'type:ui',
      'type:testing',
    ],
  },
  { sourceTag: 'type:e2e', onlyDependOnLibsWithTags: ['type:contract', 'type:domain', 'type:testing', 'type:adapter'] },
  { sourceTag: 'platform:any', onlyDependOnLibsWithTags: ['platform:any'] },
  {
    sourceTag: 'platform:node',
    onlyDependOnLibsWithTags: ['platform:node', 'platform:any'],
    bannedExternalImports: ['@angular/*'],
  },
  {
    sourceTag: 'platform:browser',
    onlyDependOnLibsWithTags: ['platform:browser', 'platform:any'],
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'mysql2', 'ioredis', 'mqtt', 'pino'],
  },
];

const ambient = (selector, what) => ({ selector, message: `${what} is an argument in a domain library.` });
/** One way to say that a member is private. */
const oneStyle = { selector: 'ClassBody > * > PrivateIdentifier', message: 'Say `private name`, as everywhere here.' };
const ambientState = [
  ambient("MemberExpression[object.name='Date'][property.name='now']", 'The clock'),
  ambient("NewExpression[callee.name='Date'][arguments.length=0]", 'The clock'),
  ambient("CallExpression[callee.name='Date']", 'The clock'),
  ambient("MemberExpression[object.name='Math'][property.name='random']", 'Randomness'),
];

const databases = 'libs/adapters/mariadb, hub-database and server-database';
/** A driver is imported by one adapter only; tables are described where they belong, with TypeORM's words. */
const drivers = {
  mqtt: 'libs/adapters/mqtt',
  ioredis: 'libs/adapters/redis',
  typeorm: databases,
  mysql2: 'libs/adapters/mariadb',
  '@peculiar/x509': 'libs/adapters/authority',
  yazl: 'libs/adapters/archive',
};
const driverBan = (allowed) => ({
  'no-restricted-imports': [
    'error',
    {
      paths: Object.keys(drivers)
        .filter((name) => !allowed.includes(name))
        .map((name) => ({ name, message: `Only ${drivers[name]} may import ${name}.`, allowTypeImports: false })),
      patterns: [{ group: ['**/testing', '@hub/testing'], message: 'Test helpers belong in *.spec.ts and e2e only.' }],
    },
  ],
});

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/.angular',
      '**/.nx',
      '**/.hub',
      '**/.tools',
      '**/coverage',
      '**/test-results',
      '**/playwright-report',
      '**/node_modules',
      '**/*.generated.ts',
    ],
  },
  ...nx.configs['flat/base'],
  ...nx.configs['flat/typescript'],
  ...nx.configs['flat/javascript'],
  {
    files: ['**/*.ts', '**/*.mjs'],
    plugins: { regexp },
    rules: {
      // Time of an expression grows with its text and no faster: text comes from outside.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false, ignorePartial: false }],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [String.raw`^.*/eslint\.(config|angular)\.mjs$`, String.raw`^.*/rolldown\.nest\.mjs$`],
          depConstraints,
        },
      ],
      'max-lines': ['error', { max: 300 }],
      'max-params': ['error', 5],
      complexity: ['error', 12],
      eqeqeq: ['error', 'always'],
    },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/require-array-sort-compare': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', oneStyle],
    },
  },
  {
    files: ['libs/domain/**/*.ts', 'libs/contracts/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', oneStyle, ...ambientState] },
  },
  {
    files: ['libs/domain/**/*.ts', 'libs/contracts/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.bench.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: builtinModules.map((name) => ({ name, message: 'A domain library does no I/O.' })),
          patterns: [
            { group: ['node:*'], message: 'A domain library does no I/O.' },
            { group: testTools, message: 'Test tools belong in *.spec.ts and *.bench.ts.' },
          ],
        },
      ],
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/adapters/**/*.ts', 'libs/data-access/**/*.ts', 'libs/ui/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.bench.ts', '**/spec/**', '**/bench/**'],
    rules: driverBan([]),
  },
  { files: ['libs/adapters/mqtt/**/*.ts'], ignores: ['**/*.spec.ts'], rules: driverBan(['mqtt']) },
  { files: ['libs/adapters/redis/**/*.ts'], ignores: ['**/*.spec.ts'], rules: driverBan(['ioredis']) },
  { files: ['libs/adapters/mariadb/**/*.ts'], ignores: ['**/*.spec.ts'], rules: driverBan(['typeorm', 'mysql2']) },
  {
    files: ['libs/adapters/{hub,server}-database/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: driverBan(['typeorm']),
  },
  { files: ['libs/adapters/authority/**/*.ts'], ignores: ['**/*.spec.ts'], rules: driverBan(['@peculiar/x509']) },
  { files: ['libs/adapters/archive/**/*.ts'], ignores: ['**/*.spec.ts'], rules: driverBan(['yazl']) },
  {
    files: ['**/*.spec.ts', '**/*.bench.ts', 'e2e/**/*.ts', 'libs/testing/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', oneStyle],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      // Playwright reads the names of the fixtures from the pattern, also when there are none.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    },
  },
  { files: ['**/*.mjs', '**/*.js'], ...tseslint.configs.disableTypeChecked },
  prettier,
);
