import type { SourceFile } from './workspace';

/** Folders of the judged workspace: name, the real project they are like, and their tags where these differ. */
export const PROJECTS: readonly { folder: string; name: string; sibling: string; tags?: readonly string[] }[] = [
  { folder: 'libs/domain/alpha', name: 'alpha', sibling: 'libs/domain/time' },
  { folder: 'libs/domain/beta', name: 'beta', sibling: 'libs/domain/time' },
  // Imports what it must not; kept apart, so that the legal imports of the others close no circle with it.
  { folder: 'libs/domain/wrong', name: 'wrong', sibling: 'libs/domain/time' },
  { folder: 'libs/domain/loop-a', name: 'loop-a', sibling: 'libs/domain/time' },
  { folder: 'libs/domain/loop-b', name: 'loop-b', sibling: 'libs/domain/time' },
  { folder: 'libs/domain/untagged', name: 'untagged', sibling: 'libs/domain/time', tags: [] },
  { folder: 'libs/contracts', name: 'contracts', sibling: 'libs/contracts' },
  { folder: 'libs/adapters/redis', name: 'adapter-redis', sibling: 'libs/adapters/redis' },
  { folder: 'libs/adapters/files', name: 'adapter-files', sibling: 'libs/adapters/services' },
  { folder: 'libs/testing', name: 'testing', sibling: 'libs/testing' },
  {
    folder: 'libs/data-access',
    name: 'data-access',
    sibling: 'libs/testing',
    tags: ['type:data-access', 'platform:browser'],
  },
  { folder: 'libs/ui', name: 'ui', sibling: 'libs/testing', tags: ['type:ui', 'platform:browser'] },
  { folder: 'apps/api', name: 'api', sibling: 'apps/stack' },
  { folder: 'apps/page', name: 'page', sibling: 'apps/stack', tags: ['type:app', 'platform:browser'] },
];

export interface RefusedFile extends SourceFile {
  readonly why: string;
  readonly rule: string;
  readonly says: RegExp;
}

const BOUNDARY = '@nx/enforce-module-boundaries';
const IMPORTS = 'no-restricted-imports';
const SYNTAX = 'no-restricted-syntax';

const use = (name: string, from: string): string =>
  `import { ${name} } from '${from}';\nexport const used = ${name};\n`;
const value = (expression: string): string => `export const value = ${expression};\n`;

