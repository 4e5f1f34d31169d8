import { describe, expect, it } from 'vitest';
import { describedCalls, type OpenApi } from './described-calls';
import { documentFaults } from './lint';

const error = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const document: OpenApi = {
  paths: {
    '/things/{id}': {
      put: {
        operationId: 'things_put',
        summary: 'Puts a thing',
        tags: ['Things'],
        security: [{ session: [] }],
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 3 } }],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
        responses: {
          '201': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          '204': {},
          '4XX': error,
        },
      },
    },
  },
  components: {
    schemas: {
      Thing: {
        type: 'object',
        properties: { name: { type: 'string', minLength: 2 }, size: { type: 'number' } },
        required: ['name'],
        additionalProperties: false,
      },
      Problem: { type: 'object', properties: { code: { type: 'string' } }, required: ['code'] },
    },
    securitySchemes: { session: { type: 'apiKey' } },
  },
};
const json = (status: number, body: unknown) => ({
  status,
  contentType: 'application/json; charset=utf-8',
  text: JSON.stringify(body),
});

describe('a described call', () => {
  const [call] = describedCalls(document);

  it('asks with the least that is needed', () => {
    expect(call).toMatchObject({ name: 'PUT /things/{id}', method: 'PUT', path: '/things/3', body: { name: 'xx' } });
  });

  it.each([
    ['what is described', json(201, { name: 'ab' }), false],
    ['an error of its form', json(404, { code: 'NO' }), false],
    ['nothing where nothing is described', { status: 204, contentType: '', text: '' }, false],
    ['another status', json(200, { name: 'ab' }), true],
    ['a field too many', json(201, { name: 'ab', colour: 1 }), true],
    ['a field of another type', json(201, { name: 'ab', size: '1' }), true],
    ['an error without its code', json(400, {}), true],
    ['another type', { status: 201, contentType: 'text/html', text: '' }, true],
    ['a body where none is described', { status: 204, contentType: '', text: 'x' }, true],
  ])('answered with %s', (_, answer, isFault) => {
    expect(call?.fault(answer) !== undefined).toBe(isFault);
  });
});

describe('a document', () => {
  const changed = (change: object): OpenApi => {
    const { put } = document.paths['/things/{id}'] ?? {};
    return { ...document, paths: { '/things/{id}': { put: { ...put, ...change } as never } } };
  };

  it('may be clean', () => {
    expect(documentFaults(document)).toEqual([]);
  });

  it.each<[string, object]>([
    ['no summary', { summary: '' }],
    ['no tag', { tags: [] }],
    ['no operationId of its own', { operationId: undefined }],
    ['does not say who may call it', { security: undefined }],
    ['there is no security scheme bearer', { security: [{ bearer: [] }] }],
    ['no answer that is a success', { responses: { '4XX': error } }],
    ['errors are not described by status', { responses: { '201': error, default: error } }],
    ['parameters , address id', { parameters: [] }],
  ])('is told: %s', (fault, change) => {
    expect(documentFaults(changed(change)).map((each) => each.replace('PUT /things/{id}: ', ''))).toContain(fault);
  });

  it('has every schema that is used, and no other', () => {
    const schemas = { Problem: {}, Spare: {} };
    expect(documentFaults({ ...document, components: { ...document.components, schemas } })).toEqual([
      'there is no schema Thing',
      'no call uses the schema Spare',
    ]);
  });
});
