import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

/** A source file of the workspace that is judged: its project's folder, its name there, its text. */
export interface SourceFile {
  readonly project: string;
  readonly name: string;
  readonly code: string;
}

export interface Finding {
  readonly rule: string;
  readonly message: string;
}

const ROOT = join(import.meta.dirname, '../../../..');
const CONFIGURATION = [
  ...[
    'eslint.config.mjs',
    'nx.json',
    'package.json',
    'package-lock.json',
    'tsconfig.base.json',
    'tsconfig.domain.json',
    'tsconfig.node.json',
    'tsconfig.nest.json',
    'tsconfig.browser.json',
    '.npmrc',
  ],
];
const ENVIRONMENT = { ...process.env, NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', NX_WORKSPACE_ROOT_PATH: '' };

/** A small workspace in a temporary folder under the real one's rules, to see what they refuse. */
export class JudgedWorkspace {
  readonly dir = mkdtempSync(join(tmpdir(), 'hub-boundaries-'));

  constructor() {
    for (const file of CONFIGURATION) cpSync(join(ROOT, file), join(this.dir, file));
    symlinkSync(join(ROOT, 'node_modules'), join(this.dir, 'node_modules'));
  }

  /** Makes a project like its `sibling` in the real workspace: with its compiler settings, under other tags if given. */
  addProject(folder: string, name: string, sibling: string, tags?: readonly string[]): void {
    mkdirSync(join(this.dir, folder, 'src'), { recursive: true });
    const up = relative(join(this.dir, folder), this.dir);
    for (const file of ['tsconfig.json', 'tsconfig.lib.json']) {
      if (!existsSync(join(ROOT, sibling, file))) continue;
      const text = readFileSync(join(ROOT, sibling, file), 'utf8');
      writeFileSync(join(this.dir, folder, file), text.replaceAll(/"(?:\.\.\/)+/g, `"${up}/`));
    }
    const like = JSON.parse(readFileSync(join(ROOT, sibling, 'project.json'), 'utf8')) as { tags: string[] };
    const project = { name, sourceRoot: `${folder}/src`, projectType: 'library', tags: tags ?? like.tags };
    this.write(`${folder}/project.json`, JSON.stringify(project));
    this.write(`${folder}/src/index.ts`, 'export const one = 1;\n');
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.dir, file)), { recursive: true });
    writeFileSync(join(this.dir, file), text);
  }

  /** Edges of the Nx graph, `from → to` by project name. */
  async edges(): Promise<string[]> {
    await this.run('.bin/nx', ['graph', '--file=graph.json']);
    const { graph } = JSON.parse(readFileSync(join(this.dir, 'graph.json'), 'utf8')) as {
      graph: { dependencies: Record<string, { source: string; target: string }[]> };
    };
    return Object.values(graph.dependencies).flatMap((all) => all.map(({ source, target }) => `${source} → ${target}`));
  }

  /** What ESLint says of each file, by path in the workspace. The graph must have been made before. */
  async lint(): Promise<Map<string, Finding[]>> {
    const output = await this.run('.bin/eslint', ['--format', 'json', 'libs', 'apps']);
    type Result = { filePath: string; messages: { ruleId: string | null; message: string }[] };
    return new Map(
      (JSON.parse(output) as Result[]).map(({ filePath, messages }) => [
        relative(this.dir, filePath),
        messages.map(({ ruleId, message }) => ({ rule: ruleId ?? 'parse', message })),
      ]),
    );
  }

  /** The compiler's words on a project, one error a line. */
  async compile(folder: string): Promise<string[]> {
    const output = await this.run('typescript-native/bin/tsc', [
      '-p',
      `${folder}/tsconfig.lib.json`,
      '--noEmit',
      '--pretty',
      'false',
    ]);
    return output.split('\n').filter((line) => line.includes('error TS'));
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Standard output, also when the program found faults and says so by its code. */
  private async run(program: string, args: readonly string[]): Promise<string> {
    const file = join(ROOT, 'node_modules', program);
    const options = { cwd: this.dir, env: ENVIRONMENT, maxBuffer: 64 * 1024 * 1024 };
    try {
      return (await promisify(execFile)(process.execPath, [file, ...args], options)).stdout;
    } catch (error) {
      const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
      if (stdout !== '') return stdout;
      throw new Error(`${program} failed: ${stderr}`, { cause: error });
    }
  }
}