export const REFUSED: readonly RefusedFile[] = [
  ...[
    ['node:fs', 'reads'],
    ['fs/promises', 'readFile'],
    ['path', 'join'],
  ].map(([module = '', name = '']) => ({
    ...{ why: `a domain library imports ${module}`, project: 'libs/domain/wrong', name: module.replace(/\W/g, '-') },
    ...{ code: use(name, module), rule: IMPORTS, says: /does no I\/O/ },
  })),
  ...[
    ['Date.now()', /clock/],
    ['[1].map(Date.now)', /clock/],
    ['new Date()', /clock/],
    ['Date()', /clock/],
    ['Math.random()', /Randomness/],
  ].map(([expression = '', says], index) => ({
    ...{ why: `a domain library uses ${String(expression)}`, project: 'libs/domain/wrong', name: `ambient-${index}` },
    ...{ code: value(String(expression)), rule: SYNTAX, says: says as RegExp },
  })),
  refused('a contract reads the clock', 'libs/contracts', value('Date.now()'), SYNTAX, /clock/),
  refused(
    'a domain library imports a framework',
    'libs/domain/wrong',
    use('Injectable', '@nestjs/common'),
    BOUNDARY,
    /not allowed to import/,
  ),
  refused(
    'a domain library imports upwards',
    'libs/domain/wrong',
    use('one', '@hub/contracts'),
    BOUNDARY,
    /can only depend on/,
  ),
  refused(
    'a project is entered by a relative path',
    'libs/domain/wrong',
    use('one', '../../beta/src/index'),
    BOUNDARY,
    /relative/,
  ),
  refused(
    'a domain library imports one without tags',
    'libs/domain/wrong',
    use('one', '@hub/domain/untagged'),
    BOUNDARY,
    /can only depend on/,
  ),
  refused(
    'a project without tags imports one',
    'libs/domain/untagged',
    use('one', '@hub/domain/beta'),
    BOUNDARY,
    /without tags/,
  ),
  refused(
    'two projects import each other',
    'libs/domain/loop-a',
    use('one', '@hub/domain/loop-b'),
    BOUNDARY,
    /Circular/,
  ),
  refused(
    'two projects import each other',
    'libs/domain/loop-b',
    use('one', '@hub/domain/loop-a'),
    BOUNDARY,
    /Circular/,
  ),
  refused(
    'a contract imports an adapter',
    'libs/contracts',
    use('one', '@hub/adapters/files'),
    BOUNDARY,
    /can only depend on/,
  ),
  refused(
    'a contract imports another library than zod',
    'libs/contracts',
    use('of', 'rxjs'),
    BOUNDARY,
    /not allowed to import/,
  ),
  refused(
    'an adapter imports the framework',
    'libs/adapters/files',
    use('Injectable', '@nestjs/common'),
    BOUNDARY,
    /not allowed to import/,
  ),
  refused(
    "an adapter imports another one's driver",
    'libs/adapters/files',
    use('Redis', 'ioredis'),
    IMPORTS,
    /Only libs\/adapters\/redis/,
  ),
  refused('an application imports a driver', 'apps/api', use('connect', 'mqtt'), IMPORTS, /Only libs\/adapters\/mqtt/),
  refused(
    'an adapter imports test helpers',
    'libs/adapters/files',
    use('one', '@hub/testing'),
    IMPORTS,
    /Test helpers/,
  ),
  refused(
    'a display part imports the data access',
    'libs/ui',
    use('one', '@hub/data-access'),
    BOUNDARY,
    /can only depend on/,
  ),
  refused('a display part keeps a store', 'libs/ui', use('of', 'rxjs'), BOUNDARY, /not allowed to import/),
  refused('a page imports an adapter', 'apps/page', use('one', '@hub/adapters/files'), BOUNDARY, /can only depend on/),
  refused(
    'the data access imports an adapter',
    'libs/data-access',
    use('one', '@hub/adapters/files'),
    BOUNDARY,
    /can only depend on/,
  ),
];

function refused(why: string, project: string, code: string, rule: string, says: RegExp): RefusedFile {
  return { why, project, name: why.replaceAll(/\W+/g, '-'), code, rule, says };
}

const legal = (project: string, name: string, code: string): SourceFile => ({ project, name, code });

/** The same things where they belong. */
export const LEGAL: readonly SourceFile[] = [
  legal('libs/domain/beta', 'uses-alpha', use('one', '@hub/domain/alpha')),
  legal('libs/domain/beta', 'time', value('new Date(1000).toISOString()')),
  legal('libs/domain/beta', 'names', "import { path } from './path';\nexport const used = path;\n"),
  legal('libs/domain/beta', 'path', value('1').replace('value', 'path')),
  legal('libs/contracts', 'uses-domain', use('one', '@hub/domain/beta')),
  legal('libs/contracts', 'uses-zod', "import * as z from 'zod/mini';\nexport const schema = z.number();\n"),
  legal('libs/adapters/redis', 'driver', use('Redis', 'ioredis')),
  legal('libs/adapters/files', 'system', use('readFileSync', 'node:fs')),
  legal('libs/adapters/files', 'clock', value('Date.now()')),
  legal('libs/adapters/files', 'helper.spec', use('one', '@hub/testing')),
  legal('libs/data-access', 'uses-contracts', use('one', '@hub/contracts')),
  legal('libs/ui', 'uses-domain', use('one', '@hub/domain/beta')),
  legal('apps/api', 'framework', use('Injectable', '@nestjs/common')),
  legal('apps/api', 'uses-adapter', use('one', '@hub/adapters/redis')),
  legal('apps/page', 'uses-parts', use('one', '@hub/ui')),
];

/** What a domain library cannot even name: there is no I/O, no page and no timer among its types. */
export const UNKNOWN_TO_A_DOMAIN = [
  'process.pid',
  'console.log(1)',
  'setTimeout(String)',
  'fetch',
  'document',
  'performance.now()',
];
