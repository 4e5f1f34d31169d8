import type { OpenApi } from './described-calls';

type Operation = OpenApi['paths'][string][string];

/** What a generator of clients, or its user, would stumble over. Empty for a clean document. */
export function documentFaults(document: OpenApi): string[] {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      path,
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
  const ids = calls.map(({ operation }) => operation.operationId);
  const schemes = Object.keys(document.components.securitySchemes ?? {});
  return [
    ...calls.flatMap(({ path, name, operation }) =>
      [...wordFaults(operation, ids), ...answerFaults(operation), ...callerFaults(operation, schemes)]
        .concat(parameterFaults(path, operation))
        .map((fault) => `${name}: ${fault}`),
    ),
    ...referenceFaults(document),
  ];
}

const wordFaults = ({ operationId, summary, tags }: Operation, ids: readonly unknown[]): string[] => [
  ...(summary === undefined || summary === '' ? ['no summary'] : []),
  ...(tags === undefined || tags.length === 0 ? ['no tag'] : []),
  ...(operationId === undefined || ids.indexOf(operationId) !== ids.lastIndexOf(operationId)
    ? [`no operationId of its own`]
    : []),
];

function answerFaults({ responses }: Operation): string[] {
  const statuses = Object.keys(responses);
  return [
    ...(statuses.some((status) => /^[23]\d\d$/.test(status)) ? [] : ['no answer that is a success']),
    ...(statuses.includes('4XX') && !statuses.includes('default') ? [] : ['errors are not described by status']),
  ];
}

function callerFaults({ security }: Operation, schemes: readonly string[]): string[] {
  if (security === undefined) return ['does not say who may call it'];
  const unknown = security.flatMap((each) => Object.keys(each)).filter((scheme) => !schemes.includes(scheme));
  return unknown.map((scheme) => `there is no security scheme ${scheme}`);
}

function parameterFaults(path: string, { parameters = [] }: Operation): string[] {
  const described = parameters.filter((each) => each.in === 'path').map(({ name }) => name);
  const wanted = [...path.matchAll(/\{(\w{1,40})\}/g)].map(([, name]) => name ?? '');
  const isSame = described.length === wanted.length && wanted.every((name) => described.includes(name));
  return isSame ? [] : [`parameters ${described.join()}, address ${wanted.join()}`];
}

function referenceFaults(document: OpenApi): string[] {
  const text = JSON.stringify(document);
  const used = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]{1,100})"/g)].map(([, name]) => name ?? ''));
  const there = Object.keys(document.components.schemas);
  return [
    ...[...used].filter((name) => !there.includes(name)).map((name) => `there is no schema ${name}`),
    ...there.filter((name) => !used.has(name)).map((name) => `no call uses the schema ${name}`),
    ...(text.includes('x-schema-name') ? ['a name is left in a schema'] : []),
  ];
}
