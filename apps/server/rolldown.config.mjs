import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

// Optional peers that Nest and TypeORM load lazily and this application does not use.
const absent = [
  /^@nestjs\/(websockets|platform-express|axios|mongoose|sequelize|mikro-orm)(\/|$)/,
  /^@grpc\//,
  /^@nats-io\//,
  /^kafkajs$/,
  /^amqp/,
  /^cache-manager$/,
  /^class-(transformer|validator)/,
  /^@fastify\/(view|multipart)$/,
  /^@mikro-orm\//,
  /^@prisma\//,
  /^(mongoose|sequelize|sql\.js|pg|pg-native|pg-query-stream|better-sqlite3|mssql|oracledb|mongodb|redis|hdb-pool|spanner|ts-node)$/,
  /^@google-cloud\//,
  /^@sap\//,
  /^react-native/,
  /^typeorm-aurora/,
  /^pino-pretty$/,
  /^bufferutil$/,
  /^utf-8-validate$/,
  /^@microsoft\/recognizers/,
];
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

const program = (input, name) =>
  defineConfig({
    input,
    platform: 'node',
    tsconfig: 'tsconfig.lib.json',
    external: (id) => absent.some((pattern) => pattern.test(id)),
    transform: { define: { __HUB_VERSION__: JSON.stringify(version) } },
    onLog(level, log, report) {
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
      if (level === 'warn' && log.code !== 'EVAL') report(level, log);
    },
    output: {
      file: `../../dist/apps/server/${name}.mjs`,
      format: 'esm',
      sourcemap: true,
      codeSplitting: false,
      keepNames: true,
      minify: true,
    },
  });

export default [program('src/main.ts', 'main'), program('src/team/main.ts', 'rollout')];
