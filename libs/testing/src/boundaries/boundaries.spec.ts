import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEGAL, PROJECTS, REFUSED, UNKNOWN_TO_A_DOMAIN } from './cases';
import { type Finding, JudgedWorkspace, type SourceFile } from './workspace';

const ROOT = join(import.meta.dirname, '../../../..');
const MINUTE_MS = 60_000;

const pathOf = ({ project, name }: SourceFile): string => `${project}/src/${name}.ts`;

const workspace = new JudgedWorkspace();
let edges: string[];
let findings: Map<string, Finding[]>;
let compiled: string[];

beforeAll(async () => {
  for (const { folder, name, sibling, tags } of PROJECTS) workspace.addProject(folder, name, sibling, tags);
  for (const file of [...REFUSED, ...LEGAL]) workspace.write(pathOf(file), file.code);
  for (const [index, expression] of UNKNOWN_TO_A_DOMAIN.entries()) {
    workspace.write(`libs/domain/wrong/src/unknown-${index}.ts`, `export const value = ${expression};\n`);
  }
  edges = await workspace.edges();
  findings = await workspace.lint();
  compiled = await workspace.compile('libs/domain/wrong');
}, 4 * MINUTE_MS);

afterAll(() => workspace.remove());

describe('the boundary rules', () => {
  it.each(REFUSED)('refuse that $why', (file) => {
    const found = findings.get(pathOf(file)) ?? [];
    expect(found.map(({ rule }) => rule)).toContain(file.rule);
    expect(found.find(({ rule }) => rule === file.rule)?.message).toMatch(file.says);
  });

  it.each(LEGAL.map((file) => [pathOf(file), file] as const))('allow %s', (path) => {
    const rules = ['@nx/enforce-module-boundaries', 'no-restricted-imports', 'no-restricted-syntax', 'parse'];
    expect(findings.get(path)?.filter(({ rule }) => rules.includes(rule))).toEqual([]);
  });

  it.each(UNKNOWN_TO_A_DOMAIN)('leave %s unknown to the compiler in a domain library', (expression) => {
    const file = `unknown-${UNKNOWN_TO_A_DOMAIN.indexOf(expression)}.ts`;
    expect(compiled.filter((line) => line.includes(file)).join()).toMatch(/error TS2(304|584|580|591)/);
  });

  it('refuse node:fs in a domain library by the compiler too', () => {
    expect(compiled.filter((line) => line.includes('node-fs.ts')).join()).toMatch(/error TS2(307|591)/);
  });
});

describe('the graph', () => {
  it('sees imports by alias, which the rules are judged by', () => {
    expect(edges).toEqual(
      expect.arrayContaining([
        'beta → alpha',
        'contracts → beta',
        'api → adapter-redis',
        'loop-a → loop-b',
        'page → ui',
      ]),
    );
  });
});

describe('every project of this workspace', () => {
  const files = globSync('{apps,libs}/{*,*/*}/project.json', { cwd: ROOT });

  it.each(files)('%s has one type and one platform', (file) => {
    const { tags } = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as { tags: string[] };
    const count = (dimension: string) => tags.filter((tag) => tag.startsWith(`${dimension}:`)).length;
    expect({ type: count('type'), platform: count('platform') }).toEqual({ type: 1, platform: 1 });
  });

  it.each(files)('%s has a target for the tests it has, and none for tests it has not', (file) => {
    const project = dirname(file);
    const { targets } = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as { targets: Record<string, unknown> };
    const specs = globSync(`${project}/**/*.spec.ts`, { cwd: ROOT });
    const [integration, unit] = [true, false].map((wanted) =>
      specs.some((spec) => spec.endsWith('.integration.spec.ts') === wanted),
    );
    expect({ integration: 'integration' in targets, test: 'test' in targets }).toEqual({ integration, test: unit });
  });
});
